"""Reading duplicates: the pairs that wait, two records side by side, and where a merged member went."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from hub.applications.models import Application
from hub.core.db import db
from hub.duplicates.models import DistinctMembers, MergedMember
from hub.duplicates.rules import Clue, Fate, differing, fates, suspicions
from hub.journal.actions import about
from hub.members.models import Invitation, Member, Seat, Standing
from hub.record import shape
from hub.record.rules import Section
from hub.requests.models import Request
from hub.support_tools.models import ToolOperator

# What of a member's own columns one of two records can give: what its people wrote, and its number.
COLUMNS = ("corporate_number", *(column for part in shape.COLUMNS.values() for column in part))
# What may stand only once at a member, by section.
KEYS: Mapping[Section, tuple[str, ...]] = {
    Section.CAPABILITIES: ("technology_code",),
    Section.REFERENCES: ("technology_code", "country_code", "year"),
    Section.COUNTRIES: ("country_code",),
    Section.PROJECTS: (),
    Section.CASES: (),
    Section.CONTACTS: ("email",),
}


@dataclass(frozen=True)
class Pair:
    first: Member
    second: Member
    clue: Clue


@dataclass(frozen=True)
class Apart:
    """A pair that was found to be two organisations."""

    id: int
    first: Member
    second: Member
    said_at: datetime


@dataclass(frozen=True)
class Side:
    """A member as it is compared: its own columns as text, and how much hangs on it."""

    member: Member
    told: Mapping[str, str]
    seats: int
    invitations: int
    requests: int
    applications: int
    tools: int


@dataclass(frozen=True)
class Comparison:
    """Two records: the one that stays, the one that goes, where they differ, and what becomes of each row."""

    kept: Side
    other: Side
    differing: Sequence[str]
    equal: Sequence[str]
    rows: Mapping[Section, Sequence[Fate]]
    own: Mapping[Section, int]

    @property
    def clashes(self) -> list[tuple[Section, Fate]]:
        """Rows of which only one can stay, and that do not say the same."""
        return [
            (part, fate) for part, all_ in self.rows.items() for fate in all_ if fate.twin and not fate.same
        ]

    @property
    def fingerprint(self) -> str:
        """The same as long as nobody has changed either record."""
        state = [
            [side.told, side.member.state, side.seats, side.invitations, side.requests, side.tools]
            for side in (self.kept, self.other)
        ]
        rows = [
            [part, fate.row.id, shape.row_told(part, row_values(part, fate.row)), getattr(fate.twin, "id", 0)]
            for part, all_ in self.rows.items()
            for fate in all_
        ]
        text = json.dumps([state, rows, dict(self.own)], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:24]


def members() -> Sequence[Member]:
    """Everybody but the archived ones, by address."""
    asked = select(Member).where(Member.state != Standing.ARCHIVED).order_by(Member.slug)
    return db.session.scalars(asked).all()


def pairs() -> list[Pair]:
    """Members that seem to be one; archived ones aside."""
    known = {one.id: one for one in members()}
    asked = select(DistinctMembers.first_id, DistinctMembers.second_id)
    told = [(first, second) for first, second in db.session.execute(asked)]
    return [
        Pair(known[one.first_id], known[one.second_id], one.clue) for one in suspicions(known.values(), told)
    ]


def apart() -> list[Apart]:
    first, second = aliased(Member), aliased(Member)
    asked = (
        select(DistinctMembers, first, second)
        .join(first, first.id == DistinctMembers.first_id)
        .join(second, second.id == DistinctMembers.second_id)
        .order_by(DistinctMembers.said_at.desc(), DistinctMembers.id)
    )
    return [Apart(row.id, one, other, row.said_at) for row, one, other in db.session.execute(asked)]


def merged_into(slug: str) -> Member | None:
    """The member that has taken over the one of this address; None if there is none."""
    gone = aliased(Member)
    return db.session.scalar(
        select(Member)
        .join(MergedMember, MergedMember.into_id == Member.id)
        .join(gone, gone.id == MergedMember.member_id)
        .where(gone.slug == slug)
    )


def is_merged(member_id: int) -> bool:
    return db.session.get(MergedMember, member_id) is not None


def compare(kept: Member, other: Member) -> Comparison:
    sides = _side(kept), _side(other)
    differ = differing(sides[0].told, sides[1].told)
    own = {part: _rows(part, kept.id) for part in shape.ROWS}
    return Comparison(
        *sides,
        differing=differ,
        equal=[column for column in COLUMNS if column not in differ and sides[0].told[column]],
        rows={part: fates(own[part], _rows(part, other.id), KEYS[part]) for part in shape.ROWS},
        own={part: len(found) for part, found in own.items()},
    )


def row_values(section: Section, row: Any) -> dict[str, Any]:
    return shape.read(row, shape.ROWS[section][1])


def _rows(section: Section, member_id: int) -> list[tuple[Any, dict[str, str]]]:
    model, _ = shape.ROWS[section]
    found = db.session.scalars(select(model).where(model.member_id == member_id).order_by(model.id))
    return [
        (row, {column: shape.told(value) for column, value in row_values(section, row).items()})
        for row in found
    ]


def _side(member: Member) -> Side:
    side = about("member", member.id)

    def count(model: Any, *where: Any) -> int:
        return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0

    return Side(
        member,
        {column: shape.told(value) for column, value in shape.read(member, COLUMNS).items()},
        seats=count(Seat, Seat.member_id == member.id, Seat.ended_at.is_(None)),
        invitations=count(Invitation, Invitation.member_id == member.id),
        requests=count(Request, or_(Request.asker_side == side, Request.owner_side == side)),
        applications=count(Application, Application.member_id == member.id),
        tools=count(ToolOperator, ToolOperator.member_id == member.id),
    )
