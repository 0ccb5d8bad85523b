"""The lives of an expression of interest and of an invitation, each in one table, and who may do what. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hub.calls.models import Call, CallNeed, Stage
from hub.calls.rules import Standing
from hub.consortia.models import ExpressionState, Fills, InvitationState
from hub.consortia.rules import WITH_ROOM


class Act(StrEnum):
    SEND = "send"
    AGAIN = "again"
    SHORTLIST = "shortlist"
    INVITE = "invite"
    ACCEPT = "accept"
    DECLINE = "decline"
    COUNTER = "counter"
    AGREE = "agree"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class Who(StrEnum):
    """The member that answers or is invited; the lead, who runs the call; the site, by the day."""

    MEMBER = "member"
    LEAD = "lead"
    SITE = "site"


@dataclass(frozen=True)
class Step:
    """From, act, to, who."""

    start: StrEnum
    act: Act
    end: StrEnum
    who: Who


_E, _I = ExpressionState, InvitationState

EXPRESSION_STEPS = (
    Step(_E.DRAFT, Act.SEND, _E.SENT, Who.MEMBER),
    Step(_E.SENT, Act.SHORTLIST, _E.SHORTLISTED, Who.LEAD),
    Step(_E.SENT, Act.INVITE, _E.INVITED, Who.LEAD),
    Step(_E.SHORTLISTED, Act.INVITE, _E.INVITED, Who.LEAD),
    Step(_E.SENT, Act.DECLINE, _E.DECLINED, Who.LEAD),
    Step(_E.SHORTLISTED, Act.DECLINE, _E.DECLINED, Who.LEAD),
    Step(_E.SENT, Act.WITHDRAW, _E.WITHDRAWN, Who.MEMBER),
    Step(_E.SHORTLISTED, Act.WITHDRAW, _E.WITHDRAWN, Who.MEMBER),
    Step(_E.WITHDRAWN, Act.AGAIN, _E.DRAFT, Who.MEMBER),
    Step(_E.SENT, Act.EXPIRE, _E.EXPIRED, Who.SITE),
    Step(_E.SHORTLISTED, Act.EXPIRE, _E.EXPIRED, Who.SITE),
)

INVITATION_STEPS = (
    Step(_I.SENT, Act.ACCEPT, _I.ACCEPTED, Who.MEMBER),
    Step(_I.SENT, Act.DECLINE, _I.DECLINED, Who.MEMBER),
    Step(_I.SENT, Act.COUNTER, _I.COUNTERED, Who.MEMBER),
    Step(_I.SENT, Act.WITHDRAW, _I.WITHDRAWN, Who.LEAD),
    Step(_I.SENT, Act.EXPIRE, _I.EXPIRED, Who.SITE),
    # What the member would do instead waits for the lead.
    Step(_I.COUNTERED, Act.AGREE, _I.ACCEPTED, Who.LEAD),
    Step(_I.COUNTERED, Act.REFUSE, _I.DECLINED, Who.LEAD),
    Step(_I.COUNTERED, Act.DECLINE, _I.DECLINED, Who.MEMBER),
    Step(_I.COUNTERED, Act.EXPIRE, _I.EXPIRED, Who.SITE),
)

# The caller owes a decision on these, and knows them by name.
DECIDABLE = (_E.SENT, _E.SHORTLISTED)
OPEN_INVITATIONS = (_I.SENT, _I.COUNTERED)
# How long a caller has after the closing date, and either side for a counter-proposal.
DECIDE_WITHIN = timedelta(days=14)
COUNTER_WITHIN = timedelta(days=14)


class DeclineReason(StrEnum):
    """Why a caller declines an expression of interest, as far as figures need to know."""

    MUST_HAVES = "must_haves"
    ROLE_FILLED = "role_filled"
    OTHER_CHOSEN = "other_chosen"
    TIMING = "timing"
    CALL_ENDED = "call_ended"
    OTHER = "other"


class Bar(StrEnum):
    """Why a member cannot answer a call."""

    NOT_OPEN = "not_open"
    OWN = "own"
    IN_TEAM = "in_team"


def ends(steps: Iterable[Step], act: Act, who: Who) -> dict[StrEnum, StrEnum]:
    """Where this leads, from each state in which such a person can do it."""
    return {one.start: one.end for one in steps if one.act is act and one.who is who}


def acts_of(steps: Iterable[Step], state: str, who: Who) -> list[Act]:
    """What such a person can do now: the page's buttons."""
    return [one.act for one in steps if one.start == state and one.who is who]


def bar(call: Call, reader: Standing, *, in_team: bool) -> Bar | None:
    """What keeps this reader's member from answering the call; None if nothing does."""
    if call.member_id == reader.member_id:
        return Bar.OWN
    if in_team:
        return Bar.IN_TEAM
    return None if call.stage == Stage.OPEN else Bar.NOT_OPEN


def may_invite(call: Call) -> bool:
    return call.stage in WITH_ROOM


def decide_by(call: Call, today: date) -> date:
    """The day by which the caller owes a decision: two weeks after all can have answered."""
    return max(call.closes_on or today, today) + DECIDE_WITHIN


def fills_by_record(
    need: CallNeed, technologies: Collection[str], countries: Collection[str]
) -> Fills | None:
    """What the record says of a need: all, one of two, or nothing of what it names. None if it names nothing that
    a record holds, so that only people can tell."""
    asked = [
        code in held
        for code, held in ((need.technology_code, technologies), (need.country_code, countries))
        if code is not None
    ]
    if not asked:
        return None
    if all(asked):
        return Fills.YES
    return Fills.PARTLY if any(asked) else Fills.NO


@dataclass(frozen=True)
class Prefill:
    """An answer to begin with, and where it comes from: an ``earlier`` one, the ``record``, or nowhere."""

    fills: str = ""
    text: str = ""
    source: str = ""


def missing(role: str, answers: Mapping[int, tuple[str, str]], musts: Iterable[CallNeed]) -> list[str]:
    """What an expression of interest lacks before it can be sent: its role, and must-haves without an answer."""
    lacks = [] if role else ["role"]
    return lacks + [need.text for need in musts if not answers.get(need.id, ("", ""))[0]]


Subject = tuple[str, str, str]


def subject_of(need: CallNeed) -> Subject:
    """What a need is about, to know it again in another call."""
    named = (need.technology_code or "", need.country_code or "")
    return (*named, "" if any(named) else need.text.casefold())


def prefilled(
    needs: Iterable[CallNeed],
    earlier: Mapping[Subject, tuple[str, str]],
    by_record: Mapping[int, tuple[Fills | None, str]],
) -> dict[int, Prefill]:
    """For each need the answer to begin with. What this member wrote last of the same is better than its record:
    a person chose the words."""
    found = {}
    for need in needs:
        if subject_of(need) in earlier:
            fills, text = earlier[subject_of(need)]
            found[need.id] = Prefill(fills, text, "earlier")
            continue
        told, text = by_record.get(need.id, (None, ""))
        found[need.id] = Prefill(told, text, "record") if told and text else Prefill()
    return found
