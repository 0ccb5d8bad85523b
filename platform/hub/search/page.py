"""What the results page asks and offers: the address read, filters with counts, chips to take them away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from hub.core.fulltext import Answer
from hub.core.fulltext.questions import FACETS
from hub.core.fulltext.wishes import MOST_CHARACTERS
from hub.core.web import current_language
from hub.countries.labels import GROUPS
from hub.deployments.labels import STAGES
from hub.search.labels import KINDS
from hub.search.queries import Names

PER_PAGE = 20
# So many values of a filter stand open; the others are folded away.
_OPEN = 6
_LAST_PAGE = 500
_LONGEST_VALUE, _MOST_VALUES = 40, 60

_LABELS: Mapping[str, Mapping[Any, Any]] = {"kind": KINDS, "region": GROUPS, "stage": STAGES}


@dataclass(frozen=True)
class Asked:
    """Words, chosen values by facet, and the page of the list."""

    text: str
    chosen: Mapping[str, tuple[str, ...]]
    page: int

    @property
    def filtered(self) -> bool:
        return any(self.chosen.values())

    @property
    def first(self) -> int:
        """The place of the page's first hit in the whole list."""
        return (self.page - 1) * PER_PAGE + 1

    def address(self, page: int = 1) -> str:
        return url_for("search.results", q=self.text, page=page if page > 1 else None, **self._given())

    def without_filters(self) -> str:
        return url_for("search.results", q=self.text)

    def without(self, facet: str, value: str) -> str:
        kept = {**self._given(), facet: [one for one in self.chosen[facet] if one != value]}
        return url_for("search.results", q=self.text, **kept)

    def with_only(self, facet: str, value: str) -> str:
        return url_for("search.results", q=self.text, **{**self._given(), facet: [value]})

    def instead(self, text: str) -> str:
        """The same filters, other words."""
        return url_for("search.results", q=text, **self._given())

    def _given(self) -> dict[str, Any]:
        return {facet: list(values) for facet, values in self.chosen.items() if values}


@dataclass(frozen=True)
class Choice:
    """A value of a filter: its name, how many records it would leave, and whether it is chosen."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Box:
    """A filter: values shown first, and those folded away; unfolded itself if it is at work or the first."""

    facet: str
    open: Sequence[Choice]
    folded: Sequence[Choice]
    unfolded: bool


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address without it."""

    facet: str
    name: str
    address: str


def asked_from(fields: MultiDict[str, str]) -> Asked:
    """What the address asks for; a page that cannot be counts as the first."""
    page = fields.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) <= len(str(_LAST_PAGE)) else 1
    chosen = {facet: _given(fields.getlist(facet)) for facet in FACETS}
    return Asked(" ".join(fields.get("q", "").split())[:MOST_CHARACTERS], chosen, max(1, number))


def _given(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value[:_LONGEST_VALUE] for value in values if value))[:_MOST_VALUES]


def boxes(asked: Asked, answer: Answer, names: Names) -> list[Box]:
    """The filters that would change anything, in a fixed order; chosen values and big ones stand in the open."""
    return [_box(facet, asked, answer.facets[facet], names) for facet in FACETS if answer.facets[facet]]


def chips(asked: Asked, names: Names) -> list[Chip]:
    return [
        Chip(facet, name_of(facet, value, names), asked.without(facet, value))
        for facet in FACETS
        for value in asked.chosen[facet]
    ]


def name_of(facet: str, value: str, names: Names) -> str:
    """A value in the reader's language; one nobody knows stands as it was given."""
    bilingual = {"technology": names.technologies, "country": names.countries}.get(facet)
    if bilingual is not None:
        return bilingual[value].text(current_language()) if value in bilingual else value
    return str(_LABELS[facet].get(value, value))


def _box(facet: str, asked: Asked, counts: Mapping[str, int], names: Names) -> Box:
    chosen = asked.chosen[facet]
    values = [*chosen, *(value for value in counts if value not in chosen)]
    choices = [
        Choice(value, name_of(facet, value, names), counts.get(value, 0), value in chosen) for value in values
    ]
    opened = max(_OPEN, len(chosen))
    return Box(facet, choices[:opened], choices[opened:], bool(chosen) or facet == FACETS[0])
