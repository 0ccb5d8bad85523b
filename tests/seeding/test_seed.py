"""``flask seed``: everything loads, repeating changes nothing, and a broken file is refused whole."""

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hub import seeding
from hub.accounts.models import Account
from hub.core.changes import data_version
from hub.core.config import ROOT, Environment
from hub.core.db import db
from hub.countries.models import Country, Figure
from hub.deployments.models import Deployment
from hub.members.models import Member
from hub.support_tools.models import SupportTool
from hub.technologies.models import Synonym, Technology


def rows(file: str) -> int:
    with (ROOT / "seed" / file).open(encoding="utf-8", newline="") as stream:
        return len(list(csv.DictReader(stream)))


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def own_seed(app: Flask, tmp_path: Path) -> Path:
    """A copy of the seed that a test may spoil, used by ``app``."""
    folder = tmp_path / "seed"
    shutil.copytree(ROOT / "seed", folder)
    app.extensions["settings"] = replace(app.extensions["settings"], seed=folder)
    return folder


def spoil(file: Path, line: int, column: str, cell: str) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        records, names = list(reader), reader.fieldnames or []
    records[line - 2][column] = cell
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def test_the_whole_seed_loads_and_a_second_time_changes_nothing(app: Flask, session: Session) -> None:
    first = app.test_cli_runner().invoke(args=["seed"])
    assert first.exit_code == 0, first.output
    version = data_version()
    second = app.test_cli_runner().invoke(args=["seed"])
    assert second.exit_code == 0, second.output
    assert all(" 0 created, 0 updated, 0 removed, " in line for line in second.output.splitlines())
    db.session.expire_all()
    assert data_version() == version


def test_nothing_of_the_seed_is_lost_on_the_way(seeded: Flask) -> None:
    for file, model in {
        "countries.csv": Country,
        "indicator_values.csv": Figure,
        "technologies.csv": Technology,
        "technology_synonyms.csv": Synonym,
        "deployments.csv": Deployment,
        "support_tools.csv": SupportTool,
    }.items():
        assert count(db.session(), model) == rows(file)
    assert count(db.session(), Member) == rows("members.csv") + rows("sample/members.csv") == 124


def test_sample_companies_are_flagged_and_public_bodies_are_not(seeded: Flask) -> None:
    flagged = select(func.count()).select_from(Member).where(Member.sample)
    assert db.session.scalar(flagged) == rows("sample/members.csv")
    real = db.session.scalars(select(Member).where(~Member.sample))
    assert all(member.source_name for member in real)


@pytest.mark.parametrize(
    ("file", "line", "column", "cell"),
    [
        ("countries.csv", 9, "name_ja", ""),
        ("indicator_values.csv", 100, "country", "XXX"),
        ("technology_factors.csv", 5, "weight", "heavy"),
        ("deployments.csv", 20, "year", "1066"),
        ("support_tools.csv", 3, "types", "gift"),
        ("indicator_values.csv", 5, "unit", "per cent of something"),
        ("indicator_values.csv", 5, "year", ""),
        ("technology_factors.csv", 2, "weight", "-1"),
        ("technology_factors.csv", 2, "weight", "10.5"),
        ("members.csv", 3, "slug", "A member!"),
        ("sample/advisors.csv", 3, "slug", "../up"),
        ("countries.csv", 3, "code", "x<y"),
    ],
)
def test_a_broken_row_is_refused_with_its_place_and_nothing_of_its_file_is_written(
    app: Flask, own_seed: Path, session: Session, file: str, line: int, column: str, cell: str
) -> None:
    spoil(own_seed / file, line, column, cell)
    result = app.test_cli_runner().invoke(args=["seed"])
    assert result.exit_code == 1
    assert f"{file}: row {line}, column {column}: " in result.output
    assert f"{file}: refused, nothing of it was written" in result.output
    broken = next(s for s in seeding.all_sheets(app.extensions["settings"]) if s.file == file)
    assert count(session, broken.model) == 0


def test_in_production_no_sample_member_advisor_or_account_is_loaded(app: Flask, session: Session) -> None:
    settings = replace(app.extensions["settings"], environment=Environment.PRODUCTION)
    app.extensions["settings"] = settings
    result = app.test_cli_runner().invoke(args=["seed"])
    assert result.exit_code == 0, result.output
    assert count(session, Account) == 0
    assert session.scalar(select(func.count()).select_from(Member).where(Member.sample)) == 0
    assert count(session, Member) == rows("members.csv")
