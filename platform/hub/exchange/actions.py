"""A sheet in: checked, confirmed, carried out whole or not at all. And own members for the sample ones."""

import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hub.accounts.models import Account
from hub.core import clock, jobs, sheets
from hub.core.access import Reader
from hub.core.bilingual import Bilingual
from hub.core.changes import note_changes
from hub.core.db import Base, db, transaction
from hub.core.jobs import JobState
from hub.core.mail import OutgoingMail
from hub.exchange import plans
from hub.journal.actions import about, record, record_each
from hub.journal.models import JournalChange, JournalLine
from hub.members.importing import own_sheet
from hub.members.models import Member, Seat

# How often a job says how far it has come.
_EVERY_SECONDS = 0.5
CHANGED, WRITING = "changed", "writing"


def check(key: str) -> None:
    """The dry run of a job: what its file would change, kept for the page. Writes no member."""
    job = _job(key)
    session = db.session()
    draft = plans.draft(job.kind, jobs.upload(key).read_bytes(), job.file, session, _steps(key))
    plan = sheets.compare(draft.rows, session)
    _tell(key, JobState.CHECKING, draft, plan)


def carry_out(key: str, by: Reader) -> None:
    """Import the file of a confirmed job, if that still does what was shown. Everything or nothing."""
    job = _job(key)
    kind, file, agreed = job.kind, job.file, job.plan
    draft = plans.draft(kind, jobs.upload(key).read_bytes(), file, db.session(), _steps(key))
    db.session.rollback()
    try:
        with transaction() as session:
            # Writing first: from here on nobody else changes what is compared.
            jobs.note(key, 0, 0, at=clock.now())
            plan = sheets.compare(draft.rows, session, lock=True)
            same = not draft.rows.faults and plans.fingerprint(plan) == agreed
            if same:
                _import(kind, file, plan, session, by)
                jobs.move(key, JobState.RUNNING, JobState.DONE, at=clock.now())
    except IntegrityError:
        # What the file refers to, or what it adds, has gone or come in between.
        same = False
    if same:
        jobs.upload(key).unlink(missing_ok=True)
        return
    session = db.session()
    draft = plans.draft(kind, jobs.upload(key).read_bytes(), file, session, _steps(key))
    _tell(key, JobState.RUNNING, draft, sheets.compare(draft.rows, session), message=CHANGED)


def _job(key: str) -> jobs.Job:
    job = jobs.by_key(key)
    if job is None:
        raise LookupError("the job was tidied away")
    return job


def _tell(key: str, before: JobState, draft: plans.Draft, plan: sheets.Plan, message: str = "") -> None:
    jobs.keep_shown(key, plans.shown(draft, plan, db.session()))
    refused = bool(draft.rows.faults)
    agreed = plans.fingerprint(plan)
    db.session.rollback()
    with transaction():
        after = JobState.REFUSED if refused else JobState.CHECKED
        jobs.move(key, before, after, at=clock.now(), plan=agreed, message=message)
    if refused:
        jobs.upload(key).unlink(missing_ok=True)


def _steps(key: str) -> plans.Step:
    last = time.monotonic()

    def step(row: int, rows: int) -> None:
        nonlocal last
        if time.monotonic() - last < _EVERY_SECONDS:
            return
        # What was read is over: a transaction that writes must not begin with an old view of the database.
        db.session.rollback()
        with transaction():
            jobs.note(key, row, rows, at=clock.now())
        last = time.monotonic()

    return step


def _import(kind: str, file: str, plan: sheets.Plan, session: Session, by: Reader) -> None:
    """Carry out a plan: a line for the act, and one for each record it reached, with the fields it changed."""
    reached: dict[str, dict[str, tuple[str, str]]] = {}
    for thing, changes in plan.updated:
        named = "" if isinstance(thing, Member) else f"{kind}:{thing.id} "
        told = reached.setdefault(_subject(thing), {})
        told |= {f"{named}{field}": sides for field, sides in plans.changes_of(thing, changes).items()}
    added = sheets.apply(plan, session)
    for thing in added:
        reached.setdefault(_subject(thing), {})
    if reached:
        record("import", by=by, subject=_about(kind, file), detail=_counts(plan))
        record_each("import-record", by=by, changes=reached, detail=_about(kind, file))


