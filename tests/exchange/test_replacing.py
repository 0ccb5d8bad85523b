"""``flask members replace-samples``: own members come, sample ones go with all that hangs on them, at once."""

from pathlib import Path

from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from hub.accounts.models import Account
from hub.core.changes import SearchTask
from hub.core.db import Model, db
from hub.journal.models import JournalLine
from hub.members.models import Capability, ContactPerson, CountryInterest, Member, ReferenceSite, Seat
from tests.conftest import MEMBER, SECRETARIAT, signed_in_as
from tests.exchange.books import csv_bytes, row, workbook


def run(app: Flask, folder: Path, content: bytes, *options: str, name: str = "own.csv") -> Result:
    path = folder / name
    path.write_bytes(content)
    made = app.test_cli_runner().invoke(args=["members", "replace-samples", str(path), *options])
    db.session.expire_all()
    return made


def number_of(model: type[Model]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def samples() -> int:
    return db.session.scalar(select(func.count()).select_from(Member).where(Member.sample)) or 0


def test_own_members_take_the_place_of_the_sample_ones(seeded_copy: Flask, tmp_path: Path) -> None:
    signed_in_as(seeded_copy, MEMBER)
    here, invented = number_of(Member), samples()
    result = run(
        seeded_copy, tmp_path, workbook(row(), row("aonagi-subsea")), "--language", "en", name="own.xlsx"
    )
    assert result.exit_code == 0, result.output
    assert "2 created, 0 updated, 0 unchanged." in result.output
    assert f"{invented} sample members removed, with 2 sample accounts" in result.output
    assert (samples(), number_of(Member)) == (0, here - invented + 2)
    assert [number_of(one) for one in (Capability, ReferenceSite, CountryInterest, ContactPerson, Seat)] == [
        0
    ] * 5
    # The index hears of those that went.
    assert number_of(SearchTask) >= invented + 2
    line = db.session.scalars(select(JournalLine).where(JournalLine.act == "replace-samples")).one()
    assert line.subject == "members: own.xlsx"


def test_an_account_the_journal_tells_of_loses_its_name_and_address(
    seeded_copy: Flask, tmp_path: Path
) -> None:
    signed_in_as(seeded_copy, MEMBER)
    assert run(seeded_copy, tmp_path, csv_bytes(row())).exit_code == 0
    left = db.session.scalars(select(Account).order_by(Account.id)).all()
    assert MEMBER not in [one.email for one in left]
    assert SECRETARIAT in [one.email for one in left]
    gone = next(one for one in left if one.email.endswith("@sample.invalid"))
    assert (bool(gone.name), gone.active, gone.password_hash) == (False, False, "")


def test_a_dry_run_counts_and_changes_nothing(seeded_copy: Flask, tmp_path: Path) -> None:
    before = [number_of(one) for one in (Member, Capability, Account, JournalLine, SearchTask)]
    result = run(seeded_copy, tmp_path, csv_bytes(row()), "--dry-run", "--language", "en")
    assert "Dry run: nothing was written." in result.output
    assert "1 created" in result.output
    assert [number_of(one) for one in (Member, Capability, Account, JournalLine, SearchTask)] == before


def test_a_broken_file_removes_nobody(seeded_copy: Flask, tmp_path: Path) -> None:
    before = number_of(Member)
    result = run(seeded_copy, tmp_path, csv_bytes(row(kind="airline")), "--language", "en")
    assert result.exit_code == 1
    assert "Refused: nothing was written." in result.stderr
    assert number_of(Member) == before
