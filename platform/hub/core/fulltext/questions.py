"""What is asked of the index and what comes back, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from hub.core.bilingual import Bilingual

FACETS = ("kind", "technology", "country", "region", "stage")


@dataclass(frozen=True)
class Question:
    """Words and filters. Values of one filter widen it, several filters narrow each other.

    ``groups`` are regions. ``signed_in`` decides what may be found and counted. Records ``without`` (kind and
    key) are neither found nor counted: they have changed since the index was made.
    """

    text: str
    kinds: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    signed_in: bool = False
    language: str = "ja"
    limit: int = 20
    offset: int = 0
    without: frozenset[tuple[str, str]] = frozenset()

    @property
    def filters(self) -> dict[str, frozenset[str]]:
        """The chosen values by facet."""
        chosen = (self.kinds, self.technologies, self.countries, self.groups, self.stages)
        return {facet: frozenset(values) for facet, values in zip(FACETS, chosen, strict=True) if values}


@dataclass(frozen=True)
class Hit:
    """A record found. ``snippet`` is safe HTML with the words marked; ``section`` is where it stands."""

    kind: str
    id: str
    title: Bilingual
    endpoint: str
    values: Mapping[str, str]
    score: float
    snippet: Markup
    section: Bilingual
    anchor: str = ""
    record: str = ""
    technologies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """How many records were found, those of the page asked for, and how many each filter would leave.

    ``widened``: no record had all the words, these have some. ``available`` is false while there is no index.
    ``rare`` is what a word that one record has is worth: the measure for scores, which grow with the index.
    ``nearest`` are concepts that look like the words where nothing was found.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    facets: dict[str, dict[str, int]] = field(default_factory=lambda: {facet: {} for facet in FACETS})
    widened: bool = False
    available: bool = True
    rare: float = 0.0
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A record whose name begins like what is being typed."""

    kind: str
    id: str
    title: Bilingual
    endpoint: str
    values: Mapping[str, str]
