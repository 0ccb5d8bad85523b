"""Acts on duplicates: two members become one, or are said to be two."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from hub.applications.models import Application
from hub.batches.models import BatchLine
from hub.core.access import Reader
from hub.core.db import db
from hub.duplicates import queries
from hub.duplicates.models import DistinctMembers, MergedMember
from hub.duplicates.queries import Comparison
from hub.duplicates.teams import move_calls
from hub.journal.actions import about, record
from hub.members.fields import USUAL_CIRCLES, Circle, RecordField
from hub.members.models import FieldRelease, Invitation, Member, Seat, Standing
from hub.record import shape
from hub.requests import actions as requests
from hub.secretariat.models import Task
from hub.support_tools.models import ToolOperator


class Overtaken(Exception):
    """Somebody has changed one of the records since they were compared."""


@dataclass(frozen=True)
class Choice:
    """What is taken from the member that goes: columns, and rows (``section:number``) where one must yield."""

    columns: Collection[str] = ()
    rows: Collection[str] = ()


def merge(
    kept: Member, other: Member, choice: Choice, seen: str, *, reason: str, by: Reader, at: datetime
) -> None:
    """All that hangs on ``other`` hangs on ``kept`` from now on; ``other`` is archived and its address leads here.

    ``seen`` is the fingerprint of the comparison; raises ``Overtaken`` if it is another by now. Only the journal
    still speaks of the archived member by its number: what was, was.
    """
    _hold(kept, other)
    found = queries.compare(kept, other)
    if found.fingerprint != seen or Standing.ARCHIVED in (kept.state, other.state):
        raise Overtaken
    changes = {column: (found.kept.told[column], found.other.told[column]) for column in choice.columns}
    shape.write(kept, {column: shape.read(other, (column,))[column] for column in choice.columns})
    changes |= _narrow(kept, other)
    changes |= _move_rows(kept, other, found, choice)
    _move_people(kept, other)
    _move_rest(kept, other)
    move_calls(kept, other, by=by, at=at)
    requests.change_side(about("member", other.id), about("member", kept.id), by=by, at=at)
    db.session.execute(update(MergedMember).where(MergedMember.into_id == other.id).values(into_id=kept.id))
    db.session.add(MergedMember(member_id=other.id, into_id=kept.id, merged_at=at))
    before, other.state = other.state, Standing.ARCHIVED
    record(
        "member-merged",
        by=by,
        subject=about("member", kept.id),
        detail=other.slug,
        changes=changes,
        reason=reason,
    )
    record(
        "member-archive",
        by=by,
        subject=about("member", other.id),
        detail=kept.slug,
        changes={"state": (before, str(Standing.ARCHIVED))},
        reason=reason,
    )
    db.session.flush()


def say_apart(one: Member, other: Member, *, by: Reader, at: datetime) -> None:
    """They are two organisations: they are no longer shown as a pair. Said twice, it counts once."""
    first, second = sorted((one, other), key=lambda member: member.id)
    known = select(DistinctMembers).where(
        DistinctMembers.first_id == first.id, DistinctMembers.second_id == second.id
    )
    if db.session.scalar(known) is None:
        db.session.add(DistinctMembers(first_id=first.id, second_id=second.id, said_at=at))
        record("members-distinct", by=by, subject=about("member", first.id), detail=second.slug)


def take_back(number: int, *, by: Reader) -> None:
    """The pair is looked at again."""
    found = db.session.get(DistinctMembers, number)
    if found is not None:
        record("members-distinct-taken-back", by=by, subject=about("member", found.first_id))
        db.session.delete(found)


def _hold(*members: Member) -> None:
    """From here on nobody else writes these records before the commit. SQLite locks only with the first write."""
    for one in sorted(members, key=lambda member: member.id):
        db.session.execute(update(Member).where(Member.id == one.id).values(slug=Member.slug))
    db.session.expire_all()


def _narrow(kept: Member, other: Member) -> dict[str, tuple[str, str]]:
    """Nothing is seen by more people than before: of two circles for a field the narrower stays."""
    own, coming = _releases(kept), _releases(other)
    order = list(Circle)
    changes = {}
    for field in RecordField:
        now = Circle(own[field].circle if field in own else USUAL_CIRCLES[field])
        wanted = Circle(coming[field].circle if field in coming else USUAL_CIRCLES[field])
        if order.index(wanted) > order.index(now):
            if field in own:
                own[field].circle = wanted
            else:
                db.session.add(FieldRelease(member_id=kept.id, field=field, circle=wanted))
            changes[f"release:{field}"] = (str(now), str(wanted))
    for one in coming.values():
        db.session.delete(one)
    db.session.flush()
    return changes


def _releases(member: Member) -> dict[str, FieldRelease]:
    asked = select(FieldRelease).where(FieldRelease.member_id == member.id)
    return {one.field: one for one in db.session.scalars(asked)}


def _move_rows(kept: Member, other: Member, found: Comparison, choice: Choice) -> dict[str, tuple[str, str]]:
    changes = {}
    for section, all_ in found.rows.items():
        for fate in all_:
            told = shape.row_told(section, queries.row_values(section, fate.row))
            if fate.twin is None:
                fate.row.member_id = kept.id
                changes[f"{section}:{fate.row.id}"] = ("", told)
            elif f"{section}:{fate.row.id}" in choice.rows and not fate.same:
                before = queries.row_values(section, fate.twin)
                after = queries.row_values(section, fate.row)
                db.session.delete(fate.row)
                db.session.flush()
                shape.write(fate.twin, after)
                changes[f"{section}:{fate.twin.id}"] = (shape.row_told(section, before), told)
            else:
                db.session.delete(fate.row)
                db.session.flush()
    db.session.flush()
    return changes


def _move_people(kept: Member, other: Member) -> None:
    for seat in db.session.scalars(select(Seat).where(Seat.member_id == other.id)):
        seat.member_id = kept.id
    asked = select(Invitation.address).where(Invitation.member_id == kept.id)
    invited = set(db.session.scalars(asked))
    for one in db.session.scalars(select(Invitation).where(Invitation.member_id == other.id)):
        if one.address in invited:
            db.session.delete(one)
        else:
            one.member_id = kept.id
    db.session.flush()


def _move_rest(kept: Member, other: Member) -> None:
    for one in db.session.scalars(select(Application).where(Application.member_id == other.id)):
        one.member_id = kept.id
    run = set(db.session.scalars(select(ToolOperator.tool_id).where(ToolOperator.member_id == kept.id)))
    for link in db.session.scalars(select(ToolOperator).where(ToolOperator.member_id == other.id)).all():
        db.session.delete(link)
        if link.tool_id not in run:
            db.session.add(ToolOperator(tool_id=link.tool_id, member_id=kept.id, position=link.position))
    own, gone = about("member", kept.id), about("member", other.id)
    db.session.execute(update(Task).where(Task.subject == gone).values(subject=own))
    # What was done for the other in a batch is not taken back on this one.
    db.session.execute(delete(BatchLine).where(BatchLine.member_id == other.id))
    apart = select(DistinctMembers).where(
        (DistinctMembers.first_id == other.id) | (DistinctMembers.second_id == other.id)
    )
    for pair in db.session.scalars(apart):
        db.session.delete(pair)
    db.session.flush()
