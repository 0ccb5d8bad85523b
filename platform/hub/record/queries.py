"""Reading a record as its own people and the secretariat do: what is filled, its history, what waits."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, select, union_all

from hub.accounts.models import Account
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.countries.models import Country
from hub.journal.actions import about
from hub.journal.models import JournalChange, JournalLine
from hub.members.models import Member
from hub.members.rules import STALE_AFTER
from hub.record import shape
from hub.record.rules import WISHES, Completeness, Section, completeness
from hub.technologies.models import Technology

MOST_LINES = 50


@dataclass(frozen=True)
class Names:
    """Technologies and countries one can choose from, with their names."""

    technologies: Mapping[str, Bilingual]
    countries: Mapping[str, Bilingual]

    def of(self, column: str, code: str) -> Bilingual | None:
        found = {"technology_code": self.technologies, "country_code": self.countries}.get(column)
        return found.get(code) if found else None


def names() -> Names:
    return Names(
        dict(db.session.execute(select(Technology.code, Technology.name).order_by(Technology.sort)).all()),
        dict(db.session.execute(select(Country.code, Country.name).order_by(Country.code)).all()),
    )


def counts(member_id: int) -> dict[Section, int]:
    """How many rows each section of a record has, in one statement."""
    asked = [
        select(func.count()).where(model.member_id == member_id).add_columns(literal(str(section)))
        for section, (model, _columns) in shape.ROWS.items()
    ]
    return {Section(section): count for count, section in db.session.execute(union_all(*asked))}


def completeness_of(member: Member) -> Completeness:
    rows = counts(member.id)
    filled = {section.value for section, count in rows.items() if count}
    filled |= {
        wish.field
        for wish in WISHES
        if wish.section in shape.COLUMNS
        and any(
            shape.read(member, [column])[column]
            for column in shape.COLUMNS[wish.section]
            if column in (wish.field, f"{wish.field}_ja", f"{wish.field}_en")
        )
    }
    return completeness(filled)


@dataclass(frozen=True)
class Told:
    """One column before and after; ``row`` names the row it belongs to, for instance a capability."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What a line changed in one place: a column of the member, or a row that came, changed or went."""

    section: str
    told: tuple[Told, ...]
    came: bool = False
    went: bool = False


@dataclass(frozen=True)
class Line:
    id: int
    at: datetime
    act: str
    detail: str
    reason: str
    account_id: int | None
    who: Bilingual | None
    changes: tuple[Change, ...]

    @property
    def revertible(self) -> bool:
        """Whether the journal holds what is needed to put it back; of persons it keeps no data."""
        return bool(self.changes) and all(one.section != Section.CONTACTS for one in self.changes)


def history(member_id: int, *, before: int | None = None, most: int = MOST_LINES) -> Sequence[Line]:
    """The newest lines about a record that changed something, in two statements."""
    changed = select(JournalChange.line_id)
    asked = (
        select(JournalLine, Account.name)
        .outerjoin(Account, JournalLine.account_id == Account.id)
        .where(JournalLine.subject == about("member", member_id), JournalLine.id.in_(changed))
        .where(JournalLine.act.in_(("record-changed", "record-reverted", "import-record")))
        .order_by(JournalLine.id.desc())
        .limit(most)
    )
    if before is not None:
        asked = asked.where(JournalLine.id < before)
    rows = db.session.execute(asked).all()
    changes = _changes([line.id for line, _ in rows])
    return [
        Line(
            line.id,
            line.at,
            line.act,
            line.detail,
            line.reason,
            line.account_id,
            name,
            tuple(changes.get(line.id, ())),
        )
        for line, name in rows
    ]


def _changes(ids: Sequence[int]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = {}
    asked = select(JournalChange).where(JournalChange.line_id.in_(ids)).order_by(JournalChange.id)
    for one in db.session.scalars(asked) if ids else ():
        found.setdefault(one.line_id, []).append(_change(one))
    return found


def _change(one: JournalChange) -> Change:
    where, _, column = one.field.partition(" ")
    name, is_row, number = where.partition(":")
    if not is_row or name == "release":
        return Change("", (Told(one.field, one.before, one.after),))
    if column or not number.isdecimal():
        return Change(name, (Told(column, one.before, one.after),))
    old, new = (json.loads(text) if text else {} for text in (one.before, one.after))
    told = tuple(
        Told(column, old.get(column, ""), new.get(column, ""))
        for column in {**old, **new}
        if old.get(column, "") != new.get(column, "")
        or column in ("technology_code", "country_code", "title_ja")
    )
    return Change(name, told, came=not old, went=not new)


@dataclass(frozen=True)
class Turn:
    """A country whose status changed; an empty status is a country that was not on the list."""

    at: datetime
    country: str
    before: str
    after: str


def countries_over_time(member_id: int) -> Sequence[Turn]:
    """How the status of a member's countries changed, newest first."""
    turns = []
    for line in history(member_id, most=500):
        for change in line.changes:
            by_column = {one.column: one for one in change.told}
            if change.section == Section.COUNTRIES and "status" in by_column:
                status, country = by_column["status"], by_column.get("country_code")
                code = (country.after or country.before) if country else ""
                turns.append(Turn(line.at, code, status.before, status.after))
    return turns


def line(member_id: int, number: int) -> Line | None:
    """One line of a record's history."""
    found = history(member_id, before=number + 1, most=1)
    return found[0] if found and found[0].id == number else None


def journal_line(number: int) -> JournalLine:
    return db.session.get_one(JournalLine, number)


def to_verify() -> Sequence[Member]:
    """Records that are complete enough to be listed and have not been looked at yet."""
    asked = select(Member).where(~Member.verified, Member.are_complete_enough())
    return db.session.scalars(asked.order_by(Member.id)).all()


def stale(now: datetime) -> Sequence[Member]:
    """Records that nobody confirmed for more than a year, the oldest first."""
    asked = select(Member).where(Member.confirmed_at < now - STALE_AFTER)
    return db.session.scalars(asked.order_by(Member.confirmed_at, Member.id)).all()
