"""Who fills what in one team."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from hub.calls.models import Call, CallNeed, CallRole, Coordinator, RoleKind
from hub.consortia.models import Cover, Place
from hub.core.db import db
from hub.formation.rules import Asked, GapMap, gap_map
from hub.members.models import Member

Covers = Mapping[int, Mapping[int, str]]


def sought_of(call: Call) -> dict[str, str]:
    """The roles that the call seeks, with its words; also somebody who leads, where it looks for that."""
    found = {str(RoleKind.COORDINATOR): ""} if call.coordinator == Coordinator.SOUGHT else {}
    rows = select(CallRole.kind, CallRole.text).where(CallRole.call_id == call.id).order_by(CallRole.position)
    for kind, text in db.session.execute(rows):
        found[kind] = " / ".join(filter(None, (found.get(kind), text)))
    return found


def needs_of(call_id: int) -> Sequence[CallNeed]:
    """The must-haves first."""
    return db.session.scalars(
        select(CallNeed).where(CallNeed.call_id == call_id).order_by(CallNeed.must.desc(), CallNeed.position)
    ).all()


def covers_of(call_id: int) -> Covers:
    """What the places of a team say of its needs: by place, by need."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for place_id, need_id, fills in db.session.execute(
        select(Cover.place_id, Cover.need_id, Cover.fills)
        .join(Place, Place.id == Cover.place_id)
        .where(Place.call_id == call_id, Place.ended_at.is_(None))
    ):
        found[place_id][need_id] = fills
    return found


def map_of(call: Call, places: Sequence[Place]) -> GapMap:
    """``places`` with their duties."""
    return gap_map(
        sought_of(call),
        [Asked(need.id, need.text, need.must) for need in needs_of(call.id)],
        {place.id: [duty.kind for duty in place.duties] for place in places},
        covers_of(call.id),
    )


def place_of(call_id: int, slug: str) -> Place | None:
    """The place that this member holds now, as it stands in the database."""
    return db.session.scalar(
        select(Place)
        .join(Member, Member.id == Place.member_id)
        .options(joinedload(Place.member), selectinload(Place.duties))
        .where(Place.call_id == call_id, Member.slug == slug, Place.ended_at.is_(None))
        .execution_options(populate_existing=True)
    )


def said_by(place: Place) -> tuple[list[str], dict[int, str]]:
    """The roles and the needs of one place, as its people say."""
    rows = db.session.execute(select(Cover.need_id, Cover.fills).where(Cover.place_id == place.id))
    return [duty.kind for duty in place.duties], dict(rows.all())
