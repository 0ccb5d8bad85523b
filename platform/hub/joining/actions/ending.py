"""The end of a call or team: whoever waits is answered, whoever is in is told, and the room is closed."""

from datetime import datetime

from hub.calls.actions import move
from hub.calls.models import Call, DissolveReason
from hub.calls.rules import Act, Who
from hub.core.access import Reader
from hub.joining.actions.expressions import decline_all
from hub.joining.actions.invitations import withdraw_all
from hub.joining.actions.places import end_all
from hub.journal.actions import about, record


def withdraw_call(call: Call, who: Who, words: str, *, by: Reader, at: datetime) -> None:
    """Take a call back before its team forms; ``calls.actions.TooLate`` if it cannot be any more."""
    moved = move(call, Act.WITHDRAW, who, reason_words=words, ended_at=at)
    _end(moved, words, by=by, at=at)
    record("call-withdrawn", by=by, subject=about("call", call.id))


def dissolve(call: Call, reason: DissolveReason, words: str, *, by: Reader, at: datetime) -> None:
    """End a team. Its record stays; its room is closed with the same transaction."""
    moved = move(call, Act.DISSOLVE, Who.LEAD, reason=reason, reason_words=words, ended_at=at)
    _end(moved, words, by=by, at=at)
    record("call-dissolved", by=by, subject=about("call", call.id), detail=str(reason))


def _end(call: Call, words: str, *, by: Reader, at: datetime) -> None:
    # Places last: an invitation accepted in this moment has taken its place by then.
    decline_all(call, words, by=by, at=at)
    withdraw_all(call, words, by=by, at=at)
    end_all(call, words, at=at)
