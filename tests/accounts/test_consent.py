"""Agreeing to the texts: with the first sign-in by a key, and again when one of them changes."""

import json
from datetime import date
from typing import cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.accounts import consent
from hub.accounts.models import Account, Consent, Text
from hub.accounts.personal import erase_closed
from hub.core import clock
from hub.core.db import db
from tests.accounts.makers import PASSWORD, make_account, sign_in
from tests.conftest import MEMBER, seed_rows, signed_in_as

NEWS = "About robots."


def change(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new edition of the privacy page."""
    newer = [*consent.EDITIONS[Text.PRIVACY], consent.Edition(date(2099, 4, 1), NEWS)]
    monkeypatch.setitem(cast(dict[Text, object], consent.EDITIONS), Text.PRIVACY, newer)


@pytest.fixture
def changed(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who agreed, and a text that changed afterwards."""
    make_account()
    change(monkeypatch)


@pytest.mark.parametrize(
    ("language", "heading", "refusal"),
    [
        ("ja", "利用規約等を改定しました", "同意される場合はチェックを入れてください"),
        ("en", "Our terms have changed", "Tick the box if you agree"),
    ],
)
def test_a_changed_text_is_shown_after_signing_in(
    client: FlaskClient, session: Session, changed: None, language: str, heading: str, refusal: str
) -> None:
    answer = sign_in(client, to=f"/{language}/sign-in?next=/{language}/account/sessions")
    assert answer.location == f"/{language}/account/consent?next=/{language}/account/sessions"
    page = client.get(answer.location).text
    assert heading in page
    # Only what is new is told, and only the text that changed.
    assert NEWS in page
    assert str(consent.EDITIONS[Text.PRIVACY][0].news) not in page
    assert f'href="/{language}/terms"' not in page.partition("<main")[2].partition("</main")[0]
    refused = client.post(answer.location)
    assert (refused.status_code, refusal in refused.text) == (422, True)
    done = client.post(answer.location, data={"agreed": "y"})
    assert (done.status_code, done.location) == (303, f"/{language}/account/sessions")
    session.rollback()
    given = session.scalars(select(Consent).order_by(Consent.id)).all()
    # What was agreed to before keeps its line, and is not agreed to twice.
    assert [(one.text, one.version) for one in given] == [
        ("terms", "2026-11-24"),
        ("privacy", "2026-11-23"),
        ("privacy", "2099-04-01"),
    ]
    client.post("/en/sign-out")
    assert sign_in(client).location == "/en/"


@pytest.mark.parametrize(
    ("language", "heading"), [("ja", "利用規約等をお読みください"), ("en", "Please read our terms")]
)
def test_an_account_older_than_the_terms_is_asked(client: FlaskClient, language: str, heading: str) -> None:
    make_account(agreed=False)
    page = client.get(sign_in(client, to=f"/{language}/sign-in").location)
    assert heading in page.text
    assert f'href="/{language}/terms"' in page.text
    assert f'href="/{language}/privacy"' in page.text


def test_whoever_is_signed_in_when_a_text_changes_is_asked_at_the_next_page(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_account()
    sign_in(client)
    assert client.get("/en/requests").status_code == 200
    change(monkeypatch)
    shut = client.get("/en/requests?page=2")
    assert (shut.status_code, shut.location) == (303, "/en/account/consent?next=/en/requests?page%3D2")
    assert client.post(shut.location, data={"agreed": "y"}).location == "/en/requests?page=2"
    assert client.get("/en/requests").status_code == 200


def test_the_own_data_stay_open_without_agreeing(client: FlaskClient, session: Session) -> None:
    make_account(agreed=False)
    sign_in(client)
    for page in ("data", "data/close", "password", "sessions", "address", "second-step"):
        assert client.get(f"/en/account/{page}").status_code == 200, page
    assert client.post("/en/account/data/file").status_code == 200
    gone = client.post("/en/account/data/close", data={"password": PASSWORD})
    assert gone.location == "/en/"
    assert session.scalars(select(Consent)).all() == []


def test_not_now_leads_out_or_to_the_public_pages(client: FlaskClient) -> None:
    make_account(agreed=False)
    page = client.get(sign_in(client).location).text.partition("<main")[2]
    assert 'action="/en/sign-out"' in page
    assert 'href="/en/"' in page
    home = client.get("/en/")
    assert home.status_code == 200
    # Still signed in, and nothing of it is kept by the browser.
    assert "Hanako Mori" in home.text
    assert home.headers["Cache-Control"] == "no-store"
    assert client.get("/en/sign-in?next=/en/requests").location == "/en/account/consent?next=/en/requests"


def test_the_desk_stays_shut_without_agreeing(client: FlaskClient) -> None:
    make_account(role="secretariat", agreed=False)
    assert sign_in(client, to="/en/sign-in?next=/en/desk").location == "/en/account/consent?next=/en/desk"
    assert client.get("/en/desk").location == "/en/account/consent?next=/en/desk"
    assert 'href="/en/desk"' not in client.get("/en/").text
    assert client.post("/en/account/consent?next=/en/desk", data={"agreed": "y"}).location == "/en/desk"
    assert client.get("/en/desk").status_code == 200


def test_public_pages_tell_who_has_not_agreed_no_more_than_a_visitor(
    seeded_copy: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Confidence is what the terms ask for, so what is confidential comes after them."""
    person = next(row for row in seed_rows("sample/contact_persons.csv") if row["released"] == "1")
    client = signed_in_as(seeded_copy, MEMBER)
    page = f"/en/members/{person['member']}"
    assert person["email"] in client.get(page).text
    change(monkeypatch)
    shown = client.get(page)
    assert (shown.status_code, person["email"] in shown.text) == (200, False)
    client.post("/en/account/consent", data={"agreed": "y"})
    assert person["email"] in client.get(page).text


def test_the_sample_accounts_have_agreed_when_they_are_seeded(seeded: Flask) -> None:
    assert all(not consent.due(consent.given(one.id)) for one in db.session.scalars(select(Account)))


@pytest.mark.parametrize(("language", "version"), [("ja", "2026年11月24日版"), ("en", "24 November 2026")])
def test_the_terms_stand_in_the_footer_and_name_their_version(
    client: FlaskClient, language: str, version: str
) -> None:
    page = client.get(f"/{language}/terms")
    assert page.status_code == 200
    assert version in page.text
    assert f'href="/{language}/terms"' in client.get(f"/{language}/").text.partition("<footer")[2]


def test_who_agreed_to_the_present_texts_is_not_asked(client: FlaskClient) -> None:
    make_account()
    assert sign_in(client).location == "/en/"


@pytest.mark.parametrize(("language", "title"), [("ja", "利用規約"), ("en", "Terms of use")])
def test_the_history_of_consent_stands_on_the_page_of_ones_own_data(
    client: FlaskClient, language: str, title: str
) -> None:
    make_account()
    sign_in(client)
    page = client.get(f"/{language}/account/data").text
    assert f"<td>{title}</td>" in page
    assert "<td>2026-11-24</td>" in page


def test_consent_stands_in_ones_own_data_and_goes_with_the_account(
    client: FlaskClient, session: Session
) -> None:
    account = make_account()
    sign_in(client)
    content = json.loads(client.post("/en/account/data/file").data)
    assert [one["text_name"] for one in content["consents"]] == ["terms", "privacy"]
    assert content["consents"][0]["version"] == "2026-11-24"
    account.active, account.closed_at = False, clock.now()
    session.commit()
    erase_closed(clock.now())
    assert session.scalars(select(Consent)).all() == []
