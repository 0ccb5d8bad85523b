"""The lines of a record that show why it was found, cut from the stored original and marked."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from hub.core.bilingual import Bilingual
from hub.core.fulltext.normal import key

_LENGTH = {"ja": 110, "en": 220}
_LEAD = {"ja": 30, "en": 60}
# A cut may move so far to begin at a word or after a full stop.
_PLAY = 24
# A name as the reader wrote it is worth this much more than a synonym.
_AS_SPOKEN = 1.0
# So many places are looked at from each; a stretch hardly holds more.
_MOST_PLACES = 40


@dataclass(frozen=True)
class Snippet:
    """Safe HTML, and the section it is from."""

    html: Markup
    section: Bilingual
    anchor: str


def snippet(
    texts: Sequence[Mapping[str, Any]], worth: Mapping[str, float], spoken: Collection[str], language: str
) -> Snippet:
    """The best lines in the reader's language; in the other, marked as such, where only that has a hit.

    ``worth`` are terms and what each tells; ``spoken`` the names as the reader typed them, which are shown
    rather than their synonyms.
    """
    own = [text for text in texts if text["language"] == language]
    # A name of something is no reason to show the other language: its own words say nothing more there.
    words = {term: told for term, told in worth.items() if ":" not in term}
    for candidates, terms in ((own, worth), (texts, words)):
        found = [(text, _places(text, terms, spoken)) for text in candidates]
        best = max(found, key=lambda one: _told(one[1]), default=None)
        if best is not None and best[1]:
            return _made(*best, language)
    first = next(iter(own), None) or next(iter(texts), None)
    return _made(first, [], language) if first is not None else Snippet(Markup(""), Bilingual(), "")


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    term: str
    worth: float


def _places(text: Mapping[str, Any], worth: Mapping[str, float], spoken: Collection[str]) -> list[_Place]:
    original: str = text["text"]
    return [
        _Place(start, end, term, worth[term] + (_AS_SPOKEN if key(original[start:end]) in spoken else 0.0))
        for start, end, term in sorted(_telling(text["tokens"], worth))
    ]


def _telling(tokens: str, terms: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    for term in terms:
        line = tokens.find(f"\n{term} ")
        if line < 0:
            continue
        first = line + len(term) + 2
        for place in tokens[first : tokens.index("\n", first)].split(" "):
            start, _, end = place.partition("-")
            yield int(start), int(end), term


def _told(places: Iterable[_Place]) -> float:
    """What the different terms tell together."""
    best: dict[str, float] = {}
    for place in places:
        best[place.term] = max(place.worth, best.get(place.term, 0.0))
    return sum(best.values())


def _made(text: Mapping[str, Any], places: Sequence[_Place], language: str) -> Snippet:
    original: str = text["text"]
    start, end = _window(original, places, text["language"])
    marked = _marked(original, start, end, [(place.start, place.end) for place in places])
    lines = Markup("{}{}{}").format("…" if start > 0 else "", marked, "…" if end < len(original) else "")
    if text["language"] != language:
        lines = Markup('<span lang="{}">{}</span>').format(text["language"], lines)
    return Snippet(lines, Bilingual(*text["heading"]), text["anchor"])


def _window(original: str, places: Sequence[_Place], language: str) -> tuple[int, int]:
    """The stretch in which the words tell most, beginning a little before the first of them."""
    length = _LENGTH[language]
    best, most = 0, -1.0
    for number, first in enumerate(places):
        reach = first.start + length - _LEAD[language]
        told = _told(place for place in places[number : number + _MOST_PLACES] if place.end <= reach)
        if told > most:
            best, most = first.start, told
    begin = _begin(original, max(0, best - _LEAD[language]), best)
    return begin, _end(original, min(len(original), begin + length), language)


def _begin(original: str, wished: int, hit: int) -> int:
    if wished == 0:
        return 0
    for place in range(wished, min(hit, wished + _PLAY)):
        if original[place - 1] in "。．.、 \n":
            return place
    return wished


def _end(original: str, wished: int, language: str) -> int:
    if wished == len(original) or language == "ja":
        return wished
    gap = original.rfind(" ", wished - _PLAY, wished)
    return gap if gap > 0 else wished


def _marked(original: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> Markup:
    spans = _joined(
        [(max(first, start), min(last, end)) for first, last in places if first < end and last > start]
    )
    edges = [start, *(edge for span in spans for edge in span), end]
    pieces = [
        Markup("<mark>{}</mark>").format(original[first:last]) if number % 2 else escape(original[first:last])
        for number, (first, last) in enumerate(pairwise(edges))
    ]
    return Markup("").join(pieces)


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks that touch become one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
