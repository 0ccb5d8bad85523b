"""Calls and teams with dull values, and the people in them."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from hub.accounts.models import Account
from hub.calls.models import Call, CallCountry, CallNeed, CallRole, RoleKind, Stage
from hub.consortia.models import Duty, Place, PlacePerson
from hub.consortia.rules import PLEDGE_VERSION
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.models import Member, SeatRole
from tests.members.makers import make_member
from tests.requests.makers import make_person

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

_numbers = count(1)


def make_call(member: Member, account: Account, *, countries: tuple[str, ...] = (), **values: Any) -> Call:
    number = next(_numbers)
    made = Call(
        **{
            "key": f"call{number}",
            "stage": Stage.OPEN,
            "member_id": member.id,
            "account_id": account.id,
            "title": Bilingual(f"募集{number}", f"Call {number}"),
            "problem": "Islands lose their link in every storm.",
            "beneficiary": "Schools and clinics on four islands.",
            "result": "A second cable.",
            "closes_on": date(2026, 12, 24),
            "questions_until": date(2026, 12, 10),
            "begun_at": NOW,
            "opened_at": NOW,
            **values,
        }
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(CallCountry(call_id=made.id, country_code=code) for code in countries)
    db.session.commit()
    return made


def make_need(call: Call, text: str, *, must: bool = True, **values: Any) -> CallNeed:
    made = CallNeed(call_id=call.id, position=next(_numbers), must=must, text=text, **values)
    db.session.add(made)
    db.session.commit()
    return made


def make_role(call: Call, kind: RoleKind, text: str = "") -> CallRole:
    made = CallRole(call_id=call.id, position=next(_numbers), kind=kind, text=text)
    db.session.add(made)
    db.session.commit()
    return made


def make_place(
    call: Call, member: Member, *people: Account, lead: bool = False, roles: tuple[RoleKind, ...] = ()
) -> Place:
    """A place whose people have all accepted the pledge."""
    made = Place(call_id=call.id, member_id=member.id, lead=lead, joined_at=NOW)
    db.session.add(made)
    db.session.flush()
    db.session.add_all(Duty(place_id=made.id, kind=kind) for kind in roles)
    db.session.add_all(
        PlacePerson(
            place_id=made.id,
            account_id=one.id,
            added_at=NOW,
            pledged_at=NOW,
            pledge_version=PLEDGE_VERSION,
        )
        for one in people
    )
    db.session.commit()
    return made


def make_team(*roles: RoleKind, stage: Stage = Stage.FORMING) -> tuple[Call, list[tuple[Member, Account]]]:
    """A team of a lead and one more member for each role; sign them in with ``browser_of``."""
    members = [make_member() for _ in range(1 + len(roles))]
    people = [make_person(one, SeatRole.WINDOW) for one in members]
    call = make_call(members[0], people[0], stage=stage)
    make_place(call, members[0], people[0], lead=True, roles=(RoleKind.COORDINATOR,))
    for member, person, role in zip(members[1:], people[1:], roles, strict=True):
        make_place(call, member, person, roles=(role,))
    return call, list(zip(members, people, strict=True))