def _subject(thing: Any) -> str:
    """The member a record belongs to."""
    return about("member", thing.id if isinstance(thing, Member) else thing.member_id)


def _about(kind: str, file: str) -> str:
    return f"{kind}: {file}"[:120]


def _counts(plan: sheets.Plan) -> str:
    return f"{len(plan.created)} created, {len(plan.updated)} updated"


def exported(kind: str, form: str, count: int, *, by: Reader) -> None:
    """Note that a sheet was taken away: the journal can say who has had which people's data."""
    record("export", by=by, subject=f"{kind}: {form}", detail=f"{count} rows")


@dataclass(frozen=True)
class Replaced:
    """What replacing the sample members did, or would do."""

    plan: sheets.Plan
    members: int
    accounts: int
    hanging: int


def replace_samples(content: bytes, file: str, session: Session, *, by: Reader) -> Replaced:
    """Remove every sample member with all that hangs on it, and import own members. Raises ``SheetRefused``."""
    samples = session.scalars(select(Member).where(Member.sample)).all()
    held = select(Seat.account_id).where(Seat.member_id.in_([one.id for one in samples]))
    accounts = session.scalars(select(Account).where(Account.id.in_(held), Account.sample)).all()
    hanging = _remove(Member.__table__, [one.id for one in samples], session)
    note_changes(session, samples)
    for account in accounts:
        _remove_account(account, session)
    session.expire_all()
    rows, _encoding, _unread = plans.table("members", content, file)
    plan = sheets.plan_rows(own_sheet("members", file, session), rows, session)
    sheets.apply(plan, session)
    detail = f"{_counts(plan)}, {len(samples)} sample members and {len(accounts)} sample accounts removed"
    record("replace-samples", by=by, subject=_about("members", file), detail=detail)
    return Replaced(plan, len(samples), len(accounts), hanging)


def _remove_account(account: Account, session: Session) -> None:
    """A sample account goes; if the journal tells of it, one without name and address stays in its place."""
    told = session.scalar(select(JournalLine.id).where(JournalLine.account_id == account.id).limit(1))
    session.execute(delete(OutgoingMail).where(OutgoingMail.account_id == account.id))
    if told is None:
        _remove(Account.__table__, [account.id], session)
        return
    _remove(Account.__table__, [account.id], session, itself=False)
    account.email, account.name = f"removed-{account.id}@sample.invalid", Bilingual()
    account.password_hash, account.active = "", False
    session.flush()


_KEPT = {JournalLine.__tablename__, JournalChange.__tablename__}


def _remove(table: Any, ids: list[int], session: Session, *, itself: bool = True) -> int:
    """Delete rows and, before them, whatever refers to them, however deep; a mere mention is emptied.

    Found from the tables' own foreign keys, so that a new table need not be told here. Says how many rows
    besides those asked for went.
    """
    gone = 0
    for other in reversed(Base.metadata.sorted_tables):
        if other.name in _KEPT:
            continue
        for key in other.foreign_keys:
            if key.column.table is not table:
                continue
            for some in _portions(ids):
                refers = key.parent.in_(_values(key.column, table, some, session))
                gone += _release(other, key.parent, refers, session)
    if itself:
        for some in _portions(ids):
            session.execute(delete(table).where(_identity(table).in_(some)))
    return gone


def _release(table: Table, column: Any, refers: Any, session: Session) -> int:
    if column.nullable and not column.primary_key:
        session.execute(update(table).where(refers).values({column.name: None}))
        return 0
    if "id" not in table.c:
        return int(session.execute(delete(table).where(refers)).rowcount)  # type: ignore[attr-defined]
    rows = list(session.scalars(select(table.c.id).where(refers)))
    return len(rows) + (_remove(table, rows, session) if rows else 0)


def _values(column: Any, table: Any, ids: list[int], session: Session) -> list[Any]:
    if column is _identity(table):
        return ids
    return list(session.scalars(select(column).where(_identity(table).in_(ids))))


def _identity(table: Any) -> Any:
    return table.c.id


def _portions(ids: list[int]) -> list[list[int]]:
    """Both databases limit how many values a statement may name."""
    return [ids[start : start + 500] for start in range(0, len(ids), 500)]
