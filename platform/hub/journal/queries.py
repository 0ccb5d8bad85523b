"""Reading the journal: lines by person, record, act and day, newest first, with the fields they changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select

from hub.accounts.models import Account
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.journal.models import JournalChange, JournalLine


@dataclass(frozen=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """A line with who did it: an account, or nobody for a command, a chore and a visitor."""

    id: int
    at: datetime
    act: str
    subject: str
    detail: str
    reason: str
    network: str
    who: Bilingual | None
    email: str | None
    changes: Sequence[Change] = field(default=())


@dataclass(frozen=True)
class Asked:
    """What lines are wanted; empty means all. ``subjects`` are exact, ``before`` is the number of a line."""

    person: str = ""
    subjects: Sequence[str] | None = None
    act: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


def lines(asked: Asked, most: int) -> Sequence[Line]:
    """The newest lines asked for that the secretariat may read, in two statements however many there are."""
    found = (
        select(
            JournalLine.id,
            JournalLine.at,
            JournalLine.act,
            JournalLine.subject,
            JournalLine.detail,
            JournalLine.reason,
            JournalLine.network,
            Account.name,
            Account.email,
        )
        .outerjoin(Account, JournalLine.account_id == Account.id)
        .where(JournalLine.for_desk())
        .order_by(JournalLine.id.desc())
        .limit(most)
    )
    if asked.person:
        columns = Account.__table__.c
        found = found.where(
            or_(
                *(
                    column.icontains(asked.person, autoescape=True)
                    for column in (columns.email, columns.name_ja, columns.name_en)
                )
            )
        )
    if asked.subjects is not None:
        found = found.where(JournalLine.subject.in_(asked.subjects))
    if asked.act:
        found = found.where(JournalLine.act == asked.act)
    if asked.since:
        found = found.where(JournalLine.at >= asked.since)
    if asked.until:
        found = found.where(JournalLine.at < asked.until)
    if asked.before is not None:
        found = found.where(JournalLine.id < asked.before)
    rows = db.session.execute(found).all()
    changes = _changes([row.id for row in rows])
    return [Line(*row, changes=changes.get(row.id, ())) for row in rows]


def _changes(ids: Sequence[int]) -> Mapping[int, Sequence[Change]]:
    by_line: dict[int, list[Change]] = defaultdict(list)
    if ids:
        for one in db.session.scalars(
            select(JournalChange).where(JournalChange.line_id.in_(ids)).order_by(JournalChange.id)
        ):
            by_line[one.line_id].append(Change(one.field, one.before, one.after))
    return by_line
