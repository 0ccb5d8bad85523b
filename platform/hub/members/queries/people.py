"""The people who hold a seat at a member."""

from collections.abc import Sequence

from sqlalchemy import case, select

from hub.accounts.models import Account
from hub.core.db import db
from hub.members.models import Seat, SeatRole


def window_contacts(member_id: int) -> Sequence[Account]:
    """Those of them who run the record and the seats."""
    return db.session.scalars(
        select(Account)
        .join(Seat, Seat.account_id == Account.id)
        .where(
            Seat.member_id == member_id,
            Seat.ended_at.is_(None),
            Seat.role == SeatRole.WINDOW,
            Account.active,
        )
        .order_by(Seat.id)
    ).all()


def people_of(member_id: int) -> Sequence[Account]:
    """Those who can sign in for this member now: window contacts first, who came first before others."""
    window_first = case((Seat.role == SeatRole.WINDOW, 0), else_=1)
    return db.session.scalars(
        select(Account)
        .join(Seat, Seat.account_id == Account.id)
        .where(Seat.member_id == member_id, Seat.ended_at.is_(None), Account.active)
        .order_by(window_first, Seat.id)
    ).all()
