"""What a person typed, taken apart: words, "phrases" and −words. There is no other grammar.

Whoosh's own parser never sees a query: it opens every field to whoever types ``field:`` and takes seconds on
a few question marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub.core.fulltext.analysis import Analyser, Word, query_grams
from hub.core.fulltext.normal import fold_kana, is_hiragana, key, plain

MOST_CHARACTERS = 512
MOST_WORDS = 32
# Each phrase is looked for in whole texts; those after these are read as plain words.
MOST_PHRASES = 6
_PART = re.compile(
    r"(?P<minus>(?<!\S)[-−－])?(?:[\"“”＂](?P<phrase>[^\"“”＂]*)[\"“”＂]|(?P<word>[^\s\"“”＂]+))"
)
_RUN = re.compile(r"\S+")

Ways = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Wish:
    """One thing a record must have: each of ``needs`` in any of its ways, or else ``grams`` in its name.

    A ``phrase`` must moreover stand in the record's text as it is. ``spoken`` is a concept's name as typed.
    """

    needs: tuple[Ways, ...]
    grams: tuple[str, ...] = ()
    phrase: str = ""
    spoken: str = ""

    @property
    def one_character(self) -> bool:
        return len(self.grams) == 1 and len(self.grams[0]) == 1

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term that speaks for a record."""
        return tuple(dict.fromkeys(term for ways in self.needs for way in ways for term in way))


@dataclass(frozen=True)
class Wishes:
    wanted: tuple[Wish, ...]
    unwanted: tuple[Wish, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(term for wish in self.wanted for term in wish.terms))

    @property
    def spoken(self) -> frozenset[str]:
        return frozenset(wish.spoken for wish in self.wanted if wish.spoken)


def read(text: str, analyser: Analyser) -> Wishes:
    """Any string at all gives wishes, perhaps none."""
    wanted: list[Wish] = []
    unwanted: list[Wish] = []
    for words, phrase, minus in _parts(text[:MOST_CHARACTERS]):
        wishes = [_phrase(words, analyser)] if phrase else _wishes(words, analyser)
        (unwanted if minus else wanted).extend(wishes)
    return Wishes(_meant(wanted), _meant(unwanted))


def _parts(text: str) -> Iterator[tuple[str, bool, bool]]:
    """(words, is a phrase, is unwanted); neighbouring plain words stay together, as names have gaps."""
    plain_words: list[str] = []
    phrases = 0
    for match in list(_PART.finditer(text))[:MOST_WORDS]:
        phrase, word = match["phrase"], match["word"]
        phrases += phrase is not None
        if phrase is not None and phrases > MOST_PHRASES:
            phrase, word = None, phrase
        if phrase is None and not match["minus"]:
            plain_words.append(word)
            continue
        if plain_words:
            yield " ".join(plain_words), False, False
            plain_words = []
        yield (phrase or "") if word is None else word, word is None, bool(match["minus"])
    if plain_words:
        yield " ".join(plain_words), False, False


def _meant(wishes: list[Wish]) -> tuple[Wish, ...]:
    """A lone particle is looked for in names; beside other words it says nothing."""
    saying = [wish for wish in wishes if wish.needs]
    return tuple(dict.fromkeys(saying or wishes))


def _phrase(text: str, analyser: Analyser) -> Wish:
    return Wish(
        needs=tuple(word.ways for word in analyser.words(text)),
        grams=query_grams(text),
        phrase=" ".join(plain(text).split()),
    )


def _wishes(text: str, analyser: Analyser) -> list[Wish]:
    """Concepts are one wish each; what is left of the text gives one wish per run of characters."""
    concepts = analyser.found(text)
    rest = text
    for one in concepts:
        rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
    words = analyser.words(text)
    wishes = [
        Wish(needs=(tuple((concept,) for concept in one.concepts),), spoken=key(text[one.start : one.end]))
        for one in concepts
    ]
    for run in _RUN.finditer(rest):
        inside = [word for word in words if run.start() <= word.start and word.end <= run.end()]
        wish = _run(run.group(), inside, analyser)
        if wish.needs or wish.grams:
            wishes.append(wish)
    return wishes


def _run(run: str, words: list[Word], analyser: Analyser) -> Wish:
    needs = tuple(word.ways for word in words)
    folded = plain(run)
    if is_hiragana(folded) and len(folded) > 1:
        # けーぶる may be meant for ケーブル.
        as_katakana = [word.ways[0] for word in analyser.words(fold_kana(folded))]
        both = [
            tuple(term for ways in group for term in ways)
            for group in ([w.ways[0] for w in words], as_katakana)
        ]
        needs = (tuple(dict.fromkeys(way for way in both if way)),)
    return Wish(needs=tuple(need for need in needs if need), grams=query_grams(key(run)))
