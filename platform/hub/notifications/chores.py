"""What notifications do by themselves: the daily mail."""

from datetime import datetime, timedelta

from hub.core.chores import Chore
from hub.core.db import db, transaction
from hub.notifications import actions, queries
from hub.notifications.rules import last_digest


def send_digests(now: datetime) -> int:
    """Send each person what waits since before seven; says to how many. After a pause it catches up."""
    before = last_digest(now)
    people = queries.waiting_for_digest(before)
    db.session.rollback()
    done = 0
    for account in people:
        with transaction():
            done += bool(actions.send_digest(account, before=before))
    return done


CHORES = (Chore("daily notifications", timedelta(minutes=5), send_digests),)
