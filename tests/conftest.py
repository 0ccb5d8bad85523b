"""Fixtures: a fresh application with an empty database, and one with the whole seed for tests that only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from hub import create_app, seeding
from hub.core.config import Environment, Settings
from hub.core.db import db


def settings_in(folder: Path) -> Settings:
    return Settings(
        environment=Environment.TESTING,
        instance=folder,
        database_url=f"sqlite:///{folder / 'hub.sqlite3'}",
        secret_key="a key for tests only, never used elsewhere",
    )


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """A fresh application; its database has tables and no rows."""
    made = create_app(settings_in(tmp_path))
    made.testing = True
    made.config["WTF_CSRF_ENABLED"] = False
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
    """An application with everything in seed/ loaded. For tests that only read."""
    made = create_app(settings_in(tmp_path_factory.mktemp("seeded")))
    made.testing = True
    made.config["WTF_CSRF_ENABLED"] = False
    with made.app_context():
        db.create_all()
        for sheet in seeding.all_sheets(made.extensions["settings"]):
            seeding.load(sheet, made.extensions["settings"])
        db.session.remove()
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def seeded(seeded_app: Flask) -> Iterator[Flask]:
    """The seeded application with its context pushed."""
    with seeded_app.app_context():
        yield seeded_app
        db.session.remove()


@pytest.fixture
def seeded_client(seeded_app: Flask) -> FlaskClient:
    return seeded_app.test_client()
