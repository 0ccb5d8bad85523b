"""Whom the state of a membership keeps out of what is for members."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.members.models import IN_STANDING, Member, Seat


def is_suspended(account_id: int, session: Session) -> bool:
    """Whether this person sits at a member that is suspended or gone."""
    asked = select(Seat.id).join(Member, Seat.member_id == Member.id)
    asked = asked.where(Seat.account_id == account_id, Seat.ended_at.is_(None))
    return session.scalar(asked.where(Member.state.not_in(IN_STANDING))) is not None
