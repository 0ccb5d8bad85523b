"""Another address: proved from the new one, told to the old one, and taken back from there."""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from hub.accounts.models import Account, MailedKey
from hub.core import clock
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalChange, JournalLine
from hub.members.models import ContactPerson, Member, Seat
from tests.accounts.makers import ADDRESS, PASSWORD, make_account, sign_in
from tests.members.makers import make_contact, make_member

NEW = "hanako@new.example"
PAGE = "/en/account/address"
FRESH = "seven green lanterns on the pier"


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    times = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: times[0])
    return times


@pytest.fixture
def person(app: Flask) -> FlaskClient:
    make_account(language="en")
    client = app.test_client()
    sign_in(client)
    return client


def ask(client: FlaskClient, new: str = NEW, password: str = PASSWORD, language: str = "en") -> TestResponse:
    return client.post(f"/{language}/account/address", data={"email": new, "current": password})


def letters(session: Session, to: str) -> list[OutgoingMail]:
    session.rollback()
    asked = select(OutgoingMail).where(OutgoingMail.to_address == to).order_by(OutgoingMail.id)
    return list(session.scalars(asked))


def link(session: Session, to: str) -> str:
    found = re.search(r"http://127.0.0.1:8000(/en/account/address/\S+)", letters(session, to)[-1].body)
    assert found
    return found[1]


def inside(client: FlaskClient) -> bool:
    return client.get("/en/account/sessions").status_code == 200


def test_the_address_changes_when_the_link_is_confirmed_and_both_are_told(
    app: Flask, person: FlaskClient, session: Session
) -> None:
    other = app.test_client()
    sign_in(other)
    assert ask(person, "Ｈanako@new.example").status_code == 200
    address = link(session, NEW)
    page = person.get(address)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert sign_in(app.test_client(), NEW).status_code == 422  # looking changed nothing
    assert person.post(address).status_code == 303
    assert inside(person)
    assert not inside(other)
    assert sign_in(app.test_client()).status_code == 422
    assert sign_in(app.test_client(), NEW).status_code == 303
    assert [one.subject for one in letters(session, NEW)][1:] == [
        "The e-mail address of your account was changed"
    ]
    assert [one.subject for one in letters(session, ADDRESS)] == [
        "The e-mail address of your account is to be changed",
        "The e-mail address of your account was changed",
    ]
    assert person.post(address).status_code == 404
    acts = session.scalars(select(JournalLine.act)).all()
    assert {"address-change-asked", "address-changed"} <= set(acts)
    # The journal outlives an erasure, so it holds no address.
    assert session.scalars(select(JournalChange)).all() == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_address_in_use_looks_like_a_free_one(
    person: FlaskClient, session: Session, language: str
) -> None:
    make_account(email="taken@member.example", language="en")
    free, taken = ask(person, language=language), ask(person, "taken@member.example", language=language)
    assert free.status_code == taken.status_code == 200
    assert free.text.replace(NEW, "…") == taken.text.replace("taken@member.example", "…")
    told = [
        one.body.replace("taken@member.example", "…").replace(NEW, "…") for one in letters(session, ADDRESS)
    ]
    assert len({re.sub(r"address/\S+", "", one) for one in told}) == 1
    assert "has an account already" in letters(session, "taken@member.example")[-1].subject
    assert "/account/address/" not in letters(session, "taken@member.example")[-1].body


@pytest.mark.parametrize(
    ("language", "given", "told"),
    [
        ("en", {"password": "wrong"}, "This is not your present password"),
        ("ja", {"password": "wrong"}, "今のパスワードと一致しないか"),
        ("en", {"new": "nothing"}, "Enter an e-mail address like"),
        ("en", {"new": ADDRESS}, "This is your address already"),
    ],
)
def test_what_will_not_do_is_said_and_no_letter_leaves(
    person: FlaskClient, session: Session, language: str, given: dict[str, str], told: str
) -> None:
    answer = ask(person, **given, language=language)
    assert answer.status_code == 422
    assert told in answer.text
    assert session.scalars(select(OutgoingMail)).all() == []


def test_a_link_is_dead_after_an_hour_after_a_newer_one_and_after_a_new_password(
    person: FlaskClient, session: Session, moved: list[datetime]
) -> None:
    ask(person)
    first = link(session, NEW)
    ask(person, "other@new.example")
    assert person.get(first).status_code == 404
    second = link(session, "other@new.example")
    moved[0] += timedelta(minutes=61)
    assert person.get(second).status_code == 404
    ask(person, "third@new.example")
    third = link(session, "third@new.example")
    done = person.post("/en/account/password", data={"current": PASSWORD, "password": FRESH})
    assert done.status_code == 303
    assert person.get(third).status_code == 404


def test_an_address_taken_meanwhile_is_not_given_twice(person: FlaskClient, session: Session) -> None:
    ask(person)
    address = link(session, NEW)
    make_account(email=NEW)
    assert person.post(address).status_code == 404
    session.rollback()
    assert session.scalars(select(Account.email).order_by(Account.id)).all() == [ADDRESS, NEW]


def test_a_letter_box_is_not_filled(person: FlaskClient, session: Session) -> None:
    for _ in range(4):
        assert ask(person).status_code == 200
    assert len(letters(session, NEW)) == 1


