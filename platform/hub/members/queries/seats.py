"""Seats of a member and invitations to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from hub.accounts.models import Account, AccountSession
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.models import IN_STANDING, Invitation, Member, Seat, SeatRole
from hub.members.queries.people import people_of


@dataclass(frozen=True)
class Taken:
    """A seat with its person, and when that person was last seen."""

    seat: Seat
    seen_at: datetime | None


def seats_of(member_id: int) -> Sequence[Taken]:
    """The seats taken now, window contacts first."""
    seen = (
        select(func.max(AccountSession.seen_at))
        .where(AccountSession.account_id == Seat.account_id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Seat, seen)
        .options(joinedload(Seat.account))
        .where(Seat.member_id == member_id, Seat.ended_at.is_(None))
        .order_by(Seat.role != SeatRole.WINDOW, Seat.id)
    )
    return [Taken(*row) for row in rows]


def seat(number: int, member_id: int) -> Seat | None:
    asked = select(Seat).options(joinedload(Seat.account))
    return db.session.scalar(
        asked.where(Seat.id == number, Seat.member_id == member_id, Seat.ended_at.is_(None))
    )


def ended(member_id: int, at: datetime) -> Sequence[Seat]:
    """The seats that ended at this very moment: those that one act closed."""
    asked = select(Seat).options(joinedload(Seat.account))
    return db.session.scalars(asked.where(Seat.member_id == member_id, Seat.ended_at == at)).all()


def is_in_standing(member_id: int) -> bool:
    state = db.session.scalar(select(Member.state).where(Member.id == member_id))
    return state in IN_STANDING


def heirs(seat: Seat) -> Sequence[Account]:
    """The other people of the same member, window contacts first."""
    return [one for one in people_of(seat.member_id) if one.id != seat.account_id]


def windows(member_id: int) -> int:
    """How many window contacts the member has now."""
    asked = select(func.count()).where(
        Seat.member_id == member_id, Seat.ended_at.is_(None), Seat.role == SeatRole.WINDOW
    )
    return db.session.scalar(asked) or 0


def invitations_of(member_id: int) -> Sequence[Invitation]:
    return db.session.scalars(
        select(Invitation).where(Invitation.member_id == member_id).order_by(Invitation.id)
    ).all()


def invitation(number: int, member_id: int | None = None) -> Invitation | None:
    asked = select(Invitation).where(Invitation.id == number)
    if member_id is not None:
        asked = asked.where(Invitation.member_id == member_id)
    return db.session.scalar(asked)


def member_name(member_id: int) -> Bilingual:
    return db.session.scalars(select(Member.name).where(Member.id == member_id)).one()


def member_slug(member_id: int) -> str:
    return db.session.scalars(select(Member.slug).where(Member.id == member_id)).one()


def without_window() -> Sequence[tuple[str, Bilingual]]:
    """Slug and name of members that have had people here, and now nobody who runs the seats."""
    had = exists().where(Seat.member_id == Member.id)
    has = exists().where(Seat.member_id == Member.id, Seat.ended_at.is_(None), Seat.role == SeatRole.WINDOW)
    asked = select(Member.slug, Member.name).where(had, ~has, Member.state.in_(IN_STANDING))
    asked = asked.order_by(Member.name_kana, Member.id)
    return [(slug, name) for slug, name in db.session.execute(asked)]
