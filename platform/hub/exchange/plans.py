"""From a file to a plan, and the plan in words for the page. Writes nothing but what the page shows."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.core import sheets, tables
from hub.core.bilingual import Bilingual, Language
from hub.core.db import Model
from hub.exchange import columns
from hub.members.importing import OWN, desk_sheet
from hub.members.models import Member

# A page of a dry run shows so many of each sort, and counts the rest.
MOST_SHOWN = 200
Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Draft:
    """A file read and checked: what its good rows say, what is wrong, how it was read."""

    kind: str
    rows: sheets.Draft
    encoding: tables.Encoding
    unread: list[str]


def names(kind: str) -> list[str]:
    return [column.name for column in OWN[kind].columns]


def table(kind: str, content: bytes, file: str) -> tuple[list[list[str]], tables.Encoding, list[str]]:
    """The rows of a file under the columns' own names, its encoding, and the columns nobody reads."""
    read = tables.read(content, file)
    rows, unread = columns.understood(read.rows, names(kind))
    return rows, read.encoding, unread


def draft(kind: str, content: bytes, file: str, session: Session, step: Step) -> Draft:
    """Read and check a file for the desk. One that cannot be opened is a draft with that fault."""
    sheet = desk_sheet(kind, file)
    try:
        rows, encoding, unread = table(kind, content, file)
    except sheets.SheetRefused as refused:
        return Draft(kind, sheets.Draft(sheet, faults=refused.faults), tables.Encoding.UTF_8, [])
    read = sheets.read_rows(sheet, rows, session, lambda row: step(row, len(rows)))
    if kind == "members":
        _keep_samples_apart(read, session)
    return Draft(kind, read, encoding, unread)


def _keep_samples_apart(draft: sheets.Draft, session: Session) -> None:
    """A sample member stays one, and no row makes one: what is invented never looks real."""
    samples = set(session.scalars(select(Member.slug).where(Member.sample)))
    for key, (values, _once, line) in list(draft.records.items()):
        slug = values["slug"]
        if values["sample"] and slug not in samples:
            reason = _l("sample members are not imported: leave this cell empty")
        elif not values["sample"] and slug in samples:
            reason = _l("%(slug)s is a sample member and stays one: write 1 here", slug=slug)
        else:
            continue
        draft.faults.append(sheets.Fault(draft.sheet.file, line, "sample", reason))
        del draft.records[key]


def fingerprint(plan: sheets.Plan) -> str:
    """The same for two plans that would do the same."""
    told = [
        [{name: _plain(value) for name, value in values.items()} for values in plan.created],
        [
            [
                thing.id,
                {name: [_plain(getattr(thing, name)), _plain(value)] for name, value in changes.items()},
            ]
            for thing, changes in plan.updated
        ],
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Bilingual):
        return [value.ja, value.en]
    return value.isoformat() if isinstance(value, date) else value


def shown(draft: Draft, plan: sheets.Plan, session: Session) -> dict[str, Any]:
    """What the page of a dry run tells, in both languages where it is in words."""
    members = dict(session.execute(select(Member.id, Member.slug)).all())
    faults = sorted(draft.rows.faults, key=lambda fault: fault.row)
    return {
        "encoding": str(draft.encoding),
        "unread": [name[:80] for name in draft.unread[:20]],
        "counts": {
            "new": len(plan.created),
            "changed": len(plan.updated),
            "same": plan.unchanged,
            "refused": len({fault.row for fault in faults}),
        },
        "new": [
            {"row": line, "name": _named(draft.kind, values, members)}
            for line, values in _some(zip(plan.created_lines, plan.created, strict=True))
        ],
        "changed": [
            {
                "row": line,
                "name": _named(draft.kind, thing.__dict__, members),
                "changes": [
                    {"label": _both(label), "old": old, "new": new}
                    for label, old, new in _sides(thing, changes)
                ],
            }
            for line, (thing, changes) in _some(zip(plan.updated_lines, plan.updated, strict=True))
        ],
        "refused": [
            {
                "row": fault.row,
                "column": _both(columns.LABELS.get(fault.column, fault.column)),
                "reason": _both(fault.reason),
            }
            for fault in faults[:MOST_SHOWN]
        ],
        "faults": len(faults),
    }


def _some(things: Iterable[Any]) -> list[Any]:
    return [one for one, _ in zip(things, range(MOST_SHOWN), strict=False)]


def _named(kind: str, values: Any, members: dict[int, str]) -> str:
    """What a row is about: the names its key is made of."""
    parts = []
    for attribute in OWN[kind].key:
        value = values[attribute]
        parts.append(
            members.get(value, "") if attribute == "member_id" else str("" if value is None else value)
        )
    if isinstance(name := values.get("name"), Bilingual):
        parts.append(name.ja)
    return " · ".join(part for part in parts if part)


def changes_of(thing: Model, changes: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Field by field, before and after as text, as the journal keeps it."""
    return {column: (old, new) for column, old, new in _fields(thing, changes)}


def _sides(thing: Model, changes: dict[str, Any]) -> list[tuple[object, str, str]]:
    return [(columns.LABELS.get(column, column), old, new) for column, old, new in _fields(thing, changes)]


def _fields(thing: Model, changes: dict[str, Any]) -> list[tuple[str, str, str]]:
    told = []
    for name, value in changes.items():
        before = getattr(thing, name)
        if isinstance(value, Bilingual):
            told += [(f"{name}_ja", before.ja, value.ja), (f"{name}_en", before.en, value.en)]
        else:
            told.append((name, _told(before), _told(value)))
    return [(column, old, new) for column, old, new in told if old != new]


def _told(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _both(words: object) -> dict[str, str]:
    return {str(language): columns.in_language(words, language) for language in Language}
