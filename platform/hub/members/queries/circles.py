"""Who sees which field of which member, for statements and for one record.

Every statement that shows members or what hangs on them to others asks here: ``are_shown`` in its condition.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased

from hub.core.access import Reader
from hub.core.db import db
from hub.members.fields import USUAL_CIRCLES, Circle, RecordField, circles_of, depends_on, seen
from hub.members.models import FieldRelease, Member

Allowed = frozenset[Circle]


def are_shown(member_id: Any, field: RecordField, allowed: Allowed) -> ColumnElement[bool]:
    """Rows of listed members that show this field to these circles; ``member_id`` is the row's column."""
    # Under a name of its own, lest it be taken for the member of the statement around it.
    listed = aliased(Member)
    there = exists().where(listed.id == member_id, listed.are_listed())
    return and_(there, *(_released(member_id, one, allowed) for one in depends_on(field)))


def _released(member_id: Any, field: RecordField, allowed: Allowed) -> ColumnElement[bool]:
    chosen = exists().where(FieldRelease.member_id == member_id, FieldRelease.field == field)
    if USUAL_CIRCLES[field] in allowed:
        return ~chosen.where(FieldRelease.circle.not_in(allowed))
    return chosen.where(FieldRelease.circle.in_(allowed))


def all_chosen() -> dict[int, dict[str, str]]:
    """The same for every member that has chosen anything."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for one in db.session.execute(select(FieldRelease.member_id, FieldRelease.field, FieldRelease.circle)):
        found[one.member_id][one.field] = one.circle
    return found


def chosen_circles(member_id: int) -> dict[str, str]:
    """What a member has chosen otherwise than usual."""
    asked = select(FieldRelease.field, FieldRelease.circle).where(FieldRelease.member_id == member_id)
    return dict(db.session.execute(asked).all())


def fields_seen(member_id: int, reader: Reader, own: int | None) -> frozenset[RecordField]:
    """The fields of a record that this reader sees: a member's own people and the secretariat see them all."""
    if reader.secretariat or own == member_id:
        return frozenset(RecordField)
    return seen(chosen_circles(member_id), circles_of(reader))
