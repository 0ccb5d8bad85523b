"""Doing one thing for many members, in one transaction, and taking it back where nobody has changed it since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update

from hub.accounts.models import Account
from hub.applications import actions as standing
from hub.applications.rules import Act
from hub.batches import queries, rules
from hub.batches.models import Batch, BatchLine
from hub.batches.rules import BatchAct
from hub.core.access import Reader
from hub.core.db import db
from hub.journal.actions import about, record
from hub.journal.models import JournalLine
from hub.members.models import Member
from hub.record import actions as records
from hub.secretariat import actions as tasks
from hub.secretariat.actions import TaskDraft


@dataclass(frozen=True)
class Given:
    """To whom the tasks of a batch are given, and until when."""

    assignee_id: int
    due_on: date


def do(
    key: str,
    act: BatchAct,
    members: Sequence[Member],
    reason: str,
    *,
    by: Reader,
    account: Account,
    at: datetime,
    task: Given | None = None,
) -> Batch:
    """Those for whom it is not possible any more are left as they are, and are not in the batch."""
    batch = Batch(key=key, act=act, reason=reason, account_id=account.id, done_at=at)
    db.session.add(batch)
    db.session.flush()
    reached = queries.reached(members)
    for member in members:
        if not rules.why_not(act, member, reached=member.id in reached, now=at):
            if task is not None:
                draft = TaskDraft(reason, "", task.assignee_id, task.due_on, about("member", member.id))
                given = tasks.give(draft, by=by, at=at)
                db.session.add(
                    BatchLine(batch_id=batch.id, member_id=member.id, before="", after=str(given.id))
                )
                continue
            before = rules.now_of(act, member)
            told = _act(act, member, reason, by=by, at=at)
            db.session.flush()
            line = BatchLine(batch_id=batch.id, member_id=member.id, before=before)
            line.after, line.line_id = rules.now_of(act, member), told.id if told else None
            db.session.add(line)
    record("batch-done", by=by, subject=about("batch", batch.id), detail=act, reason=reason)
    return batch


def undo(batch: Batch, *, by: Reader, at: datetime) -> bool:
    """Put back what nobody has changed since; False if it was taken back already."""
    mine = db.session.execute(
        update(Batch)
        .where(Batch.id == batch.id, Batch.undone_at.is_(None))
        .values(undone_at=at)
        .execution_options(synchronize_session=False)
    )
    if not mine.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        return False
    act = BatchAct(batch.act)
    held = queries.lines(batch)
    if act is BatchAct.TASK:
        for line, task in queries.untouched_tasks(held):
            tasks.take_back(task, by=by)
            line.undone = True
        record("batch-undone", by=by, subject=about("batch", batch.id), detail=act)
        return True
    touched = queries.changed_since(held, rules.FAMILIES[act in rules.OF_LISTING])
    before = queries.told_before([line.line_id for line in held if line.line_id])
    for line in held:
        if line.id not in touched and rules.now_of(act, line.member) == line.after:
            _put_back(act, line, before.get(line.line_id or 0, {}), batch, by=by)
            line.undone = True
    record("batch-undone", by=by, subject=about("batch", batch.id), detail=act)
    return True


def _act(act: BatchAct, member: Member, reason: str, *, by: Reader, at: datetime) -> JournalLine | None:
    if act is BatchAct.VERIFY:
        return records.verify(member, by=by)
    if act is BatchAct.UNLIST:
        return records.unverify(member, by=by, reason=reason)
    if act is BatchAct.REMIND:
        return records.ask_now(member, by=by, reason=reason, at=at)
    return standing.change_standing(member, Act(act), reason, by=by, at=at)


def _put_back(act: BatchAct, line: BatchLine, before: Mapping[str, str], batch: Batch, *, by: Reader) -> None:
    if act in rules.OF_LISTING:
        line.member.verified = line.before == rules.VERIFIED
        changes = {"verified": (line.after, line.before)}
        record(rules.PUT_BACK, by=by, subject=about("member", line.member_id), changes=changes)
        return
    stood = {**standing.told(line.member), "state": line.before, **before}
    standing.put_back_standing(line.member, stood, act=rules.PUT_BACK, ended_at=batch.done_at, by=by)
