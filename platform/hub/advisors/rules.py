"""Who sees an advisor's mail address, and which advisors a reader asks for. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hub.core.access import Reader


def may_see_email(reader: Reader) -> bool:
    return reader.signed_in


@dataclass(frozen=True)
class Wanted:
    """What a reader asks for; an empty value asks for nothing."""

    technology: str = ""
    country: str = ""
    language: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return any((self.technology, self.country, self.language, self.text))


@dataclass(frozen=True)
class Face:
    """What one may filter an advisor by; ``words`` is folded."""

    id: int
    technologies: frozenset[str]
    countries: frozenset[str]
    languages: frozenset[str]
    words: str


def matching(faces: Iterable[Face], wanted: Wanted, fold: Callable[[str], str]) -> list[Face]:
    """Advisors who answer everything asked for, in the order given."""
    words = [folded for word in wanted.text.split() if (folded := fold(word))]
    return [face for face in faces if _passes(face, wanted) and all(word in face.words for word in words)]


def _passes(face: Face, wanted: Wanted) -> bool:
    return (
        (not wanted.technology or wanted.technology in face.technologies)
        and (not wanted.country or wanted.country in face.countries)
        and (not wanted.language or wanted.language in face.languages)
    )
