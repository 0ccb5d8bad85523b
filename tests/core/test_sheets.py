"""Sheets: what people's files may look like, what is refused, and that a refused file changes nothing."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hub.core import sheets
from hub.core.db import transaction
from hub.core.sheets import SheetRefused, Unreadable, harmless
from hub.countries.importing import SHEETS
from hub.countries.models import Source

SOURCES = next(sheet for sheet in SHEETS if sheet.model is Source)
HEADER = [column.name for column in SOURCES.columns]


def row(**cells: str) -> str:
    given = {"code": "itu", "name_ja": "国際電気通信連合", "name_en": "ITU", **cells}
    return ",".join(given.get(name, "") for name in HEADER)


def sheet(*rows: str) -> bytes:
    return "\n".join([",".join(HEADER), *rows]).encode()


def faults(content: bytes, session: Session) -> list[tuple[int, str]]:
    with pytest.raises(SheetRefused) as refused:
        sheets.plan(SOURCES, content, session)
    assert all(fault.file == "sources.csv" and str(fault.reason) for fault in refused.value.faults)
    return [(fault.row, fault.column) for fault in refused.value.faults]


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Source)) or 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_sheet_is_read_in_the_encodings_excel_writes(session: Session, encoding: str) -> None:
    made = sheets.plan(SOURCES, sheet(row()).decode().encode(encoding), session)
    assert made.created[0]["name"].ja == "国際電気通信連合"


def test_loading_twice_changes_nothing_the_second_time(session: Session) -> None:
    for expected in ((1, 0, 0), (0, 0, 1)):
        with transaction():
            made = sheets.plan(SOURCES, sheet(row()), session)
            sheets.apply(made, session)
        assert (len(made.created), len(made.updated), made.unchanged) == expected


def test_a_changed_cell_updates_its_record_and_no_other(session: Session) -> None:
    with transaction():
        sheets.apply(sheets.plan(SOURCES, sheet(row(), row(code="wb", name_en="WB")), session), session)
    made = sheets.plan(SOURCES, sheet(row(name_en="ITU DataHub"), row(code="wb", name_en="WB")), session)
    assert [thing.code for thing, _ in made.updated] == ["itu"]
    assert made.unchanged == 1


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([row(code="")], (2, "code")),
        ([row(), row(code="wb", name_en="")], (3, "name_en")),
        ([row(), row()], (3, "")),
        ([row(url="javascript:alert(1)")], (2, "url")),
        ([row(url="https://[broken")], (2, "url")),
        ([row(url="https://")], (2, "url")),
        ([row(name_en="with \x07 a bell")], (2, "name_en")),
        ([row(name_en="\u202egnol")], (2, "name_en")),
        ([row(code="x" * 400)], (2, "code")),
        (["itu,one cell too few"], (2, "")),
    ],
)
def test_a_broken_row_is_refused_with_row_and_column(
    session: Session, rows: list[str], where: tuple[int, str]
) -> None:
    assert where in faults(sheet(*rows), session)


def test_a_missing_column_is_named(session: Session) -> None:
    assert (1, "name_en") in faults(b"code,name_ja\nitu,ITU\n", session)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\xfd\x00\x81", b'a,"' + b"x" * 200_000])
def test_what_is_no_sheet_is_refused_in_words(session: Session, content: bytes) -> None:
    with pytest.raises(SheetRefused):
        sheets.plan(SOURCES, content, session)


def test_of_a_sheet_with_one_broken_row_nothing_is_written(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "sources.csv"
    file.write_bytes(sheet(row(), row(code="wb", name_en="")))
    with pytest.raises(SheetRefused), transaction():
        sheets.load(SOURCES, file, session)
    assert count(session) == 0
    file.write_bytes(sheet(row(), row(code="wb")))  # the same file, mended
    with transaction():
        sheets.load(SOURCES, file, session)
    assert count(session) == 2


@pytest.mark.parametrize(("cell", "number"), [("1,234", 1234), ("１２３", 123), ("-5", -5), ("", None)])
def test_whole_numbers_are_read_in_any_width(cell: str, number: int | None) -> None:
    assert sheets.integer(cell) == number


@pytest.mark.parametrize("cell", ["1_000", "1e9", "NaN", "inf", "一", "1.5", "9" * 400, "--1"])
def test_what_is_no_whole_number_is_refused(app: Flask, cell: str) -> None:
    with pytest.raises(Unreadable):
        sheets.integer(cell)


@pytest.mark.parametrize(("cell", "number"), [("0.5", 0.5), ("１．５", 1.5), ("-3", -3.0), ("", None)])
def test_numbers_with_decimals_are_read_in_any_width(cell: str, number: float | None) -> None:
    assert sheets.decimal(cell) == number


@pytest.mark.parametrize("cell", ["1_0.0", "1e9", "NaN", "1.2.3", "abc"])
def test_what_is_no_number_is_refused(app: Flask, cell: str) -> None:
    with pytest.raises(Unreadable):
        sheets.decimal(cell)


@pytest.mark.parametrize("cell", ["1867", "2201"])
def test_years_outside_our_time_are_refused(app: Flask, cell: str) -> None:
    with pytest.raises(Unreadable):
        sheets.year(cell)


@pytest.mark.parametrize("cell", ["2026-13-01", "yesterday"])
def test_what_is_no_date_is_refused(app: Flask, cell: str) -> None:
    with pytest.raises(Unreadable):
        sheets.day(cell)


@pytest.mark.parametrize("name", ["髙橋", "𠮷田", "ب", "👍", "葛\U000e0100"])
def test_rare_characters_survive(name: str) -> None:
    assert sheets.text(name) == name


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-1", "@x", "＝1+1", "\tx"])
def test_cells_a_spreadsheet_would_run_are_made_harmless(cell: str) -> None:
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["text", 5, -5, None, ""])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert harmless(cell) == cell
