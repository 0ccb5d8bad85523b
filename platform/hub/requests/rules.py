"""The life of a request in one table, who sees it, and when it is reminded of and expires. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from hub.core.clock import JAPAN
from hub.requests.models import State


class Act(StrEnum):
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"
    REMIND = "remind"
    EXPIRE = "expire"


class Who(StrEnum):
    """What a person is to one request. A window runs the affairs of the side it belongs to."""

    ASKER = "asker"
    OWNER = "owner"
    ASKERS_WINDOW = "askers_window"
    OWNERS_WINDOW = "owners_window"
    SITE = "site"


@dataclass(frozen=True)
class Step:
    """From a state, by an act, to a state, and who may do it."""

    start: State
    act: Act
    end: State
    who: frozenset[Who]


def _step(start: State, act: Act, end: State, *who: Who) -> Step:
    return Step(start, act, end, frozenset(who))


STEPS = (
    _step(State.OPEN, Act.ANSWER, State.ANSWERED, Who.OWNER),
    _step(State.REMINDED, Act.ANSWER, State.ANSWERED, Who.OWNER),
    _step(State.OPEN, Act.WITHDRAW, State.WITHDRAWN, Who.ASKER, Who.ASKERS_WINDOW),
    _step(State.REMINDED, Act.WITHDRAW, State.WITHDRAWN, Who.ASKER, Who.ASKERS_WINDOW),
    _step(State.OPEN, Act.HAND_OVER, State.OPEN, Who.OWNERS_WINDOW),
    _step(State.REMINDED, Act.HAND_OVER, State.REMINDED, Who.OWNERS_WINDOW),
    _step(State.OPEN, Act.REMIND, State.REMINDED, Who.SITE),
    _step(State.REMINDED, Act.REMIND, State.REMINDED, Who.SITE),
    _step(State.OPEN, Act.EXPIRE, State.EXPIRED, Who.SITE),
    _step(State.REMINDED, Act.EXPIRE, State.EXPIRED, Who.SITE),
)
# Somebody owes an answer.
WAITING = (State.OPEN, State.REMINDED)

EARLIEST_DUE, USUAL_DUE, LATEST_DUE = timedelta(days=1), timedelta(days=14), timedelta(days=60)
REMINDED_BEFORE = timedelta(days=3)
EXPIRES_AFTER = timedelta(days=7)
# Reminders come with the working day, not at midnight.
_MORNING = timedelta(hours=8)


class Asked(Protocol):
    """What a request must tell for the questions below."""

    @property
    def state(self) -> str: ...
    @property
    def asker_id(self) -> int: ...
    @property
    def owner_id(self) -> int: ...
    @property
    def asker_side(self) -> str: ...
    @property
    def owner_side(self) -> str: ...


@dataclass(frozen=True)
class Standing:
    """A reader, the side they belong to now, and whether they run its affairs."""

    account_id: int
    side: str = ""
    window: bool = False


def starts(act: Act) -> list[State]:
    """The states in which this can be done."""
    return list(ends(act))


def ends(act: Act) -> dict[State, State]:
    """Where this leads, from each state in which it can be done."""
    return {one.start: one.end for one in STEPS if one.act is act}


def who_is(asked: Asked, reader: Standing) -> frozenset[Who]:
    """What this reader is to the request; nothing for a stranger.

    Who has left the side for which they asked or answered is a stranger from then on.
    """
    own_asker, own_owner = asked.asker_side == reader.side, asked.owner_side == reader.side
    found = {
        Who.ASKER: own_asker and asked.asker_id == reader.account_id,
        Who.OWNER: own_owner and asked.owner_id == reader.account_id,
        Who.ASKERS_WINDOW: own_asker and reader.window and bool(reader.side),
        Who.OWNERS_WINDOW: own_owner and reader.window and bool(reader.side),
    }
    return frozenset(who for who, is_so in found.items() if is_so)


def is_owners_side(asked: Asked, reader: Standing) -> bool:
    return bool(who_is(asked, reader) & {Who.OWNER, Who.OWNERS_WINDOW})


def may_see(asked: Asked, reader: Standing) -> bool:
    return bool(who_is(asked, reader))


def has_part(act: Act, asked: Asked, reader: Standing) -> bool:
    """Whether this is, or was while it waited, for this reader to do."""
    own = who_is(asked, reader)
    return any(one.who & own for one in STEPS if one.act is act)


def may(act: Act, asked: Asked, reader: Standing) -> bool:
    return asked.state in starts(act) and has_part(act, asked, reader)


def acts_of(asked: Asked, reader: Standing) -> list[Act]:
    """What this reader can do now: the page's buttons."""
    return [act for act in Act if may(act, asked, reader)]


def days_left(due: date, today: date) -> int:
    return (due - today).days


def is_overdue(state: str, due: date, today: date) -> bool:
    return state in WAITING and due < today


def reminding_day(now: datetime) -> date:
    """The day that reminders go by: it begins at eight in the morning in Japan."""
    return (now.astimezone(JAPAN) - _MORNING).date()


def reminders_due(asked_on: date, due: date, day: date) -> int:
    """How many reminders should have left by this day: one three days before, one on the day.

    What was asked so shortly before that it is still fresh is reminded of on the day alone.
    """
    if day >= due:
        return 2
    first = due - REMINDED_BEFORE
    return 1 if day >= first > asked_on else 0


def is_expired(due: date, day: date) -> bool:
    """Whether the days of grace after the reply-by date are over."""
    return day > due + EXPIRES_AFTER


def expires_on(due: date) -> date:
    """The last day on which it can be answered."""
    return due + EXPIRES_AFTER


def first_due(today: date) -> date:
    return today + EARLIEST_DUE


def last_due(today: date) -> date:
    return today + LATEST_DUE


def is_possible_due(due: date, today: date) -> bool:
    return first_due(today) <= due <= last_due(today)


def overdue_days(dues: Iterable[date], today: date) -> int:
    """How long the oldest has been overdue; 0 if none is."""
    return max(((today - due).days for due in dues), default=0)