@pytest.mark.parametrize("confirmed", [False, True])
def test_the_owner_of_the_old_address_stops_it_or_takes_it_back(
    app: Flask, person: FlaskClient, session: Session, confirmed: bool
) -> None:
    """The browser of ``person`` is a stranger's who knows the password."""
    ask(person)
    confirmation = link(session, NEW)
    if confirmed:
        person.post(confirmation)
    owner = app.test_client()
    objection = link(session, ADDRESS)
    assert objection.endswith("/objection")
    assert owner.get(objection).status_code == 200
    assert owner.post(objection).status_code == 200
    assert not inside(person)
    assert person.get(confirmation).status_code == 404
    assert sign_in(app.test_client()).status_code == sign_in(app.test_client(), NEW).status_code == 422
    reset = re.search(r"(/en/reset-password/\S+)", letters(session, ADDRESS)[-1].body)
    assert reset
    assert owner.post(reset[1], data={"password": FRESH}).status_code == 303
    assert sign_in(owner, password=FRESH).status_code == 303
    assert owner.post(objection).status_code == 404


def test_a_link_to_a_new_password_sent_to_the_old_address_is_dead(
    app: Flask, person: FlaskClient, session: Session
) -> None:
    app.test_client().post("/en/reset-password", data={"email": ADDRESS})
    reset = re.search(r"(/en/reset-password/\S+)", letters(session, ADDRESS)[-1].body)
    assert reset
    ask(person)
    person.post(link(session, NEW))
    assert person.get(reset[1]).status_code == 404


def test_a_closed_account_keeps_no_way_to_another_address(person: FlaskClient, session: Session) -> None:
    ask(person)
    address = link(session, NEW)
    person.post("/en/account/data/close", data={"password": PASSWORD})
    assert person.get(address).status_code == 404
    session.rollback()
    assert session.scalars(select(MailedKey)).all() == []


@pytest.fixture
def contact(person: FlaskClient) -> ContactPerson:
    """The person has a seat at a member, and stands in its record with the same address."""
    member = make_member("mori-works")
    account = db.session.scalars(select(Account)).one()
    db.session.add(Seat(account_id=account.id, member_id=member.id, role="user"))
    return make_contact(member, email="Mori@member.example", released=True)


def as_contact(session: Session) -> str:
    session.rollback()
    return session.scalars(select(ContactPerson.email)).one()


@pytest.mark.parametrize(
    ("language", "offer", "told"),
    [
        ("ja", "所属する会員の登録内容も、新しいアドレスに変更する", "担当者として登録されているアドレスも"),
        ("en", "Change it in my organisation’s record as well", "Your address as a contact person"),
    ],
)
def test_the_contact_person_of_the_record_follows_when_the_change_takes_effect(
    person: FlaskClient, contact: ContactPerson, session: Session, language: str, offer: str, told: str
) -> None:
    page = html.unescape(person.get(f"/{language}/account/address").text)
    assert offer in page
    assert re.search(r'name="as_contact"\s+value="y"\s+checked', page)
    data = {"email": NEW, "current": PASSWORD, "as_contact": "y"}
    assert person.post(f"/{language}/account/address", data=data).status_code == 200
    assert as_contact(session) == "Mori@member.example"
    address = link(session, NEW).replace("/en/", f"/{language}/")
    assert told in html.unescape(person.get(address).text)
    assert person.post(address).status_code == 303
    assert as_contact(session) == NEW
    line = session.scalars(select(JournalLine).where(JournalLine.act == "record-changed")).one()
    assert (line.subject, line.detail) == (f"member:{contact.member_id}", "contacts")
    # Taken back, the record is taken back as well.
    objection = re.search(r"(/en/account/address/\S+/objection)", letters(session, ADDRESS)[-1].body)
    assert objection
    assert person.post(objection[1]).status_code == 200
    assert as_contact(session) == ADDRESS


def test_without_the_tick_the_record_stays(
    person: FlaskClient, contact: ContactPerson, session: Session
) -> None:
    ask(person)
    address = link(session, NEW)
    assert "contact person" not in person.get(address).text
    assert person.post(address).status_code == 303
    assert as_contact(session) == "Mori@member.example"


def test_it_is_offered_to_nobody_else(app: Flask, person: FlaskClient, session: Session) -> None:
    """Not for a contact person of another member, nor to whoever has left; ticked by hand it does nothing."""
    member = make_member("another-member")
    make_contact(member, email=ADDRESS)
    assert "as_contact" not in person.get(PAGE).text
    account = session.scalars(select(Account)).one()
    session.add(Seat(account_id=account.id, member_id=member.id, role="user", ended_at=clock.now()))
    session.commit()
    assert "as_contact" not in person.get(PAGE).text
    person.post(PAGE, data={"email": NEW, "current": PASSWORD, "as_contact": "y"})
    assert person.post(link(session, NEW)).status_code == 303
    assert as_contact(session) == ADDRESS


def test_an_address_that_stands_in_the_record_already_is_not_entered_twice(
    person: FlaskClient, contact: ContactPerson, session: Session
) -> None:
    make_contact(db.session.get_one(Member, contact.member_id), email=NEW)
    person.post(PAGE, data={"email": NEW, "current": PASSWORD, "as_contact": "y"})
    assert person.post(link(session, NEW)).status_code == 303
    session.rollback()
    assert set(session.scalars(select(ContactPerson.email))) == {"Mori@member.example", NEW}
