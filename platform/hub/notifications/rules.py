"""When the daily mail leaves, and how a person is told who has not chosen. Pure."""

from datetime import datetime, time, timedelta

from hub.core.clock import JAPAN
from hub.notifications.models import Way

USUAL_WAY = Way.AT_ONCE
DIGEST_AT = time(7, 0)


def last_digest(now: datetime) -> datetime:
    """The latest seven o'clock in Japan: what was told before it belongs into a mail that is due."""
    here = now.astimezone(JAPAN)
    this_morning = datetime.combine(here.date(), DIGEST_AT, tzinfo=JAPAN)
    return this_morning if here >= this_morning else this_morning - timedelta(days=1)
