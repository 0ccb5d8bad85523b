"""Sheets: reading CSV that people and programs wrote, with every fault named by file, row and column.

A sheet is described once (``Sheet``); seed, commands and pages read, plan and apply it the same way. A plan
writes nothing; a sheet with one fault changes nothing at all.
"""

import csv
import io
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
MOST_CHARACTERS = 10_000
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


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
    for character in value:
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cs"}:
            raise Unreadable(_l("contains a control character"))
        if character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
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
    if not cell.strip():
        return None
    try:
        return date.fromisoformat(unicodedata.normalize("NFKC", cell.strip()))
    except ValueError:
        raise Unreadable(_l("is not a date like 2026-11-23: %(cell)s", cell=cell[:40])) from None


def flag(cell: str) -> bool | None:
    if not cell.strip():
        return None
    if cell.strip() not in {"0", "1"}:
        raise Unreadable(_l("must be 0 or 1: %(cell)s", cell=cell[:40]))
    return cell.strip() == "1"


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
    (the id behind a slug). Columns ``x_ja`` and ``x_en`` together fill the bilingual attribute ``x``.
    """

    name: str
    parse: Callable[[str], Any] = text
    to: str = ""
    required: bool = False
    references: InstrumentedAttribute[Any] | None = None
    stores: InstrumentedAttribute[Any] | None = None
    only_when_created: bool = False

    @property
    def attribute(self) -> str:
        return self.to or self.name


@dataclass(frozen=True)
class Sheet:
    """A file, the table it fills and how.

    ``explode`` names a column whose ``;``-separated values become one record each (none if it is empty);
    ``owner`` are then the attributes that say whose records they are: those not in the sheet any more go.
    ``constants`` are attributes every record gets. ``sample`` sheets are not loaded in production.
    """

    file: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    explode: str = ""
    owner: tuple[str, ...] = ()
    constants: Mapping[str, Any] = field(default_factory=dict)
    sample: bool = False


@dataclass
class Plan:
    """What applying a sheet would do."""

    sheet: Sheet
    created: list[dict[str, Any]] = field(default_factory=list)
    updated: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)
    unchanged: int = 0


def both(name: str, *, required: bool = False) -> tuple[Column, Column]:
    """The two columns of a bilingual attribute."""
    return Column(f"{name}_ja", required=required), Column(f"{name}_en", required=required)


def decode(content: bytes, file: str) -> str:
    """UTF-8 with or without mark, else CP932 as Excel in Japan writes it."""
    if len(content) > MOST_BYTES:
        raise SheetRefused([Fault(file, 0, "", _l("is larger than 20 MB"))])
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused([Fault(file, 0, "", _l("is neither UTF-8 nor CP932 (Shift JIS) text"))])


def harmless(value: object) -> object:
    """A cell of an export that no spreadsheet will run: text beginning like a formula gets an apostrophe."""
    if isinstance(value, str) and unicodedata.normalize("NFKC", value).startswith(_FORMULA_SIGNS):
        return "'" + value
    return value


def plan(sheet: Sheet, content: bytes, session: Session) -> Plan:
    """What this file would change. Raises ``SheetRefused`` with all faults; writes nothing."""
    with session.no_autoflush:
        return _Planner(sheet, session).plan(decode(content, sheet.file))


def apply(plan: Plan, session: Session) -> None:
    """Carry out a plan inside the transaction under way."""
    for thing in plan.removed:
        session.delete(thing)
    for thing, changes in plan.updated:
        for name, value in changes.items():
            setattr(thing, name, value)
    session.add_all(plan.sheet.model(**values) for values in plan.created)
    session.flush()


def load(sheet: Sheet, path: Path, session: Session) -> Plan:
    """Read, plan and apply a file."""
    made = plan(sheet, path.read_bytes(), session)
    apply(made, session)
    return made


class _Planner:
    def __init__(self, sheet: Sheet, session: Session) -> None:
        self.sheet = sheet
        self.session = session
        self.faults: list[Fault] = []
        # A cell fits its database column; SQLite would not mind a longer one, PostgreSQL would.
        self.longest: dict[str, int] = {
            column.name: length
            for column in sheet.columns
            if (length := _length(sheet.model, column)) is not None
        }
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
        self.faults.append(Fault(self.sheet.file, row, column, reason))

    def plan(self, content: str) -> Plan:
        records = self._records(content)
        if self.faults:
            raise SheetRefused(self.faults)
        existing = {
            tuple(getattr(thing, name) for name in self.sheet.key): thing
            for thing in self.session.scalars(select(self.sheet.model))
        }
        made = Plan(self.sheet)
        for key, (values, once) in records.items():
            thing = existing.get(key)
            if thing is None:
                made.created.append({**values, **once})
                continue
            changes = {name: value for name, value in values.items() if getattr(thing, name) != value}
            if changes:
                made.updated.append((thing, changes))
            else:
                made.unchanged += 1
        if self.sheet.owner:
            made.removed = self._left_over(existing, records)
        return made

    def _left_over(self, existing: Mapping[Any, Any], records: Mapping[Any, Any]) -> list[Any]:
        positions = [self.sheet.key.index(name) for name in self.sheet.owner]
        owners = self.owners_seen
        return [
            thing
            for key, thing in existing.items()
            if key not in records and tuple(key[place] for place in positions) in owners
        ]

    def _records(self, content: str) -> dict[tuple[Any, ...], tuple[dict[str, Any], dict[str, Any]]]:
        rows = self._rows(content)
        self.owners_seen: set[tuple[Any, ...]] = set()
        header = [name.strip() for name in rows[0]] if rows else []
        missing = [c.name for c in self.sheet.columns if c.name not in header]
        for name in dict.fromkeys(missing):
            self.fault(1, name, _l("the column is missing"))
        if missing or self._too_many(rows):
            return {}
        records: dict[tuple[Any, ...], tuple[dict[str, Any], dict[str, Any]]] = {}
        lines: dict[tuple[Any, ...], int] = {}
        for number, cells in enumerate(rows[1:], start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                reason = _l(
                    "has %(found)s cells, the header has %(named)s", found=len(cells), named=len(header)
                )
                self.fault(number, "", reason)
                continue
            for row in self._exploded(dict(zip(header, cells, strict=True)), number):
                self._take(row, number, records, lines)
        return records

    def _rows(self, content: str) -> list[list[str]]:
        reader = csv.reader(io.StringIO(content, newline=""))
        try:
            return list(reader)
        except csv.Error as error:
            raise SheetRefused(
                [
                    Fault(
                        self.sheet.file,
                        reader.line_num,
                        "",
                        _l("cannot be read as CSV: %(why)s", why=str(error)),
                    )
                ]
            ) from None

    def _too_many(self, rows: Sequence[object]) -> bool:
        if len(rows) > MOST_ROWS + 1:
            self.fault(MOST_ROWS + 2, "", _l("there are more than 100,000 rows"))
            return True
        return False

    def _exploded(self, row: dict[str, str], number: int) -> Iterable[dict[str, str]]:
        if not self.sheet.explode:
            return [row]
        if self.sheet.owner:
            values, _ = self._values(row, number, only=self.sheet.owner)
            self.owners_seen.add(tuple(values.get(name) for name in self.sheet.owner))
        parts = [part.strip() for part in row[self.sheet.explode].split(";")]
        return [{**row, self.sheet.explode: part} for part in parts if part]

    def _take(
        self,
        row: Mapping[str, str],
        number: int,
        records: dict[tuple[Any, ...], tuple[dict[str, Any], dict[str, Any]]],
        lines: dict[tuple[Any, ...], int],
    ) -> None:
        before = len(self.faults)
        values, once = self._values(row, number)
        if len(self.faults) > before:
            return
        key = tuple(values[name] for name in self.sheet.key)
        if key in lines:
            self.fault(number, "", _l("repeats the key of row %(row)s", row=lines[key]))
            return
        lines[key] = number
        records[key] = (values, once)

    def _values(
        self, row: Mapping[str, str], number: int, only: Sequence[str] = ()
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        values: dict[str, Any] = {}
        once: dict[str, Any] = {}
        for column in self.sheet.columns:
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
