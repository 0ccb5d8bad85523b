"""Signing in and out as a browser does, in both languages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from hub import create_app
from hub.accounts.models import AccountSession, SignInAttempt
from hub.core import clock
from hub.core.access import current_reader, public, signed_in
from hub.core.config import Environment
from hub.core.db import db
from hub.core.security import limiter
from hub.journal.models import JournalLine
from tests.accounts.makers import ADDRESS, PASSWORD, cookie, make_account, sign_in, token, words
from tests.conftest import settings_in

WRONG = "The e-mail address or the password is not right, or there were too many tries."
WRONG_JA = "メールアドレスまたはパスワードが正しくないか、試行回数が上限を超えています。"


@pytest.fixture
def app(app: Flask) -> Flask:
    """The fresh application with two pages that say who is reading."""
    return with_readers(app)


def with_readers(app: Flask) -> Flask:
    app.add_url_rule("/<any(ja,en):lang>/who", "who", public(lambda: str(current_reader().account_id)))
    app.add_url_rule("/<any(ja,en):lang>/members-page", "inside", signed_in(lambda: "for members"))
    return app


def application(folder: Path, environment: Environment) -> Flask:
    """An application as it runs outside of tests, except for tokens."""
    made = with_readers(
        create_app(replace(settings_in(folder), environment=environment, hosts=("localhost",)))
    )
    made.config["WTF_CSRF_ENABLED"] = False
    return made


@pytest.fixture
def limited() -> Iterator[None]:
    """The limiter is one for all applications; what a test switches on is switched off again."""
    yield
    limiter.reset()
    limiter.enabled = False


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """The clock: what stands first in the list is now."""
    times = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: times[0])
    return times


@pytest.mark.parametrize(
    ("language", "heading", "label"),
    [("ja", "ログイン", "メールアドレス"), ("en", "Sign in", "E-mail address")],
)
def test_the_page_asks_for_address_and_password(
    client: FlaskClient, language: str, heading: str, label: str
) -> None:
    page = client.get(f"/{language}/sign-in")
    assert page.status_code == 200
    assert f"<h1>{heading}</h1>" in re.sub(r"<h1[^>]*>\s*", "<h1>", page.text).replace("\n", "")
    assert label in page.text
    assert 'autocomplete="username"' in page.text
    assert 'autocomplete="current-password"' in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_member_signs_in_and_is_known_on_the_next_page(client: FlaskClient) -> None:
    account = make_account()
    answer = sign_in(client)
    assert (answer.status_code, answer.location) == (303, "/en/")
    assert client.get("/en/who").text == str(account.id)


def test_the_address_may_be_typed_in_full_width(client: FlaskClient) -> None:
    make_account(email="Mori@Member.example")
    assert sign_in(client, "ｍｏｒｉ＠ｍｅｍｂｅｒ．ｅｘａｍｐｌｅ").status_code == 303


def test_pages_of_signed_in_people_are_not_kept_by_browsers(client: FlaskClient) -> None:
    make_account()
    assert client.get("/en/who").headers.get("Cache-Control") != "no-store"
    sign_in(client)
    assert client.get("/en/who").headers["Cache-Control"] == "no-store"


def test_signing_in_leads_back_to_the_page_asked_for(client: FlaskClient) -> None:
    make_account()
    shut = client.get("/en/members-page?page=2")
    assert shut.location == "/en/sign-in?next=/en/members-page?page%3D2"
    assert sign_in(client, to=shut.location).location == "/en/members-page?page=2"
    assert client.get("/en/members-page").text == "for members"


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example/", "/%5Cevil.example", "/en/%09/evil"]
)
def test_signing_in_leads_to_no_other_site(client: FlaskClient, wanted: str) -> None:
    make_account()
    assert sign_in(client, to=f"/en/sign-in?next={wanted}").location == "/en/"


def test_who_is_signed_in_need_not_sign_in(client: FlaskClient) -> None:
    make_account()
    sign_in(client)
    assert client.get("/ja/sign-in?next=/en/members-page").location == "/ja/members-page"


@pytest.mark.parametrize(("language", "sentence"), [("en", WRONG), ("ja", WRONG_JA)])
def test_unknown_address_wrong_password_and_lock_look_the_same(
    client: FlaskClient, language: str, sentence: str
) -> None:
    make_account()
    to = f"/{language}/sign-in"
    client.get(to)
    unknown = sign_in(client, "nobody@member.example", to=to)
    wrong = sign_in(client, password="wrong", to=to)
    for _ in range(10):
        sign_in(client, password="wrong", to=to)
    locked = sign_in(client, to=to)
    assert unknown.status_code == wrong.status_code == locked.status_code == 422
    assert sentence in wrong.text
    assert words(wrong) == words(locked) == words(unknown).replace("nobody@", "mori@")
    assert unknown.headers.to_wsgi_list() == [
        (name, str(len(unknown.data)) if name == "Content-Length" else value)
        for name, value in wrong.headers.to_wsgi_list()
    ]


def test_an_unknown_address_costs_a_hash_too(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from hub.accounts import passwords

    checked: list[str] = []
    matches = passwords.matches
    monkeypatch.setattr(
        passwords, "matches", lambda hash_, typed: checked.append(typed) or matches(hash_, typed)
    )
    make_account()
    sign_in(client, "nobody@member.example", "one")
    sign_in(client, password="two")
    for number in range(12):
        sign_in(client, password=f"locked {number}")
    assert len(checked) == 14


def test_empty_fields_are_named_and_nothing_is_counted(client: FlaskClient) -> None:
    page = client.post("/en/sign-in", data={"email": "", "password": ""})
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert "Enter your e-mail address" in page.text
    assert "Enter your password" in page.text
    assert db.session.scalars(select(SignInAttempt)).all() == []


@pytest.mark.parametrize(
    ("email", "password"),
    [("\x00", "\x00"), ("a" * 50_000, "b" * 50_000), ("' or 1=1 --", "𠮷\u202e"), ("%s%n", "{{7*7}}")],
)
def test_any_input_gets_the_ordinary_refusal(client: FlaskClient, email: str, password: str) -> None:
    page = sign_in(client, email, password)
    assert page.status_code == 422
    assert WRONG in page.text


def test_the_password_never_comes_back_in_the_page(client: FlaskClient) -> None:
    page = sign_in(client, password="my secret words")
    assert "my secret words" not in page.text
    assert f'value="{ADDRESS}"' in page.text


def test_a_lock_opens_by_itself_and_tries_on_it_do_not_keep_it(
    client: FlaskClient, moved: list[datetime]
) -> None:
    make_account()
    for _ in range(10):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 422
    moved[0] += timedelta(minutes=14)
    assert sign_in(client).status_code == 422
    moved[0] += timedelta(minutes=2)
    assert sign_in(client).status_code == 303


def test_a_lock_ends_nobodys_open_session(app: Flask) -> None:
    account = make_account()
    inside, guesser = app.test_client(), app.test_client()
    sign_in(inside)
    for _ in range(20):
        sign_in(guesser, password="wrong")
    assert sign_in(guesser).status_code == 422
    assert inside.get("/en/who").text == str(account.id)


def test_guessing_many_accounts_from_one_address_is_stopped_and_others_go_on(client: FlaskClient) -> None:
    make_account()
    for number in range(60):
        sign_in(client, f"person{number}@member.example")
    assert sign_in(client).status_code == 422
    # A header anybody can write does not make a new network address, another network does.
    assert sign_in(client, headers={"X-Forwarded-For": "198.51.100.7"}).status_code == 422
    assert sign_in(client, environ_base={"REMOTE_ADDR": "198.51.100.7"}).status_code == 303


def test_signing_in_forgets_failures_and_is_no_failure_itself(app: Flask) -> None:
    make_account()
    for _ in range(70):
        assert sign_in(app.test_client()).status_code == 303
    sign_in(app.test_client(), password="wrong")
    sign_in(app.test_client())
    kept = [attempt.subject for attempt in db.session.scalars(select(SignInAttempt))]
    # The wrong guess still counts against the network address, as a digest.
    assert len(kept) == 1
    assert re.fullmatch("[0-9a-f]{64}", kept[0])


def test_a_copied_cookie_is_worthless_after_signing_out(app: Flask) -> None:
    make_account()
    own, thief = app.test_client(), app.test_client()
    sign_in(own)
    thief.set_cookie("session", cookie(own))
    assert thief.get("/en/members-page").status_code == 200
    assert own.post("/en/sign-out").status_code == 303
    assert own.get("/en/who").text == "None"
    assert thief.get("/en/members-page").status_code == 302
    assert thief.get("/en/who").text == "None"


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "You are signed out."), ("ja", "ログアウトしました。")]
)
def test_signing_out_says_so_even_without_a_session(
    client: FlaskClient, language: str, sentence: str
) -> None:
    client.post(f"/{language}/sign-out")
    with client.session_transaction() as kept:
        assert [text for _, text in kept["_flashes"]] == [sentence]


def test_signing_out_takes_a_form_not_a_link(client: FlaskClient) -> None:
    make_account()
    sign_in(client)
    assert client.get("/en/sign-out").status_code == 405
    assert client.get("/en/members-page").status_code == 200


def test_signing_in_again_makes_a_new_session_and_ends_the_old(app: Flask, client: FlaskClient) -> None:
    make_account()
    sign_in(client)
    first = cookie(client)
    sign_in(client)
    assert cookie(client) != first
    old = app.test_client()
    old.set_cookie("session", first)
    assert old.get("/en/who").text == "None"


def test_the_cookie_holds_a_key_and_the_table_only_its_digest(client: FlaskClient) -> None:
    make_account()
    answer = sign_in(client)
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    with client.session_transaction() as kept:
        assert set(kept) == {"_user_id", "_fresh"}
        key = kept["_user_id"]
    row = db.session.scalars(select(AccountSession)).one()
    assert len(key) >= 40
    assert key not in row.digest


@pytest.mark.parametrize(
    ("role", "idle"), [("secretariat", timedelta(minutes=61)), ("member", timedelta(hours=13))]
)
def test_an_idle_session_is_over(
    client: FlaskClient, moved: list[datetime], role: str, idle: timedelta
) -> None:
    account = make_account(role=role)
    sign_in(client)
    moved[0] += idle / 2
    assert client.get("/en/who").text == str(account.id)
    moved[0] += idle / 2 + timedelta(minutes=2)
    # Being there in between counted.
    assert client.get("/en/who").text == str(account.id)
    moved[0] += idle
    assert client.get("/en/who").text == "None"


def test_a_suspended_account_is_out_at_the_next_request(client: FlaskClient) -> None:
    account = make_account()
    sign_in(client)
    account.active = False
    db.session.commit()
    assert client.get("/en/members-page").status_code == 302
    assert sign_in(client).status_code == 422


def test_knowing_the_reader_costs_one_statement_and_a_note_a_minute(
    app: Flask, client: FlaskClient, moved: list[datetime]
) -> None:
    make_account()
    sign_in(client)
    statements: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: statements.append(given[2][:6]))
    client.get("/en/members-page")
    assert statements == ["SELECT"]
    moved[0] += timedelta(seconds=61)
    client.get("/en/members-page")
    client.get("/en/members-page")
    assert statements == ["SELECT", "SELECT", "UPDATE", "SELECT"]


def test_visitors_cost_no_statement(app: Flask, client: FlaskClient) -> None:
    statements: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    client.get("/en/who")
    client.get("/en/sign-in")
    assert statements == []


def test_the_journal_has_a_line_for_signing_in_and_out(client: FlaskClient) -> None:
    account = make_account()
    sign_in(client)
    sign_in(client, password="wrong")
    client.post("/en/sign-out")
    lines = db.session.scalars(select(JournalLine).order_by(JournalLine.id)).all()
    assert [(line.act, line.account_id) for line in lines] == [
        ("sign-in", account.id),
        ("sign-out", account.id),
    ]


def test_a_sample_account_opens_nothing_in_production(tmp_path: Path, limited: None) -> None:
    demonstration = application(tmp_path, Environment.DEVELOPMENT)
    with demonstration.app_context():
        db.create_all()
        make_account(sample=True)
        make_account(email="real@member.example")
    demo = demonstration.test_client()
    assert sign_in(demo).status_code == 303
    production = application(tmp_path, Environment.PRODUCTION)
    client = production.test_client()
    # A session brought along from a demonstration opens nothing either.
    client.set_cookie("session", cookie(demo))
    assert client.get("/en/who").text == "None"
    refused, wrong = sign_in(client), sign_in(client, password="wrong")
    assert refused.status_code == wrong.status_code == 422
    assert words(refused) == words(wrong)
    assert sign_in(client, "real@member.example").status_code == 303
    for made in (demonstration, production):
        with made.app_context():
            db.engine.dispose()


@pytest.fixture
def guarded(app: Flask) -> FlaskClient:
    """A browser of an application that checks tokens."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app.test_client()


