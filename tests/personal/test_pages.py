"""One's own data: all of it, nobody else's, as a file; and the way out, with what stays."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub import rooms
from hub.accounts.models import Account, AccountSession
from hub.core import clock
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine
from hub.members.models import ContactPerson, Seat
from tests.conftest import MEMBER, sample_password, signed_in_as

NOT_HERS = "takumi@sakibure-disaster.example"


@pytest.fixture
def mina(seeded_copy: Flask) -> Iterator[FlaskClient]:
    yield signed_in_as(seeded_copy, MEMBER)


def account() -> Account:
    db.session.rollback()
    return db.session.scalars(select(Account).where(Account.email == MEMBER)).one()


def close(client: FlaskClient, password: str = "", language: str = "en"):  # type: ignore[no-untyped-def]
    given = {"password": password or sample_password(MEMBER)}
    return client.post(f"/{language}/account/data/close", data=given)


@pytest.mark.parametrize(
    ("language", "heading"), [("ja", "保有しているあなたの情報"), ("en", "What is held about you")]
)
def test_the_page_shows_all_of_ones_own_and_nobody_elses(
    mina: FlaskClient, language: str, heading: str
) -> None:
    page = mina.get(f"/{language}/account/data").text
    assert heading in page
    assert MEMBER in page
    assert "000-0000-0001" in page  # her telephone number as a contact person
    assert NOT_HERS not in page
    assert "shuhei@" not in page  # a colleague at the same member


def test_the_file_has_each_rooms_part(mina: FlaskClient) -> None:
    answer = mina.post("/ja/account/data/file")
    assert "attachment" in answer.headers["Content-Disposition"]
    content = json.loads(answer.data)
    assert content["account"][0]["email"] == MEMBER
    assert content["contact_person"][0]["name_ja"] == "例野原 美奈"
    assert content["seat"] == [{"member": "あおなぎ海底通信（見本）", "role": "window"}]
    rooms = {"applications", "requests", "notifications", "notification_settings"}
    own = {
        "consents",
        "known_browsers",
        "account",
        "seat",
        "journal",
        "sessions",
        "letters",
        "contact_person",
        "advisor",
        "calls",
        "questions",
        "expressions",
        "teams",
        "agreements",
    }
    assert set(content) - rooms == own
    assert "password" not in answer.text
    acts = db.session.scalars(select(JournalLine.act)).all()
    assert "own-data-taken" in acts


def test_a_visitor_is_sent_to_sign_in(seeded_client: FlaskClient) -> None:
    assert seeded_client.get("/ja/account/data").status_code == 302
    assert seeded_client.post("/ja/account/data/file").status_code == 302


@pytest.mark.parametrize(
    ("password", "told"),
    [("not hers at all", "パスワードが違います"), (" ", "パスワードが違います")],
)
def test_a_wrong_password_closes_nothing(mina: FlaskClient, password: str, told: str) -> None:
    answer = close(mina, password, "ja")
    assert answer.status_code == 422
    assert told in answer.text
    assert account().active


def test_closing_ends_everything_at_once_and_everywhere(mina: FlaskClient, seeded_copy: Flask) -> None:
    elsewhere = signed_in_as(seeded_copy, MEMBER)
    assert elsewhere.get("/en/account/data").status_code == 200
    assert close(mina).status_code == 303
    for browser in (mina, elsewhere):
        assert browser.get("/en/account/data").status_code == 302
    again = seeded_copy.test_client().post(
        "/en/sign-in", data={"email": MEMBER, "password": sample_password(MEMBER)}
    )
    assert again.status_code == 422
    seat = db.session.scalars(select(Seat).where(Seat.account_id == account().id)).one()
    assert seat.ended_at is not None
    assert db.session.scalars(select(ContactPerson).where(ContactPerson.email == MEMBER)).all() == []
    (letter,) = db.session.scalars(select(OutgoingMail).where(OutgoingMail.topic == "account"))
    assert letter.to_address == MEMBER
    assert "例野原" not in seeded_copy.test_client().get("/api/v1/search?q=例野原").text.split('"results"')[1]


def test_after_thirty_days_name_and_address_are_gone_and_the_number_stays(
    mina: FlaskClient, seeded_copy: Flask
) -> None:
    number = account().id
    close(mina)
    run = seeded_copy.test_cli_runner().invoke
    assert "closed_accounts: 0 " in run(args=["retention", "--dry-run"]).output
    closed = account()
    closed.closed_at = clock.now() - timedelta(days=31)
    db.session.commit()
    dry = run(args=["retention", "--dry-run"]).output
    assert "closed_accounts: 1 before" in dry
    assert "nothing was forgotten" in dry
    assert account().password_hash
    assert "closed_accounts: 1 before" in run(args=["retention"]).output
    db.session.rollback()
    erased = db.session.get_one(Account, number)
    assert (MEMBER in erased.email, erased.name.ja, erased.password_hash) == (False, "退会した利用者", "")
    for table in (AccountSession, OutgoingMail):
        assert db.session.scalars(select(table).where(table.account_id == number)).all() == []
    assert db.session.scalars(select(JournalLine).where(JournalLine.account_id == number)).all()
    # Once is enough, and it cannot be undone any more.
    assert "closed_accounts: 0 before" in run(args=["retention"]).output
    assert run(args=["accounts", "reopen", erased.email]).exit_code == 1


def test_until_then_it_can_be_opened_again(mina: FlaskClient, seeded_copy: Flask) -> None:
    run = seeded_copy.test_cli_runner().invoke
    assert "has not been closed" in run(args=["accounts", "reopen", MEMBER]).output
    close(mina)
    assert "can sign in again" in run(args=["accounts", "reopen", MEMBER]).output
    assert signed_in_as(seeded_copy, MEMBER).get("/en/account/data").status_code == 200


def test_old_letters_go_when_the_settings_say(seeded_copy: Flask) -> None:
    now = clock.now()
    for days in (40, 100):
        sent = now - timedelta(days=days)
        db.session.add(
            OutgoingMail(
                to_address="a@b.example",
                language="ja",
                topic="test",
                subject="s",
                body="b",
                posted_at=sent,
                tries=1,
                sent_at=sent,
            )
        )
    db.session.commit()
    seeded_copy.test_cli_runner().invoke(args=["retention"])
    db.session.rollback()
    assert len(db.session.scalars(select(OutgoingMail)).all()) == 1


def test_each_room_that_keeps_people_tells_what() -> None:
    """A table with a person in it and no word of it here would be kept in secret."""
    telling = {room.__name__.split(".")[1] for room in rooms.modules("personal")}
    keeping = {
        model.class_.__module__.split(".")[1]
        for model in db.Model.registry.mappers
        if {"email", "to_address", "account_id"} & set(model.columns.keys())
    }
    assert keeping - telling <= {
        "core",
        "secretariat",
    }  # the outbox is told of by accounts; tasks name no one
