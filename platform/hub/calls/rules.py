"""The life of a call in one table, who sees which field, and what a call must have to be published. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hub.calls.models import Call, CallField, Circle, Stage


class Act(StrEnum):
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    CLOSE = "close"
    FORM = "form"
    AGREE = "agree"
    WITHDRAW = "withdraw"
    DISSOLVE = "dissolve"


class Who(StrEnum):
    """The lead is whoever runs the call for its member; the site acts by the day or by what all have agreed to."""

    LEAD = "lead"
    SECRETARIAT = "secretariat"
    SITE = "site"


@dataclass(frozen=True)
class Step:
    """From, act, to, who."""

    start: Stage
    act: Act
    end: Stage
    who: Who


STEPS = (
    Step(Stage.DRAFT, Act.SUBMIT, Stage.IN_REVIEW, Who.LEAD),
    Step(Stage.RETURNED, Act.SUBMIT, Stage.IN_REVIEW, Who.LEAD),
    Step(Stage.IN_REVIEW, Act.TAKE_BACK, Stage.DRAFT, Who.LEAD),
    Step(Stage.IN_REVIEW, Act.SEND_BACK, Stage.RETURNED, Who.SECRETARIAT),
    Step(Stage.IN_REVIEW, Act.PUBLISH, Stage.OPEN, Who.SECRETARIAT),
    Step(Stage.OPEN, Act.CLOSE, Stage.CLOSED, Who.LEAD),
    Step(Stage.OPEN, Act.CLOSE, Stage.CLOSED, Who.SITE),
    # A team that is not sought in public: those invited by name alone.
    Step(Stage.DRAFT, Act.FORM, Stage.FORMING, Who.LEAD),
    Step(Stage.CLOSED, Act.FORM, Stage.FORMING, Who.LEAD),
    Step(Stage.FORMING, Act.AGREE, Stage.AGREED, Who.SITE),
    Step(Stage.DRAFT, Act.WITHDRAW, Stage.WITHDRAWN, Who.LEAD),
    Step(Stage.RETURNED, Act.WITHDRAW, Stage.WITHDRAWN, Who.LEAD),
    Step(Stage.OPEN, Act.WITHDRAW, Stage.WITHDRAWN, Who.LEAD),
    Step(Stage.CLOSED, Act.WITHDRAW, Stage.WITHDRAWN, Who.LEAD),
    Step(Stage.IN_REVIEW, Act.WITHDRAW, Stage.WITHDRAWN, Who.SECRETARIAT),
    Step(Stage.OPEN, Act.WITHDRAW, Stage.WITHDRAWN, Who.SECRETARIAT),
    Step(Stage.FORMING, Act.DISSOLVE, Stage.DISSOLVED, Who.LEAD),
    Step(Stage.AGREED, Act.DISSOLVE, Stage.DISSOLVED, Who.LEAD),
)
# The lead writes in these; what others have begun to answer stays as it is.
WRITTEN_IN = (Stage.DRAFT, Stage.RETURNED)
# Members find a call in these; later it is the team's alone.
ON_THE_BOARD = (Stage.OPEN, Stage.CLOSED)
OVER = (Stage.DISSOLVED, Stage.WITHDRAWN)

MOST_MUST_HAVES, MOST_NICE_TO_HAVES, MOST_ROLES = 5, 5, 6
SHORTEST, USUAL, LONGEST = timedelta(days=7), timedelta(days=42), timedelta(days=365)
# Questions end before the call, so that everybody can still answer with what was said.
QUESTIONS_END = timedelta(days=3)

USUAL_CIRCLES = {
    field: {CallField.TITLE: Circle.PUBLIC, CallField.FUNDING: Circle.INVITED}.get(field, Circle.MEMBERS)
    for field in CallField
}
# Whoever is to answer must see what is asked for.
_WIDE = {CallField.TITLE, CallField.ROLES, CallField.MUST_HAVES}


@dataclass(frozen=True)
class Standing:
    """A reader with the seat they hold now."""

    account_id: int | None
    member_id: int | None = None
    window: bool = False
    secretariat: bool = False


def ends(act: Act, who: Who) -> dict[Stage, Stage]:
    """Where this leads, from each stage in which such a person can do it."""
    return {one.start: one.end for one in STEPS if one.act is act and one.who is who}


def acts_of(stage: str, who: Who) -> list[Act]:
    """What such a person can do now: the page's buttons."""
    return [one.act for one in STEPS if one.start == stage and one.who is who]


def may_run(call: Call, reader: Standing) -> bool:
    """The person who answers for it, and the window contacts of its member."""
    if reader.member_id is None or call.member_id != reader.member_id:
        return False
    return reader.window or call.account_id == reader.account_id


def may_do(act: Act, call: Call, reader: Standing) -> bool:
    who = Who.SECRETARIAT if reader.secretariat else Who.LEAD
    return call.stage in ends(act, who) and (reader.secretariat or may_run(call, reader))


