"""Fixtures: a fresh application with an empty database, one with the whole seed, and readers of each kind.

The seeded application is made once a run and is for tests that only read; ``seeded_copy`` may be spoilt.
"""

import csv
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from hub import create_app, seeding
from hub.core.config import ROOT, Environment, Settings
from hub.core.db import db

MEMBER = "mina@aonagi-subsea.example"
SECRETARIAT = "office@secretariat.example"


def settings_in(folder: Path) -> Settings:
    return Settings(
        environment=Environment.TESTING,
        instance=folder,
        database_url=f"sqlite:///{folder / 'hub.sqlite3'}",
        secret_key="a key for tests only, never used elsewhere",
    )


def application(settings: Settings) -> Flask:
    made = create_app(settings)
    made.testing = True
    made.config["WTF_CSRF_ENABLED"] = False
    return made


def seed_rows(file: str) -> list[dict[str, str]]:
    """The rows of a file in seed/ as they stand there, read without our own importer."""
    with (ROOT / "seed" / file).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """A fresh application; its database has tables and no rows."""
    made = application(settings_in(tmp_path))
    with made.app_context():
        db.create_all()
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def seeded_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application with everything in seed/ loaded and indexed. For tests that only read."""
    made = application(settings_in(tmp_path_factory.mktemp("seeded")))
    fill(made)
    yield made
    with made.app_context():
        db.engine.dispose()


def fill(made: Flask) -> None:
    """Load the whole seed into an application whose database is empty, and build its index."""
    with made.app_context():
        db.create_all()
        for sheet in seeding.all_sheets(made.extensions["settings"]):
            seeding.load(sheet, made.extensions["settings"])
        db.session.remove()
    built = made.test_cli_runner().invoke(args=["search", "rebuild"])
    assert built.exit_code == 0, built.output


@pytest.fixture
def seeded(seeded_app: Flask) -> Iterator[Flask]:
    """The seeded application with its context pushed."""
    with seeded_app.app_context():
        yield seeded_app
        db.session.remove()


@pytest.fixture
def seeded_copy(seeded_app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """A copy of the seeded application that a test may change; its context is pushed."""
    made = copied(seeded_app, tmp_path)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def copied(seeded_app: Flask, folder: Path, **changed: Any) -> Flask:
    """An application of its own on a copy of the seeded database and index."""
    settings = replace(settings_in(folder), **changed)
    source: Settings = seeded_app.extensions["settings"]
    shutil.copytree(source.instance, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sqlite3*"))
    # A copy of the file could miss what still stands in the write-ahead log.
    old, new = (sqlite3.connect(one.instance / "hub.sqlite3") for one in (source, settings))
    old.backup(new)
    old.close()
    new.close()
    return application(settings)


@pytest.fixture
def seeded_client(seeded_app: Flask) -> FlaskClient:
    return seeded_app.test_client()


@pytest.fixture
def member_client(seeded_app: Flask) -> FlaskClient:
    """Signed in as a person of the sample member aonagi-subsea."""
    return signed_in_as(seeded_app, MEMBER)


@pytest.fixture
def secretariat_client(seeded_app: Flask) -> FlaskClient:
    return signed_in_as(seeded_app, SECRETARIAT)


def signed_in_as(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    answer = client.post("/en/sign-in", data={"email": email, "password": sample_password(email)})
    assert answer.status_code == 303, "the sample account could not sign in"
    return client


def sample_password(email: str) -> str:
    return next(row["password"] for row in seed_rows("sample/accounts.csv") if row["email"] == email)


@pytest.fixture(scope="session")
def all_codes() -> set[str]:
    """The codes of all countries of the seed."""
    return {row["code"] for row in seed_rows("countries.csv")}


@pytest.fixture
def statements() -> Callable[[], AbstractContextManager[list[str]]]:
    """``with statements() as done: …`` lists the statements that reached the database meanwhile."""
    return counted_statements


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    done: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        done.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield done
    finally:
        event.remove(Engine, "before_cursor_execute", note)
