"""Agreeing to the texts: with the first sign-in by a key, and again when one of them changes."""

import json
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.accounts import consent
from hub.accounts.models import Consent
from hub.accounts.personal import erase_closed
from hub.core import clock
from tests.accounts.makers import make_account, sign_in


@pytest.fixture
def changed(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who agreed, and a text that changed afterwards."""
    consent.accept(make_account(), at=clock.now())
    session.commit()
    monkeypatch.setitem(consent.VERSIONS, "privacy", date(2099, 4, 1))


@pytest.mark.parametrize(
    ("language", "heading", "refusal"),
    [
        ("ja", "サイトポリシー等を改定しました", "同意される場合はチェックを入れてください"),
        ("en", "Our terms have changed", "Tick the box if you agree"),
    ],
)
def test_a_changed_text_is_shown_after_signing_in(
    client: FlaskClient, session: Session, changed: None, language: str, heading: str, refusal: str
) -> None:
    answer = sign_in(client, to=f"/{language}/sign-in?next=/{language}/account/sessions")
    assert answer.location == f"/{language}/account/consent?next=/{language}/account/sessions"
    assert heading in client.get(answer.location).text
    refused = client.post(answer.location)
    assert (refused.status_code, refusal in refused.text) == (422, True)
    done = client.post(answer.location, data={"agreed": "y"})
    assert (done.status_code, done.location) == (303, f"/{language}/account/sessions")
    session.rollback()
    given = session.scalars(select(Consent).order_by(Consent.id)).all()
    assert [(one.text, one.version) for one in given][-1] == ("privacy", "2099-04-01")
    client.post("/en/sign-out")
    assert sign_in(client).location == "/en/"


def test_who_agreed_to_the_present_texts_is_not_asked(client: FlaskClient, session: Session) -> None:
    consent.accept(make_account(), at=clock.now())
    session.commit()
    assert sign_in(client).location == "/en/"


def test_consent_stands_in_ones_own_data_and_goes_with_the_account(
    client: FlaskClient, session: Session
) -> None:
    account = make_account()
    consent.accept(account, at=clock.now())
    session.commit()
    sign_in(client)
    content = json.loads(client.post("/en/account/data/file").data)
    assert [one["text_name"] for one in content["consents"]] == ["policy", "privacy"]
    assert content["consents"][0]["version"] == consent.VERSIONS["policy"].isoformat()
    account.active, account.closed_at = False, clock.now()
    session.commit()
    erase_closed(clock.now())
    assert session.scalars(select(Consent)).all() == []
