"""Reading members to choose from, and batches."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from hub.batches.models import Batch, BatchLine
from hub.core.db import db
from hub.journal.actions import about
from hub.journal.models import JournalChange, JournalLine
from hub.members.models import Member, Standing

LAST = 20


@dataclass(frozen=True)
class Wanted:
    """Which members; empty means all."""

    state: str = ""
    listed: str = ""
    text: str = ""


def members(wanted: Wanted) -> Sequence[Member]:
    """All members of this kind, whether others find them or not, by reading."""
    columns = Member.__table__.c
    asked = select(Member).order_by(columns.name_kana, columns.slug)
    if wanted.state:
        asked = asked.where(Member.state == wanted.state)
    else:
        asked = asked.where(Member.state != Standing.ARCHIVED)
    if wanted.listed:
        asked = asked.where(Member.verified == (wanted.listed == "yes"))
    for word in wanted.text.split():
        named = (columns.slug, columns.name_ja, columns.name_en, columns.name_kana)
        asked = asked.where(or_(*(column.icontains(word, autoescape=True) for column in named)))
    return db.session.scalars(asked).all()


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
