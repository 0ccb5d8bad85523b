"""Doing one thing for many members, in one transaction, and taking it back where nobody has changed it since."""

from collections.abc import Sequence
from datetime import datetime

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
from hub.members.models import Member
from hub.record import actions as records


def do(
    key: str,
    act: BatchAct,
    members: Sequence[Member],
    reason: str,
    *,
    by: Reader,
    account: Account,
    at: datetime,
) -> Batch:
    """Those for whom it is not possible any more are left as they are, and are not in the batch."""
    batch = Batch(key=key, act=act, reason=reason, account_id=account.id, done_at=at)
    db.session.add(batch)
    db.session.flush()
    for member in members:
        if rules.possible(act, member):
            before = rules.now_of(act, member)
            _act(act, member, reason, by=by, at=at)
            line = BatchLine(batch_id=batch.id, member_id=member.id, before=before)
            line.after = rules.now_of(act, member)
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
    for line in queries.lines(batch):
        if rules.now_of(act, line.member) == line.after:
            for back in rules.way_back(act, line.before):
                _act(back, line.member, batch.reason, by=by, at=at)
            line.undone = True
    record("batch-undone", by=by, subject=about("batch", batch.id), detail=act)
    return True


def _act(act: BatchAct, member: Member, reason: str, *, by: Reader, at: datetime) -> None:
    if act is BatchAct.VERIFY:
        records.verify(member, by=by)
    elif act is BatchAct.UNLIST:
        records.unverify(member, by=by, reason=reason)
    else:
        standing.change_standing(member, Act(act), reason, by=by, at=at)
    db.session.flush()
