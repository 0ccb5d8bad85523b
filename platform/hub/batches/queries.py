"""Reading members to choose from, and batches."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from hub.accounts.models import Account
from hub.batches.models import Batch, BatchLine
from hub.batches.rules import OF_TASKS
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.journal.actions import about
from hub.journal.models import JournalChange, JournalLine
from hub.members.models import Capability, Member, Seat, Standing
from hub.members.rules import STALE_AFTER
from hub.secretariat.models import Task
from hub.technologies.models import Technology

LAST = 20


@dataclass(frozen=True)
class Wanted:
    """Which members; empty means all."""

    state: str = ""
    listed: str = ""
    kind: str = ""
    technology: str = ""
    fresh: str = ""
    sample: str = ""
    text: str = ""
    order: str = ""


def members(wanted: Wanted, now: datetime) -> Sequence[Member]:
    """All members of this kind, whether others find them or not, by reading unless another order is wished."""
    columns = Member.__table__.c
    by = {
        "updated": [columns.updated_on.is_(None), columns.updated_on.desc()],
        "confirmed": [columns.confirmed_at.is_not(None), columns.confirmed_at],
        "renewal": [columns.renews_on.is_(None), columns.renews_on],
    }.get(wanted.order, [])
    asked = select(Member).where(*_conditions(wanted, now))
    for word in wanted.text.split():
        named = (columns.slug, columns.name_ja, columns.name_en, columns.name_kana)
        asked = asked.where(or_(*(column.icontains(word, autoescape=True) for column in named)))
    return db.session.scalars(asked.order_by(*by, columns.name_kana, columns.slug)).all()


def _conditions(wanted: Wanted, now: datetime) -> Iterator[ColumnElement[bool]]:
    yield Member.state == wanted.state if wanted.state else Member.state != Standing.ARCHIVED
    if wanted.listed:
        yield Member.verified == (wanted.listed == "yes")
    if wanted.kind:
        yield Member.kind == wanted.kind
    if wanted.technology:
        able = select(Capability.member_id).where(Capability.technology_code == wanted.technology)
        yield Member.id.in_(able)
    if wanted.fresh:
        stale = Member.confirmed_at < now - STALE_AFTER
        yield stale if wanted.fresh == "stale" else or_(Member.confirmed_at.is_(None), ~stale)
    if wanted.sample:
        yield Member.sample == (wanted.sample == "yes")


def technologies() -> dict[str, Bilingual]:
    return dict(db.session.execute(select(Technology.code, Technology.name).order_by(Technology.sort)).all())


def reached(members: Sequence[Member]) -> set[int]:
    """The numbers of those at which somebody can sign in."""
    asked = select(Seat.member_id).join(Account, Seat.account_id == Account.id).distinct()
    asked = asked.where(Seat.ended_at.is_(None), Account.active)
    return set(db.session.scalars(asked.where(Seat.member_id.in_([one.id for one in members]))))


def chosen(slugs: Collection[str]) -> Sequence[Member]:
    asked = select(Member).where(Member.slug.in_(slugs)).order_by(Member.__table__.c.name_kana, Member.slug)
    return db.session.scalars(asked).all()


def by_key(key: str) -> Batch | None:
    return db.session.scalar(select(Batch).where(Batch.key == key).options(joinedload(Batch.account)))


def lines(batch: Batch) -> Sequence[BatchLine]:
    asked = select(BatchLine).where(BatchLine.batch_id == batch.id).options(joinedload(BatchLine.member))
    return db.session.scalars(asked.order_by(BatchLine.id)).all()


def latest() -> Sequence[Batch]:
    asked = select(Batch).options(joinedload(Batch.account)).order_by(Batch.done_at.desc(), Batch.id.desc())
    return db.session.scalars(asked.limit(LAST)).all()


def changed_since(held: Sequence[BatchLine], family: Collection[str]) -> set[int]:
    """The lines after which somebody did something of that family to the member, even if it looks the same now."""
    subjects = {about("member", line.member_id): line for line in held if line.line_id}
    asked = select(JournalLine.subject, func.max(JournalLine.id)).group_by(JournalLine.subject)
    asked = asked.where(JournalLine.subject.in_(subjects), JournalLine.act.in_(family))
    last = dict(db.session.execute(asked).all())
    return {line.id for subject, line in subjects.items() if last.get(subject, 0) > (line.line_id or 0)}


def told_before(line_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """By line of the journal, what its fields were before."""
    found: dict[int, dict[str, str]] = {}
    asked = select(JournalChange).where(JournalChange.line_id.in_(line_ids))
    for one in db.session.scalars(asked):
        found.setdefault(one.line_id, {})[one.field] = one.before
    return found


def untouched_tasks(held: Sequence[BatchLine]) -> Sequence[tuple[BatchLine, Task]]:
    """The tasks a batch gave that nobody has changed or done since, each with its line."""
    lines = {int(line.after): line for line in held}
    subjects = [about("task", number) for number in lines]
    touched = select(JournalLine.subject).where(
        JournalLine.subject.in_(subjects), JournalLine.act.in_(OF_TASKS)
    )
    gone = set(db.session.scalars(touched))
    found = db.session.scalars(select(Task).where(Task.id.in_(lines), Task.done_at.is_(None)))
    return [(lines[task.id], task) for task in found if about("task", task.id) not in gone]
