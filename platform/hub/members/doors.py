"""Whom the state of a membership keeps out of what is for members."""

from sqlalchemy import ColumnElement, exists

from hub.accounts.models import Account
from hub.members.models import IN_STANDING, Member, Seat


def is_suspended() -> ColumnElement[bool]:
    """Whether the account of the statement sits at a member that is suspended or gone."""
    return exists().where(
        Seat.account_id == Account.id,
        Seat.ended_at.is_(None),
        Seat.member_id == Member.id,
        Member.state.not_in(IN_STANDING),
    )
