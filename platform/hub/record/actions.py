"""Acts on a record: sections and rows change, changes are taken back, records are confirmed and verified."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from hub.core import clock
from hub.core.access import Reader
from hub.core.db import db
from hub.core.mail import post
from hub.journal.actions import about, record
from hub.journal.models import JournalChange, JournalLine
from hub.members.fields import USUAL_CIRCLES, RecordField
from hub.members.models import FieldRelease, Member
from hub.members.queries import contact_at, people_of
from hub.record import mails, shape
from hub.record.rules import FIELDS, Section, reminder_due
from hub.record.shape import ROWS, Values

CHANGED, REVERTED, CONFIRMED, VERIFIED = (
    "record-changed",
    "record-reverted",
    "record-confirmed",
    "record-verified",
)
_RELEASE = "release:"


class Overtaken(Exception):
    """Somebody else changed it meanwhile; ``now`` is what stands there, None if it is gone."""

    def __init__(self, now: Values | None) -> None:
        super().__init__("somebody else was faster")
        self.now = now


class Taken(Exception):
    """There is such a row already."""


def section_values(member: Member, section: Section) -> dict[str, Any]:
    """What a section's page shows of the member itself: its columns, and who sees its fields."""
    chosen = dict(
        db.session.execute(
            select(FieldRelease.field, FieldRelease.circle).where(FieldRelease.member_id == member.id)
        ).all()
    )
    circles = {
        f"{_RELEASE}{field}": str(chosen.get(field, USUAL_CIRCLES[field])) for field in FIELDS[section]
    }
    return {**shape.read(member, shape.COLUMNS.get(section, ())), **circles}


def change_section(
    member: Member, section: Section, values: Values, base: str, *, by: Reader, at: datetime
) -> JournalLine | None:
    """Write a section as it was typed. Raises ``Overtaken`` if it is not as it was when the form was made.

    None if nothing differs.
    """
    _hold(member)
    before = section_values(member, section)
    if shape.fingerprint(before) != base and before != values:
        raise Overtaken(before)
    changes = {
        name: (shape.told(before[name]), shape.told(value))
        for name, value in values.items()
        if before[name] != value
    }
    if not changes:
        return None
    _set_columns(member, {name: value for name, value in values.items() if not name.startswith(_RELEASE)})
    _set_circles(member, {name: value for name, value in values.items() if name.startswith(_RELEASE)})
    return _note(member, section, changes, by=by, at=at)


def _set_columns(member: Member, values: Values) -> None:
    shape.write(member, values)


def _set_circles(member: Member, circles: Mapping[str, str]) -> None:
    for name, circle in circles.items():
        field = RecordField(name.removeprefix(_RELEASE))
        found = db.session.scalar(
            select(FieldRelease).where(FieldRelease.member_id == member.id, FieldRelease.field == field)
        )
        if circle == USUAL_CIRCLES[field]:
            if found:
                db.session.delete(found)
        elif found:
            found.circle = circle
        else:
            db.session.add(FieldRelease(member_id=member.id, field=field, circle=circle))


def row(member: Member, section: Section, number: int) -> Any:
    """A row of this member, or None."""
    model, _ = ROWS[section]
    return db.session.scalar(select(model).where(model.id == number, model.member_id == member.id))


def rows(member: Member, section: Section) -> list[Any]:
    model, _ = ROWS[section]
    return list(db.session.scalars(select(model).where(model.member_id == member.id).order_by(model.id)))


def row_values(section: Section, found: Any) -> dict[str, Any]:
    return shape.read(found, ROWS[section][1])


def add_row(
    member: Member, section: Section, values: Values, *, by: Reader, at: datetime
) -> JournalLine | None:
    """Add a row. One that is there word for word was added a moment ago: nothing happens. Raises ``Taken``."""
    _hold(member)
    if any(_same(section, found, values) for found in rows(member, section)):
        return None
    made = ROWS[section][0](member_id=member.id)
    shape.write(made, values)
    db.session.add(made)
    _flushed()
    changes = {f"{section}:{made.id}": ("", shape.row_told(section, values))}
    return _note(member, section, changes, by=by, at=at)


def _same(section: Section, found: Any, values: Values) -> bool:
    return row_values(section, found) == dict(values)


def change_row(
    member: Member, section: Section, number: int, values: Values, base: str, *, by: Reader, at: datetime
) -> JournalLine | None:
    """Write a row as it was typed. Raises ``Overtaken``, or ``Taken`` if another row says that already."""
    _hold(member)
    found = row(member, section, number)
    if found is None:
        raise Overtaken(None)
    before = row_values(section, found)
    if before == dict(values):
        return None
    if shape.fingerprint(before) != base:
        raise Overtaken(before)
    shape.write(found, values)
    _flushed()
    changes = {f"{section}:{number}": (shape.row_told(section, before), shape.row_told(section, values))}
    return _note(member, section, changes, by=by, at=at)


