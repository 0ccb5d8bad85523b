"""``flask accounts add``: an account for those who cannot use the samples."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hub.accounts.models import Account
from hub.journal.models import JournalLine

PASSWORD = "a quiet lantern by the sea"


def add(app: Flask, email: str, password: str = PASSWORD) -> tuple[int, str]:
    typed = f"{password}\n{password}\n"
    done = app.test_cli_runner().invoke(args=["accounts", "add", email, "--name-en", "Office"], input=typed)
    return done.exit_code, done.output


def test_an_account_added_can_sign_in(app: Flask, session: Session) -> None:
    code, said = add(app, "Office@Hub.example.jp")
    assert (code, "office@hub.example.jp can sign in now, as secretariat." in said) == (0, True)
    account = session.scalars(select(Account)).one()
    assert (account.email, account.sample, account.role) == ("office@hub.example.jp", False, "secretariat")
    assert PASSWORD not in account.password_hash
    assert session.scalars(select(JournalLine.act)).all() == ["account-added"]
    answer = app.test_client().post(
        "/en/sign-in", data={"email": "office@hub.example.jp", "password": PASSWORD}
    )
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("email", "password", "reason"),
    [
        ("office", PASSWORD, "is no mail address"),
        ("a b@c.example", PASSWORD, "is no mail address"),
        ("office@hub.example", "too short", "must have 15 to 256 characters"),
        ("office@hub.example", "x" * 20, "too easy to guess"),
        ("office@hub.example", "my Office is by the sea", "too easy to guess"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_made(
    app: Flask, session: Session, email: str, password: str, reason: str
) -> None:
    code, said = add(app, email, password)
    assert code == 1
    assert reason in said
    assert session.scalar(select(func.count()).select_from(Account)) == 0


def test_nobody_gets_a_second_account(app: Flask) -> None:
    assert add(app, "office@hub.example.jp")[0] == 0
    assert "already" in add(app, "OFFICE@hub.example.jp")[1]
