"""Sheets: reading CSV that people and programs wrote, with every fault named by file, row and column.

A sheet is described once (``Sheet``); seed, commands and pages read, plan and apply it the same way. A plan
writes nothing; a sheet with one fault changes nothing at all.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from hub.core.bilingual import Bilingual
from hub.core.db import Model

MOST_BYTES = 20 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 10_000
TOO_LARGE = _l("is larger than 20 MB")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?")


@dataclass(frozen=True)
class Fault:
    """What is wrong and where; row 1 is the header."""

    file: str
    row: int
    column: str
    reason: object

    def __str__(self) -> str:
        return f"{self.file}: row {self.row}, column {self.column or '–'}: {self.reason}"


class SheetRefused(Exception):
    """A sheet with faults. Nothing of it has been written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults[:3]))
        self.faults = list(faults)


class Unreadable(ValueError):
    """A cell that cannot be read as what its column holds; the message is the reason."""

    def __init__(self, reason: object) -> None:
        super().__init__(str(reason))
        self.reason = reason


def text(cell: str) -> str:
    """Text as typed, NFC at most; control and text-direction marks are refused."""
    value = unicodedata.normalize("NFC", cell.strip())
    if _CONTROL.search(value):
        raise Unreadable(_l("contains a control character"))
    if _DIRECTION.search(value):
        raise Unreadable(_l("contains a text-direction mark"))
    return value


def integer(cell: str) -> int | None:
    if not cell.strip():
        return None
    digits = unicodedata.normalize("NFKC", cell.strip()).replace(",", "")
    if not digits.removeprefix("-").isdecimal() or len(digits) > 15:
        raise Unreadable(_l("is not a whole number: %(cell)s", cell=cell[:40]))
    return int(digits)


def decimal(cell: str) -> float | None:
    if not cell.strip():
        return None
    digits = unicodedata.normalize("NFKC", cell.strip()).replace(",", "")
    plain = digits.removeprefix("-").replace(".", "", 1)
    if not plain.isdecimal() or len(digits) > 30:
        raise Unreadable(_l("is not a number: %(cell)s", cell=cell[:40]))
    return float(digits)


def year(cell: str) -> int | None:
    value = integer(cell)
    if value is not None and not 1868 <= value <= 2200:
        raise Unreadable(_l("is not a year from 1868 to 2200: %(cell)s", cell=cell[:40]))
    return value


def day(cell: str) -> date | None:
    """A date as 2026-11-23, or as spreadsheets write it back: 2026/11/23, 2026年11月23日."""
    if not cell.strip():
        return None
    parts = _DAY.fullmatch(unicodedata.normalize("NFKC", cell.strip()))
    try:
        found = date(*map(int, parts.groups())) if parts else None
    except ValueError:
        found = None
    if found is None or not 1868 <= found.year <= 2200:
        raise Unreadable(_l("is not a date like 2026-11-23: %(cell)s", cell=cell[:40]))
    return found


def flag(cell: str) -> bool | None:
    if not cell.strip():
        return None
    if cell.strip() not in {"0", "1"}:
        raise Unreadable(_l("must be 0 or 1: %(cell)s", cell=cell[:40]))
    return cell.strip() == "1"


def code(cell: str) -> str:
    """What an address or a program names a thing by: letters, digits and ``_``."""
    return _named(cell, r"[A-Za-z][A-Za-z0-9_]*", _l("may only hold letters, digits and _, a letter first"))


def slug(cell: str) -> str:
    """What the address of a page ends with."""
    return _named(cell, "[a-z0-9][a-z0-9-]{0,79}", _l("may only hold a to z, 0 to 9 and hyphens"))


def _named(cell: str, pattern: str, otherwise: object) -> str:
    value = text(cell)
    if value and not re.fullmatch(pattern, value):
        raise Unreadable(otherwise)
    return value


def share(most: float) -> Callable[[str], float | None]:
    """A number above 0, ``most`` at most."""

    def read(cell: str) -> float | None:
        value = decimal(cell)
        if value is not None and not 0 < value <= most:
            raise Unreadable(_l("must be above 0 and at most %(most)s", most=f"{most:g}"))
        return value

    return read


def link(cell: str) -> str:
    value = text(cell)
    if value and not _is_web_address(value):
        raise Unreadable(_l("is not an address beginning with https:// or http://"))
    return value


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value