def follow_address(account_id: int, old: str, new: str, *, by: Reader, at: datetime) -> JournalLine | None:
    """The contact person who had the old address of an account has its new one; None if there is none to change."""
    person = contact_at(account_id, old)
    if person is None or contact_at(account_id, new) is not None:
        return None
    member = db.session.get_one(Member, person.member_id)
    values = row_values(Section.CONTACTS, person)
    changed = {**values, "email": new}
    base = shape.fingerprint(values)
    return change_row(member, Section.CONTACTS, person.id, changed, base, by=by, at=at)


def remove_row(
    member: Member, section: Section, number: int, *, by: Reader, at: datetime
) -> JournalLine | None:
    _hold(member)
    found = row(member, section, number)
    if found is None:
        return None
    before = row_values(section, found)
    db.session.delete(found)
    changes = {f"{section}:{number}": (shape.row_told(section, before), "")}
    return _note(member, section, changes, by=by, at=at)


def _flushed() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Taken from error


def _hold(member: Member) -> None:
    """From here on nobody else writes this record before the commit. SQLite locks only with the first write."""
    db.session.execute(update(Member).where(Member.id == member.id).values(slug=Member.slug))
    db.session.expire_all()
    db.session.refresh(member)


def _note(
    member: Member,
    section: Section,
    changes: Mapping[str, tuple[str, str]],
    *,
    by: Reader,
    at: datetime,
    act: str = CHANGED,
    reason: str = "",
) -> JournalLine:
    """The line of the journal; a member that changes its record has looked at it, too."""
    member.updated_on = at.astimezone(clock.JAPAN).date()
    if not by.secretariat:
        member.confirmed_at = at
    line = record(
        act, by=by, subject=about("member", member.id), detail=section, changes=changes, reason=reason
    )
    db.session.flush()
    return line


def revert(
    member: Member, line: JournalLine, *, by: Reader, at: datetime, reason: str = ""
) -> JournalLine | None:
    """Put back what one line of the journal changed. Raises ``Overtaken`` if something of it was changed since."""
    _hold(member)
    changes = list(db.session.scalars(select(JournalChange).where(JournalChange.line_id == line.id)))
    for change in changes:
        _put_back(member, change.field, change.before, change.after)
    _flushed()
    section = line.detail if line.detail in list(Section) else Section.PROFILE
    return _note(
        member,
        Section(section),
        {change.field: (change.after, change.before) for change in changes},
        by=by,
        at=at,
        act=REVERTED,
        reason=reason,
    )


def _put_back(member: Member, field: str, before: str, after: str) -> None:
    if field.startswith(_RELEASE):
        name = RecordField(field.removeprefix(_RELEASE))
        _expect(section_values(member, _section_of(name))[field], after)
        _set_circles(member, {field: before})
    elif ":" in field:
        _put_row_back(member, field, before, after)
    else:
        _expect(shape.read(member, [field])[field], after)
        shape.write(member, {field: shape.untold(Member, field, before)})


def _section_of(field: RecordField) -> Section:
    return next(section for section, fields in FIELDS.items() if field in fields)


def _put_row_back(member: Member, field: str, before: str, after: str) -> None:
    where, _, column = field.partition(" ")
    name, _, number = where.partition(":")
    section = Section(name)
    found = row(member, section, int(number))
    if column:
        # A sheet's line names one column of a row.
        _expect(shape.read(found, [column])[column] if found else None, after)
        shape.write(found, {column: shape.untold(ROWS[section][0], column, before)})
        return
    _expect(shape.row_told(section, row_values(section, found) if found else None), after)
    if not before:
        db.session.delete(found)
        return
    if found is None:
        found = ROWS[section][0](id=int(number), member_id=member.id)
        db.session.add(found)
    shape.write(found, shape.row_untold(section, before))


def _expect(now: Any, after: str) -> None:
    if shape.told(now) != after:
        raise Overtaken({})


def confirm(member: Member, *, by: Reader, at: datetime) -> None:
    """The member says that everything is still right."""
    member.confirmed_at = at
    record(CONFIRMED, by=by, subject=about("member", member.id))


def verify(member: Member, *, by: Reader) -> JournalLine | None:
    """The secretariat has looked at the record; complete enough, it is listed from now on."""
    if member.verified:
        return None
    member.verified = True
    return record(VERIFIED, by=by, subject=about("member", member.id))


def unverify(member: Member, *, by: Reader, reason: str) -> JournalLine | None:
    """Take a record off the list until it has been looked at again."""
    if not member.verified:
        return None
    member.verified = False
    return record("record-unlisted", by=by, subject=about("member", member.id), reason=reason)


def ask_now(member: Member, *, by: Reader, reason: str, at: datetime) -> JournalLine:
    """The secretariat asks the people of a member to look through the record, however fresh it is."""
    member.reminded_at = at
    for person in people_of(member.id):
        post(person.addressee, partial(mails.look_through, member.slug, member.name), topic="record")
    return record("record-asked", by=by, subject=about("member", member.id), reason=reason)


def remind(member: Member, *, at: datetime) -> bool:
    """Ask the window contacts to look through a record that nobody confirmed for a year."""
    if not reminder_due(member.confirmed_at, member.reminded_at, at):
        return False
    member.reminded_at = at
    for person in people_of(member.id):
        post(person.addressee, partial(mails.please_confirm, member.slug, member.name), topic="record")
    return True
