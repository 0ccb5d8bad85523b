"""A new password with and without the old one, and where one is signed in. What was withdrawn is gone at once."""

import re
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.accounts import rules
from hub.accounts.models import MailedKey
from hub.core.access import Role
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine
from tests.accounts.makers import ADDRESS, PASSWORD, make_account, sign_in

NEW = "seven green lanterns on the pier"


@pytest.fixture
def person(app: Flask) -> FlaskClient:
    make_account()
    client = app.test_client()
    assert sign_in(client).status_code == 303
    return client


def letters(session: Session) -> list[OutgoingMail]:
    session.rollback()
    return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def ask(client: FlaskClient, email: str = ADDRESS, language: str = "en"):  # type: ignore[no-untyped-def]
    return client.post(f"/{language}/reset-password", data={"email": email})


def link(session: Session) -> str:
    found = re.search(r"http://127.0.0.1:8000(/ja/reset-password/\S+)", letters(session)[-1].body)
    assert found
    return found[1]


def still_in(client: FlaskClient) -> bool:
    return client.get("/en/account/sessions").status_code == 200


def test_the_page_says_the_same_for_every_address_and_the_letter_tells(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    make_account()
    known, unknown = ask(client), ask(client, "nobody@member.example")
    assert known.status_code == unknown.status_code == 200
    assert known.text.replace(ADDRESS, "…") == unknown.text.replace("nobody@member.example", "…")
    assert [one.subject for one in letters(session)] == [
        "パスワードを再設定する",
        "このアドレスのアカウントはありません",
    ]


def test_a_link_sets_a_new_password_once_and_ends_every_session(
    person: FlaskClient, app: Flask, session: Session
) -> None:
    visitor = app.test_client()
    ask(visitor)
    address = link(session)
    page = visitor.get(address)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert visitor.post(address, data={"password": NEW}).status_code == 303
    assert not still_in(person)
    assert sign_in(visitor).status_code == 422
    assert sign_in(visitor, password=NEW).status_code == 303
    assert visitor.post(address, data={"password": NEW}).status_code == 404
    assert letters(session)[-1].subject == "パスワードが変更されました"
    assert "password-changed" in session.scalars(select(JournalLine.act)).all()


@pytest.mark.parametrize("key", ["x", "a" * 43, "%00"])
def test_a_link_nobody_sent_opens_nothing(client: FlaskClient, key: str) -> None:
    assert client.get(f"/en/reset-password/{key}").status_code == 404


def test_who_gets_a_link_for_an_address_without_account_gets_nothing_by_it(
    client: FlaskClient, session: Session
) -> None:
    ask(client, "nobody@member.example")
    assert "reset-password/" not in letters(session)[-1].body
    assert session.scalars(select(MailedKey.account_id)).all() == [None]


def test_nobodys_letter_box_is_filled(client: FlaskClient, session: Session) -> None:
    make_account()
    for _ in range(4):
        assert ask(client).status_code == 200
    assert len(letters(session)) == 1


def test_an_account_that_is_closed_gets_no_link(client: FlaskClient, session: Session) -> None:
    make_account(active=False)
    ask(client)
    assert letters(session)[-1].subject == "このアドレスのアカウントはありません"


@pytest.mark.parametrize(
    ("language", "password", "told"),
    [
        ("en", "", "Enter a new password"),
        ("en", "short", "must have 15 to 256 characters"),
        ("ja", "hanako likes the sea", "氏名やメールアドレスを含む"),
        ("ja", "aaaaaaaaaaaaaaaa", "推測されやすい"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_still_works(
    client: FlaskClient, session: Session, language: str, password: str, told: str
) -> None:
    make_account()
    ask(client)
    address = link(session).replace("/ja/", f"/{language}/")
    answer = client.post(address, data={"password": password})
    assert answer.status_code == 422
    assert told in answer.text
    if password:
        assert password not in answer.text
    assert client.post(address, data={"password": NEW}).status_code == 303


def test_two_who_use_the_link_at_once_set_one_password(app: Flask, session: Session) -> None:
    make_account()
    ask(app.test_client())
    address, together, got = link(session), threading.Barrier(4), []

    def use(number: int) -> None:
        client = app.test_client()
        together.wait()
        got.append(client.post(address, data={"password": f"{NEW} {number}"}).status_code)

    threads = [threading.Thread(target=use, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(got) == [303, 404, 404, 404]


def test_changing_it_asks_the_present_one_and_ends_the_other_browsers(
    person: FlaskClient, app: Flask
) -> None:
    other = app.test_client()
    sign_in(other)
    wrong = person.post("/ja/account/password", data={"current": "not this one", "password": NEW})
    assert wrong.status_code == 422
    assert "今のパスワードが違います" in wrong.text
    assert still_in(other)
    done = person.post("/en/account/password", data={"current": PASSWORD, "password": NEW})
    assert done.status_code == 303
    assert still_in(person)
    assert not still_in(other)


def test_one_sees_and_ends_ones_own_sessions_only(person: FlaskClient, app: Flask) -> None:
    second, third = app.test_client(), app.test_client()
    for client in (second, third):
        sign_in(client)
    make_account(email="ann@member.example", role=Role.MEMBER)
    stranger = app.test_client()
    sign_in(stranger, "ann@member.example")
    page = person.get("/en/account/sessions").text
    assert (page.count("Another browser"), page.count("This browser")) == (2, 1)
    numbers = re.findall(r"/en/account/sessions/(\d+)/end", page)
    assert stranger.post(f"/en/account/sessions/{numbers[0]}/end").status_code == 404
    assert person.post(f"/en/account/sessions/{numbers[0]}/end").status_code == 303
    assert [still_in(one) for one in (second, third)].count(True) == 1
    assert person.post("/en/account/sessions/end-others").status_code == 303
    assert [still_in(one) for one in (person, second, third, stranger)] == [True, False, False, True]


@pytest.mark.parametrize(
    ("password", "good"),
    [
        (NEW, True),
        ("海の見える丘で夕日を待っている犬", True),
        ("correct horse battery staple", True),
        ("  fifteen spaces are fine too ", True),
        ("passwordpassword1", False),
        ("P4ssw0rd!P4ssw0rd!", False),
        ("qwertyuiop123456", False),
        ("1234567890123456789", False),
        ("abcdefghijklmnopqrst", False),
        ("lantern!lantern!lantern!", False),
        ("DigitalOverseasDeployment2026", False),
        ("ひひひひひひひひひひひひひひひ", False),
        ("the sea at moriyama", True),
        ("the Mori-family at sea", True),  # too short a name to count
        ("hanako at the green pier", False),
        ("a" * 257, False),
    ],
)
def test_what_a_password_must_be(app: Flask, password: str, good: bool) -> None:
    found = rules.why_not_password(password, "mori@member.example", "森 花子", "Hanako Mori")
    assert (found is None) is good
