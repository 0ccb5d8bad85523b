"""What memberships do by themselves: a month before the day of renewal a notice, on the day they fall due."""

from datetime import datetime, timedelta

from hub.applications import actions, queries
from hub.applications.rules import Act, Who
from hub.core.access import VISITOR
from hub.core.chores import Chore
from hub.core.clock import JAPAN
from hub.core.db import db, transaction
from hub.members.models import Member


def renewals(now: datetime) -> int:
    """Each member in a transaction of its own, as it stands then; says how many were told."""
    today = now.astimezone(JAPAN).date()
    near, due = queries.renewals_near(today), queries.renewals_due(today)
    db.session.rollback()
    return sum(_announce(number, now) for number in near) + sum(_fall_due(number, now) for number in due)


def _announce(number: int, now: datetime) -> bool:
    with transaction() as session:
        member = session.get_one(Member, number, with_for_update=True)
        if member.renewal_told_for == member.renews_on:
            return False
        actions.announce_renewal(member, at=now)
    return True


def _fall_due(number: int, now: datetime) -> bool:
    try:
        with transaction() as session:
            member = session.get_one(Member, number, with_for_update=True)
            actions.change_standing(member, Act.FALL_DUE, "", by=VISITOR, at=now, who=Who.SITE)
    except actions.TooLate:
        # Another process, or the desk, was there first.
        return False
    return True


CHORES = (Chore("renewal of memberships", timedelta(hours=1), renewals),)
