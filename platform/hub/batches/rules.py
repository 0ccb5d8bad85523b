"""What can be done for many members at once, for which of them, and how it is taken back. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from hub.applications.models import Stage
from hub.applications.rules import Act, Who, step
from hub.members.models import IN_STANDING

UNDO_WITHIN = timedelta(days=7)


class BatchAct(StrEnum):
    VERIFY = "verify"
    UNLIST = "unlist"
    FALL_DUE = Act.FALL_DUE.value
    RENEW = Act.RENEW.value
    SUSPEND = Act.SUSPEND.value
    REINSTATE = Act.REINSTATE.value
    LEAVE = Act.LEAVE.value
    REMIND = "remind"
    TASK = "task"


# Acts on whether a record is verified; the others are steps of the table of memberships.
OF_LISTING = (BatchAct.VERIFY, BatchAct.UNLIST)
# How the journal calls what an undo puts back, and by which acts a line of a batch is overtaken.
PUT_BACK = "member-put-back"
FAMILIES = {
    True: ("record-verified", "record-unlisted", PUT_BACK),
    False: (*(f"member-{act}" for act in Act), "member-renewal-set", PUT_BACK),
}
OF_TASKS = ("task-changed", "task-done", "task-reopened")
# Letters leave with these; an undo does not call them back.
WITH_LETTERS = (BatchAct.FALL_DUE, BatchAct.LEAVE, BatchAct.REMIND)
# What is nothing but letters cannot be taken back at all.
FINAL = (BatchAct.REMIND,)
BETWEEN_REMINDERS = timedelta(days=1)
VERIFIED, UNVERIFIED = "verified", "unverified"


class Held(Protocol):
    """What a member must tell for the questions below."""

    @property
    def state(self) -> str: ...
    @property
    def verified(self) -> bool: ...
    @property
    def complete_enough(self) -> bool: ...
    @property
    def reminded_at(self) -> datetime | None: ...


class Obstacle(StrEnum):
    """Why an act cannot be done for a member, where its present state does not say it."""

    INCOMPLETE = "incomplete"
    NOBODY = "nobody"
    ASKED = "asked"


def why_not(act: BatchAct, member: Held, *, reached: bool, now: datetime) -> str:
    """What stands against it: an obstacle, or how the member stands; empty if nothing does.

    ``reached`` tells whether anybody there gets letters.
    """
    if act is BatchAct.REMIND:
        if member.state not in IN_STANDING:
            return str(member.state)
        if not reached:
            return Obstacle.NOBODY
        asked = member.reminded_at is not None and now - member.reminded_at < BETWEEN_REMINDERS
        return Obstacle.ASKED if asked else ""
    if act is BatchAct.TASK:
        return ""
    if act is BatchAct.VERIFY:
        return VERIFIED if member.verified else "" if member.complete_enough else Obstacle.INCOMPLETE
    if act is BatchAct.UNLIST:
        return "" if member.verified else UNVERIFIED
    return "" if step(Stage(member.state), Act(act), Who.SECRETARIAT) else str(member.state)


def now_of(act: BatchAct, member: Held) -> str:
    """What the act changes, as it stands."""
    return (VERIFIED if member.verified else UNVERIFIED) if act in OF_LISTING else str(member.state)


def may_undo(act: BatchAct, done_at: datetime, undone_at: datetime | None, now: datetime) -> bool:
    return act not in FINAL and undone_at is None and now - done_at <= UNDO_WITHIN
