"""Reading for the desk: journal lines with their people, letters by how far they have come, tasks, circulars."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from hub.accounts.models import Account
from hub.core.access import Role
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine
from hub.members.models import Seat
from hub.secretariat.models import Circular, Task


@dataclass(frozen=True)
class Told:
    """A line of the journal with the name of who did it; None where a command or a visitor did."""

    id: int
    at: datetime
    act: str
    subject: str
    detail: str
    reason: str
    who: Bilingual | None


def journal_since(moment: datetime, most: int) -> Sequence[Told]:
    """The newest lines since a moment that the desk may read, newest first."""
    rows = db.session.execute(
        select(
            JournalLine.id,
            JournalLine.at,
            JournalLine.act,
            JournalLine.subject,
            JournalLine.detail,
            JournalLine.reason,
            Account.name,
        )
        .outerjoin(Account, JournalLine.account_id == Account.id)
        .where(JournalLine.at >= moment, JournalLine.for_desk())
        .order_by(JournalLine.at.desc(), JournalLine.id.desc())
        .limit(most)
    )
    return [Told(*row) for row in rows]


def failed_mail_count() -> int:
    return db.session.scalar(select(func.count()).where(OutgoingMail.failed_at.is_not(None))) or 0


def mail(*, failed: bool, most: int) -> Sequence[OutgoingMail]:
    """The newest letters, or those that were given up, oldest first."""
    asked = select(OutgoingMail).limit(most)
    if failed:
        asked = asked.where(OutgoingMail.failed_at.is_not(None)).order_by(OutgoingMail.failed_at)
    else:
        asked = asked.order_by(OutgoingMail.posted_at.desc(), OutgoingMail.id.desc())
    return db.session.scalars(asked).all()


def letter(mail_id: int) -> OutgoingMail | None:
    return db.session.get(OutgoingMail, mail_id)


def colleagues() -> Sequence[Account]:
    """The people of the secretariat who can be given a task."""
    asked = select(Account).where(Account.role == Role.SECRETARIAT, Account.active).order_by(Account.id)
    return db.session.scalars(asked).all()


def open_tasks() -> Sequence[Task]:
    """Tasks not yet done with their people, the most urgent first."""
    asked = select(Task).options(joinedload(Task.assignee)).where(Task.done_at.is_(None))
    return db.session.scalars(asked.order_by(Task.due_on, Task.id)).all()


def done_tasks(most: int) -> Sequence[Task]:
    asked = select(Task).options(joinedload(Task.assignee)).where(Task.done_at.is_not(None))
    return db.session.scalars(asked.order_by(Task.done_at.desc(), Task.id.desc()).limit(most)).all()


def task(number: int) -> Task | None:
    return db.session.scalar(select(Task).options(joinedload(Task.assignee)).where(Task.id == number))


def overdue_task_count(today: date) -> int:
    return db.session.scalar(select(func.count()).where(Task.done_at.is_(None), Task.due_on < today)) or 0


def people_of(members: Collection[int]) -> Sequence[Account]:
    """The people with a seat at these members, by address; nobody whose seat or account is closed."""
    asked = (
        select(Account)
        .join(Seat, Seat.account_id == Account.id)
        .where(Seat.member_id.in_(members), Seat.ended_at.is_(None), Account.active)
        .order_by(Account.email)
    )
    return db.session.scalars(asked).all()


@dataclass(frozen=True)
class Sending:
    """A circular and how its letters stand."""

    circular: Circular
    letters: int
    sent: int
    failed: int


def sendings(most: int) -> Sequence[Sending]:
    """The latest circulars with their delivery figures."""
    rows = db.session.execute(
        select(
            Circular,
            func.count(OutgoingMail.id),
            func.count(OutgoingMail.sent_at),
            func.count(OutgoingMail.failed_at),
        )
        .outerjoin(OutgoingMail, OutgoingMail.batch == Circular.batch)
        .group_by(Circular.id)
        .order_by(Circular.sent_at.desc(), Circular.id.desc())
        .limit(most)
    )
    return [Sending(*row) for row in rows]


def circular_of(batch: str) -> Circular | None:
    return db.session.scalar(select(Circular).where(Circular.batch == batch))
