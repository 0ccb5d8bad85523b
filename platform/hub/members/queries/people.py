"""The people who hold a seat at a member."""

from collections.abc import Collection, Sequence

from sqlalchemy import case, func, select

from hub.accounts.models import Account
from hub.core.db import db
from hub.members.models import ContactPerson, Seat, SeatRole


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


def people_of_all(member_ids: Collection[int]) -> Sequence[Account]:
    """Those who can sign in for one of these members now."""
    return db.session.scalars(
        select(Account)
        .join(Seat, Seat.account_id == Account.id)
        .where(Seat.member_id.in_(member_ids), Seat.ended_at.is_(None), Account.active)
        .order_by(Seat.member_id, Seat.id)
    ).all()


def contact_at(account_id: int, address: str) -> ContactPerson | None:
    """The contact person with this address at the member where the account has its seat."""
    return db.session.scalar(
        select(ContactPerson)
        .join(Seat, Seat.member_id == ContactPerson.member_id)
        .where(Seat.account_id == account_id, Seat.ended_at.is_(None))
        .where(func.lower(ContactPerson.email) == address.lower())
    )
