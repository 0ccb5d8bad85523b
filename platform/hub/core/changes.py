"""What a change of data sets in motion, written in the same transaction as the change itself.

A table says ``__facts__ = True`` if the matching reads it (the data version then moves on), and has a method
``search_keys()`` if search documents are made from it (they are then queued for the index). One that has
``kept_from_visitors(things, session)`` says which of its changed records visitors do not see: for them nothing
moves and nothing is queued, so that they cannot even tell that something has changed.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Integer, String, event, false, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from hub.core import clock
from hub.core.db import Model, Moment, db

FACTS = "facts"
MEMBERS_FACTS = "members' facts"


class Revision(Model):
    """How often a body of data has changed; what is computed from it is kept under this number."""

    __tablename__ = "revision"
    subject: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, nullable=False)


class SearchTask(Model):
    """A search document to be made anew, because something it is made from has changed."""

    __tablename__ = "search_task"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    record: Mapped[str] = mapped_column(String(80))
    # Only what signed-in readers find has changed.
    members_only: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    queued_at: Mapped[datetime] = mapped_column(Moment)


def data_version(*, signed_in: bool = False) -> int:
    """The number of the present state of the facts such a reader may see; 0 before anything was loaded."""
    subjects = (FACTS, MEMBERS_FACTS) if signed_in else (FACTS,)
    # Both only ever grow, so no two states have the same sum.
    return db.session.scalar(select(func.sum(Revision.number)).where(Revision.subject.in_(subjects))) or 0


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: Any) -> None:
    # What hangs on a record is noted by itself: a member's new contact person is no change of the member.
    modified = (one for one in session.dirty if session.is_modified(one, include_collections=False))
    note_changes(session, [*session.new, *session.deleted, *modified])


def note_changes(session: Session, changed: Sequence[Any]) -> None:
    """Move the data version on and queue search documents; by hand for what a statement changed by itself."""
    kept = _kept_from_visitors(session, changed)
    facts = [thing for thing in changed if getattr(thing, "__facts__", False)]
    for subject in sorted({MEMBERS_FACTS if thing in kept else FACTS for thing in facts}):
        _move_on(session, subject)
    _queue(session, changed, kept)


def _kept_from_visitors(session: Session, changed: Sequence[Any]) -> set[Any]:
    by_table: dict[type, list[Any]] = {}
    for thing in changed:
        if hasattr(thing, "kept_from_visitors"):
            by_table.setdefault(type(thing), []).append(thing)
    return {one for table, things in by_table.items() for one in table.kept_from_visitors(things, session)}  # type: ignore[attr-defined]  # asked above


def _move_on(session: Session, subject: str) -> None:
    if session.info.get(subject) is session.get_transaction():
        return
    moved = session.execute(
        update(Revision).where(Revision.subject == subject).values(number=Revision.number + 1)
    )
    if moved.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE always gives a cursor result
        session.execute(insert(Revision).values(subject=subject, number=1))
    session.info[subject] = session.get_transaction()


def _queue(session: Session, changed: Iterable[Any], kept: Collection[Any]) -> None:
    keys: dict[tuple[str, str], bool] = {}
    for thing in changed:
        if hasattr(thing, "search_keys"):
            for key in thing.search_keys():
                keys[key] = keys.get(key, True) and thing in kept
    if keys:
        moment = clock.now()
        session.execute(
            insert(SearchTask),
            [
                {"kind": kind, "record": record, "members_only": members_only, "queued_at": moment}
                for (kind, record), members_only in keys.items()
            ],
        )
