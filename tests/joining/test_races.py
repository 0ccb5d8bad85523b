"""Two at the same moment: one outcome, and nobody's part is lost."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from hub.accounts.models import Account
from hub.calls import actions as calls
from hub.calls import queries as call_queries
from hub.calls.models import Call, DissolveReason, Stage
from hub.calls.rules import Act, Who
from hub.consortia.models import Place, Reveal, TeamInvitation
from hub.core.db import db, transaction
from hub.joining import actions, queries
from hub.joining.actions import Proposal, TooLate
from hub.joining.rules import Who as Side
from hub.members.models import Member, SeatRole
from hub.requests.models import Request
from tests.consortia.makers import NOW, make_call, make_place
from tests.members.makers import make_member
from tests.requests.makers import DUE, make_person
from tests.requests.test_actions import at_once

Team = tuple[Call, Account, Member, Account]


@pytest.fixture
def team(app: Flask) -> Team:
    """A forming team, its lead's person, and a member with a person that may be invited."""
    caller, member = make_member(), make_member()
    lead, person = make_person(caller, SeatRole.WINDOW), make_person(member, SeatRole.WINDOW)
    call = make_call(caller, lead, stage=Stage.FORMING, anonymous=True)
    make_place(call, caller, lead, lead=True)
    return call, lead, member, person


def invite(team: Team) -> int:
    call, lead, member, _ = team
    with transaction():
        made = actions.invite(
            call_queries.fresh(call.id),
            member,
            lead,
            Proposal("local", "Join us", DUE),
            by=lead.reader,
            at=NOW,
        )
        return made.id


def trying(act: Callable[[], object]) -> Callable[[], bool]:
    """The act in a transaction of its own, as a page does it; whether it counted."""

    def done() -> bool:
        try:
            with transaction():
                act()
        except (TooLate, calls.TooLate):
            return False
        return True

    return done


def accepting(number: int, person: Account) -> Callable[[], bool]:
    reader, who = person.reader, person.id

    def act() -> None:
        one = queries.fresh_invitation(number)
        actions.accept(one, db.session.get_one(Account, who), by=reader, at=NOW)

    return trying(act)


def test_accepted_by_four_at_once_it_counts_once(app: Flask, team: Team) -> None:
    number = invite(team)
    assert sorted(at_once(app, *[accepting(number, team[3])] * 4)) == [False, False, False, True]
    db.session.expire_all()
    assert len(places_of(team[2])) == 1
    assert [one.state for one in db.session.scalars(select(Request))] == ["answered"]


def places_of(member: Member) -> list[Place]:
    return list(db.session.scalars(select(Place).where(Place.member_id == member.id)))


@pytest.mark.parametrize("round_", range(4))
def test_accepted_or_withdrawn_but_never_both(app: Flask, team: Team, round_: int) -> None:
    number, lead = invite(team), team[1].reader

    def withdraw() -> None:
        actions.withdraw_invitation(queries.fresh_invitation(number), by=lead, at=NOW)

    got = at_once(app, accepting(number, team[3]), trying(withdraw))
    assert sorted(got) == [False, True]
    db.session.expire_all()
    state = db.session.get_one(TeamInvitation, number).state
    assert (state == "accepted") == bool(places_of(team[2]))
    assert [one.state for one in db.session.scalars(select(Request))] == [
        "answered" if state == "accepted" else "withdrawn"
    ]


@pytest.mark.parametrize("round_", range(4))
def test_no_place_outlives_a_dissolved_team(app: Flask, team: Team, round_: int) -> None:
    number, lead, call = invite(team), team[1].reader, team[0].id

    def dissolve() -> None:
        actions.dissolve(call_queries.fresh(call), DissolveReason.OTHER, "Over", by=lead, at=NOW)

    at_once(app, accepting(number, team[3]), trying(dissolve))
    db.session.expire_all()
    assert db.session.get_one(Call, call).stage == Stage.DISSOLVED
    assert [one for one in db.session.scalars(select(Place)) if one.ended_at is None] == []


def test_of_two_invitations_to_one_member_one_is_sent(app: Flask, team: Team) -> None:
    invite(team)
    with pytest.raises(Exception, match="open_slot"):
        invite(team)
    assert len(db.session.scalars(select(TeamInvitation)).all()) == 1


@pytest.mark.parametrize("round_", range(4))
def test_two_sides_that_agree_at_once_open_the_name_once(app: Flask, team: Team, round_: int) -> None:
    call, member, readers = team[0].id, team[2].id, {Side.LEAD: team[1].reader, Side.MEMBER: team[3].reader}
    with transaction():
        db.session.add(Reveal(call_id=call, member_id=member))

    def agreeing(side: Side) -> Callable[[], bool]:
        def act() -> bool:
            with transaction():
                return actions.agree_to_open(
                    call_queries.fresh(call),
                    db.session.get_one(Member, member),
                    side,
                    by=readers[side],
                    at=NOW,
                )

        return act

    assert sorted(at_once(app, agreeing(Side.LEAD), agreeing(Side.MEMBER))) == [False, True]
    db.session.expire_all()
    assert db.session.scalars(select(Reveal)).one().opened_at is not None


def test_a_call_is_closed_once(app: Flask, team: Team) -> None:
    caller = make_member()
    number = make_call(caller, make_person(caller, SeatRole.WINDOW)).id

    def close() -> None:
        calls.move(call_queries.fresh(number), Act.CLOSE, Who.LEAD, closed_at=NOW)

    assert sorted(at_once(app, *[trying(close)] * 3)) == [False, False, True]
