"""A call in sections: what each holds, as the plain texts that a form shows and takes."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from hub.calls.models import Call, CallField, CallNeed
from hub.calls.rules import MOST_MUST_HAVES, MOST_NICE_TO_HAVES, MOST_ROLES, circle_of

Values = dict[str, str]


class Section(StrEnum):
    SUBJECT = "subject"
    PROBLEM = "problem"
    PARTNERS = "partners"
    TERMS = "terms"
    CIRCLES = "circles"


COLUMNS = {
    Section.SUBJECT: ("title_ja", "title_en", "technology_code", "phase"),
    Section.PROBLEM: ("problem", "beneficiary", "result", "written_in"),
    Section.PARTNERS: ("coordinator", "partner_work"),
    Section.TERMS: ("funding", "closes_on", "questions_until", "anonymous"),
    Section.CIRCLES: (),
}
DAYS = {"closes_on", "questions_until"}
TICKS = {"anonymous"}
# A code that may be missing is no code, not an empty one.
CODES = {"technology_code"}
NEEDS = {"must": MOST_MUST_HAVES, "nice": MOST_NICE_TO_HAVES}
_NEED = ("text", "technology", "country")


def values_of(call: Call, section: Section, chosen: Mapping[str, str]) -> Values:
    """What stands there now. The call has its countries, needs and roles loaded."""
    found = {name: _told(getattr(call, name)) for name in COLUMNS[section]}
    if section is Section.SUBJECT:
        found["countries"] = ";".join(sorted(one.country_code for one in call.countries))
    if section is Section.PARTNERS:
        found |= _roles(call)
        found |= _needs("must", [one for one in call.needs if one.must])
        found |= _needs("nice", [one for one in call.needs if not one.must])
    if section is Section.CIRCLES:
        found |= {str(field): str(circle_of(field, chosen)) for field in CallField}
    return found


def _roles(call: Call) -> Values:
    found = {}
    for place in range(MOST_ROLES):
        one = call.roles[place] if place < len(call.roles) else None
        found[f"role{place}_kind"] = one.kind if one else ""
        found[f"role{place}_text"] = one.text if one else ""
    return found


def _needs(name: str, rows: list[CallNeed]) -> Values:
    found = {}
    for place in range(NEEDS[name]):
        one = rows[place] if place < len(rows) else None
        found[f"{name}{place}_text"] = one.text if one else ""
        found[f"{name}{place}_technology"] = (one.technology_code or "") if one else ""
        found[f"{name}{place}_country"] = (one.country_code or "") if one else ""
    return found


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def fingerprint(values: Values) -> str:
    """The same for two states in which nothing differs: a form carries the one it was made from."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:24]


def write(call: Call, section: Section, values: Values) -> None:
    """Set the columns of a section; rows that hang on the call are the act's."""
    for name in COLUMNS[section]:
        given: object = values[name]
        if name in DAYS:
            given = date.fromisoformat(values[name]) if values[name] else None
        elif name in TICKS:
            given = bool(values[name])
        elif name in CODES:
            given = values[name] or None
        setattr(call, name, given)


def need_rows(values: Values) -> list[CallNeed]:
    """The needs in a form of the partners' section, in their order; a row without a text is none."""
    found: list[CallNeed] = []
    for name, most in NEEDS.items():
        for place in range(most):
            text, technology, country = (values[f"{name}{place}_{part}"] for part in _NEED)
            if text:
                found.append(
                    CallNeed(
                        position=len(found),
                        must=name == "must",
                        text=text,
                        technology_code=technology or None,
                        country_code=country or None,
                    )
                )
    return found


def role_rows(values: Values) -> list[tuple[str, str]]:
    """Kind and words of each role in a form of the partners' section."""
    rows = [(values[f"role{place}_kind"], values[f"role{place}_text"]) for place in range(MOST_ROLES)]
    return [(kind, text) for kind, text in rows if kind]
