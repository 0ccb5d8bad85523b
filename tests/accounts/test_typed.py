"""What was typed when a session ended is there again after signing in, and nothing is sent by it."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask, g, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse
from wtforms import PasswordField

from hub.accounts.models import AccountSession, Consent
from hub.core import clock, typed
from hub.core.access import public, secretariat, signed_in
from hub.core.db import db
from hub.core.forms import Form, prose, several, tick, words
from tests.accounts.makers import ADDRESS, PASSWORD, make_account
from tests.accounts.test_second_step import CODE, code_at, secret_on, set_up

TEXT = "一行目\n二行目 <b>“quoted”</b> & \\ 𠮷"


class Sheet(Form):
    title = words("Title", required="Enter a title")
    text = prose("Text")
    colours = several("Colours", [("r", "red"), ("g", "green"), ("b", "blue")])
    agreed = tick("Agreed")


def sheet():  # type: ignore[no-untyped-def]
    """A page as every room has them; what it does is counted."""
    form = Sheet(title="before")
    if form.submitted():
        done.append(form.title.data)
        return "saved"
    return render_template_string(
        '{% import "components/form.html" as fields with context %}'
        "{{ fields.text(form.title) }}{{ fields.area(form.text) }}{{ fields.options(form.colours) }}"
        "{{ fields.tick(form.agreed) }}{{ fields.token() }}{{ form.refused }}",
        form=form,
    )


def only_sent() -> str:
    done.append("sent")
    return "sent"


done: list[str] = []


def forget_token() -> None:
    for name in ("csrf_token", "csrf_valid", "_login_user"):
        g.pop(name, None)


@pytest.fixture
def app(app: Flask) -> Flask:
    done.clear()
    # The context of these tests outlives a request, and with it what Flask-WTF notes of tokens.
    app.before_request_funcs[None].insert(0, forget_token)
    app.config["WTF_CSRF_ENABLED"] = True
    for name, mark in (("sheet", signed_in), ("open-sheet", public), ("desk-sheet", secretariat)):
        view = mark(lambda: sheet())
        app.add_url_rule(f"/<any(ja,en):lang>/{name}", name, view, methods=["GET", "POST"])
    button = typed.stands_on("sheet")(signed_in(lambda: only_sent()))
    app.add_url_rule("/<any(ja,en):lang>/button", "button", button, methods=["POST"])
    sent = typed.stands_on("sheet", "title", "text", "colours", "agreed")(signed_in(lambda: only_sent()))
    app.add_url_rule("/<any(ja,en):lang>/only-sent", "only-sent", sent, methods=["POST"])
    return app


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    times = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: times[0])
    return times


def hidden(page: TestResponse) -> list[tuple[str, str]]:
    """The hidden fields of the form in the main part."""
    main = page.text.partition("<main")[2] or page.text
    found = re.findall(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', main)
    return [(name, html.unescape(value)) for name, value in found]


def as_form(fields: list[tuple[str, str]], **more: str) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {name: [value] for name, value in more.items()}
    for name, value in fields:
        made.setdefault(name, []).append(value)
    return made


def enter(client: FlaskClient, page: TestResponse, to: str = "/en/sign-in") -> TestResponse:
    """Sign in with the form on this page, with all that it carries."""
    return client.post(to, data=as_form(hidden(page), email=ADDRESS, password=PASSWORD))


def signed(client: FlaskClient) -> None:
    assert enter(client, client.get("/en/sign-in")).status_code == 303


def fill(client: FlaskClient, page: str = "/en/sheet", **more: str) -> dict[str, list[str]]:
    """The form as a person fills it in, with the token it has now."""
    token = dict(hidden(client.get(page)))["csrf_token"]
    filled = {"csrf_token": [token], "title": ["新しい題"], "text": [TEXT], "colours": ["r", "b"]}
    return filled | {name: [value] for name, value in more.items()}


def end_sessions(session: Session) -> None:
    for one in session.scalars(select(AccountSession)):
        one.ended_at = clock.now()
    session.commit()


def is_put_back(page: TestResponse) -> bool:
    return (
        page.status_code == 200
        and 'value="新しい題"' in page.text
        and TEXT in html.unescape(page.text)
        and re.findall(r'value="([rgb])"\s+checked', page.text) == ["r", "b"]
        and page.text.endswith("False")
    )


@pytest.mark.parametrize(
    ("language", "told", "again"),
    [
        ("en", "What you had entered is kept: sign in here", "Go on with what you had entered"),
        ("ja", "入力された内容は残っています", "入力の続きに戻れます"),
    ],
)
def test_the_round_trip_from_an_ended_session_to_the_filled_form(
    client: FlaskClient, session: Session, language: str, told: str, again: str
) -> None:
    make_account()
    signed(client)
    filled = fill(client)
    end_sessions(session)
    late = client.post(f"/{language}/sheet?step=2", data=filled)
    assert (late.status_code, late.headers["Cache-Control"]) == (401, "no-store")
    assert told in late.text
    # A wrong password on the way loses nothing.
    wrong = client.post(f"/{language}/sign-in", data=as_form(hidden(late), email=ADDRESS, password="wrong"))
    assert wrong.status_code == 422
    back = enter(client, wrong, f"/{language}/sign-in")
    assert back.status_code == 200
    assert again in back.text
    assert f'action="/{language}/sheet?step=2"' in back.text
    form = client.post(f"/{language}/sheet?step=2", data=as_form(hidden(back)))
    assert is_put_back(form)
    assert done == []
    # Sent again from there, it is an ordinary form.
    token = dict(hidden(form))["csrf_token"]
    assert client.post("/en/sheet?step=2", data=filled | {"csrf_token": token}).text == "saved"
    assert done == ["新しい題"]


def test_neither_passwords_nor_codes_travel(client: FlaskClient, session: Session) -> None:
    make_account()
    signed(client)
    secrets = {name: f"hush {name}" for name in ("password", "current", "code", "salt")}
    filled = fill(client, **secrets)
    end_sessions(session)
    late = client.post("/en/sheet", data=filled)
    assert "新しい題" in html.unescape(late.text)
    assert "hush" not in late.text
    assert "新しい題" not in str(client.get_cookie("session"))


def test_every_field_for_a_password_has_a_name_that_is_not_carried() -> None:
    def below(kind: type[Form]) -> Iterator[type[Form]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    for kind in below(Form):
        for name in dir(kind):
            field = getattr(kind, name)
            if getattr(field, "field_class", None) is PasswordField:
                assert name in typed.SECRETS, f"{kind.__name__}.{name}"


def test_it_survives_the_second_step(
    app: Flask, client: FlaskClient, session: Session, moved: list[datetime]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    make_account()
    signed(client)
    secret, _codes = set_up(client, moved[0])
    app.config["WTF_CSRF_ENABLED"] = True
    filled = fill(client)
    end_sessions(session)
    moved[0] += timedelta(minutes=1)
    page = enter(client, client.post("/en/sheet", data=filled))
    assert (page.status_code, 'autocomplete="one-time-code"' in page.text) == (200, True)
    back = client.post(CODE, data=as_form(hidden(page), code=code_at(secret, moved[0])))
    assert is_put_back(client.post("/en/sheet", data=as_form(hidden(back))))


def test_the_secretariat_finds_its_text_again_after_an_hour(
    client: FlaskClient, moved: list[datetime]
) -> None:
    make_account(role="secretariat")
    signed(client)
    filled = fill(client, "/en/desk-sheet")
    moved[0] += timedelta(minutes=61)
    assert client.get("/en/desk-sheet").location == "/en/sign-in?next=/en/desk-sheet"
    back = enter(client, client.post("/en/desk-sheet", data=filled))
    assert is_put_back(client.post("/en/desk-sheet", data=as_form(hidden(back))))


def test_a_stranger_sees_no_desk(app: Flask, client: FlaskClient) -> None:
    assert client.get("/en/desk-sheet").status_code == 404
    token = dict(hidden(client.get("/en/open-sheet")))["csrf_token"]
    assert client.post("/en/desk-sheet", data={"title": "x", "csrf_token": token}).status_code == 404


@pytest.mark.parametrize("address", ["/en/sheet", "/en/open-sheet"])
def test_a_form_with_an_old_token_comes_back_filled(client: FlaskClient, address: str) -> None:
    """As after signing in in another window: the token is that of the former session."""
    make_account()
    signed(client)
    filled = fill(client, address)
    client.delete_cookie("session")
    signed(client)
    late = client.post(address, data=filled)
    assert late.status_code == 400
    assert "This page had been open too long" in late.text
    assert is_put_back(client.post(address, data=as_form(hidden(late))))
    assert done == []


def test_without_any_cookie_left_one_signs_in_first(client: FlaskClient) -> None:
    make_account()
    signed(client)
    filled = fill(client)
    client.delete_cookie("session")
    late = client.post("/en/sheet", data=filled)
    assert (late.status_code, 'id="password"' in late.text) == (400, True)
    back = enter(client, late)
    assert is_put_back(client.post("/en/sheet", data=as_form(hidden(back))))


def test_another_site_can_fill_in_nothing(client: FlaskClient) -> None:
    make_account()
    signed(client)
    answer = client.post("/en/sheet", data={"title": "forged", typed.RESTORE: "1"})
    assert answer.status_code == 400
    assert 'value="forged"' not in client.get("/en/sheet").text
    assert client.get(f"/en/sheet?title=forged&{typed.RESTORE}=1").text.count("forged") == 0


def test_what_can_only_be_sent_is_never_sent_by_it(client: FlaskClient, session: Session) -> None:
    make_account()
    signed(client)
    filled = fill(client)
    assert client.post("/en/only-sent", data=filled | {typed.RESTORE: "1"}).status_code == 400
    end_sessions(session)
    back = enter(client, client.post("/en/only-sent", data=filled | {"step": ["go"]}))
    # What comes back is the page its form stands on.
    assert 'action="/en/sheet"' in back.text
    assert is_put_back(client.post("/en/sheet", data=as_form(hidden(back))))
    assert done == []


def test_a_button_pressed_too_late_leads_to_its_page(client: FlaskClient, session: Session) -> None:
    make_account()
    signed(client)
    filled = fill(client)
    end_sessions(session)
    late = client.post("/en/button", data=filled)
    assert (late.status_code, late.location) == (302, "/en/sign-in?next=/en/sheet")
    assert done == []


def test_what_cannot_be_put_back_is_there_to_be_copied(client: FlaskClient, session: Session) -> None:
    make_account()
    signed(client)
    filled = fill(client)
    end_sessions(session)
    back = enter(client, client.post(f"/en/sheet?long={'x' * 1000}", data=filled))
    assert "二行目" in back.text
    assert "Copy what you still need" in back.text


@pytest.mark.parametrize(
    "carried",
    [
        "no json",
        "[]",
        "[1, 2, 3]",
        '["/en/sheet", [["a"]], true]',
        "[" * 50_000,
        '["https://evil.example/", [["title", "x"]], true]',
        '["//evil.example/", [["title", "x"]], true]',
    ],
)
def test_what_is_carried_is_read_with_care(client: FlaskClient, carried: str) -> None:
    make_account()
    page = client.get("/en/sign-in")
    answer = client.post(
        "/en/sign-in", data=as_form(hidden(page), email=ADDRESS, password=PASSWORD, typed=carried)
    )
    assert answer.status_code in {200, 303}
    assert "evil.example" not in answer.text


def test_what_is_too_long_is_left_out_and_said(client: FlaskClient, session: Session) -> None:
    make_account()
    signed(client)
    filled = fill(client, text="長" * 100_001)
    end_sessions(session)
    late = client.post("/en/sheet", data=filled)
    assert late.status_code == 401
    assert len(json.loads(dict(hidden(late))["typed"])[1]) == 3
    assert "Some of it was too long to be kept" in enter(client, late).text


def test_nothing_typed_leads_to_the_sign_in_page_as_ever(client: FlaskClient, session: Session) -> None:
    make_account()
    signed(client)
    token = dict(hidden(client.get("/en/sheet")))["csrf_token"]
    end_sessions(session)
    answer = client.post("/en/sheet", data={"csrf_token": token})
    assert (answer.status_code, answer.location) == (302, "/en/sign-in?next=/en/sheet")
    assert db.session.scalar(select(func.count()).select_from(AccountSession)) == 1


def agree(client: FlaskClient, page: TestResponse, language: str = "en") -> TestResponse:
    return client.post(f"/{language}/account/consent", data=as_form(hidden_of(page, "consent"), agreed="y"))


def hidden_of(page: TestResponse, target: str) -> list[tuple[str, str]]:
    """The hidden fields of the form that is sent to this page of the account."""
    form = re.search(rf'<form[^>]*action="[^"]*/account/{target}[^"]*".*?</form>', page.text, re.S)
    assert form, page.text
    found = re.findall(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', form[0])
    return [(name, html.unescape(value)) for name, value in found]


def require_second_step(app: Flask) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], second_step_required=True)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("agreed", [True, False])
def test_it_survives_setting_up_the_second_step_and_agreeing(
    app: Flask, client: FlaskClient, session: Session, moved: list[datetime], language: str, agreed: bool
) -> None:
    account = make_account(role="secretariat")
    signed(client)
    filled = fill(client, "/en/desk-sheet")
    end_sessions(session)
    require_second_step(app)
    if not agreed:
        session.execute(delete(Consent).where(Consent.account_id == account.id))
        session.commit()
    desk = f"/{language}/desk-sheet"
    page = enter(client, client.post(desk, data=filled), f"/{language}/sign-in")
    assert page.status_code == 200
    step = f"/{language}/account/second-step"
    # A wrong code on the way loses nothing.
    secret, salt = secret_on(page)
    wrong = client.post(step, data=as_form(hidden_of(page, "second-step"), code="000000", current=PASSWORD))
    assert (wrong.status_code, secret_on(wrong)) == (422, (secret, salt))
    typed_in = {"code": code_at(secret, moved[0]), "current": PASSWORD}
    codes = client.post(step, data=as_form(hidden_of(wrong, "second-step"), **typed_in))
    assert codes.status_code == 200
    back = client.post(f"/{language}/account/go-on", data=as_form(hidden_of(codes, "go-on")))
    if not agreed:
        back = agree(client, back, language)
    assert f'action="{desk}"' in back.text
    assert is_put_back(client.post(desk, data=as_form(hidden(back))))
    assert done == []


def test_it_survives_a_session_that_ends_on_the_way(
    app: Flask, client: FlaskClient, session: Session, moved: list[datetime]
) -> None:
    make_account(role="secretariat")
    signed(client)
    filled = fill(client, "/en/desk-sheet")
    require_second_step(app)
    # The second step is required from one request to the next: what was sent is not carried out.
    page = client.post("/en/desk-sheet", data=filled)
    assert (page.status_code, page.headers["Cache-Control"]) == (403, "no-store")
    end_sessions(session)
    late = client.post("/en/account/second-step", data=as_form(hidden_of(page, "second-step")))
    assert late.status_code == 401
    again = enter(client, late)
    secret, _salt = secret_on(again)
    typed_in = {"code": code_at(secret, moved[0]), "current": PASSWORD}
    codes = client.post("/en/account/second-step", data=as_form(hidden_of(again, "second-step"), **typed_in))
    back = client.post("/en/account/go-on", data=as_form(hidden_of(codes, "go-on")))
    assert is_put_back(client.post("/en/desk-sheet", data=as_form(hidden(back))))
    assert done == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_survives_agreeing_to_changed_terms(client: FlaskClient, session: Session, language: str) -> None:
    account = make_account()
    signed(client)
    filled = fill(client)
    session.execute(delete(Consent).where(Consent.account_id == account.id))
    session.commit()
    page = client.post(f"/{language}/sheet", data=filled)
    assert page.status_code == 403
    unticked = client.post(f"/{language}/account/consent", data=as_form(hidden_of(page, "consent")))
    assert unticked.status_code == 422
    back = agree(client, unticked, language)
    assert is_put_back(client.post(f"/{language}/sheet", data=as_form(hidden(back))))
    assert done == []
