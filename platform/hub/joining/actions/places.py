"""Places in a team: taking one, who sits there, leaving, removal, and who leads.

The end of a place is one statement, and every page of the team asks for the place anew: whoever is out, is out with
the next request.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select, update

from hub.accounts.models import Account
from hub.calls.models import Call, Circle
from hub.consortia import queries as teams
from hub.consortia.actions import stir
from hub.consortia.models import Duty, Place, PlaceEnd, PlacePerson
from hub.core.access import Reader
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.joining import mails, queries
from hub.joining.actions.moving import TooLate
from hub.journal.actions import about, record
from hub.members.models import Member
from hub.notifications.actions import notify
from hub.notifications.models import Topic
from hub.requests import actions as requests
from hub.requests.actions import Side


def take_place(call: Call, member: Member, person: Account, role: str, *, at: datetime) -> Place:
    """The place of a member in a team with its first person. Who comes back gets the old one again."""
    place = queries.place_of(call.id, member.id)
    if place is None:
        place = Place(call_id=call.id, member_id=member.id, joined_at=at)
        db.session.add(place)
    elif place.ended_at is not None:
        place.joined_at, place.ended_at, place.end, place.end_words = at, None, "", ""
    db.session.flush()
    if role:
        _give_role(place, role)
    _seat(place, person, at=at)
    return place


def _give_role(place: Place, role: str) -> None:
    held = select(Duty.id).where(Duty.place_id == place.id, Duty.kind == role)
    if db.session.scalar(held) is None:
        db.session.add(Duty(place_id=place.id, kind=role))


def _seat(place: Place, person: Account, *, at: datetime) -> None:
    known = db.session.scalar(
        select(PlacePerson).where(PlacePerson.place_id == place.id, PlacePerson.account_id == person.id)
    )
    if known is None:
        db.session.add(PlacePerson(place_id=place.id, account_id=person.id, added_at=at))
    elif known.ended_at is not None:
        # The pledge is asked for again.
        known.added_at, known.ended_at, known.pledged_at, known.pledge_version = at, None, None, ""
    db.session.flush()


def add_person(call: Call, place: Place, person: Account, *, by: Reader, at: datetime) -> None:
    """Let a colleague into the room; they accept the pledge first."""
    _seat(place, person, at=at)
    notify(
        person,
        Topic.TEAMS,
        lambda: mails.added_words(call),
        mails.page_of_team(call),
        at=at,
        letter=lambda: mails.added_letter(call, person.name),
    )
    record("team-person-added", by=by, subject=about("call", call.id), detail=about("account", person.id))


def end_person(call: Call, place: Place, person: PlacePerson, *, by: Reader, at: datetime) -> None:
    """End the access of one person. ``TooLate`` if it is the last of the place: then the place must end."""
    others = select(func.count()).where(
        PlacePerson.place_id == place.id, PlacePerson.ended_at.is_(None), PlacePerson.id != person.id
    )
    if not db.session.scalar(others):
        raise TooLate
    person.ended_at = at
    record(
        "team-person-ended", by=by, subject=about("call", call.id), detail=about("account", person.account_id)
    )


def leave(call: Call, place: Place, words: str, *, by: Reader, at: datetime) -> None:
    """A member leaves. The lead hands over first, or dissolves the team."""
    _end(place, PlaceEnd.LEFT, words, at=at)
    _tell_team(call, place, mails.left_words, at=at)
    stir(call, at=at)
    record("team-leave", by=by, subject=about("call", call.id), detail=about("member", place.member_id))


def remove(call: Call, place: Place, words: str, *, by: Reader, at: datetime) -> None:
    """The lead takes a member out, with words that it reads."""
    people = [one.account for one in place.people if one.ended_at is None]
    _end(place, PlaceEnd.REMOVED, words, at=at)
    for person in people:
        notify(
            person,
            Topic.TEAMS,
            lambda: mails.removed_words(call),
            mails.page_of_own(),
            at=at,
            letter=lambda person=person: mails.removed_letter(call, person.name),  # type: ignore[misc]  # bound now
        )
    stir(call, at=at)
    record("team-remove", by=by, subject=about("call", call.id), detail=about("member", place.member_id))


def _end(place: Place, how: PlaceEnd, words: str, *, at: datetime) -> None:
    """``TooLate`` if it has ended, or leads the team, now."""
    done = db.session.execute(
        update(Place)
        .where(Place.id == place.id, Place.ended_at.is_(None), Place.lead.is_(False))
        .values(ended_at=at, end=how, end_words=words)
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise TooLate


def end_all(call: Call, words: str, *, at: datetime) -> None:
    """The whole team ends: all are told, and the room is closed."""
    for person in teams.people_here(call.id):
        notify(
            person,
            Topic.TEAMS,
            lambda: mails.ended_words(call),
            mails.page_of_own(),
            at=at,
            letter=lambda person=person: mails.ended_letter(call, person.name),  # type: ignore[misc]  # bound now
        )
    db.session.execute(
        update(Place)
        .where(Place.call_id == call.id, Place.ended_at.is_(None))
        .values(ended_at=at, end=PlaceEnd.DISSOLVED, end_words=words)
        .execution_options(synchronize_session=False)
    )


def hand_lead(call: Call, place: Place, to: Account, *, by: Reader, at: datetime) -> None:
    """Another place leads, and its member runs the call from now on; ``to`` answers for it."""
    done = db.session.execute(
        update(Call)
        .where(Call.id == call.id, Call.member_id == call.member_id, Call.version == call.version)
        .values(member_id=place.member_id, account_id=to.id, version=Call.version + 1)
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise TooLate
    db.session.execute(
        update(Place)
        .where(Place.call_id == call.id)
        .values(lead=Place.id == place.id)
        .execution_options(synchronize_session=False)
    )
    for asked in queries.waiting_for_lead(call.id, about("member", call.member_id)):
        requests.hand_over(
            asked, to, by=by, at=at, side=Side(about("member", place.member_id), place.member.name)
        )
    stir(call, at=at)
    record("team-lead", by=by, subject=about("call", call.id), detail=about("member", place.member_id))


def show_team(call: Call, circle: Circle, *, by: Reader) -> None:
    """Who outside the team is shown that it exists."""
    before, call.team_circle = call.team_circle, circle
    record(
        "team-shown", by=by, subject=about("call", call.id), changes={"team_circle": (before, str(circle))}
    )


def show_place(call: Call, place: Place, shown: bool, *, by: Reader) -> None:
    """Whether people outside may read that this member is in the team, where the team shows itself."""
    place.shown = shown
    record("team-place-shown", by=by, subject=about("call", call.id), detail=about("member", place.member_id))


def _tell_team(call: Call, place: Place, words: Callable[[Call, Bilingual], str], *, at: datetime) -> None:
    name = db.session.get_one(Member, place.member_id).name
    for person in teams.people_here(call.id):
        notify(
            person,
            Topic.TEAMS,
            lambda: words(call, name),
            mails.page_of_team(call),
            at=at,
        )
