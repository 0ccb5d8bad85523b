"""Reading teams: who is here, and who else."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from hub.accounts.models import Account
from hub.calls.models import Call
from hub.consortia.models import Place, PlacePerson
from hub.consortia.rules import WITH_ROOM, Here
from hub.core.db import db
from hub.members.models import IN_STANDING, Member, Seat


def here(key: str, account_id: int | None) -> Here | None:
    """The part this person has in the team of that call now; None for everybody else.

    Asked anew on every request: whoever left the team or the member, and whoever's member is suspended, is out.
    """
    found = db.session.execute(
        _parts()
        .options(joinedload(Call.member))
        .where(Call.key == key, PlacePerson.account_id == account_id, Call.stage.in_(WITH_ROOM))
    ).first()
    return Here(found[0], found[1], found[2]) if found else None


def _parts() -> Select[Call, Place, PlacePerson]:
    """Parts people have in teams, as far as they still hold."""
    return (
        select(Call, Place, PlacePerson)
        .join(Place, Place.call_id == Call.id)
        .join(PlacePerson, PlacePerson.place_id == Place.id)
        .join(Seat, (Seat.account_id == PlacePerson.account_id) & (Seat.member_id == Place.member_id))
        .join(Member, Member.id == Place.member_id)
        .where(
            Place.ended_at.is_(None),
            PlacePerson.ended_at.is_(None),
            Seat.ended_at.is_(None),
            Member.state.in_(IN_STANDING),
        )
    )


def team_of(call_id: int) -> Sequence[Place]:
    """The places held now, the lead first, with member, duties and people."""
    return db.session.scalars(
        select(Place)
        .options(
            joinedload(Place.member),
            selectinload(Place.duties),
            selectinload(Place.people).joinedload(PlacePerson.account),
        )
        .where(Place.call_id == call_id, Place.ended_at.is_(None))
        .order_by(Place.lead.desc(), Place.joined_at, Place.id)
    ).all()


def people_here(call_id: int) -> Sequence[Account]:
    """All who are in the team now, pledged or not: whom something in the room may concern."""
    return db.session.scalars(
        select(Account)
        .join(PlacePerson, PlacePerson.account_id == Account.id)
        .join(Place, PlacePerson.place_id == Place.id)
        .join(Seat, (Seat.account_id == Account.id) & (Seat.member_id == Place.member_id))
        .join(Member, Member.id == Place.member_id)
        .where(
            Place.call_id == call_id,
            Place.ended_at.is_(None),
            PlacePerson.ended_at.is_(None),
            Seat.ended_at.is_(None),
            Account.active,
            Member.state.in_(IN_STANDING),
        )
        .order_by(Place.lead.desc(), Place.id, PlacePerson.id)
    ).all()
