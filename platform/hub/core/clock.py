"""What time it is: always UTC inside, Japan's time on the page. Acts and rules are given the moment."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """This moment, in UTC and with its zone."""
    return datetime.now(UTC)


def today() -> date:
    """The date in Japan."""
    return datetime.now(JAPAN).date()
