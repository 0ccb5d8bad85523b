"""What calls do by themselves: they close when their last day is over."""

from datetime import datetime, timedelta

from hub.calls import actions, queries
from hub.calls.rules import Who
from hub.core.access import VISITOR
from hub.core.chores import Chore
from hub.core.clock import JAPAN
from hub.core.db import db, transaction


def close_due(now: datetime) -> int:
    """Each in a transaction of its own; says how many were closed."""
    numbers = queries.to_close(now.astimezone(JAPAN).date())
    db.session.rollback()
    return sum(_close(number, now) for number in numbers)


def _close(number: int, now: datetime) -> bool:
    try:
        with transaction():
            actions.close(queries.fresh(number), Who.SITE, by=VISITOR, at=now)
    except actions.TooLate:
        # Another process, or the lead, was there first.
        return False
    return True


CHORES = (Chore("close calls", timedelta(minutes=10), close_due),)
