"""Reading requests: those of one reader, those that wait for the site to remind, and bare numbers for the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import joinedload

from hub.accounts.models import Account
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.journal.actions import about
from hub.journal.models import JournalLine
from hub.requests.models import Request
from hub.requests.rules import EXPIRES_AFTER, REMINDED_BEFORE, WAITING, Standing, overdue_days

ON_A_PAGE = 20


@dataclass(frozen=True)
class Box:
    """One page of a reader's requests, those that wait first."""

    requests: Sequence[Request]
    count: int
    page: int
    pages: int


@dataclass(frozen=True)
class Event:
    """A line of a request's history; nobody's where the site did it."""

    at: datetime
    act: str
    who: Bilingual | None


@dataclass(frozen=True)
class Waiting:
    """How many requests of a kind wait for an answer. Numbers only: the desk reads no requests."""

    kind: str
    waiting: int
    overdue: int
    longest: int


def by_key(key: str) -> Request | None:
    return db.session.scalar(_with_people().where(Request.key == key))


def fresh(request_id: int) -> Request:
    """As it stands in the database now, whatever was read before."""
    asked = _with_people().where(Request.id == request_id)
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def of_side(side: str) -> Sequence[Request]:
    """All that anybody asked or was asked for this side (``member:12``), closed ones too."""
    own = (Request.asker_side == side) | (Request.owner_side == side) | (Request.subject == side)
    return db.session.scalars(_with_people().where(own).order_by(Request.id)).all()


def is_taken(slot: str) -> bool:
    """Whether this is asked already and waits."""
    return db.session.scalar(select(Request.id).where(Request.open_slot == slot)) is not None


def received(reader: Standing, page: int) -> Box:
    return _box(_received(reader), page)


def sent(reader: Standing, page: int) -> Box:
    return _box(_sent(reader), page)


def waiting_received(reader: Standing) -> int:
    return _count(_received(reader), Request.state.in_(WAITING))


def waiting_sent(reader: Standing) -> int:
    return _count(_sent(reader), Request.state.in_(WAITING))


def open_of(account_id: int) -> Sequence[Request]:
    """What this person still has to answer, by reply-by date: what a leaver hands over."""
    asked = _with_people().where(Request.owner_id == account_id, Request.state.in_(WAITING))
    return db.session.scalars(asked.order_by(Request.due, Request.id)).all()


def open_in(slot: str) -> Request | None:
    return db.session.scalar(_with_people().where(Request.open_slot == slot))


def waiting_about(subject: str) -> Sequence[Request]:
    """What waits for an answer about this thing (``invitation:12``)."""
    asked = _with_people().where(Request.subject == subject, Request.state.in_(WAITING))
    return db.session.scalars(asked.order_by(Request.id)).all()


def last_about(subject: str, *, owner_side: str) -> Request | None:
    """The latest about this thing that this side was to answer, whether it waits or not."""
    asked = _with_people().where(Request.subject == subject, Request.owner_side == owner_side)
    return db.session.scalar(asked.order_by(Request.id.desc()).limit(1))


def history(asked: Request) -> Sequence[Event]:
    rows = db.session.execute(
        select(JournalLine.at, JournalLine.act, Account.name)
        .outerjoin(Account, JournalLine.account_id == Account.id)
        .where(JournalLine.subject == about("request", asked.id))
        .order_by(JournalLine.at, JournalLine.id)
    )
    return [Event(*row) for row in rows]


def to_remind(day: date) -> Sequence[int]:
    """The numbers of requests of which a reminder may be due; which it is, the rules say."""
    return db.session.scalars(
        select(Request.id)
        .where(Request.state.in_(WAITING), Request.due <= day + REMINDED_BEFORE, Request.reminders < 2)
        .order_by(Request.id)
    ).all()


def to_expire(day: date) -> Sequence[int]:
    return db.session.scalars(
        select(Request.id)
        .where(Request.state.in_(WAITING), Request.due < day - EXPIRES_AFTER)
        .order_by(Request.id)
    ).all()


def overdue_count(today: date) -> int:
    return _count(Request.state.in_(WAITING), Request.due < today)


def waiting_by_kind(today: date) -> Sequence[Waiting]:
    rows = db.session.execute(
        select(Request.kind, Request.due).where(Request.state.in_(WAITING)).order_by(Request.kind)
    )
    dues: dict[str, list[date]] = {}
    for kind, due in rows:
        dues.setdefault(kind, []).append(due)
    return [
        Waiting(kind, len(found), len(late), overdue_days(late, today))
        for kind, found in dues.items()
        for late in [[due for due in found if due < today]]
    ]


def overdue_ages(today: date) -> Sequence[tuple[str, int]]:
    """Of each overdue request its kind and for how many days, the oldest first; nothing else."""
    rows = db.session.execute(
        select(Request.kind, Request.due)
        .where(Request.state.in_(WAITING), Request.due < today)
        .order_by(Request.due, Request.id)
    )
    return [(kind, (today - due).days) for kind, due in rows]


def _received(reader: Standing) -> ColumnElement[bool]:
    """The same as ``rules.who_is`` says of the owner and the owner's window."""
    own = Request.owner_side == reader.side
    return own if reader.window and reader.side else and_(own, Request.owner_id == reader.account_id)


def _sent(reader: Standing) -> ColumnElement[bool]:
    own = Request.asker_side == reader.side
    return own if reader.window and reader.side else and_(own, Request.asker_id == reader.account_id)


def _box(where: ColumnElement[bool], page: int) -> Box:
    count = _count(where)
    pages = max(1, -(-count // ON_A_PAGE))
    page = min(max(page, 1), pages)
    found = db.session.scalars(
        _with_people()
        .where(where)
        .order_by(Request.state.not_in(WAITING), Request.due.desc(), Request.id.desc())
        .offset((page - 1) * ON_A_PAGE)
        .limit(ON_A_PAGE)
    ).all()
    return Box(found, count, page, pages)


def _count(*where: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Request).where(*where)) or 0


def _with_people() -> Select[Request]:
    return select(Request).options(joinedload(Request.asker), joinedload(Request.owner))
