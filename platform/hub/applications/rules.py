"""The life of a membership in one table; what an application lacks; 法人番号 and names that are the same. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import jaconv
from flask_babel import lazy_gettext as _l
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength
from stdnum.jp import cn

from hub.applications.models import Application, Section, Stage
from hub.core.forms import folded

# The text of the rules stands in templates/applications/rules.html; a new text gets a new date here.
RULES_VERSION = "2026-11-01"


class Act(StrEnum):
    SUBMIT = "submit"
    TAKE_UP = "take_up"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    REJECT = "reject"
    ADMIT = "admit"
    FALL_DUE = "fall_due"
    RENEW = "renew"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    LEAVE = "leave"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"


class Who(StrEnum):
    APPLICANT = "applicant"
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
    Step(Stage.DRAFT, Act.SUBMIT, Stage.SUBMITTED, Who.APPLICANT),
    Step(Stage.SUBMITTED, Act.TAKE_UP, Stage.IN_REVIEW, Who.SECRETARIAT),
    Step(Stage.IN_REVIEW, Act.SEND_BACK, Stage.RETURNED, Who.SECRETARIAT),
    Step(Stage.RETURNED, Act.SUBMIT, Stage.SUBMITTED, Who.APPLICANT),
    Step(Stage.IN_REVIEW, Act.APPROVE, Stage.APPROVED, Who.SECRETARIAT),
    Step(Stage.IN_REVIEW, Act.REJECT, Stage.REJECTED, Who.SECRETARIAT),
    Step(Stage.APPROVED, Act.ADMIT, Stage.ACTIVE, Who.SITE),
    Step(Stage.ACTIVE, Act.FALL_DUE, Stage.RENEWAL_DUE, Who.SECRETARIAT),
    Step(Stage.ACTIVE, Act.FALL_DUE, Stage.RENEWAL_DUE, Who.SITE),
    Step(Stage.RENEWAL_DUE, Act.RENEW, Stage.ACTIVE, Who.SECRETARIAT),
    Step(Stage.ACTIVE, Act.SUSPEND, Stage.SUSPENDED, Who.SECRETARIAT),
    Step(Stage.RENEWAL_DUE, Act.SUSPEND, Stage.SUSPENDED, Who.SECRETARIAT),
    Step(Stage.SUSPENDED, Act.REINSTATE, Stage.ACTIVE, Who.SECRETARIAT),
    Step(Stage.ACTIVE, Act.LEAVE, Stage.WITHDRAWN, Who.SECRETARIAT),
    Step(Stage.RENEWAL_DUE, Act.LEAVE, Stage.WITHDRAWN, Who.SECRETARIAT),
    Step(Stage.SUSPENDED, Act.LEAVE, Stage.WITHDRAWN, Who.SECRETARIAT),
    Step(Stage.ACTIVE, Act.ARCHIVE, Stage.ARCHIVED, Who.SECRETARIAT),
    Step(Stage.RENEWAL_DUE, Act.ARCHIVE, Stage.ARCHIVED, Who.SECRETARIAT),
    Step(Stage.SUSPENDED, Act.ARCHIVE, Stage.ARCHIVED, Who.SECRETARIAT),
    # Back from the archive nobody is in at once: ending the suspension is a second act.
    Step(Stage.ARCHIVED, Act.UNARCHIVE, Stage.SUSPENDED, Who.SECRETARIAT),
)


def steps_from(stage: Stage, who: Who) -> Sequence[Step]:
    """What this person may do with it now."""
    return [step for step in STEPS if step.start == stage and step.who == who]


def step(stage: str, act: Act, who: Who) -> Step | None:
    return next((one for one in steps_from(Stage(stage), who) if one.act is act), None)


def may_edit(application: Application | None) -> bool:
    """The applicant writes until it is submitted, and again when it has come back."""
    return application is None or step(application.stage, Act.SUBMIT, Who.APPLICANT) is not None


TOLD_BEFORE = timedelta(days=30)


def a_year_on(day: date) -> date:
    """The same day a year later; the last of February for a leap day."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 2, 28)


