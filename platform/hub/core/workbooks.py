"""Workbooks (.xlsx) in and out.

A workbook is a zip of XML that a stranger made. It is looked through once, in small pieces and with every limit
checked on what is really there, before openpyxl may build anything from it. Nothing in it is run or followed.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from flask_babel import lazy_gettext as _l
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from hub.core.sheets import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Fault, SheetRefused, harmless

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_UNPACKED = 100 * 2**20
MOST_PARTS = 500
# A central directory larger than this lists far more parts than any sheet of members has.
_MOST_DIRECTORY = 2**18
_MOST_STRINGS = 1_000_000
_MOST_CELLS_IN_A_ROW = 1000
_MOST_ELEMENTS_ELSEWHERE = 50_000
_DEEPEST = 64
_PIECE = 2**16
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = re.compile(r"vbaproject|xl/macrosheets/|xl/dialogsheets/|activex", re.I)
_FOREIGN = re.compile(r"xl/(externallinks|connections|querytables|embeddings|model)\b", re.I)
_STRINGS = re.compile(r"xl/sharedstrings\.xml", re.I)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.I)

_DAMAGED = _l("cannot be opened as an Excel workbook (.xlsx). Open it in Excel and save it again as .xlsx")
_TOO_LARGE = _l(
    "unpacks to more than an import may hold. Copy the rows into a new workbook, without pictures and formats"
)


def is_workbook(content: bytes) -> bool:
    """Whether it is, or claims to be, a workbook of any age."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLD_FORMAT))


def rows_of(content: bytes, file: str) -> list[list[str]]:
    """The first sheet as text, a date as 2026-11-23. Raises ``SheetRefused`` before memory is spent."""
    try:
        _look_through(content)
        return _read(content, file)
    except _Refused as refused:
        raise SheetRefused([Fault(file, 0, "", refused.reason)]) from None
    except SheetRefused:
        raise
    except Exception as error:
        # A library reads what a stranger made; whatever it stumbles over, the file is at fault.
        raise SheetRefused([Fault(file, 0, "", _DAMAGED)]) from error


