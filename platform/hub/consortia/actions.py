"""Acts on teams."""

from datetime import datetime

from sqlalchemy import update

from hub.accounts.models import Account
from hub.calls import actions as calls
from hub.calls.models import Call, DissolveReason
from hub.calls.rules import Act, Who
from hub.consortia.models import Place, PlaceEnd, PlacePerson
from hub.consortia.rules import PLEDGE_VERSION, Here
from hub.core.access import Reader
from hub.core.db import db
from hub.journal.actions import about, record


def pledge(here: Here, *, by: Reader, at: datetime) -> None:
    """Accept the pledge of confidentiality as it is worded now; pressed twice it counts once."""
    if here.pledged:
        return
    here.person.pledged_at = at
    here.person.pledge_version = PLEDGE_VERSION
    record(
        "team-pledge", by=by, subject=about("call", here.call.id), changes={"version": ("", PLEDGE_VERSION)}
    )


def found(call: Call, account: Account, *, at: datetime) -> Place:
    """The first place of a team: its member leads it, and whoever writes the call is in it."""
    place = Place(call_id=call.id, member_id=call.member_id, lead=True, joined_at=at)
    db.session.add(place)
    db.session.flush()
    db.session.add(PlacePerson(place_id=place.id, account_id=account.id, added_at=at))
    return place


def stir(call: Call, *, at: datetime) -> None:
    """Something happened in the team: it is not silent."""
    call.stirred_at = at


def withdraw(call: Call, who: Who, words: str, *, by: Reader, at: datetime) -> None:
    """Take a call back before its team forms; ``calls.actions.TooLate`` if it cannot be any more."""
    calls.move(call, Act.WITHDRAW, who, reason_words=words, ended_at=at)
    _end_all(call, words, at=at)
    record("call-withdrawn", by=by, subject=about("call", call.id))


def dissolve(call: Call, reason: DissolveReason, words: str, *, by: Reader, at: datetime) -> None:
    """End a team. Its record stays; its room is closed with the same statement."""
    calls.move(call, Act.DISSOLVE, Who.LEAD, reason=reason, reason_words=words, ended_at=at)
    _end_all(call, words, at=at)
    record("call-dissolved", by=by, subject=about("call", call.id), detail=str(reason))


def _end_all(call: Call, words: str, *, at: datetime) -> None:
    db.session.execute(
        update(Place)
        .where(Place.call_id == call.id, Place.ended_at.is_(None))
        .values(ended_at=at, end=PlaceEnd.DISSOLVED, end_words=words)
    )
