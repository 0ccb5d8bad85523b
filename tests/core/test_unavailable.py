"""503 while the database is away, in both languages, and the ordinary pages again as soon as it is back."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from hub import create_app
from hub.core.access import public
from hub.core.db import db
from hub.core.unavailable import is_away
from tests import machine
from tests.accounts.makers import make_account, sign_in
from tests.conftest import settings_in
from tests.core.test_postgresql import run, server  # noqa: F401  # a fixture is used by naming it


@pytest.fixture
def app(app: Flask) -> Flask:
    """An application that answers errors as it does outside of tests, with pages that read, write and fail."""
    app.testing = False
    pages: dict[str, Callable[[], str]] = {
        "reads": lambda: str(db.session.scalar(text("SELECT count(*) FROM country"))),
        "needs-nothing": lambda: "fine",
        "asks-wrongly": lambda: str(db.session.scalar(text("SELECT nothing FROM nowhere"))),
    }
    for name, page in pages.items():
        app.add_url_rule(f"/<any(ja,en):lang>/{name}", name, public(page))
        app.add_url_rule(f"/api/{name}", f"api-{name}", public(page))
    return app


@pytest.fixture
def away(app: Flask, tmp_path: Path) -> Callable[[bool], None]:
    """Takes the database file away, and brings it back."""
    file, elsewhere = tmp_path / "hub.sqlite3", tmp_path / "elsewhere"

    def move(gone: bool) -> None:
        db.session.remove()
        db.engine.dispose()
        if gone:
            file.rename(elsewhere)
            file.mkdir()
        else:
            file.rmdir()
            elsewhere.rename(file)

    return move


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("ja", "ただいまご利用いただけません", "The site is not available right now"),
        ("en", "The site is not available right now", "ただいまご利用いただけません"),
    ],
)
def test_a_page_says_in_both_languages_when_to_come_back(
    client: FlaskClient, away: Callable[[bool], None], language: str, first: str, second: str
) -> None:
    away(True)
    page = client.get(f"/{language}/reads")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "10"
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert f'<html lang="{language}">' in page.text
    assert page.text.index(first) < page.text.index(second)
    assert "sqlite" not in page.text.lower()
    away(False)


def test_it_recovers_by_itself(client: FlaskClient, away: Callable[[bool], None]) -> None:
    assert client.get("/en/reads").text == "0"
    away(True)
    assert client.get("/en/reads").status_code == 503
    away(False)
    assert client.get("/en/reads").text == "0"


def test_pages_that_need_no_database_are_still_shown(
    client: FlaskClient, away: Callable[[bool], None]
) -> None:
    away(True)
    assert client.get("/en/needs-nothing").text == "fine"
    away(False)


def test_who_is_signed_in_cannot_be_known_and_that_is_503_too(
    client: FlaskClient, away: Callable[[bool], None]
) -> None:
    with client.session_transaction() as kept:
        kept["_user_id"] = "some key"
    assert client.get("/en/needs-nothing").status_code == 200
    away(True)
    assert client.get("/en/needs-nothing").status_code == 503
    assert client.get("/en/not-there").status_code == 503
    away(False)
    assert client.get("/en/not-there").status_code == 404


def test_programs_get_json(client: FlaskClient, away: Callable[[bool], None]) -> None:
    away(True)
    answer = client.get("/api/reads")
    assert (answer.status_code, answer.get_json()["code"]) == (503, 503)
    assert client.head("/api/reads").data == b""
    away(False)


def test_a_statement_that_is_wrong_is_our_error(client: FlaskClient) -> None:
    page = client.get("/en/asks-wrongly")
    assert page.status_code == 500
    assert "nowhere" not in page.text


def test_a_locked_database_is_away_for_a_while(client: FlaskClient, app: Flask, tmp_path: Path) -> None:
    app.add_url_rule("/en/writes", "writes", public(_write))
    with sqlite3.connect(tmp_path / "hub.sqlite3") as other:
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/en/writes").status_code == 503
        other.rollback()
    other.close()
    assert client.get("/en/writes").status_code == 200


def _write() -> str:
    db.session.execute(text("PRAGMA busy_timeout=50"))
    db.session.execute(text("UPDATE revision SET number = number"))
    db.session.commit()
    return "written"


def test_a_connection_that_dies_as_the_request_ends_is_answered_with_503(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Giving back a dead connection raises after the page is ready and all error handlers are passed."""
    app = create_app(settings_in(tmp_path))
    app.add_url_rule("/en/dies", "dies", public(_leave_a_transaction_open))
    with app.app_context():
        dialect, engine = db.engine.dialect, db.engine
    with monkeypatch.context() as broken:
        broken.setattr(dialect, "do_rollback", _hang_up)
        page = app.test_client().get("/en/dies")
    assert page.status_code == 503
    assert app.test_client().get("/en/dies").text == "1"
    engine.dispose()