def may_write(call: Call, reader: Standing) -> bool:
    return call.stage in WRITTEN_IN and may_run(call, reader)


def circles_to_choose(field: CallField) -> tuple[Circle, ...]:
    return (Circle.PUBLIC, Circle.MEMBERS) if field in _WIDE else tuple(Circle)


def circle_of(field: CallField, chosen: Mapping[str, str]) -> Circle:
    return Circle(chosen.get(field, USUAL_CIRCLES[field]))


def circles_up_to(widest: Circle) -> frozenset[Circle]:
    """All circles whose fields somebody of this circle sees."""
    order = list(Circle)
    return frozenset(order[: order.index(widest) + 1])


def seen(chosen: Mapping[str, str], circle: Circle | None) -> frozenset[CallField]:
    """The fields that somebody of this circle sees; none for None, to whom the call does not exist."""
    if circle is None:
        return frozenset()
    allowed = circles_up_to(circle)
    return frozenset(field for field in CallField if circle_of(field, chosen) in allowed)


def may_ask_question(call: Call, today: date) -> bool:
    return call.stage == Stage.OPEN and (call.questions_until is None or today <= call.questions_until)


def is_possible_close(closes_on: date, today: date) -> bool:
    return today + SHORTEST <= closes_on <= today + LONGEST


def is_possible_question_end(questions_until: date, closes_on: date, today: date) -> bool:
    return today < questions_until <= closes_on - QUESTIONS_END


class Check(StrEnum):
    """The quality checklist: what the site can tell by itself, then what a person must look at."""

    TITLE = "title"
    SUBJECT = "subject"
    PROBLEM = "problem"
    BENEFICIARY = "beneficiary"
    RESULT = "result"
    PARTNER_WORK = "partner_work"
    SOUGHT = "sought"
    DATES = "dates"
    NAMELESS = "nameless"
    GENUINE = "genuine"
    NO_ADVERTISEMENT = "no_advertisement"
    FAIR = "fair"
    NO_SECRETS = "no_secrets"


BY_EYE = (Check.GENUINE, Check.NO_ADVERTISEMENT, Check.FAIR, Check.NO_SECRETS)
_SHORTEST_TEXT = 15
_CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}|https?://|www\.|\d{2,4}-\d{2,4}-\d{3,4}", re.I)


@dataclass(frozen=True)
class Written:
    """What a call says, as the checklist reads it; ``names`` are those of its member."""

    call: Call
    countries: int
    sought: Sequence[str]
    names: Sequence[str] = ()


def checked(written: Written, today: date) -> dict[Check, bool]:
    """What the site can tell of the checklist."""
    call = written.call
    close = call.closes_on
    return {
        Check.TITLE: bool(call.title.ja and call.title.en),
        Check.SUBJECT: bool(call.technology_code and written.countries),
        Check.PROBLEM: len(call.problem) >= _SHORTEST_TEXT,
        Check.BENEFICIARY: len(call.beneficiary) >= _SHORTEST_TEXT // 3,
        Check.RESULT: len(call.result) >= _SHORTEST_TEXT,
        Check.PARTNER_WORK: len(call.partner_work) >= _SHORTEST_TEXT,
        Check.SOUGHT: bool(written.sought),
        Check.DATES: bool(
            close
            and is_possible_close(close, today)
            and call.questions_until
            and is_possible_question_end(call.questions_until, close, today)
        ),
        Check.NAMELESS: not call.anonymous or not tells_who(written),
    }


def tells_who(written: Written) -> bool:
    """Whether an anonymous call names its member, or how to reach it."""
    call = written.call
    texts = (
        call.title.ja,
        call.title.en,
        call.problem,
        call.beneficiary,
        call.result,
        call.partner_work,
        call.funding,
        *written.sought,
    )
    whole = "\n".join(texts).casefold()
    return bool(_CONTACT.search(whole)) or any(name.casefold() in whole for name in written.names if name)


def missing(found: Mapping[Check, bool]) -> list[Check]:
    return [check for check, good in found.items() if not good]


@dataclass(frozen=True)
class Interest:
    """Where a member is strong and where it looks: what an alert goes by."""

    member_id: int
    technologies: Collection[str]
    countries: Collection[str]


def fits(technology: str | None, countries: Collection[str], member: Interest) -> bool:
    """Whether a call is worth telling a member: it has the technology asked for, or one of a need, and is in, or
    looks at, one of the countries. A call that keeps one of both from members is judged by the other."""
    has = technology is None or technology in member.technologies
    there = not countries or bool(set(countries) & set(member.countries))
    return has and there and bool(technology or countries)


def fitting(technology: str | None, countries: Collection[str], members: Iterable[Interest]) -> list[int]:
    return [one.member_id for one in members if fits(technology, countries, one)]
