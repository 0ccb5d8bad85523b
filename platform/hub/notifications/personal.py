"""What notifications hold about a person; all of it goes with the account."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from hub.accounts.models import Account
from hub.core.db import db
from hub.core.personal import Held
from hub.notifications.models import Notification, NotificationSetting


def held(account: Account) -> Iterator[Held]:
    told = select(Notification).where(Notification.account_id == account.id).order_by(Notification.id)
    yield Held(
        "notifications",
        _l("Notifications to you"),
        [{"at": one.at, "topic": str(one.topic), "read_at": one.read_at} for one in db.session.scalars(told)],
    )
    ways = select(NotificationSetting).where(NotificationSetting.account_id == account.id)
    yield Held(
        "notification_settings",
        _l("How you want to be told"),
        [{"topic": str(one.topic), "way": str(one.way)} for one in db.session.scalars(ways)],
    )


def close(account: Account, *, at: datetime) -> None:
    for table in (Notification, NotificationSetting):
        db.session.execute(delete(table).where(table.account_id == account.id))
