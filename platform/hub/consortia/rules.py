"""Who is in a team, and what they may do there. Pure."""

from dataclasses import dataclass

from hub.calls.models import Call, Stage
from hub.consortia.models import Place, PlacePerson

# The text stands in templates/consortia/_pledge.*.html; a new text gets a new date here, and is asked anew.
PLEDGE_VERSION = "2026-11-24"
# The stages in which a team has a room.
WITH_ROOM = (Stage.OPEN, Stage.CLOSED, Stage.FORMING, Stage.AGREED)


@dataclass(frozen=True)
class Here:
    """A person in a team: the call it came of, their member's place in it, and their own part of that place."""

    call: Call
    place: Place
    person: PlacePerson

    @property
    def lead(self) -> bool:
        return self.place.lead

    @property
    def pledged(self) -> bool:
        return self.person.pledge_version == PLEDGE_VERSION


def has_room(stage: str) -> bool:
    return stage in WITH_ROOM
