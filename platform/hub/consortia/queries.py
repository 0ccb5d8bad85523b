"""Reading teams: who is here, and who else."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hub.accounts.models import Account
from hub.calls.models import Call, CallField, Circle, Stage
from hub.calls.rules import ON_THE_BOARD, Standing, may_run, seen
from hub.consortia.models import (
    Expression,
    ExpressionState,
    InvitationState,
    Place,
    PlacePerson,
    Reveal,
    TeamInvitation,
)
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


def circle_for(call: Call, reader: Standing) -> Circle | None:
    """As whom this reader sees the call; None if it does not exist for them."""
    if reader.secretariat:
        # A draft is its writer's alone, and a team that was never published, too.
        return Circle.TEAM if call.submitted_at else None
    if may_run(call, reader) or (reader.account_id and here(call.key, reader.account_id)):
        return Circle.TEAM
    if reader.member_id is not None and _is_invited(call, reader.member_id):
        return Circle.INVITED
    if call.stage not in ON_THE_BOARD:
        return None
    circle = Circle.PUBLIC if reader.member_id is None else Circle.MEMBERS
    return (
        circle if CallField.TITLE in seen({one.field: one.circle for one in call.releases}, circle) else None
    )


def _is_invited(call: Call, member_id: int) -> bool:
    """Whether this member has been shortlisted or invited, and nobody has taken that back."""
    if call.stage not in (*ON_THE_BOARD, Stage.FORMING, Stage.AGREED):
        return False
    invited = select(TeamInvitation.id).where(
        TeamInvitation.call_id == call.id,
        TeamInvitation.member_id == member_id,
        TeamInvitation.state.in_((InvitationState.SENT, InvitationState.COUNTERED)),
    )
    listed = select(Expression.id).where(
        Expression.call_id == call.id,
        Expression.member_id == member_id,
        Expression.state.in_((ExpressionState.SHORTLISTED, ExpressionState.INVITED)),
    )
    return db.session.scalar(select(or_(invited.exists(), listed.exists()))) is True


def knows_caller(call: Call, reader: Standing) -> bool:
    """Whether this reader may know who the caller is: it says so, or both sides have agreed to open its name."""
    if not call.anonymous:
        return reader.member_id is not None or reader.secretariat
    if reader.secretariat or (reader.member_id is not None and call.member_id == reader.member_id):
        return True
    if reader.account_id and here(call.key, reader.account_id):
        return True
    opened = select(Reveal.id).where(
        Reveal.call_id == call.id, Reveal.member_id == reader.member_id, Reveal.opened_at.is_not(None)
    )
    return db.session.scalar(opened) is not None


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
