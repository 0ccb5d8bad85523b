"""What accounts do by themselves: old attempts and sessions are forgotten."""

from datetime import datetime, timedelta

from hub.accounts.actions import forget_old
from hub.core.chores import Chore
from hub.core.db import transaction


def tidy(now: datetime) -> int:
    with transaction():
        return forget_old(now=now)


CHORES = (Chore("tidy accounts", timedelta(hours=1), tidy),)
