"""Files people send: read whatever program wrote them, refused in words before they cost memory."""

import io
import tracemalloc
import zipfile
from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale
from openpyxl import Workbook, load_workbook

from hub.core import tables, workbooks
from hub.core.sheets import MOST_BYTES, SheetRefused, harmless, spoken
from hub.core.tables import Encoding
from tests.exchange.books import HEADER, bomb, csv_bytes, row, sheet_xml, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"


def refused(content: bytes) -> str:
    with pytest.raises(SheetRefused) as found:
        tables.read(content, "own.xlsx")
    with force_locale("en"):
        return str(found.value.faults[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_is_read_in_the_encodings_excel_writes(encoding: str) -> None:
    read = tables.read(csv_bytes(row(), encoding=encoding), "own.csv")
    assert read.rows == [HEADER, row()]
    assert read.encoding is (Encoding.CP932 if encoding == "cp932" else Encoding.UTF_8)


def test_a_workbook_is_read_as_text_with_dates_and_numbers_as_they_are_meant() -> None:
    book = Workbook()
    book.active.append(["a", "b", "c", "d", "e"])
    book.active.append([date(2026, 11, 23), 2024, 1.5, True, "髙\n𠮷"])
    book.active.append([])
    book.active.append(["x"])
    kept = io.BytesIO()
    book.save(kept)
    rows = tables.read(kept.getvalue(), "own.xlsx").rows
    assert rows == [["a", "b", "c", "d", "e"], ["2026-11-23", "2024", "1.5", "1", "髙\n𠮷"], [], ["x"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls workbook"),
        (lambda: with_part(workbook(), "xl/vbaProject.bin", b"x"), "holds macros"),
        (
            lambda: with_part(workbook(), "xl/externalLinks/externalLink1.xml", b"<a/>"),
            "links to other files",
        ),
        (lambda: workbook(["=1+1"]), "formula"),
        (bomb, "unpacks to more"),
        (lambda: b"x" * (MOST_BYTES + 1), "larger than 20 MB"),
        (lambda: b"PK\x03\x04 and nothing of a zip", "cannot be opened"),
        (lambda: b"slug\n\xff\xfe\x00\x81", "neither UTF-8 nor CP932"),
        (lambda: "識別子,名称".encode("utf-16"), "neither UTF-8 nor CP932"),
        (lambda: with_part(workbook(), SHEET, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", instead=True), "opened"),
        (lambda: with_part(workbook(), SHEET, b"<worksheet><sheetData>", instead=True), "opened"),
        (lambda: with_part(workbook(), SHEET, sheet_xml("<row/>" * 100_002), instead=True), "100,000 rows"),
        (
            lambda: with_part(workbook(), SHEET, sheet_xml(f"<row>{'<c/>' * 2000}</row>"), instead=True),
            "unpacks to more",
        ),
        (lambda: workbook(["x"] * 101), "100 columns"),
        (lambda: ("a" + ",b" * 100).encode(), "100 columns"),
        (lambda: b"a\n" * 100_002, "100,000 rows"),
        (lambda: b"a\n" + b"x" * 200_000, "CSV"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(app: Flask, content: object, words: str) -> None:
    assert words in refused(content())  # type: ignore[operator]


def test_a_workbook_with_too_many_parts_is_refused(app: Flask) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for number in range(600):
            archive.writestr(f"{number}", "")
    assert "unpacks to more" in refused(kept.getvalue())


def test_a_bomb_is_refused_before_it_takes_memory(app: Flask) -> None:
    content = bomb()
    tracemalloc.start()
    refused(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5 * 2**20


def test_a_bomb_that_lies_about_its_size_is_counted_as_it_comes_out(app: Flask) -> None:
    content = bytearray(bomb())
    real = (300 * 2**20).to_bytes(4, "little")
    assert real in content
    assert refused(bytes(content.replace(real, (1000).to_bytes(4, "little"))))


def test_a_sheet_that_claims_to_be_huge_is_not_believed(app: Flask) -> None:
    claimed = sheet_xml("<row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c></row>").replace(
        b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'
    )
    assert tables.read(with_part(workbook(), SHEET, claimed, instead=True), "own.xlsx").rows == [["a"]]


SIGNS = ["=1+1", "+81 3", "-1", "@x", "＝1", "＋81", "－1", "＠x"]


@pytest.mark.parametrize("cell", [*SIGNS, "'=1", "''+x", "'x", "x"])
def test_what_an_export_makes_harmless_is_read_as_it_was(cell: str) -> None:
    assert spoken(str(harmless(cell))) == cell
    made = tables.csv_of(["a"], [[cell]], Encoding.UTF_8)
    assert tables.read(made.content, "own.csv").rows == [["a"], [cell]]
    book = workbooks.written([workbooks.Page("a", ["a"], [[cell]])])
    assert tables.read(book, "own.xlsx").rows == [["a"], [cell]]


def test_cells_of_a_workbook_are_typed() -> None:
    book = workbooks.written([workbooks.Page("a", ["text", "day"], [["=1+1", date(2026, 11, 23)]])])
    sheet = load_workbook(io.BytesIO(book)).active
    text, day = sheet[2]
    assert (text.data_type, text.number_format, text.value) == ("s", "@", "'=1+1")
    assert (day.data_type, day.number_format, day.value.date()) == ("d", "yyyy-mm-dd", date(2026, 11, 23))


def test_cp932_tells_which_characters_it_had_to_replace() -> None:
    made = tables.csv_of(["a"], [["髙橋é ñ—€𠮷𠮷"]], Encoding.CP932)
    assert made.content.decode("cp932") == "a\r\n髙橋〓 〓〓〓〓〓\r\n"
    assert made.replaced == {"é": 1, "ñ": 1, "—": 1, "€": 1, "𠮷": 2}
