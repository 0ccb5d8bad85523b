"""Calls and teams of two members that become one."""

from flask import Flask
from sqlalchemy import select

from hub.calls.models import Call, Stage
from hub.consortia.models import Duty, Expression, Place, PlacePerson, TeamInvitation
from hub.core.db import db, transaction
from hub.duplicates.teams import move_calls
from hub.joining import actions
from hub.joining.actions import Draft, Proposal
from hub.members.models import Member, SeatRole
from hub.requests.models import Request
from tests.consortia.makers import NOW, make_call, make_place
from tests.members.makers import make_member
from tests.requests.makers import DUE, make_person


def answer(call: Call, member: Member, text: str) -> Expression:
    person = make_person(member, SeatRole.WINDOW)
    with transaction():
        one = actions.begin(call, member, person, Draft("local", text, answers={}), by=person.reader, at=NOW)
        actions.send(one, by=person.reader, at=NOW)
    return one


def test_calls_answers_and_places_of_both_belong_to_the_one_that_stays(app: Flask) -> None:
    kept, other, caller = make_member(), make_member(), make_member()
    lead = make_person(caller, SeatRole.WINDOW)
    own = make_call(other, make_person(other, SeatRole.WINDOW))
    call, team = make_call(caller, lead), make_call(caller, lead, stage=Stage.FORMING)
    answer(call, kept, "We have ships"), answer(call, other, "We have divers")
    left = make_place(team, kept, make_person(kept), roles=("finance",))
    left.ended_at = NOW
    make_place(team, other, make_person(other), roles=("finance", "local"))
    for member in (kept, other):
        with transaction():
            actions.invite(call, member, lead, Proposal("local", "Join us", DUE), by=lead.reader, at=NOW)
    with transaction():
        move_calls(kept, other, by=lead.reader, at=NOW)
    db.session.expire_all()
    assert db.session.get_one(Call, own.id).member_id == kept.id
    one = db.session.scalars(select(Expression)).one()
    assert "ships" in one.text and "divers" in one.text
    place = db.session.scalars(select(Place)).one()
    assert place.ended_at is None
    assert {duty.kind for duty in db.session.scalars(select(Duty))} == {"finance", "local"}
    assert len(db.session.scalars(select(PlacePerson)).all()) == 2
    states = [one.state for one in db.session.scalars(select(TeamInvitation).order_by(TeamInvitation.id))]
    assert sorted(states) == ["sent", "withdrawn"]
    waiting = db.session.scalars(select(Request).where(Request.open_slot.is_not(None))).all()
    assert [one.kind for one in waiting] == ["invitation"]
    for table in (Call, Expression, Place, TeamInvitation):
        assert db.session.scalars(select(table.id).where(table.member_id == other.id)).all() == []