def one_of(choices: type[StrEnum]) -> Callable[[str], str]:
    """A cell that holds one of the words of an enum, or nothing."""

    def read(cell: str) -> str:
        value = cell.strip()
        if value and value not in set(choices):
            known = ", ".join(choices)
            raise Unreadable(_l("is %(cell)s; known are: %(known)s", cell=value[:40], known=known))
        return value

    return read


def some_of(choices: type[StrEnum]) -> Callable[[str], str]:
    """A cell that holds words of an enum, separated by ``;``."""
    read_one = one_of(choices)

    def read(cell: str) -> str:
        return ";".join(filter(None, (read_one(part) for part in cell.split(";"))))

    return read


@dataclass(frozen=True)
class Column:
    """A column of a sheet and the attribute it fills.

    ``references`` names the attribute a value must be found in, and ``stores`` the one kept instead of it
    (the id behind a slug). A sheet without an ``optional`` column leaves what it fills as it is. Columns ``x_ja``
    and ``x_en`` together fill the bilingual attribute ``x``.
    """

    name: str
    parse: Callable[[str], Any] = text
    to: str = ""
    required: bool = False
    references: InstrumentedAttribute[Any] | None = None
    stores: InstrumentedAttribute[Any] | None = None
    only_when_created: bool = False
    optional: bool = False

    @property
    def attribute(self) -> str:
        return self.to or self.name


# Values of a row by attribute → the columns that do not go with the others, and why.
RowCheck = Callable[[Mapping[str, Any]], Iterable[tuple[str, object]]]


@dataclass(frozen=True)
class Sheet:
    """A file, the table it fills and how.

    ``explode`` names a column whose ``;``-separated values become one record each (none if it is empty);
    ``owner`` are then the attributes that say whose records they are: those not in the sheet any more go.
    ``constants`` are attributes every record gets. ``sample`` sheets are not loaded in production.
    ``check`` gives, for what the database holds now, what looks at a row as a whole: its faults by column.
    """

    file: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    explode: str = ""
    owner: tuple[str, ...] = ()
    constants: Mapping[str, Any] = field(default_factory=dict)
    sample: bool = False
    check: Callable[[Session], RowCheck] | None = None


@dataclass
class Plan:
    """What applying a sheet would do, and the rows of the file that say so."""

    sheet: Sheet
    created: list[dict[str, Any]] = field(default_factory=list)
    updated: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)
    unchanged: int = 0
    created_lines: list[int] = field(default_factory=list)
    updated_lines: list[int] = field(default_factory=list)


def both(name: str, *, required: bool = False) -> tuple[Column, Column]:
    """The two columns of a bilingual attribute."""
    return Column(f"{name}_ja", required=required), Column(f"{name}_en", required=required)


def decoded(content: bytes, file: str) -> tuple[str, str]:
    """Text and its encoding: UTF-8 with or without mark, else CP932 as Excel in Japan writes it."""
    if len(content) > MOST_BYTES:
        raise SheetRefused([Fault(file, 0, "", TOO_LARGE)])
    for encoding in ("utf-8", "cp932"):
        try:
            return content.decode(encoding).removeprefix("\ufeff"), encoding
        except UnicodeDecodeError:
            continue
    raise SheetRefused([Fault(file, 0, "", _l("is neither UTF-8 nor CP932 (Shift JIS) text"))])


def harmless(value: object) -> object:
    """A cell of an export that no spreadsheet will run: text beginning like a formula gets an apostrophe.

    So does text with apostrophes before it, so that ``spoken`` gives back exactly what was there.
    """
    if isinstance(value, str) and _runs(value.lstrip("'")):
        return "'" + value
    return value


def spoken(cell: str) -> str:
    """The cell without the apostrophe that ``harmless``, or a careful person, put before it."""
    return cell[1:] if cell.startswith("'") and _runs(cell.lstrip("'")) else cell


def _runs(value: str) -> bool:
    return unicodedata.normalize("NFKC", value[:1]).startswith(_FORMULA_SIGNS)


