"""What is done before serving, step by step and without a server."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from hub import serving
from hub.accounts.models import SignInAttempt
from hub.core.access import VISITOR
from hub.core.bilingual import Bilingual
from hub.core.config import Environment, SettingError, Settings
from hub.core.db import db
from hub.countries.models import Country
from hub.journal.actions import record
from hub.search import upkeep
from tests.accounts.makers import make_account


@pytest.fixture
def settings(app: Flask) -> Settings:
    made: Settings = app.extensions["settings"]
    return made


@pytest.mark.parametrize(
    ("told", "countries", "unseeded"),
    [
        ((), False, True),
        # Somebody loaded data of their own: it is not ours to overwrite.
        ((), True, False),
        (("begun",), False, True),
        (("begun",), True, True),
        (("begun", "finished"), True, False),
        # Everything was removed on purpose.
        (("begun", "finished"), False, False),
    ],
)
def test_the_seed_is_loaded_once_and_a_half_loaded_one_is_finished(
    session: Session, told: tuple[str, ...], countries: bool, unseeded: bool
) -> None:
    for state in told:
        record("seed", by=VISITOR, subject=state)
    if countries:
        session.add(Country(code="PLW", name=Bilingual("パラオ", "Palau"), group="oceania"))
    session.commit()
    assert serving.is_unseeded() is unseeded


def test_a_faulty_seed_stops_the_start_and_names_the_cell(settings: Settings, tmp_path: Path) -> None:
    seed = tmp_path / "seed"
    (seed / "sample").mkdir(parents=True)
    (seed / "sample" / "accounts.csv").write_text(
        "email,name_ja,name_en,role,member,password\na@b.example,名,Name,king,,a password\n", encoding="utf-8"
    )
    with pytest.raises(SettingError, match=r"accounts\.csv: row 2, column role"):
        serving.seed(replace(settings, seed=seed))
    # The next start tries again.
    assert serving.is_unseeded()


def test_the_newest_migration_is_read_without_running_any(tmp_path: Path) -> None:
    (tmp_path / "0001_a.py").write_text("revision = '0001'\ndown_revision = None\n")
    assert serving.newest_revision(tmp_path) == "0001"
    (tmp_path / "0002_b.py").write_text("revision = '0002'\ndown_revision = '0001'\n")
    assert serving.newest_revision(tmp_path) == "0002"
    (tmp_path / "0003_c.py").write_text("revision: str = '0003'\ndown_revision: str = '0001'\n")
    assert serving.newest_revision(tmp_path) is None


def test_a_database_of_a_newer_program_is_refused_in_one_sentence(app: Flask) -> None:
    db.session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
    db.session.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    db.session.commit()
    with pytest.raises(SettingError, match=r"cannot be brought up to date.*9999"):
        serving.migrate()


def test_a_host_that_is_not_ours_is_refused_in_one_sentence(settings: Settings) -> None:
    with pytest.raises(SettingError, match=r"HUB_HOST, HUB_PORT: cannot listen on 192\.0\.2\.1, port 0: "):
        serving.refuse_a_taken_port(replace(settings, host="192.0.2.1", port=0))


def test_sample_sign_ins_are_shown_only_where_they_work(app: Flask, settings: Settings) -> None:
    mail = "office@secretariat.example"
    assert mail not in serving.welcome(settings)
    account = make_account(email=mail, sample=True)
    shown = serving.welcome(settings)
    assert mail in shown
    assert "見本のログイン" in shown
    assert "Sample sign-ins" in shown
    in_production = serving.welcome(replace(settings, environment=Environment.PRODUCTION))
    assert mail not in in_production
    account.sample = False
    db.session.commit()
    assert mail not in serving.welcome(settings)


def test_upkeep_outlives_a_failure_and_tidies_accounts(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    for age in (timedelta(minutes=5), timedelta(days=3)):
        db.session.add(SignInAttempt(subject="a" * 64, at=now - age))
    db.session.commit()
    rounds: list[str] = []
    stopped = threading.Event()

    def fail_then_stop() -> int:
        rounds.append("round")
        if len(rounds) == 1:
            raise OSError("the disk is away")
        stopped.set()
        return 0

    monkeypatch.setattr(upkeep, "catch_up", fail_then_stop)
    monkeypatch.setattr(serving, "_CHORES_EVERY", 1.01)
    serving.keep_up(app, stopped)
    assert len(rounds) == 2
    assert len(db.session.scalars(select(SignInAttempt)).all()) == 1
