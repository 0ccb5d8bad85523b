"""Who sees the members' part of a record, which members match a wish, and in which order. Pure."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from hub.core.access import Reader


class Contact(Protocol):
    """What a contact person must tell for the question who may see it."""

    @property
    def member_id(self) -> int: ...
    @property
    def released(self) -> bool: ...


def may_see_member(reader: Reader, member_id: int, own_member_id: int | None, *, listed: bool) -> bool:
    """A record that is not listed yet is there for its own people and the secretariat."""
    return listed or reader.secretariat or own_member_id == member_id


STALE_AFTER, DORMANT_AFTER, REMIND_EVERY = timedelta(days=365), timedelta(days=365 + 90), timedelta(days=30)


class Freshness(StrEnum):
    """A record is confirmed each year; then it is flagged, and after a while no longer suggested to others."""

    FRESH = "fresh"
    STALE = "stale"
    DORMANT = "dormant"


def freshness(confirmed_at: datetime | None, now: datetime) -> Freshness:
    age = now - confirmed_at if confirmed_at else timedelta()
    if age > DORMANT_AFTER:
        return Freshness.DORMANT
    return Freshness.STALE if age > STALE_AFTER else Freshness.FRESH


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


class Place(Protocol):
    """What a seat must tell for the question who may run what."""

    @property
    def member_id(self) -> int: ...
    @property
    def role(self) -> str: ...


def may_run_seats(reader: Reader, own: Place | None, member_id: int) -> bool:
    """The secretariat runs the seats of every member, a window contact those of its own."""
    if reader.secretariat:
        return True
    return own is not None and own.member_id == member_id and own.role == WINDOW


def may_run_record(reader: Reader, own: Place | None, member_id: int) -> bool:
    """Whoever runs the seats runs the record."""
    return may_run_seats(reader, own, member_id)


WINDOW = "window"


class Involvement(StrEnum):
    """How a member stands to a country: it has delivered there, is active there, or plans to go there."""

    EXPERIENCED = "experienced"
    ACTIVE = "active"
    FUTURE = "future"


class Order(StrEnum):
    """In which order members are listed."""

    RELEVANCE = "relevance"
    NAME = "name"
    UPDATED = "updated"


NEWCOMER = "yes"


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the directory for; empty means all. ``involvement`` narrows the country down."""

    technology: str = ""
    country: str = ""
    involvement: str = ""
    kind: str = ""
    size: str = ""
    region: str = ""
    language: str = ""
    newcomer: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return self != Wanted()


@dataclass(frozen=True)
class Face:
    """What one may filter and order a member by; ``words`` and ``name`` are folded.

    ``countries`` are pairs of country and involvement, and hold only what the reader may know.
    """

    id: int
    kind: str
    technologies: frozenset[str]
    countries: frozenset[tuple[str, str]]
    languages: frozenset[str]
    words: str
    order: tuple[str, str]
    name: str = ""
    size: str = ""
    region: str = ""
    updated: date = date.min

    @property
    def newcomer(self) -> bool:
        """Whether it has not delivered abroad yet."""
        return all(involvement != Involvement.EXPERIENCED for _, involvement in self.countries)


Fold = Callable[[str], str]

# The values of a face by facet. Country and involvement narrow each other: one pair must fit both.
_FACETS: Mapping[str, Callable[[Face, Wanted], Iterable[str]]] = {
    "technology": lambda face, _: face.technologies,
    "country": lambda face, wanted: {
        country for country, involvement in face.countries if wanted.involvement in {"", involvement}
    },
    "involvement": lambda face, wanted: {
        involvement for country, involvement in face.countries if wanted.country in {"", country}
    },
    "kind": lambda face, _: (face.kind,),
    "size": lambda face, _: (face.size,),
    "region": lambda face, _: (face.region,),
    "language": lambda face, _: face.languages,
    "newcomer": lambda face, _: (NEWCOMER,) if face.newcomer else (),
}


def matching(faces: Iterable[Face], wanted: Wanted, fold: Fold, order: Order = Order.NAME) -> list[Face]:
    """The members asked for, in order. Every word of the text must stand somewhere, in any order.

    By relevance those come first whose name holds every word; without words that is the order of names.
    """
    found = sorted(
        _passing(_with_words(faces, wanted.text, fold), wanted), key=lambda face: (face.order, face.id)
    )
    if order is Order.UPDATED:
        found.sort(key=lambda face: face.updated, reverse=True)
    elif order is Order.RELEVANCE:
        words = _words(wanted.text, fold)
        found.sort(key=lambda face: not all(word in face.name for word in words))
    return found


def counts(faces: Iterable[Face], wanted: Wanted, fold: Fold) -> dict[str, Counter[str]]:
    """By facet: how many members each value would show, the other filters staying as they are."""
    found = _with_words(faces, wanted.text, fold)
    return {
        facet: Counter(
            value for face in _passing(found, wanted, but=facet) for value in values(face, wanted) if value
        )
        for facet, values in _FACETS.items()
    }


def _words(text: str, fold: Fold) -> list[str]:
    return [folded for word in text.split() if (folded := fold(word))]


def _with_words(faces: Iterable[Face], text: str, fold: Fold) -> Sequence[Face]:
    words = _words(text, fold)
    return [face for face in faces if all(word in face.words for word in words)]


def _passing(faces: Iterable[Face], wanted: Wanted, but: str = "") -> Sequence[Face]:
    asked = [(values, getattr(wanted, facet)) for facet, values in _FACETS.items() if facet != but]
    return [
        face for face in faces if all(not value or value in values(face, wanted) for values, value in asked)
    ]


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
