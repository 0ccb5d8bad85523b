"""Acts on teams."""

from datetime import datetime

from hub.accounts.models import Account
from hub.calls import actions as calls
from hub.calls.models import Call
from hub.calls.rules import Act, Who
from hub.consortia.models import Place, PlacePerson
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


def agree(call: Call, *, by: Reader, at: datetime) -> None:
    """All have accepted the same terms; ``calls.actions.TooLate`` if the team is not forming any more."""
    calls.move(call, Act.AGREE, Who.SITE, stirred_at=at)
    record("team-agreed", by=by, subject=about("call", call.id))
