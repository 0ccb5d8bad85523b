"""Who sees the members' part of a record, which members match a wish, and in which order. Pure."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from hub.core.access import Reader


class Contact(Protocol):
    """What a contact person must tell for the question who may see it."""

    @property
    def member_id(self) -> int: ...
    @property
    def released(self) -> bool: ...


def may_see_interests(reader: Reader) -> bool:
    """Which countries a member looks at is for those who are signed in."""
    return reader.signed_in


def may_see_contact(reader: Reader, contact: Contact, own_member_id: int | None) -> bool:
    """A released contact is for all who are signed in, another one for its member and the secretariat."""
    if not reader.signed_in:
        return False
    return contact.released or may_see_unreleased(reader, contact.member_id, own_member_id)


def may_see_unreleased(reader: Reader, member_id: int, own_member_id: int | None) -> bool:
    """Whether this reader sees the contacts of this member that are not released."""
    return reader.secretariat or (reader.signed_in and own_member_id == member_id)


def may_ask_contact(member_id: int, own_member_id: int | None) -> bool:
    """People with a seat ask other members, in the name of their own."""
    return own_member_id is not None and own_member_id != member_id


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the directory for; empty means all."""

    technology: str = ""
    country: str = ""
    kind: str = ""
    language: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.technology or self.country or self.kind or self.language or self.text)


@dataclass(frozen=True)
class Face:
    """What one may filter a member by. ``countries`` holds only what the reader may know; ``words`` is folded."""

    id: int
    kind: str
    technologies: frozenset[str]
    countries: frozenset[str]
    languages: frozenset[str]
    words: str
    order: tuple[str, str]


Fold = Callable[[str], str]

_FACETS: Mapping[str, Callable[[Face], Iterable[str]]] = {
    "technology": lambda face: face.technologies,
    "country": lambda face: face.countries,
    "kind": lambda face: (face.kind,),
    "language": lambda face: face.languages,
}


def matching(faces: Iterable[Face], wanted: Wanted, fold: Fold) -> list[Face]:
    """The members asked for, in order. Every word of the text must stand somewhere, in any order."""
    found = _passing(_with_words(faces, wanted.text, fold), wanted)
    return sorted(found, key=lambda face: (face.order, face.id))


def counts(faces: Iterable[Face], wanted: Wanted, fold: Fold) -> dict[str, Counter[str]]:
    """By facet: how many members each value would show, the other filters staying as they are."""
    found = _with_words(faces, wanted.text, fold)
    return {
        facet: Counter(
            value for face in _passing(found, wanted, but=facet) for value in values(face) if value
        )
        for facet, values in _FACETS.items()
    }


def _with_words(faces: Iterable[Face], text: str, fold: Fold) -> Sequence[Face]:
    words = [folded for word in text.split() if (folded := fold(word))]
    return [face for face in faces if all(word in face.words for word in words)]


def _passing(faces: Iterable[Face], wanted: Wanted, but: str = "") -> Sequence[Face]:
    asked = [(values, getattr(wanted, facet)) for facet, values in _FACETS.items() if facet != but]
    return [face for face in faces if all(not value or value in values(face) for values, value in asked)]


def split_languages(languages: str) -> list[str]:
    """The codes of a member's working languages, in the order it gave them."""
    return [code.strip() for code in languages.split(";") if code.strip()]


_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")


def kana_order(kana: str) -> tuple[str, str]:
    """The place in 五十音 order: first as if unvoiced, full-size and without marks, then as it is written."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", kana)).translate(_SMALL)
    bare = "".join(character for character in apart if "ア" <= character <= "ン" or character.isascii())
    return bare, kana


def alphabetical_order(name: str) -> tuple[str, str]:
    """The place in the alphabet, accents and case aside."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in apart if not unicodedata.combining(character)), name
