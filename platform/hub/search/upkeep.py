"""Keeps the index telling what the database holds: made anew, caught up, compared and repaired.

The database is the truth. A change queues its documents in the same transaction (``core.changes``); here the
records are read as they are now, written at once, and exactly the queued rows that were read are deleted.
Each task reads with a database session of its own, so a page's unfinished work is neither seen nor ended.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType

import structlog
from flask import Flask, current_app, has_request_context
from sqlalchemy import delete, select

from hub import rooms
from hub.core.changes import SearchTask
from hub.core.db import db, transaction
from hub.core.documents import SearchDocument
from hub.core.fulltext import the_index
from hub.core.fulltext.storage import BusyIndexError, UnusableIndexError
from hub.core.fulltext.writing import digest

log = structlog.get_logger(__name__)
# More changed records than these are an import: a page does not wait for them.
_FEW = 20
_MOST_AT_ONCE = 500
Key = tuple[str, str, bool]
_at_work = threading.Lock()


@dataclass(frozen=True)
class Differences:
    """Documents (kind, record, for members only) in which index and database differ; none if all is well."""

    usable: bool = True
    missing: Sequence[Key] = ()
    stale: Sequence[Key] = ()
    ghosts: Sequence[Key] = ()
    same: int = field(default=0, compare=False)

    def __bool__(self) -> bool:
        return not self.usable or bool(self.missing or self.stale or self.ghosts)


def is_usable() -> bool:
    """Whether there is an undamaged index made by the present rules."""
    try:
        the_index().opened()
    except (UnusableIndexError, OSError):
        return False
    return True


def rebuild(*, patience: float = 60.0) -> int:
    """Make the whole index anew from the database; the old one answers until then. Gives its size."""
    with current_app.app_context(), the_index().writing(patience=patience):
        return _rebuild()


def catch_up(*, patience: float = 60.0) -> int:
    """Bring the queued records into the index; gives how many rows of the queue were done.

    One small statement where nothing is queued. A missing index is left to whoever makes it.
    """
    if not is_behind() or not is_usable():
        return 0
    done = 0
    with current_app.app_context(), the_index().writing(patience=patience):
        while tasks := _tasks(_MOST_AT_ONCE):
            _take(tasks)
            done += len(tasks)
    return done


def is_behind() -> bool:
    """Whether anything is queued."""
    return bool(pending(limit=1))


def pending(*, limit: int = _MOST_AT_ONCE, signed_in: bool = True) -> frozenset[tuple[str, str]]:
    """Records of which something has changed, since the index was written, that such a reader may find."""
    asked = select(SearchTask.kind, SearchTask.record).order_by(SearchTask.id).limit(limit)
    if not signed_in:
        asked = asked.where(SearchTask.members_only.is_(False))
    return frozenset((kind, record) for kind, record in db.session.execute(asked))


def changed(*, signed_in: bool) -> frozenset[tuple[str, str]]:
    """Records of which the index tells such a reader wrongly, after having caught up with a few at once.

    Whoever asks sees their own change at once; an import goes on behind the page.
    """
    behind = pending(signed_in=signed_in)
    if not behind or not is_usable():
        return frozenset()
    if len(behind) > _FEW:
        in_background(catch_up)
        return behind
    try:
        catch_up(patience=1.0)
    except BusyIndexError:
        return behind
    return pending(signed_in=signed_in)


def make_if_missing() -> bool:
    """Make the index; True if it is there now. A page does not wait for it, a command does."""
    if has_request_context() and not current_app.testing:
        in_background(_make)
        return False
    try:
        _make()
    except BusyIndexError:
        return False
    return True


def in_background(task: Callable[[], object]) -> None:
    """Do it in a thread, one at a time in this process; whoever finds one at work leaves the task to it.

    What it may overlook stays queued and is found by the next question or the next round of upkeep.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # a proxy ends with its thread
    if not _at_work.acquire(blocking=False):
        return

    def work() -> None:
        try:
            with app.app_context():
                task()
        except Exception:
            log.exception("search_upkeep_failed")
        finally:
            _at_work.release()

    threading.Thread(target=work, name="search-upkeep", daemon=True).start()


def check() -> Differences:
    """Compare what the index holds with what the rooms would hand in now."""
    wanted = {_key(one): digest(one) for one in _documents()}
    try:
        held = the_index().versions()
    except (UnusableIndexError, OSError):
        return Differences(usable=False, missing=tuple(sorted(wanted)))
    return differences(wanted, held)


def differences(wanted: Mapping[Key, str], held: Mapping[Key, str]) -> Differences:
    both = wanted.keys() & held.keys()
    stale = {key for key in both if wanted[key] != held[key]}
    return Differences(
        missing=tuple(sorted(wanted.keys() - held.keys())),
        stale=tuple(sorted(stale)),
        ghosts=tuple(sorted(held.keys() - wanted.keys())),
        same=len(both) - len(stale),
    )


def repair(found: Differences) -> None:
    """Put the differing records right; the whole index if it cannot be used."""
    keys = {(kind, record) for kind, record, _ in (*found.missing, *found.stale, *found.ghosts)}
    with current_app.app_context(), the_index().writing():
        if not found.usable or not the_index().update(_of_records(keys), keys):
            _rebuild()


def _make() -> None:
    with current_app.app_context(), the_index().writing():
        # Another process may have made it while we waited.
        if not is_usable():
            _rebuild()


def _take(tasks: Mapping[int, tuple[str, str]]) -> None:
    records = frozenset(tasks.values())
    if the_index().update(_of_records(records), records, outbox=max(tasks)):
        _forget(tasks)
    else:
        _rebuild()


def _rebuild() -> int:
    # Rows queued so far tell of changes that the documents below already show; later ones are kept.
    tasks = _tasks(None)
    size = the_index().rebuild(_documents(), outbox=max(tasks, default=0))
    _forget(tasks)
    log.info("search_index_made", documents=size)
    return size


def _tasks(most: int | None) -> dict[int, tuple[str, str]]:
    asked = select(SearchTask.id, SearchTask.kind, SearchTask.record).order_by(SearchTask.id).limit(most)
    found = {number: (kind, record) for number, kind, record in db.session.execute(asked)}
    # Ends the reading, so that the records are read as they are after this moment.
    db.session.rollback()
    return found


def _forget(tasks: Collection[int]) -> None:
    """Delete exactly these rows, by number: one with a lower number may be committed after they were read."""
    numbers = sorted(tasks)
    with transaction() as session:
        for first in range(0, len(numbers), _MOST_AT_ONCE):
            some = numbers[first : first + _MOST_AT_ONCE]
            session.execute(delete(SearchTask).where(SearchTask.id.in_(some)))


def _of_records(records: Collection[tuple[str, str]]) -> Iterator[SearchDocument]:
    for room in _rooms():
        keys = {record for kind, record in records if kind == room.KIND}
        if keys:
            yield from room.documents(keys)


def _documents() -> Iterator[SearchDocument]:
    for room in _rooms():
        yield from room.documents(None)


def _rooms() -> Iterator[ModuleType]:
    return rooms.modules("documents")


def _key(document: SearchDocument) -> Key:
    return document.kind, document.record, document.members_only
