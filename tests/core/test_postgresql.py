"""The same site on PostgreSQL: a throw-away server, every migration, the whole seed, and the same answers."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import check, upgrade
from sqlalchemy import MetaData, Table, func, select, text
from sqlalchemy.exc import DatabaseError

from hub.core.db import db
from tests import machine
from tests.conftest import application, seed_rows, settings_in
from tests.pages_read import read


def unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; another person of this machine then runs it."""
    if os.geteuid() != 0:
        return {}
    known = {person.pw_name: person for person in pwd.getpwall()}
    person = known.get("postgres") or known["nobody"]
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def run(*command: str | Path) -> None:
    done = subprocess.run(
        [str(word) for word in command],
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        **unprivileged(),
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """A cluster of its own, reached by a socket in the folder given; gone afterwards."""
    # Not below pytest's own folder, which only its owner may enter; sockets want a short name besides.
    folder = Path(tempfile.mkdtemp(prefix="hub-pg-"))
    who = unprivileged()
    if who:
        os.chown(folder, who["user"], who["group"])
    programs = machine.postgresql()
    run(
        programs / "initdb",
        "--no-sync",
        "-A",
        "trust",
        "-U",
        "hub",
        "-E",
        "UTF8",
        "--locale=C",
        "-D",
        folder / "data",
    )
    # Nothing here has to outlive a crash.
    options = f"-c listen_addresses='' -c fsync=off -c full_page_writes=off -k {folder}"
    start = ("-D", folder / "data", "-o", options, "-l", folder / "log", "-w")
    run(programs / "pg_ctl", *start, "start")
    yield folder
    run(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder)


def made_on(server: Path, name: str, folder: Path) -> Flask:
    """An application on a new, empty database of this server."""
    with psycopg.connect(f"host={server} user=hub dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return application(replace(settings_in(folder), database_url=f"postgresql://hub@/{name}?host={server}"))


@pytest.fixture(scope="module")
def on_postgresql(server: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Migrated, seeded and indexed by the commands an operator uses."""
    app = made_on(server, "seeded", tmp_path_factory.mktemp("postgresql"))
    for command in (["db", "upgrade"], ["seed"], ["search", "rebuild"]):
        done = app.test_cli_runner().invoke(args=command)
        assert done.exit_code == 0, done.output
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def postgresql_client(on_postgresql: Flask) -> FlaskClient:
    return on_postgresql.test_client()


def rows(app: Flask) -> dict[str, int]:
    with app.app_context():
        tables = [table for name, table in db.metadata.tables.items() if "session" not in name]
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
        }


def test_the_whole_seed_is_there(on_postgresql: Flask, seeded_app: Flask) -> None:
    left = {"alembic_version", "search_task", "sign_in_attempt", "known_browser", "journal_line"}
    here, on_sqlite = rows(on_postgresql), rows(seeded_app)
    assert {name: here[name] for name in here.keys() - left} == {
        name: on_sqlite[name] for name in on_sqlite.keys() - left
    }
    assert here["country"] == len(seed_rows("countries.csv"))


def test_seeding_again_changes_nothing(on_postgresql: Flask) -> None:
    again = on_postgresql.test_cli_runner().invoke(args=["seed"])
    assert again.exit_code == 0, again.output
    assert all(" 0 created, 0 updated, 0 removed, " in line for line in again.output.splitlines())


@pytest.mark.parametrize(
    "address",
    [
        "/ja/match?technology=submarine_cable",
        "/en/match?technology=telemedicine&w_need=5",
        "/ja/match/PLW?technology=submarine_cable",
        "/ja/countries",
        "/en/countries/PLW",
        "/ja/members",
        "/ja/deployments",
        "/ja/search?q=遠隔医療",
        "/en/search?q=submarine+cable",
    ],
)
def test_pages_say_the_same_on_both_databases(
    postgresql_client: FlaskClient, seeded_client: FlaskClient, address: str
) -> None:
    assert read(postgresql_client, address).main.text == read(seeded_client, address).main.text


def test_the_interface_gives_the_same_on_both_databases(
    postgresql_client: FlaskClient, seeded_client: FlaskClient
) -> None:
    for address in ("/api/v1/match?q=isdbt&limit=5", "/api/v1/countries", "/api/v1/search?q=telemedicine"):
        here, there = (client.get(address).get_json() for client in (postgresql_client, seeded_client))
        for one in (here, there):
            one.pop("data_version", None)
        assert here == there


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on each database, without a single table."""
    if request.param == "sqlite":
        made = application(settings_in(tmp_path))
    else:
        made = made_on(request.getfixturevalue("server"), f"empty_{uuid4().hex}", tmp_path)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def test_migrations_end_in_the_tables_of_the_code(empty: Flask) -> None:
    upgrade()
    check()


@pytest.mark.parametrize("table", ["journal_line", "journal_change"])
def test_nobody_changes_or_removes_a_line_of_the_journal(empty: Flask, table: str) -> None:
    upgrade()
    line = "INSERT INTO journal_line (id, at, act, subject, detail) VALUES (1, '2026-01-01', 'a', '', '')"
    change = "INSERT INTO journal_change (id, line_id, field, before, after) VALUES (1, 1, 'a', 'b', 'c')"
    with db.engine.begin() as connection:
        for statement in (line, change):
            connection.execute(text(statement))
    guarded = db.metadata.tables[table]
    for refused in (guarded.update().values(id=2), guarded.delete()):
        with pytest.raises(DatabaseError, match="only added to"), db.engine.begin() as connection:
            connection.execute(refused)


def test_an_upgrade_keeps_what_was_there(empty: Flask) -> None:
    """From the very first tables, with something in them, to those of today."""
    upgrade(revision="0001")
    country = Table("country", MetaData(), autoload_with=db.engine)
    technology = Table("technology", MetaData(), autoload_with=db.engine)
    with db.engine.begin() as connection:
        for table, key in ((country, "PLW"), (technology, "postal")):
            connection.execute(table.insert().values({**dull(table), "code": key}))
    upgrade()
    with db.engine.connect() as connection:
        for table, key in ((country, "PLW"), (technology, "postal")):
            assert connection.execute(select(table.c.code)).scalars().all() == [key]


def dull(table: Table) -> dict[str, Any]:
    """A value for every column that must have one."""
    plain: dict[type, Any] = {str: "", int: 0, float: 0.0, bool: False}
    return {
        column.name: plain[column.type.python_type]
        for column in table.columns
        if not column.nullable and not column.foreign_keys and column.type.python_type in plain
    }