def next_renewal(due: date | None, today: date) -> date:
    """Renewed early or late, the year counts from the day it was due; the first such day that is still ahead."""
    following = a_year_on(due or today)
    while following <= today:
        following = a_year_on(following)
    return following


# By section, what must be there: the attribute, and how it is called. Lists are named by their section.
_NEEDED: dict[Section, tuple[tuple[str, object], ...]] = {
    Section.ORGANISATION: (
        ("name.ja", _l("Name of the organisation in Japanese")),
        ("name.en", _l("Name of the organisation in English")),
        ("name_kana", _l("Name of the organisation in katakana")),
        ("kind", _l("Kind of organisation")),
        ("size_class", _l("Size")),
        ("summary.ja", _l("What the organisation does, in Japanese")),
    ),
    Section.PEOPLE: (
        ("person.ja", _l("Name of the window contact in Japanese")),
        ("person.en", _l("Name of the window contact in Roman letters")),
        ("phone", _l("Telephone")),
    ),
}


@dataclass(frozen=True)
class Task:
    """A section, and what it still lacks; done if nothing."""

    section: Section
    missing: tuple[object, ...]
    begun: bool

    @property
    def done(self) -> bool:
        return not self.missing


def tasks(application: Application | None, *, capabilities: int, countries: int) -> list[Task]:
    """The task list. One technology and one country at least; the rules in their present text."""
    made = []
    for section in Section:
        needed = _NEEDED.get(section, ())
        missing = [label for name, label in needed if not _value(application, name)]
        begun = len(missing) < len(needed)
        if section is Section.CAPABILITIES:
            missing, begun = ([] if capabilities else [_l("At least one technology")]), bool(capabilities)
        elif section is Section.COUNTRIES:
            missing, begun = ([] if countries else [_l("At least one country")]), bool(countries)
        elif section is Section.RULES:
            begun = application is not None and application.rules_version == RULES_VERSION
            missing = [] if begun else [_l("Your agreement to the rules")]
        made.append(Task(section, tuple(missing), begun))
    return made


def _value(application: Application | None, name: str) -> object:
    found: object = application
    for part in name.split("."):
        found = getattr(found, part, "")
    return found


def read_corporate_number(typed: str) -> str:
    """The 13 digits, from any width, with spaces, hyphens or a leading T; empty for nothing."""
    return re.sub(r"[\s\-]", "", folded(typed)).upper().removeprefix("T")


def why_not_corporate_number(number: str) -> Any:
    """Which rule of the 法人番号 is broken, in words; None if none is. It is optional."""
    if not number:
        return None
    if not number.isascii():
        return _l("The corporate number consists of digits only")
    try:
        cn.validate(number)
    except InvalidLength:
        return _l("The corporate number has 13 digits; this has %(now)s characters", now=len(number))
    except InvalidFormat:
        return _l("The corporate number consists of digits only")
    except InvalidChecksum:
        return _l("The first digit does not fit the other twelve: please compare the number once more")
    return None


_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|独立行政法人|国立大学法人|学校法人"
    r"|特定非営利活動法人|\((?:株|有|同|一社|一財|公社|公財|独|学)\)"
    r"|\b(?:co\.?,? ?ltd|company,? limited|inc(?:orporated)?|corp(?:oration)?|k\.?k|ltd|limited|llc|gk|plc)\b\.?"
)


def plain_name(name: str) -> str:
    """A name as duplicates are found by it: width, case, kana, legal form, spaces and signs aside."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    bare = re.sub(r"[\W_]", "", _FORMS.sub(" ", plain))
    # A name that is nothing but a legal form is compared as it stands.
    return str(jaconv.kata2hira(bare or re.sub(r"\s", "", plain)))


def suggested_slug(name: str, taken: Sequence[str] | set[str]) -> str:
    """An address for the member's page from its English name."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    wanted = re.sub(r"[^a-z0-9]+", "-", _FORMS.sub(" ", plain)).strip("-")[:60].strip("-") or "member"
    numbered = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(one for one in numbered if one not in taken)
