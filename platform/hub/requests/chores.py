"""What requests do by themselves: reminders before and on the reply-by date, and their end when nobody answers."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from hub.core.chores import Chore
from hub.core.db import db, transaction
from hub.requests import actions, queries
from hub.requests.models import Request
from hub.requests.rules import reminding_day


def remind(now: datetime) -> int:
    return _each(queries.to_remind(reminding_day(now)), lambda asked: actions.remind(asked, at=now))


def expire(now: datetime) -> int:
    return _each(queries.to_expire(reminding_day(now)), lambda asked: actions.expire(asked, at=now))


def _each(numbers: Sequence[int], act: Callable[[Request], bool]) -> int:
    """Each in a transaction of its own, as it stands then; says of how many it was so."""
    db.session.rollback()
    done = 0
    for number in numbers:
        with transaction():
            done += act(queries.fresh(number))
    return done


CHORES = (
    Chore("remind of requests", timedelta(minutes=10), remind),
    Chore("expire requests", timedelta(minutes=10), expire),
)
