"""What a change of data sets in motion, written in the same transaction as the change itself.

A table says ``__facts__ = True`` if the matching reads it (the data version then moves on), and has a method
``search_keys()`` if search documents are made from it (they are then queued for the index).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, event, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from hub.core import clock
from hub.core.db import Model, Moment, db

FACTS = "facts"


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
    queued_at: Mapped[datetime] = mapped_column(Moment)


def data_version() -> int:
    """The number of the present state of the facts; 0 before anything was loaded."""
    return db.session.scalar(select(Revision.number).where(Revision.subject == FACTS)) or 0


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: Any) -> None:
    note_changes(
        session, [*session.new, *session.deleted, *(o for o in session.dirty if session.is_modified(o))]
    )


def note_changes(session: Session, changed: Sequence[Any]) -> None:
    """Move the data version on and queue search documents; by hand for what a statement changed by itself."""
    if any(getattr(thing, "__facts__", False) for thing in changed):
        _move_on(session)
    _queue(session, changed)


def _move_on(session: Session) -> None:
    if session.info.get("facts_moved_on") is session.get_transaction():
        return
    moved = session.execute(
        update(Revision).where(Revision.subject == FACTS).values(number=Revision.number + 1)
    )
    if moved.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE always gives a cursor result
        session.execute(insert(Revision).values(subject=FACTS, number=1))
    session.info["facts_moved_on"] = session.get_transaction()


def _queue(session: Session, changed: Iterable[Any]) -> None:
    keys: dict[tuple[str, str], None] = {}
    for thing in changed:
        if hasattr(thing, "search_keys"):
            keys.update(dict.fromkeys(thing.search_keys()))
    if keys:
        moment = clock.now()
        session.execute(
            insert(SearchTask),
            [{"kind": kind, "record": record, "queued_at": moment} for kind, record in keys],
        )
