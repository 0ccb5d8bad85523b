"""What a room hands to the full-text index: documents as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.core.bilingual import Bilingual


@dataclass(frozen=True)
class Part:
    """A section of a document: a place to jump to, its heading and its text in both languages."""

    anchor: str
    heading: Bilingual
    text: Bilingual


@dataclass(frozen=True)
class SearchDocument:
    """One document of one record. What only signed-in readers may find stands in a second one (``members_only``).

    ``record`` is the key that queues it (``search_keys``), ``id`` the public one (code, slug, T or D number).
    ``names`` are other words for the very thing: aliases, synonyms, codes. ``endpoint`` and ``values`` lead to
    its page. ``technologies``, ``countries``, ``groups`` (regions) and ``stages`` are facets.
    """

    kind: str
    record: str
    id: str
    title: Bilingual
    endpoint: str
    values: Mapping[str, str]
    names: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    technologies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    members_only: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)
