"""The second step of signing in: set up with one code, asked for after the password, each code taken once."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from hub.accounts import second_step
from hub.accounts.models import Account, RecoveryCode
from hub.accounts.personal import erase_closed
from hub.core import clock
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine
from tests.accounts.makers import PASSWORD, cookie, make_account, sign_in
from tests.conftest import application, settings_in

SET_UP = "/en/account/second-step"
CODE = "/en/sign-in/code"
WRONG = "The code is not right or was used already, or there were too many tries."


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """The clock: what stands first in the list is now."""
    times = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: times[0])
    return times


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Flask]:
    """An application where the secretariat needs the second step."""
    made = application(replace(settings_in(tmp_path), second_step_required=True))
    with made.app_context():
        db.create_all()
        yield made
        db.session.remove()
        db.engine.dispose()


def secret_on(page: TestResponse) -> tuple[str, str]:
    """The secret in letters, and the salt that travels with the page."""
    secret = re.search(r'class="secret"[^>]*>([A-Z2-7 ]+)<', page.text)
    salt = re.search(r'name="salt" value="([0-9a-f]{32})"', page.text)
    assert secret and salt
    return secret[1].replace(" ", ""), salt[1]


def code_at(secret: str, moment: datetime) -> str:
    return pyotp.TOTP(secret).at(moment)


def set_up(client: FlaskClient, moment: datetime, to: str = SET_UP) -> tuple[str, list[str]]:
    secret, salt = secret_on(client.get(to))
    answer = client.post(to, data={"salt": salt, "code": code_at(secret, moment), "current": PASSWORD})
    assert answer.status_code == 200
    codes = re.findall(r"<code>([0-9a-z-]{14})</code>", answer.text)
    assert len(codes) == 10
    return secret, codes


@pytest.fixture
def guarded(client: FlaskClient, moved: list[datetime]) -> tuple[str, list[str]]:
    """An account with a second step, and a clock a minute later; its secret and recovery codes."""
    make_account()
    sign_in(client)
    made = set_up(client, moved[0])
    client.post("/en/sign-out")
    moved[0] += timedelta(minutes=1)
    return made


def inside(client: FlaskClient) -> bool:
    return client.get("/en/account/sessions").status_code == 200


def subjects(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(OutgoingMail.subject).order_by(OutgoingMail.id)))


def test_after_the_password_comes_the_code_and_then_the_page_asked_for(
    client: FlaskClient, guarded: tuple[str, list[str]], moved: list[datetime]
) -> None:
    answer = sign_in(client, to="/en/sign-in?next=/en/account/sessions")
    assert (answer.status_code, answer.location) == (303, f"{CODE}?next=/en/account/sessions")
    assert not inside(client)
    before = cookie(client)
    page = client.get(answer.location)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    done = client.post(answer.location, data={"code": code_at(guarded[0], moved[0])})
    assert (done.status_code, done.location) == (303, "/en/account/sessions")
    assert inside(client)
    assert cookie(client) != before


def test_the_code_may_be_typed_in_full_width_and_the_clock_may_be_half_a_minute_off(
    client: FlaskClient, guarded: tuple[str, list[str]], moved: list[datetime]
) -> None:
    late = code_at(guarded[0], moved[0] - timedelta(seconds=30))
    sign_in(client)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in late)
    assert client.post(CODE, data={"code": f"{wide[:3]}　{wide[3:]}"}).status_code == 303


@pytest.mark.parametrize("minutes", [-1, 1, 60])
def test_a_code_of_another_minute_opens_nothing(
    client: FlaskClient, guarded: tuple[str, list[str]], moved: list[datetime], minutes: int
) -> None:
    sign_in(client)
    answer = client.post(CODE, data={"code": code_at(guarded[0], moved[0] + timedelta(minutes=minutes))})
    assert answer.status_code == 422
    assert WRONG in answer.text


def test_a_code_seen_by_somebody_else_opens_nothing_a_second_time(
    app: Flask, client: FlaskClient, guarded: tuple[str, list[str]], moved: list[datetime]
) -> None:
    code = code_at(guarded[0], moved[0])
    sign_in(client)
    assert client.post(CODE, data={"code": code}).status_code == 303
    other = app.test_client()
    sign_in(other)
    assert other.post(CODE, data={"code": code}).status_code == 422
    # Nor does one from before it.
    earlier = code_at(guarded[0], moved[0] - timedelta(seconds=30))
    assert other.post(CODE, data={"code": earlier}).status_code == 422
    moved[0] += timedelta(seconds=30)
    assert other.post(CODE, data={"code": code_at(guarded[0], moved[0])}).status_code == 303


def test_the_code_that_switched_it_on_is_spent(client: FlaskClient, moved: list[datetime]) -> None:
    make_account()
    sign_in(client)
    secret, _codes = set_up(client, moved[0])
    client.post("/en/sign-out")
    sign_in(client)
    assert client.post(CODE, data={"code": code_at(secret, moved[0])}).status_code == 422


def test_codes_are_guessed_no_faster_than_passwords(
    client: FlaskClient, guarded: tuple[str, list[str]], moved: list[datetime]
) -> None:
    sign_in(client)
    wrong = [client.post(CODE, data={"code": f"00000{one % 10}"}) for one in range(10)]
    right = client.post(CODE, data={"code": code_at(guarded[0], moved[0])})
    assert right.status_code == 422
    assert WRONG in right.text
    assert {one.status_code for one in wrong} == {422}
    # The password does not open the door again either, until the lock has aged.
    assert sign_in(client).status_code == 422
    moved[0] += timedelta(minutes=16)
    assert sign_in(client).status_code == 303
    assert client.post(CODE, data={"code": code_at(guarded[0], moved[0])}).status_code == 303


def test_ten_minutes_after_the_password_one_begins_again(
    client: FlaskClient, guarded: tuple[str, list[str]], moved: list[datetime]
) -> None:
    sign_in(client)
    moved[0] += timedelta(minutes=11)
    answer = client.post(CODE, data={"code": code_at(guarded[0], moved[0])})
    assert (answer.status_code, answer.location) == (302, "/en/sign-in")
    assert not inside(client)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_without_the_password_there_is_no_page_for_the_code(client: FlaskClient, language: str) -> None:
    answer = client.get(f"/{language}/sign-in/code")
    assert (answer.status_code, answer.location) == (302, f"/{language}/sign-in")


def test_a_recovery_code_opens_once_and_is_told_by_letter(
    client: FlaskClient, guarded: tuple[str, list[str]], session: Session
) -> None:
    code = guarded[1][3]
    for expected in (303, 422):
        sign_in(client)
        page = client.get(f"{CODE}?way=recovery")
        assert "Recovery code" in page.text
        answer = client.post(f"{CODE}?way=recovery", data={"code": code.upper().replace("-", " ")})
        assert answer.status_code == expected
        client.post("/en/sign-out")
    assert subjects(session) == ["ログインが2段階認証になりました", "リカバリーコードが使われました"]


def test_neither_secret_nor_codes_stand_in_the_database(
    app: Flask, guarded: tuple[str, list[str]], session: Session
) -> None:
    secret, codes = guarded
    session.rollback()
    digests = session.scalars(select(RecoveryCode.digest)).all()
    assert not {code.replace("-", "") for code in codes} & set(digests)
    account = session.scalars(select(Account)).one()
    assert secret not in str(vars(account))
    assert second_step.secret_of(account, account.second_step_salt) == secret


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"code": "000000"}, "This is not the code for this secret"),
        ({"current": "wrong"}, "This is not your present password"),
        ({"code": ""}, "Enter the code that your app shows"),
    ],
)
def test_it_is_not_switched_on_without_code_and_password(
    client: FlaskClient, moved: list[datetime], typed: dict[str, str], told: str
) -> None:
    make_account()
    sign_in(client)
    secret, salt = secret_on(client.get(SET_UP))
    given = {"salt": salt, "code": code_at(secret, moved[0]), "current": PASSWORD, **typed}
    answer = client.post(SET_UP, data=given)
    assert answer.status_code == 422
    assert told in answer.text
    # The secret in the app stays the right one.
    assert secret_on(answer) == (secret, salt)


@pytest.mark.parametrize("salt", ["", "x" * 32, "a" * 33, "日本"])
def test_a_salt_nobody_gave_is_refused(client: FlaskClient, salt: str) -> None:
    make_account()
    sign_in(client)
    answer = client.post(SET_UP, data={"salt": salt, "code": "123456", "current": PASSWORD})
    assert answer.status_code == 422
    assert len(secret_on(answer)[1]) == 32


def test_switching_on_ends_the_other_browsers(app: Flask, client: FlaskClient, moved: list[datetime]) -> None:
    make_account()
    other = app.test_client()
    for one in (client, other):
        sign_in(one)
    set_up(client, moved[0])
    assert inside(client)
    assert not inside(other)


def test_the_codes_can_be_kept_as_a_file_by_their_owner_alone(
    client: FlaskClient, moved: list[datetime]
) -> None:
    make_account()
    sign_in(client)
    _secret, codes = set_up(client, moved[0])
    answer = client.post(f"{SET_UP}/codes/file", data={"code": [*codes, "<b>no code</b>"]})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert all(code in answer.text for code in codes)
    assert "no code" not in answer.text
    assert client.post(f"{SET_UP}/codes/file", data={"code": "abcd-efgh-jkmn"}).status_code == 404


def test_new_codes_end_the_old_ones(client: FlaskClient, moved: list[datetime], session: Session) -> None:
    make_account()
    sign_in(client)
    _secret, old = set_up(client, moved[0])
    page = f"{SET_UP}/codes"
    assert client.post(page, data={"current": "wrong"}).status_code == 422
    new = re.findall(r"<code>([0-9a-z-]{14})</code>", client.post(page, data={"current": PASSWORD}).text)
    assert len(new) == 10
    client.post("/en/sign-out")
    sign_in(client)
    assert client.post(CODE, data={"code": old[0]}).status_code == 422
    assert client.post(CODE, data={"code": new[0]}).status_code == 303
    assert "新しいリカバリーコードが発行されました" in subjects(session)


def test_switching_off_asks_for_both_and_is_told(
    client: FlaskClient, moved: list[datetime], session: Session
) -> None:
    make_account()
    sign_in(client)
    secret, codes = set_up(client, moved[0])
    page = f"{SET_UP}/off"
    assert client.post(page, data={"code": codes[0], "current": "wrong"}).status_code == 422
    assert client.post(page, data={"code": "000000", "current": PASSWORD}).status_code == 422
    moved[0] += timedelta(seconds=30)
    done = client.post(page, data={"code": code_at(secret, moved[0]), "current": PASSWORD})
    assert done.status_code == 303
    assert subjects(session)[-1] == "2段階認証が解除されました"
    assert session.scalar(select(func.count()).select_from(RecoveryCode)) == 0
    client.post("/en/sign-out")
    assert sign_in(client).location == "/en/"
    acts = session.scalars(select(JournalLine.act)).all()
    assert {"second-step-on", "second-step-off"} <= set(acts)


def test_who_has_none_finds_no_page_to_end_it(client: FlaskClient) -> None:
    make_account()
    sign_in(client)
    assert client.get(f"{SET_UP}/off").status_code == 404
    assert client.get(f"{SET_UP}/codes").status_code == 404


@pytest.mark.parametrize(
    ("language", "heading"), [("ja", "2段階認証を設定する"), ("en", "Set up the second step")]
)
def test_the_page_shows_a_picture_and_the_secret(client: FlaskClient, language: str, heading: str) -> None:
    make_account()
    sign_in(client)
    page = client.get(f"/{language}/account/second-step")
    assert heading in page.text
    assert "<svg" in page.text
    assert "style=" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_secretariat_is_led_to_it_and_finds_no_desk_before(strict: Flask, moved: list[datetime]) -> None:
    make_account(role="secretariat")
    client = strict.test_client()
    answer = sign_in(client, to="/en/sign-in?next=/en/desk")
    assert answer.location == f"{SET_UP}?next=/en/desk"
    shut = client.get("/en/desk")
    assert (shut.status_code, shut.location) == (303, f"{SET_UP}?next=/en/desk")
    assert client.get("/en/account/data").status_code == 303
    assert client.post("/en/account/data/file").status_code == 303
    assert 'href="/en/desk"' not in client.get("/en/").text
    set_up(client, moved[0], to=answer.location)
    assert client.get("/en/desk").status_code == 200


def test_members_need_none_even_there(strict: Flask) -> None:
    make_account()
    client = strict.test_client()
    assert sign_in(client).location == "/en/"
    assert inside(client)


def test_where_it_is_optional_the_secretariat_may_go_without(client: FlaskClient) -> None:
    make_account(role="secretariat")
    assert sign_in(client).location == "/en/"
    assert client.get("/en/desk").status_code == 200


def test_a_lost_device_is_put_right_by_a_command(
    app: Flask, client: FlaskClient, moved: list[datetime], session: Session
) -> None:
    account = make_account()
    sign_in(client)
    set_up(client, moved[0])
    run = app.test_cli_runner().invoke
    done = run(args=["accounts", "reset-second-step", account.email])
    assert done.exit_code == 0
    assert not inside(client)
    assert sign_in(client).location == "/en/"
    again = run(args=["accounts", "reset-second-step", account.email])
    assert (again.exit_code, "with a second step" in again.output) == (1, True)
    session.rollback()
    assert "second-step-reset" in session.scalars(select(JournalLine.act)).all()
    assert subjects(session)[-1] == "2段階認証が解除されました"


def test_an_erased_account_keeps_neither_salt_nor_codes(
    client: FlaskClient, guarded: tuple[str, list[str]], moved: list[datetime], session: Session
) -> None:
    session.rollback()
    account = session.scalars(select(Account)).one()
    account.active, account.closed_at = False, moved[0]
    assert erase_closed(moved[0] + timedelta(days=1)) == 1
    session.commit()
    assert account.second_step_salt == ""
    assert session.scalar(select(func.count()).select_from(RecoveryCode)) == 0


def test_a_new_password_ends_a_sign_in_that_waits_for_its_code(
    app: Flask, client: FlaskClient, guarded: tuple[str, list[str]], moved: list[datetime], session: Session
) -> None:
    sign_in(client)
    from hub.accounts import actions

    session.rollback()
    actions.set_password(session.scalars(select(Account)).one(), "another good sentence here", at=moved[0])
    session.commit()
    answer = client.post(CODE, data={"code": code_at(guarded[0], moved[0])})
    assert answer.location == "/en/sign-in"
