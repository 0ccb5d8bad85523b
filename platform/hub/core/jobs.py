"""Long work: done in a thread of the web process, told of in a row that pages show, with its file beside it.

A job belongs to the person who began it. It is a step on the way, not a record: an hour later row and file are
gone, and what was done stands in the journal.
"""

import json
import secrets
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy import String, Text, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from hub.core import clock
from hub.core.chores import Chore
from hub.core.config import Settings
from hub.core.db import Model, Moment, db, transaction

log = structlog.get_logger(__name__)

KEPT = timedelta(hours=1)
# Work that has said nothing for so long was killed with its process.
SILENT = timedelta(minutes=2)


class JobState(StrEnum):
    """A job is checked first and waits to be confirmed; then it is carried out."""

    CHECKING = "checking"
    CHECKED = "checked"
    REFUSED = "refused"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Model):
    """``message`` is a word for the page to put into a sentence; ``plan`` says what was shown to be confirmed."""

    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[int] = mapped_column(index=True)
    file: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10))
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(String(40), default="")
    plan: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(Moment, index=True)
    touched_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def at_work(self) -> bool:
        return self.state in (JobState.CHECKING, JobState.RUNNING)

    def stopped(self, now: datetime) -> bool:
        """Whether it was killed with its process: at work, and silent for too long."""
        return self.at_work and now - self.touched_at > SILENT


def add(kind: str, file: str, content: bytes, *, account_id: int, at: datetime) -> Job:
    """A job that begins by being checked; its file is kept under a name nobody can guess."""
    made = Job(
        key=secrets.token_hex(16),
        kind=kind,
        account_id=account_id,
        file=file[:200],
        state=JobState.CHECKING,
        made_at=at,
        touched_at=at,
    )
    db.session.add(made)
    path = upload(made.key)
    path.touch(mode=0o600)
    path.write_bytes(content)
    return made


def by_key(key: str) -> Job | None:
    return db.session.scalars(select(Job).where(Job.key == key)).one_or_none()


def move(key: str, before: JobState, after: JobState, *, at: datetime, **values: Any) -> bool:
    """Take a job from one state to the next; False if somebody else has, so that two clicks count once."""
    moved = db.session.execute(
        update(Job)
        .where(Job.key == key, Job.state == before)
        .values(state=after, touched_at=at, **values)
        .execution_options(synchronize_session=False)
    )
    return bool(moved.rowcount)  # type: ignore[attr-defined]  # an UPDATE always gives a cursor result


def forget(key: str) -> bool:
    """Put a job away that waits or is over; False if it is at work."""
    gone = db.session.execute(
        delete(Job).where(Job.key == key, Job.state.not_in((JobState.CHECKING, JobState.RUNNING)))
    )
    if not gone.rowcount:  # type: ignore[attr-defined]  # a DELETE always gives a cursor result
        return False
    for path in folder().glob(f"{key}.*"):
        path.unlink(missing_ok=True)
    return True


def note(key: str, done: int, total: int, *, at: datetime) -> None:
    """Say how far it has come."""
    db.session.execute(
        update(Job)
        .where(Job.key == key)
        .values(done=done, total=total, touched_at=at)
        .execution_options(synchronize_session=False)
    )


def start(work: Callable[[str], None], key: str) -> None:
    """Do ``work`` on a job in a thread of this process. What it cannot finish fails, and says so."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own way to it
    threading.Thread(target=_work, args=(app, work, key), name=f"job-{key[:6]}", daemon=True).start()


def _work(app: Flask, work: Callable[[str], None], key: str) -> None:
    with app.app_context():
        try:
            work(key)
        except Exception:
            log.exception("job_failed", job=key[:6])
            db.session.rollback()
            _fail(key)
        finally:
            db.session.remove()


def _fail(key: str) -> None:
    try:
        with transaction() as session:
            session.execute(
                update(Job)
                .where(Job.key == key, Job.state.in_((JobState.CHECKING, JobState.RUNNING)))
                .values(state=JobState.FAILED, touched_at=clock.now())
            )
    except Exception:
        # The database is away: the job falls silent, which the page says too.
        log.exception("job_failed_silently", job=key[:6])


def folder() -> Path:
    settings: Settings = current_app.extensions["settings"]
    made = settings.instance / "jobs"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def upload(key: str) -> Path:
    return folder() / f"{key}.upload"


def keep_shown(key: str, shown: Any) -> None:
    """Keep what the page shows; written beside and moved, so that no reader meets half of it."""
    path = folder() / f"{key}.json"
    beside = path.with_suffix(".new")
    beside.touch(mode=0o600)
    beside.write_text(json.dumps(shown, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


def shown(key: str) -> Any:
    """What was kept to be shown; None if there is nothing (yet)."""
    try:
        return json.loads((folder() / f"{key}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def tidy(now: datetime) -> int:
    """Remove jobs and files older than an hour; says how many files."""
    before = now - KEPT
    with transaction() as session:
        session.execute(delete(Job).where(Job.made_at < before))
    old = [path for path in folder().iterdir() if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


CHORES = (Chore("tidy jobs", timedelta(minutes=5), tidy),)
