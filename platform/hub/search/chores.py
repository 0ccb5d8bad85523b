"""What search does by itself: the index follows the database."""

from datetime import datetime, timedelta

from hub.core.chores import Chore
from hub.search import upkeep


def catch_up(_now: datetime) -> int:
    return upkeep.catch_up()


CHORES = (Chore("catch up the index", timedelta(seconds=1), catch_up),)