def _leave_a_transaction_open() -> str:
    return str(db.session.scalar(text("SELECT 1")))


def _hang_up(_connection: object) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    raise error


@pytest.mark.parametrize(
    ("state", "away"),
    [
        ("57P01", True),  # the server is shutting down
        ("53300", True),  # too many connections
        ("53100", True),  # disk full
        ("08006", True),
        ("57014", False),  # a statement took too long: our error
        ("42P01", False),  # no such table
        ("23505", False),
    ],
)
def test_postgresql_says_by_a_code_whether_it_is_away(state: str, away: bool) -> None:
    error = SimpleNamespace(sqlstate=state)
    context: Any = SimpleNamespace(original_exception=error, connection=object(), is_disconnect=False)
    assert is_away(context) is away


@pytest.mark.parametrize(
    ("connection", "disconnected", "away"),
    [(None, False, True), (object(), True, True), (object(), False, False)],
)
def test_without_a_code_a_lost_connection_is_what_counts(
    connection: object, disconnected: bool, away: bool
) -> None:
    context: Any = SimpleNamespace(
        original_exception=OSError("gone"), connection=connection, is_disconnect=disconnected
    )
    assert is_away(context) is away


def test_a_restart_of_postgresql_costs_seconds_and_no_restart_of_the_site(
    server: Path,  # noqa: F811  # a fixture is used by naming it
    tmp_path: Path,
) -> None:
    database = f"postgresql://hub@/postgres?host={server}"
    app = create_app(replace(settings_in(tmp_path), database_url=database))
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/en/reads", "reads", public(_count_accounts))
    app.add_url_rule("/en/dies", "dies", public(lambda: _lose_the_connection(database)))
    with app.app_context():
        db.create_all()
        make_account()
    member, visitor = app.test_client(), app.test_client()
    assert sign_in(member).status_code == 303
    for client in (member, visitor):
        # The page is ready; giving back its connection is what fails.
        assert client.get("/en/dies").status_code == 503
        assert client.get("/en/reads").text == "1"
    control = (machine.postgresql() / "pg_ctl", "-D", server / "data", "-w")
    run(*control, "-m", "immediate", "stop")
    assert member.get("/en/reads").status_code == visitor.get("/en/reads").status_code == 503
    assert sign_in(visitor).status_code == 503
    assert visitor.get("/en/sign-in").status_code == 200
    run(*control, "-o", f"-c listen_addresses='' -k {server}", "-l", server / "log", "start")
    assert member.get("/en/reads").text == visitor.get("/en/reads").text == "1"
    assert sign_in(visitor).status_code == 303
    with app.app_context():
        db.engine.dispose()


def _count_accounts() -> str:
    return str(db.session.scalar(text("SELECT count(*) FROM account")))


def _lose_the_connection(database: str) -> str:
    own = db.session.scalar(text("SELECT pg_backend_pid()"))
    with psycopg.connect(database, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (own,))
    return "the page is ready"
