"""What records do by themselves: window contacts are asked each year whether everything is still right."""

from datetime import datetime, timedelta

from hub.core.chores import Chore
from hub.core.db import db, transaction
from hub.members.models import Member
from hub.record import actions, queries


def remind(now: datetime) -> int:
    """Each member in a transaction of its own, as it stands then; says how many were asked."""
    numbers = [member.id for member in queries.stale(now)]
    db.session.rollback()
    done = 0
    for number in numbers:
        with transaction() as session:
            done += actions.remind(session.get_one(Member, number, with_for_update=True), at=now)
    return done


CHORES = (Chore("ask members to confirm their record", timedelta(hours=6), remind),)