class _Refused(Exception):
    def __init__(self, reason: object) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _look_through(content: bytes) -> None:
    if content.startswith(_OLD_FORMAT):
        raise _Refused(
            _l("is an old .xls workbook or protected with a password. Save it as .xlsx without a password")
        )
    _check_directory(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        _check_parts(parts)
        left = MOST_UNPACKED
        for part in parts:
            # What the directory says of its size is not believed: what comes out is counted.
            with archive.open(part) as stream:
                watch = _Watch.of(part.filename)
                while piece := stream.read(_PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise _Refused(_TOO_LARGE)
                    if watch:
                        watch.feed(piece)


def _check_directory(content: bytes) -> None:
    """The zip's list of parts is small, so that even listing it costs little."""
    end = content.rfind(b"PK\x05\x06", -(22 + 2**16))
    if end < 0 or len(content) < end + 22:
        raise _Refused(_DAMAGED)
    (size,) = struct.unpack_from("<L", content, end + 12)
    if size > _MOST_DIRECTORY or content[max(end - 20, 0) : end].startswith(b"PK\x06\x07"):
        raise _Refused(_TOO_LARGE)


def _check_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _Refused(_TOO_LARGE)
    if len(set(names)) < len(names) or "[Content_Types].xml" not in names:
        raise _Refused(_DAMAGED)
    if any(_MACROS.search(name) for name in names):
        raise _Refused(_l("holds macros. Save it as a workbook without macros (.xlsx)"))
    if any(_FOREIGN.search(name) for name in names):
        raise _Refused(
            _l("has links to other files or data. Break the links (Data, Edit Links) and save again")
        )
    if any(part.flag_bits & 1 for part in parts):
        raise _Refused(_l("is protected with a password. Save it without one"))
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise _Refused(_DAMAGED)


class _Watch:
    """Reads a part's XML for its shape only: how many elements, how deep, how long; no document type."""

    def __init__(self, name: str) -> None:
        self.strings, self.sheet = bool(_STRINGS.fullmatch(name)), bool(_SHEET.fullmatch(name))
        self.depth = self.elements = self.rows = self.cells = self.length = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype

    @classmethod
    def of(cls, name: str) -> "_Watch | None":
        return cls(name) if name.lower().endswith((".xml", ".rels", ".vml")) else None

    def feed(self, piece: bytes) -> None:
        self.parser.Parse(piece, False)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > _DEEPEST:
            raise _Refused(_TOO_LARGE)
        if not (self.sheet or self.strings):
            if self.elements > _MOST_ELEMENTS_ELSEWHERE:
                raise _Refused(_TOO_LARGE)
            if "macroEnabled" in attributes.get("ContentType", ""):
                raise _Refused(_l("holds macros. Save it as a workbook without macros (.xlsx)"))
            return
        name = tag.rpartition(" ")[2]
        if name == "row":
            self.rows, self.cells = self.rows + 1, 0
        elif name in ("c", "si"):
            self.cells, self.length = self.cells + 1, 0
        if self.rows > MOST_ROWS + 1:
            raise _Refused(_l("has more than %(most)s rows", most=f"{MOST_ROWS:,}"))
        if self.cells > (_MOST_STRINGS if self.strings else _MOST_CELLS_IN_A_ROW):
            raise _Refused(_TOO_LARGE)

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def text(self, text: str) -> None:
        self.length += len(text)
        # Text in cells counts again from each cell on; a long one is named with its place later if it can be.
        if (self.sheet or self.strings) and self.length > 10 * MOST_CHARACTERS:
            raise _Refused(_l("has a cell with more than %(most)s characters", most=f"{MOST_CHARACTERS:,}"))

    def doctype(self, *_: object) -> None:
        raise _Refused(_DAMAGED)


def _read(content: bytes, file: str) -> list[list[str]]:
    # links=False, rich_text=False: nothing outside of the cells is even read.
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, rich_text=False)
    try:
        sheet = book.worksheets[0]
        # What the sheet claims to be its size is not believed.
        sheet.reset_dimensions()
        faults: list[Fault] = []
        rows: list[list[str]] = []
        blank = 0
        wide = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
        for number, cells in enumerate(wide, start=1):
            row = [_text(cell, number, column, file, faults) for column, cell in enumerate(cells, start=1)]
            while row and not row[-1]:
                row.pop()
            if not row:
                # Empty rows between filled ones keep their number; those at the end are not kept.
                blank += 1
                continue
            if number > MOST_ROWS + 1:
                faults.append(
                    Fault(file, number, "", _l("has more than %(most)s rows", most=f"{MOST_ROWS:,}"))
                )
                break
            if len(row) > MOST_COLUMNS:
                faults.append(
                    Fault(file, number, "", _l("has more than %(most)s columns", most=str(MOST_COLUMNS)))
                )
                break
            rows.extend([] for _ in range(blank))
            rows.append(row)
            blank = 0
        if faults:
            raise SheetRefused(faults)
        return rows
    finally:
        book.close()


def _text(cell: Any, row: int, column: int, file: str, faults: list[Fault]) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        place = get_column_letter(column)
        faults.append(Fault(file, row, place, _l("holds a formula. Copy it and paste it as a value")))
        return ""
    if cell.data_type == "e":
        faults.append(Fault(file, row, get_column_letter(column), _l("holds an error of the spreadsheet")))
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, timedelta):
        return str(value)
    # Excel keeps a line end as one character more than we do, and shows control characters as _x0007_.
    return str(value).replace("\r\n", "\n").replace("_x000D_", "")


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook to be written: a title, a header and its rows, with the widths of columns."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[object]]
    widths: Sequence[int] = ()


def written(pages: Sequence[Page]) -> bytes:
    """A workbook. Text is typed as text and cannot be run; a date is a date."""
    book = Workbook(write_only=True)
    for page in pages:
        sheet = book.create_sheet(page.title)
        sheet.freeze_panes = "A2"
        for column in range(len(page.header)):
            width = page.widths[column] if column < len(page.widths) else 20
            sheet.column_dimensions[get_column_letter(column + 1)].width = width
            # Cells that people fill in later are text too: no leading zero is lost.
            sheet.column_dimensions[get_column_letter(column + 1)].number_format = "@"
        sheet.append(list(_head(sheet, page.header)))
        for row in page.rows:
            sheet.append([_cell(sheet, value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: Any, header: Sequence[str]) -> Iterator[Any]:
    for name in header:
        cell = _cell(sheet, name)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8F1FE")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        yield cell


def _cell(sheet: Any, value: object) -> Any:
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    cell = WriteOnlyCell(sheet, "" if value is None else str(harmless(value)))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
