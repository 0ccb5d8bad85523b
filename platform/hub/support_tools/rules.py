"""Where and for what a support tool applies, as far as its source says, and which a reader asks for. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Applicability(StrEnum):
    """``UNKNOWN``: the source does not say, or we do not know the country's class."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CountryFacts:
    """What the rule asks of a country: ISO code, group, whether it is on the DAC list, whether in ASEAN."""

    code: str
    group: str
    oda_recipient: bool | None
    asean: bool


def applicability(
    tool_countries: str, tool_technologies: str, *, country: CountryFacts, technology: str | None
) -> Applicability:
    """Whether a tool can be used for a country and, if one is given, a technology.

    Both lists are separated by ``;``. Countries: ``*`` all, ``oda`` recipients of development assistance,
    ``asean``, ``group:<name>``, an ISO code, ``?`` not stated. Technologies: ``*`` all or codes.
    """
    if technology is not None and not covers(tool_technologies, technology):
        return Applicability.NO
    answers = {_answer(token.strip(), country) for token in tool_countries.split(";")}
    for answer in (Applicability.YES, Applicability.UNKNOWN):
        if answer in answers:
            return answer
    return Applicability.NO


def covers(tool_technologies: str, technology: str) -> bool:
    """Whether a tool's list of technologies, ``*`` or codes, has this one."""
    listed = {token.strip() for token in tool_technologies.split(";")}
    return "*" in listed or technology in listed


@dataclass(frozen=True)
class Wanted:
    """What a reader asks for; an empty value asks for nothing."""

    technology: str = ""
    country: str = ""
    type: str = ""
    phase: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return any((self.technology, self.country, self.type, self.phase, self.text))


@dataclass(frozen=True)
class Face:
    """What one may filter a tool by: the answer for the country asked about, and its words, folded."""

    id: str
    technologies: str
    types: frozenset[str]
    phases: frozenset[str]
    applicability: Applicability
    words: str


def matching(faces: Iterable[Face], wanted: Wanted, fold: Callable[[str], str]) -> list[Face]:
    """Tools that answer everything asked for, those that can be used before those whose source does not say."""
    words = [folded for word in wanted.text.split() if (folded := fold(word))]
    found = [face for face in faces if _passes(face, wanted) and all(word in face.words for word in words)]
    return sorted(found, key=lambda face: face.applicability is not Applicability.YES)


def _passes(face: Face, wanted: Wanted) -> bool:
    return (
        face.applicability is not Applicability.NO
        and (not wanted.technology or covers(face.technologies, wanted.technology))
        and (not wanted.type or wanted.type in face.types)
        and (not wanted.phase or wanted.phase in face.phases)
    )


def counts(faces: Sequence[Face]) -> tuple[Counter[str], Counter[str]]:
    """How many tools there are of each type and for each phase."""
    return (
        Counter(one for face in faces for one in face.types),
        Counter(one for face in faces for one in face.phases),
    )


def _answer(token: str, country: CountryFacts) -> Applicability:
    match token:
        case "*":
            return Applicability.YES
        case "?":
            return Applicability.UNKNOWN
        case "oda":
            if country.oda_recipient is None:
                # An organisation has no class of its own; whether a tool for recipients fits is not stated.
                return Applicability.UNKNOWN
            return _yes_if(country.oda_recipient)
        case "asean":
            return _yes_if(country.asean)
        case _ if token.startswith("group:"):
            return _yes_if(token.removeprefix("group:") == country.group)
        case _:
            return _yes_if(token == country.code)


def _yes_if(fits: bool) -> Applicability:
    return Applicability.YES if fits else Applicability.NO