def test_the_form_carries_its_token(guarded: FlaskClient) -> None:
    make_account()
    data = {"email": ADDRESS, "password": PASSWORD, "csrf_token": token(guarded.get("/en/sign-in"))}
    assert guarded.post("/en/sign-in", data=data).status_code == 303
    # The visitor's token ended with the visitor's session.
    assert guarded.post("/en/sign-out", data=data).status_code == 400


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "This page had been open too long"), ("ja", "ページを開いてから時間が経過したため")],
)
def test_without_a_token_signing_in_asks_again_and_keeps_the_address(
    guarded: FlaskClient, language: str, sentence: str
) -> None:
    make_account()
    page = sign_in(guarded, to=f"/{language}/sign-in?next=/{language}/members-page")
    assert page.status_code == 400
    assert sentence in page.text
    assert f'value="{ADDRESS}"' in page.text
    assert PASSWORD not in page.text
    data = {"email": ADDRESS, "password": PASSWORD, "csrf_token": token(page)}
    again = guarded.post(f"/{language}/sign-in?next=/{language}/members-page", data=data)
    assert again.location == f"/{language}/members-page"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "This page had been open too long"), ("ja", "ページの有効期限が切れました")],
)
def test_without_a_token_nothing_is_done_and_the_way_back_is_ours(
    guarded: FlaskClient, language: str, sentence: str
) -> None:
    make_account()
    first = guarded.get(f"/{language}/sign-in")
    guarded.post(
        f"/{language}/sign-in", data={"email": ADDRESS, "password": PASSWORD, "csrf_token": token(first)}
    )
    page = guarded.post(
        f"/{language}/sign-out",
        data={"password": "secret words", "csrf_token": "false"},
        headers={"Referer": "http://evil.example/ja/x"},
    )
    assert page.status_code == 400
    assert sentence in page.text
    assert "secret words" not in page.text
    assert "evil" not in page.text
    assert f'<a class="button" href="/{language}/">' in page.text
    assert guarded.get(f"/{language}/members-page").status_code == 200


def test_too_many_tries_in_a_minute_get_429_and_when_to_come_back(tmp_path: Path, limited: None) -> None:
    app = application(tmp_path, Environment.DEVELOPMENT)
    with app.app_context():
        db.create_all()
    client = app.test_client()
    answers = [sign_in(client, password="wrong") for _ in range(31)]
    assert [answer.status_code for answer in answers] == [*[422] * 30, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 61
    assert answers[-1].headers["Content-Type"].startswith("text/html")
    # Reading the page is not limited.
    assert client.get("/en/sign-in").status_code == 200
    with app.app_context():
        db.engine.dispose()
