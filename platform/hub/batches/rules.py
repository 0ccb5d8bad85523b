"""What can be done for many members at once, for which of them, and how it is taken back. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from hub.applications.models import Stage
from hub.applications.rules import Act, Who, step

UNDO_WITHIN = timedelta(days=7)


class BatchAct(StrEnum):
    VERIFY = "verify"
    UNLIST = "unlist"
    FALL_DUE = Act.FALL_DUE.value
    RENEW = Act.RENEW.value
    SUSPEND = Act.SUSPEND.value
    REINSTATE = Act.REINSTATE.value
    LEAVE = Act.LEAVE.value


# Acts on whether a record is verified; the others are steps of the table of memberships.
OF_LISTING = (BatchAct.VERIFY, BatchAct.UNLIST)
# How the journal calls what an undo puts back, and by which acts a line of a batch is overtaken.
PUT_BACK = "member-put-back"
FAMILIES = {
    True: ("record-verified", "record-unlisted", PUT_BACK),
    False: (*(f"member-{act}" for act in Act), "member-renewal-set", PUT_BACK),
}
# Letters leave with these; an undo does not call them back.
WITH_LETTERS = (BatchAct.FALL_DUE, BatchAct.LEAVE)
VERIFIED, UNVERIFIED = "verified", "unverified"


class Held(Protocol):
    """What a member must tell for the questions below."""

    @property
    def state(self) -> str: ...
    @property
    def verified(self) -> bool: ...
    @property
    def complete_enough(self) -> bool: ...


def possible(act: BatchAct, member: Held) -> bool:
    if act is BatchAct.VERIFY:
        return member.complete_enough and not member.verified
    if act is BatchAct.UNLIST:
        return member.verified
    return step(Stage(member.state), Act(act), Who.SECRETARIAT) is not None


def now_of(act: BatchAct, member: Held) -> str:
    """What the act changes, as it stands."""
    return (VERIFIED if member.verified else UNVERIFIED) if act in OF_LISTING else str(member.state)


def may_undo(done_at: datetime, undone_at: datetime | None, now: datetime) -> bool:
    return undone_at is None and now - done_at <= UNDO_WITHIN