def checked_rows(content: str, file: str) -> list[list[str]]:
    """The cells of a CSV text, its rows and columns counted while they are read."""
    reader = csv.reader(io.StringIO(content, newline=""))
    rows: list[list[str]] = []
    try:
        for row in reader:
            if len(rows) > MOST_ROWS:
                fault = Fault(
                    file, MOST_ROWS + 2, "", _l("has more than %(most)s rows", most=f"{MOST_ROWS:,}")
                )
                raise SheetRefused([fault])
            if len(row) > MOST_COLUMNS:
                fault = Fault(
                    file, len(rows) + 1, "", _l("has more than %(most)s columns", most=str(MOST_COLUMNS))
                )
                raise SheetRefused([fault])
            rows.append(row)
    except csv.Error as error:
        reason = _l("cannot be read as CSV: %(why)s", why=str(error))
        raise SheetRefused([Fault(file, reader.line_num, "", reason)]) from None
    return rows


def plan(sheet: Sheet, content: bytes, session: Session) -> Plan:
    """What this file would change. Raises ``SheetRefused`` with all faults; writes nothing."""
    text, _ = decoded(content, sheet.file)
    return plan_rows(sheet, checked_rows(text, sheet.file), session)


def plan_rows(sheet: Sheet, rows: Sequence[Sequence[str]], session: Session) -> Plan:
    """What these rows, the header first, would change. Raises ``SheetRefused`` with all faults; writes nothing."""
    with session.no_autoflush:
        draft = read_rows(sheet, rows, session)
        if draft.faults:
            raise SheetRefused(draft.faults)
        return compare(draft, session)


