"""Calls and teams of two members that become one. Where both had a part in the same call, the one further on stays
and takes over what the other wrote."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from hub.agreements.models import Acceptance, Objection, Share
from hub.calls.models import Call
from hub.consortia.models import (
    Cover,
    Duty,
    Expression,
    ExpressionAnswer,
    ExpressionState,
    InvitationState,
    Place,
    PlacePerson,
    Reveal,
    TeamInvitation,
)
from hub.core.access import Reader
from hub.core.db import db
from hub.journal.actions import about
from hub.members.models import Member
from hub.requests import actions as requests
from hub.requests import queries as asked

# What waits for a decision, or led to one, is further on than what was never sent or is over.
_FURTHER = (
    ExpressionState.INVITED,
    ExpressionState.SHORTLISTED,
    ExpressionState.SENT,
    ExpressionState.DRAFT,
)


def move_calls(kept: Member, other: Member, *, by: Reader, at: datetime) -> None:
    db.session.execute(update(Call).where(Call.member_id == other.id).values(member_id=kept.id))
    for gone in _of(Expression, other):
        _move_expression(gone, _twin(Expression, gone, kept), kept, by=by, at=at)
    for invitation in _of(TeamInvitation, other):
        _move_invitation(invitation, kept, by=by, at=at)
    for gone in _of(Reveal, other):
        _move_reveal(gone, _twin(Reveal, gone, kept), kept)
    for gone in _of(Place, other):
        _move_place(gone, _twin(Place, gone, kept), kept)
    db.session.flush()


def _of(table: Any, member: Member) -> Sequence[Any]:
    return db.session.scalars(select(table).where(table.member_id == member.id).order_by(table.id)).all()


def _twin(table: Any, row: Any, kept: Member) -> Any:
    """What the other member has in the same call; None if nothing."""
    return db.session.scalar(select(table).where(table.member_id == kept.id, table.call_id == row.call_id))


def _move_expression(
    gone: Expression, twin: Expression | None, kept: Member, *, by: Reader, at: datetime
) -> None:
    if twin is None:
        gone.member_id = kept.id
        db.session.flush()
        return
    stays, goes = sorted((twin, gone), key=_how_far)
    stays.text = "\n\n".join(filter(None, (stays.text, goes.text)))
    stays.unclear = "\n\n".join(filter(None, (stays.unclear, goes.unclear)))
    for request in asked.waiting_about(about("expression", goes.id)):
        requests.withdraw(request, by=by, at=at)
    db.session.execute(delete(ExpressionAnswer).where(ExpressionAnswer.expression_id == goes.id))
    db.session.delete(goes)
    db.session.flush()
    stays.member_id = kept.id
    db.session.flush()


def _how_far(one: Expression) -> int:
    order = [str(state) for state in _FURTHER]
    return order.index(one.state) if one.state in order else len(order)


def _move_invitation(one: TeamInvitation, kept: Member, *, by: Reader, at: datetime) -> None:
    """Of two that wait for the same member the first stays; the other is taken back."""
    one.member_id = kept.id
    if one.open_slot is None:
        return
    slot = f"{one.call_id}/{kept.id}"
    if db.session.scalar(select(TeamInvitation.id).where(TeamInvitation.open_slot == slot)) is None:
        one.open_slot = slot
    else:
        one.state, one.open_slot, one.decided_at = InvitationState.WITHDRAWN, None, at
        for request in asked.waiting_about(about("invitation", one.id)):
            requests.withdraw(request, by=by, at=at)
    db.session.flush()


def _move_reveal(gone: Reveal, twin: Reveal | None, kept: Member) -> None:
    """A name that was opened to one of the two is open to what they are now."""
    if twin is None:
        gone.member_id = kept.id
    else:
        for column in ("caller_agreed_at", "member_agreed_at", "opened_at"):
            setattr(twin, column, getattr(twin, column) or getattr(gone, column))
        db.session.delete(gone)
    db.session.flush()


def _move_place(gone: Place, twin: Place | None, kept: Member) -> None:
    if twin is None:
        gone.member_id = kept.id
        db.session.flush()
        return
    held = gone.ended_at is None
    if held and twin.ended_at is not None:
        twin.joined_at, twin.ended_at, twin.end, twin.end_words = gone.joined_at, None, "", ""
    twin.lead = twin.lead or (held and gone.lead)
    for table, column in ((PlacePerson, "account_id"), (Duty, "kind"), (Cover, "need_id")):
        _move_rows(table, column, gone, twin)
    _move_terms(gone, twin)
    db.session.delete(gone)
    db.session.flush()


def _move_terms(gone: Place, twin: Place) -> None:
    """The shares of both make one; what one has accepted, it has."""
    shares = {
        one.place_id: one
        for one in db.session.scalars(select(Share).where(Share.place_id.in_((gone.id, twin.id))))
    }
    if gone.id in shares and twin.id in shares:
        shares[twin.id].percent += shares[gone.id].percent
        db.session.delete(shares[gone.id])
    elif gone.id in shares:
        shares[gone.id].place_id = twin.id
    _move_rows(Acceptance, "version_id", gone, twin)
    db.session.execute(update(Objection).where(Objection.place_id == gone.id).values(place_id=twin.id))


def _move_rows(table: Any, column: str, gone: Place, twin: Place) -> None:
    there = set(db.session.scalars(select(getattr(table, column)).where(table.place_id == twin.id)))
    for row in db.session.scalars(select(table).where(table.place_id == gone.id)).all():
        if getattr(row, column) in there:
            db.session.delete(row)
        else:
            row.place_id = twin.id
    db.session.flush()
