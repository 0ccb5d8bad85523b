"""Teams in which nothing happens."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from hub.accounts.models import Account
from hub.calls.models import Call
from hub.consortia.models import Place, PlacePerson
from hub.core.db import db
from hub.formation.rules import AWAITED, SILENT_AFTER
from hub.members.models import IN_STANDING, Member, Seat

# When something last happened: in the team, or else to its call.
last_stir = func.coalesce(Call.stirred_at, Call.opened_at, Call.begun_at, type_=Call.begun_at.type)


def silent(now: datetime) -> Sequence[Call]:
    return db.session.scalars(
        select(Call)
        .where(Call.stage.in_(AWAITED), last_stir <= now - SILENT_AFTER)
        .order_by(last_stir, Call.id)
    ).all()


def to_ask(now: datetime) -> Sequence[int]:
    """The silent ones that have not been asked lately."""
    before = now - SILENT_AFTER
    return db.session.scalars(
        select(Call.id).where(
            Call.stage.in_(AWAITED),
            last_stir <= before,
            or_(Call.asked_at.is_(None), Call.asked_at <= before),
        )
    ).all()


def people_of_lead(call_id: int) -> Sequence[Account]:
    """Who is in the team for the member that leads it."""
    return db.session.scalars(
        select(Account)
        .join(PlacePerson, PlacePerson.account_id == Account.id)
        .join(Place, PlacePerson.place_id == Place.id)
        .join(Seat, (Seat.account_id == Account.id) & (Seat.member_id == Place.member_id))
        .join(Member, Member.id == Place.member_id)
        .where(
            Place.call_id == call_id,
            Place.lead,
            Place.ended_at.is_(None),
            PlacePerson.ended_at.is_(None),
            Seat.ended_at.is_(None),
            Account.active,
            Member.state.in_(IN_STANDING),
        )
        .order_by(PlacePerson.id)
    ).all()
