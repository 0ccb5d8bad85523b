"""Members' sheets on the way out, and the template to fill in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from hub.core import clock, workbooks
from hub.core.bilingual import Language
from hub.core.db import db
from hub.core.sheets import Column, Sheet
from hub.core.tables import Encoding, csv_of
from hub.countries.models import Country
from hub.exchange.columns import (
    EXAMPLES,
    EXPLAINED,
    KINDS_OF_SHEET,
    PERSON,
    WORDS,
    Format,
    Headers,
    in_language,
    label,
    word,
)
from hub.members.importing import OWN
from hub.members.models import Member
from hub.technologies.models import Technology

Cell = str | date | None


@dataclass(frozen=True)
class Asked:
    """Which sheet is wanted, how its columns are named, and whether sample members are left out."""

    kind: str
    headers: Headers
    own_only: bool = False


def header(asked: Asked) -> list[str]:
    return [label(column.name, asked.headers) for column in OWN[asked.kind].columns]


def rows(asked: Asked) -> list[list[Cell]]:
    """Every record of a kind, in a lasting order; one statement however many there are."""
    sheet = OWN[asked.kind]
    table = sheet.model.__table__
    found = select(*(_source(column, sheet) for column in sheet.columns))
    if sheet.model is not Member:
        found = found.join(Member, table.c.member_id == Member.id)
    if asked.own_only:
        found = found.where(Member.sample.is_(False))
    found = found.order_by(Member.slug, table.c.id)
    return [
        [_cell(column, value, asked.headers) for column, value in zip(sheet.columns, row, strict=True)]
        for row in db.session.execute(found)
    ]


def _source(column: Column, sheet: Sheet) -> Any:
    if column.stores is not None:
        return column.references
    return sheet.model.__table__.c[column.attribute]


def _cell(column: Column, value: object, headers: Headers) -> Cell:
    if isinstance(value, bool):
        return str(int(value))
    if value is None or isinstance(value, date):
        return value
    return word(column.name, str(value), headers)


@dataclass(frozen=True)
class File:
    """A file to take away, how many records are in it, and the characters it could not hold, with their number."""

    name: str
    type: str
    content: bytes
    rows: int
    replaced: dict[str, int]


def file(asked: Asked, form: Format) -> File:
    found = rows(asked)
    name = f"{asked.kind}-{clock.today().isoformat()}"
    if form is Format.XLSX:
        title = in_language(KINDS_OF_SHEET[asked.kind], _tongue(asked.headers))
        content = workbooks.written([workbooks.Page(title, header(asked), found, _widths(asked))])
        return File(f"{name}.xlsx", workbooks.TYPE, content, len(found), {})
    encoding = Encoding.CP932 if form is Format.CP932 else Encoding.UTF_8
    charset = "shift_jis" if form is Format.CP932 else "utf-8"
    made = csv_of(header(asked), found, encoding)
    return File(f"{name}.csv", f"text/csv; charset={charset}", made.content, len(found), made.replaced)


def template(kind: str, headers: Headers) -> bytes:
    """An empty sheet to fill in; beside it what goes into each column, with an example, and all allowed values."""
    asked = Asked(kind, headers)
    explained = [_("Column"), _("Needed"), _("What goes in"), _("Example")]
    allowed = [_("Column"), _("Value"), _("Japanese"), _("English")]
    return workbooks.written(
        [
            workbooks.Page(str(KINDS_OF_SHEET[kind]), header(asked), [], _widths(asked)),
            workbooks.Page(_("How to fill it in"), explained, _explanations(asked), (32, 14, 60, 50)),
            workbooks.Page(_("Allowed values"), allowed, _allowed(asked), (32, 28, 40, 40)),
        ]
    )


def _explanations(asked: Asked) -> Iterable[Sequence[Cell]]:
    for column in OWN[asked.kind].columns:
        needed = _("required") if column.required and column.name != "sample" else _("optional")
        example = PERSON.get(column.name, "") if asked.kind == "contacts" else ""
        yield (
            label(column.name, asked.headers),
            needed,
            str(EXPLAINED.get(column.name, "")),
            word(column.name, example or EXAMPLES.get(column.name, ""), asked.headers),
        )


def _allowed(asked: Asked) -> Iterable[Sequence[Cell]]:
    for column in OWN[asked.kind].columns:
        name = label(column.name, asked.headers)
        for value, words in WORDS.get(column.name, {}).items():
            yield name, str(value), in_language(words, Language.JA), in_language(words, Language.EN)
        if column.name in ("technology", "country"):
            model = Technology if column.name == "technology" else Country
            for code, ja, en in db.session.execute(
                select(model.code, model.__table__.c.name_ja, model.__table__.c.name_en).order_by(model.code)
            ):
                yield name, code, ja, en


def _widths(asked: Asked) -> list[int]:
    wide = ("name", "summary", "seeks", "what", "source", "website", "email", "department")
    return [36 if column.name.startswith(wide) else 18 for column in OWN[asked.kind].columns]


def _tongue(headers: Headers) -> Language:
    return Language.JA if headers is Headers.JA else Language.EN
