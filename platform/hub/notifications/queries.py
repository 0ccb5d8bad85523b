"""Reading notifications: always those of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from hub.accounts.models import Account
from hub.core.db import db
from hub.notifications.models import Notification, NotificationSetting, Topic, Way
from hub.notifications.rules import USUAL_WAY

ON_A_PAGE = 30


@dataclass(frozen=True)
class Told:
    """One page of a person's notifications, newest first."""

    lines: Sequence[Notification]
    unread: int
    page: int
    pages: int


def unread_count(account_id: int) -> int:
    return db.session.scalar(select(func.count()).where(_own(account_id), _unread())) or 0


def told(account_id: int, page: int) -> Told:
    total = db.session.scalar(select(func.count()).where(_own(account_id))) or 0
    pages = max(1, -(-total // ON_A_PAGE))
    page = min(max(page, 1), pages)
    lines = db.session.scalars(
        select(Notification)
        .where(_own(account_id))
        .order_by(Notification.at.desc(), Notification.id.desc())
        .offset((page - 1) * ON_A_PAGE)
        .limit(ON_A_PAGE)
    ).all()
    return Told(lines, unread_count(account_id), page, pages)


def own(account_id: int, number: int) -> Notification | None:
    """The notification with this number, if it is this person's."""
    return db.session.scalar(select(Notification).where(_own(account_id), Notification.id == number))


def ways(account_id: int) -> dict[Topic, Way]:
    """For every topic the way this person is told."""
    rows = db.session.execute(
        select(NotificationSetting.topic, NotificationSetting.way).where(
            NotificationSetting.account_id == account_id
        )
    )
    chosen = dict(rows.all())
    return {topic: Way(chosen.get(topic, USUAL_WAY)) for topic in Topic}


def waiting_for_digest(before: datetime) -> Sequence[Account]:
    """People for whom something told before this moment waits for the daily mail."""
    waiting = select(Notification.account_id).where(Notification.for_digest, Notification.at < before)
    return db.session.scalars(select(Account).where(Account.id.in_(waiting)).order_by(Account.id)).all()


def _own(account_id: int) -> ColumnElement[bool]:
    return Notification.account_id == account_id


def _unread() -> ColumnElement[bool]:
    return Notification.read_at.is_(None)
