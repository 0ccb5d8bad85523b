"""What accounts do by themselves: old attempts and sessions are forgotten."""

from datetime import datetime, timedelta

from hub.accounts import actions, keys
from hub.core.chores import Chore
from hub.core.db import transaction


def tidy(now: datetime) -> int:
    with transaction():
        return actions.forget_old(now=now) + keys.forget_old(now=now)


CHORES = (Chore("tidy accounts", timedelta(hours=1), tidy),)
