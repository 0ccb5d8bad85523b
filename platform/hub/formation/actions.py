"""What changes about the roles of a team, and asking a silent one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, or_, update

from hub.calls.models import Call
from hub.consortia.actions import stir
from hub.consortia.models import Cover, Duty, Place
from hub.consortia.rules import Here
from hub.core.access import VISITOR, Reader
from hub.core.db import db
from hub.formation import mails
from hub.formation.queries import roles as queries
from hub.formation.queries import silence
from hub.formation.rules import AWAITED, SILENT_AFTER, fingerprint
from hub.journal.actions import about, record
from hub.notifications.actions import notify
from hub.notifications.models import Topic


class Overtaken(Exception):
    """Somebody else saved first; what stands there now."""

    def __init__(self, roles: Sequence[str], covers: Mapping[int, str]) -> None:
        super().__init__()
        self.roles, self.covers = roles, covers


class Gone(Exception):
    """The member has left the team meanwhile."""


def say(
    here: Here,
    slug: str,
    roles: Sequence[str],
    covers: Mapping[int, str],
    base: str,
    *,
    by: Reader,
    at: datetime,
) -> bool:
    """Write what a place takes on and has; False if it says so already.

    Raises ``Overtaken`` if it is not as it was when the form was made.
    """
    place = queries.place_of(here.call.id, slug)
    if place is None or not _held(place):
        raise Gone
    place = queries.place_of(here.call.id, slug)
    if place is None:
        raise Gone
    before, had = queries.said_by(place)
    covers = {need: fills for need, fills in covers.items() if fills}
    if (set(before), had) == (set(roles), covers):
        return False
    if fingerprint(before, had) != base:
        raise Overtaken(before, had)
    db.session.execute(delete(Duty).where(Duty.place_id == place.id))
    db.session.execute(delete(Cover).where(Cover.place_id == place.id))
    db.session.add_all(Duty(place_id=place.id, kind=kind) for kind in roles)
    db.session.add_all(Cover(place_id=place.id, need_id=need, fills=fills) for need, fills in covers.items())
    stir(here.call, at=at)
    record("team-roles", by=by, subject=about("call", here.call.id))
    return True


def _held(place: Place) -> bool:
    """Keep others from writing the same place until this act stands; False if it has ended."""
    held = db.session.execute(
        update(Place)
        .where(Place.id == place.id, Place.ended_at.is_(None))
        .values(lead=Place.lead)
        .execution_options(synchronize_session=False)
    )
    return bool(held.rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a cursor result


def ask_silent(call: Call, *, at: datetime) -> bool:
    """Ask the lead's people whether the team still lives.

    False if another process did, something happened, or the lead has nobody there: the desk sees it all the same.
    """
    people = silence.people_of_lead(call.id)
    if not people:
        return False
    before = at - SILENT_AFTER
    taken = db.session.execute(
        update(Call)
        .where(
            Call.id == call.id,
            Call.stage.in_(AWAITED),
            silence.last_stir <= before,
            or_(Call.asked_at.is_(None), Call.asked_at <= before),
        )
        .values(asked_at=at)
        .execution_options(synchronize_session=False)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        return False
    for account in people:
        notify(
            account,
            Topic.TEAMS,
            lambda: mails.silent_words(call),
            mails.page_of(call),
            at=at,
            letter=lambda person=account: mails.silent_letter(call, person.name),  # type: ignore[misc]  # its own
        )
    record("team-asked", by=VISITOR, subject=about("call", call.id))
    return True