@dataclass
class Draft:
    """What the rows of a file say, each under its key: values, those only for a new record, and the row."""

    sheet: Sheet
    records: dict[tuple[Any, ...], tuple[dict[str, Any], dict[str, Any], int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    owners: set[tuple[Any, ...]] = field(default_factory=set)


def read_rows(
    sheet: Sheet,
    rows: Sequence[Sequence[str]],
    session: Session,
    step: Callable[[int], None] = lambda _row: None,
) -> Draft:
    """Read and check every row; ``step`` is told of each. Good rows are in the draft even if others are not."""
    reader = _Reader(sheet, session)
    reader.read(rows, step)
    return reader.draft


def compare(draft: Draft, session: Session, *, lock: bool = False) -> Plan:
    """What is new, changed and the same now. With ``lock`` nobody else changes these records before the commit."""
    sheet = draft.sheet
    asked = select(sheet.model).with_for_update() if lock else select(sheet.model)
    existing = {
        tuple(getattr(thing, name) for name in sheet.key): thing
        for thing in session.scalars(asked.execution_options(populate_existing=lock))
    }
    made = Plan(sheet)
    for key, (values, once, line) in draft.records.items():
        thing = existing.get(key)
        if thing is None:
            made.created.append({**values, **once})
            made.created_lines.append(line)
            continue
        changes = {name: value for name, value in values.items() if getattr(thing, name) != value}
        if changes:
            made.updated.append((thing, changes))
            made.updated_lines.append(line)
        else:
            made.unchanged += 1
    if sheet.owner:
        places = [sheet.key.index(name) for name in sheet.owner]
        made.removed = [
            thing
            for key, thing in existing.items()
            if key not in draft.records and tuple(key[place] for place in places) in draft.owners
        ]
    return made


def apply(plan: Plan, session: Session) -> list[Model]:
    """Carry out a plan inside the transaction under way; gives the new records."""
    for thing in plan.removed:
        session.delete(thing)
    for thing, changes in plan.updated:
        for name, value in changes.items():
            setattr(thing, name, value)
    added = [plan.sheet.model(**values) for values in plan.created]
    session.add_all(added)
    session.flush()
    return added


def load(sheet: Sheet, path: Path, session: Session) -> Plan:
    """Read, plan and apply a file."""
    made = plan(sheet, path.read_bytes(), session)
    apply(made, session)
    return made


class _Reader:
    def __init__(self, sheet: Sheet, session: Session) -> None:
        self.sheet = sheet
        self.session = session
        self.draft = Draft(sheet)
        self.columns = sheet.columns
        # A cell fits its database column; SQLite would not mind a longer one, PostgreSQL would.
        self.longest: dict[str, int] = {
            column.name: length
            for column in sheet.columns
            if (length := _length(sheet.model, column)) is not None
        }
        self.faults_of: RowCheck = sheet.check(session) if sheet.check else lambda _values: ()
        self.known = {
            column.name: self._known_values(column.references, column.stores)
            for column in sheet.columns
            if column.references is not None
        }

    def _known_values(
        self, found_in: InstrumentedAttribute[Any], stores: InstrumentedAttribute[Any] | None
    ) -> dict[Any, Any]:
        kept = found_in if stores is None else stores
        return dict(self.session.execute(select(found_in, kept)).all())

    def fault(self, row: int, column: str, reason: object) -> None:
        self.draft.faults.append(Fault(self.sheet.file, row, column, reason))

    def read(self, rows: Sequence[Sequence[str]], step: Callable[[int], None]) -> None:
        header = [name.strip() for name in rows[0]] if rows else []
        self.columns = tuple(c for c in self.sheet.columns if c.name in header or not c.optional)
        missing = dict.fromkeys(c.name for c in self.columns if c.name not in header)
        for name in missing:
            self.fault(1, name, _l("the column is missing"))
        twice = dict.fromkeys(c.name for c in self.sheet.columns if header.count(c.name) > 1)
        for name in twice:
            self.fault(1, name, _l("the column is there twice"))
        if missing or twice:
            return
        for number, cells in enumerate(rows[1:], start=2):
            step(number)
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                reason = _l(
                    "has %(found)s cells, the header has %(named)s", found=len(cells), named=len(header)
                )
                self.fault(number, "", reason)
                continue
            for row in self._exploded(dict(zip(header, cells, strict=True)), number):
                self._take(row, number)

    def _exploded(self, row: dict[str, str], number: int) -> Iterable[dict[str, str]]:
        if not self.sheet.explode:
            return [row]
        if self.sheet.owner:
            values, _ = self._values(row, number, only=self.sheet.owner)
            self.draft.owners.add(tuple(values.get(name) for name in self.sheet.owner))
        parts = [part.strip() for part in row[self.sheet.explode].split(";")]
        return [{**row, self.sheet.explode: part} for part in parts if part]

    def _take(self, row: Mapping[str, str], number: int) -> None:
        before = len(self.draft.faults)
        values, once = self._values(row, number)
        if len(self.draft.faults) == before:
            for column, reason in self.faults_of({**values, **once}):
                self.fault(number, column, reason)
        if len(self.draft.faults) > before:
            return
        key = tuple(values[name] for name in self.sheet.key)
        if key in self.draft.records:
            self.fault(number, "", _l("repeats the key of row %(row)s", row=self.draft.records[key][2]))
            return
        self.draft.records[key] = (values, once, number)

    def _values(
        self, row: Mapping[str, str], number: int, only: Sequence[str] = ()
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        values: dict[str, Any] = {}
        once: dict[str, Any] = {}
        for column in self.columns:
            if only and column.attribute not in only:
                continue
            (once if column.only_when_created else values)[column.attribute] = self._cell(
                column, row[column.name], number
            )
        return {**_paired(values), **({} if only else self.sheet.constants)}, once

    def _cell(self, column: Column, cell: str, number: int) -> Any:
        most = self.longest.get(column.name, MOST_CHARACTERS)
        if len(cell.strip()) > most:
            self.fault(number, column.name, _l("is longer than %(most)s characters", most=most))
            return None
        try:
            value = column.parse(cell)
        except Unreadable as error:
            self.fault(number, column.name, error.reason)
            return None
        if value in (None, ""):
            if column.required:
                self.fault(number, column.name, _l("must not be empty"))
            return value
        if column.name in self.known and column.references is not None:
            if value not in self.known[column.name]:
                self.fault(number, column.name, _l("%(value)s is not known here", value=str(value)[:80]))
                return None
            return self.known[column.name][value]
        return value


def _length(model: type[Model], column: Column) -> int | None:
    """The longest text the database column behind a sheet's column takes; None if it is unbounded."""
    kept = model.__table__.columns.get(column.attribute)
    if kept is None or column.only_when_created or column.stores is not None:
        return None
    return getattr(kept.type, "length", None)


def _paired(values: dict[str, Any]) -> dict[str, Any]:
    """``x_ja`` and ``x_en`` become the bilingual ``x``, if both are there."""
    paired: dict[str, Any] = {}
    for name, value in values.items():
        stem = name[:-3]
        if name.endswith("_ja") and f"{stem}_en" in values:
            paired[stem] = Bilingual(value or "", values[f"{stem}_en"] or "")
        elif not (name.endswith("_en") and f"{stem}_ja" in values):
            paired[name] = value
    return paired
