"""From text to terms: concepts first, then words. Documents and queries go the same way.

Latin words are cut by our own pattern and lightly stemmed; Japanese ones come from Sudachi's shortest units
in their normalised form. Terms are for comparing only and never shown.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any, cast

from hub.core.fulltext.concepts import ORDINARY_WORDS, Found, Gazetteer
from hub.core.fulltext.normal import (
    Normal,
    fold_name_variants,
    key,
    normalise,
    without_final_mark,
)

# Moves on whenever terms come out differently, so that an index made by older rules is made anew.
VERSION = 2
LONGEST_TERM = 64
# Sudachi takes 49,149 bytes a call; a character has four at most.
_MOST_CHARACTERS = 12_000
_PIECE = re.compile(r"(?P<latin>[a-z0-9]+(?:[-_./'&+,:@][a-z0-9]+)*)|(?P<other>[^\x00-\x7f]+)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SEPARATOR = re.compile(r"[-_./'&+,:@]")
# Verbs and nouns that carry a sentence but mean nothing to a search: する, いる, ある, こと, もの …
_EMPTY_WORDS = {"為る", "居る", "有る", "成る", "出来る", "行う", "事", "物", "為", "其れ", "此れ", "等"}
_EMPTY_CLASSES = {"助詞", "助動詞", "補助記号", "空白", "記号", "接続詞", "感動詞", "連体詞"}
# Words of everyday work that say the same; names and their synonyms are the gazetteer's.
_SAME = {"link": "connect", "結ぶ": "繋ぐ", "結び付ける": "繋ぐ"}
_NOUN = re.compile(r"(?<=.{4}[ts])(?:ions?|ivit(?:y|ies))$")
_ISE = re.compile(r"is(e|ed|es|er|ing|ation|ations)$")
_VOWEL = re.compile(r"[aeiouy]")
_loading = threading.Lock()
_of_thread = threading.local()


@dataclass(frozen=True)
class Token:
    """A term and where it stands in the original text."""

    term: str
    start: int
    end: int


@dataclass(frozen=True)
class Word:
    """A word as a query needs it: any of these ways, each of them all its terms."""

    ways: tuple[tuple[str, ...], ...]
    start: int
    end: int


class Analyser:
    """Cuts texts into terms; concepts are those of its gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def terms(self, text: str) -> list[str]:
        """Concepts (``technology:isdbt``) and words of a text, every occurrence."""
        return [token.term for token in self.tokens(text)]

    def tokens(self, text: str) -> list[Token]:
        """Concepts and words with their places; the words of a concept's name are words as well."""
        normal = normalise(text)
        return [*_concepts(self.gazetteer.find(normal)), *_words(normal)]

    def found(self, text: str) -> list[Found]:
        """The concepts a person's query names."""
        return self.gazetteer.find(text, typed=True)

    def words(self, text: str) -> list[Word]:
        """The words a person's query asks for, without those that mean nothing to a search."""
        normal = normalise(text)
        return list(_wanted(normal))


def grams(text: str) -> list[str]:
    """Every character and pair of a name, whatever its kana or width: found when no word is."""
    letters = key(text)
    pairs = [letters[place : place + 2] for place in range(len(letters) - 1)]
    return [*letters, *pairs]


def characters(texts: Iterable[str]) -> list[str]:
    """Each different character of texts that are not Latin, so that a single one is found inside words."""
    return sorted({letter for text in texts for letter in key(text) if not letter.isascii()})


def query_grams(text: str) -> tuple[str, ...]:
    """The pairs a name must have; a single character stands for itself.

    Not for Latin text: "it" would be found in every "digital".
    """
    letters = key(text)
    if letters.isascii():
        return ()
    if len(letters) < 2:
        return tuple(letters)
    return tuple(dict.fromkeys(letters[place : place + 2] for place in range(len(letters) - 1)))


def dictionary_version() -> str:
    """Which edition of the dictionary cuts the words; another one may cut differently."""
    return f"{version('SudachiPy')}/{version('SudachiDict-core')}"


def _concepts(found: list[Found]) -> Iterator[Token]:
    for one in found:
        for concept in one.concepts:
            yield Token(concept, one.start, one.end)


def _words(normal: Normal) -> Iterator[Token]:
    for match in _PIECE.finditer(normal.text):
        terms = _latin(match, normal) if match.lastgroup == "latin" else _japanese(match)
        for term, start, end in terms:
            yield Token(term[:LONGEST_TERM], *normal.original(start, end))


def _wanted(normal: Normal) -> Iterator[Word]:
    for match in _PIECE.finditer(normal.text):
        if match.lastgroup == "latin":
            ways = _latin_ways(match, normal)
            if ways:
                yield Word(ways, *normal.original(*match.span()))
        else:
            for term, start, end in _longest_japanese(match):
                yield Word(((term[:LONGEST_TERM],),), *normal.original(start, end))


def _latin(match: re.Match[str], normal: Normal) -> Iterator[tuple[str, int, int]]:
    """A Latin word; one with hyphens (O-RAN) whole and in parts."""
    word, start = match.group().removesuffix("'s"), match.start()
    if _NUMBER.fullmatch(word):
        yield word.replace(",", ""), start, match.end()
        return
    if _SEPARATOR.search(word):
        yield stem(_SEPARATOR.sub("", word)), start, match.end()
    for part in re.finditer(r"[a-z0-9]+", word):
        first, last = start + part.start(), start + part.end()
        if _says_something(normal, first, last):
            yield stem(part.group()), first, last


def _latin_ways(match: re.Match[str], normal: Normal) -> tuple[tuple[str, ...], ...]:
    """Whole or in parts: high-speed finds "highspeed" and "high speed"."""
    terms = list(_latin(match, normal))
    whole = [term for term, *span in terms if tuple(span) == match.span()]
    parts = [term for term, *span in terms if tuple(span) != match.span()]
    return tuple(tuple(term[:LONGEST_TERM] for term in dict.fromkeys(way)) for way in (whole, parts) if way)


def _says_something(normal: Normal, first: int, last: int) -> bool:
    """Not an ordinary little word; but "IT" in capitals is information technology, not a pronoun."""
    if normal.text[first:last] not in ORDINARY_WORDS:
        return True
    return last - first > 1 and normal.cased[first:last].isupper()


def stem(word: str) -> str:
    """Light English stemming: plural, -ing, -ed, -ion, -ise for -ize, a final e; both sides of a comparison.

    It need not give words, only the same for cable and cables, connect and connection, organise and organize.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    word = _NOUN.sub("", word)
    word = _ISE.sub(r"iz\1", _singular(word))
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 3 and _VOWEL.search(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "ls" else rest
            break
    word = word[:-1] if word.endswith("e") and len(word) > 3 else word
    return _SAME.get(word, word)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _japanese(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Short words, and besides them those with a prefix or suffix as one: 診療, 所, 診療所."""
    before: tuple[str, int, int, bool] | None = None
    for term, start, end, part_of_speech in _morphemes(match):
        if _carries(term, part_of_speech):
            yield term, start, end
        affix = part_of_speech == "接尾辞" or (before is not None and before[3])
        if affix and before is not None and before[2] == start:
            yield before[0] + term, before[1], end
        before = (term, start, end, part_of_speech == "接頭辞")


def _longest_japanese(match: re.Match[str]) -> list[tuple[str, int, int]]:
    """Of each word the longest form: 診療所 rather than 診療 and 所."""
    kept: list[tuple[str, int, int]] = []
    for one in sorted(_japanese(match), key=lambda one: (one[1] - one[2], one[1])):
        if all(one[2] <= other[1] or other[2] <= one[1] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one[1])


def _carries(term: str, part_of_speech: str) -> bool:
    return (
        part_of_speech not in _EMPTY_CLASSES
        and term not in _EMPTY_WORDS
        and any(character.isalnum() for character in term)
    )


def _morphemes(match: re.Match[str]) -> Iterator[tuple[str, int, int, str]]:
    text = match.group()
    for first in range(0, len(text), _MOST_CHARACTERS):
        for morpheme in _tokenizer().tokenize(text[first : first + _MOST_CHARACTERS]):
            start = match.start() + first + morpheme.begin()
            end = match.start() + first + morpheme.end()
            if start < end:
                yield _folded(morpheme.normalized_form()), start, end, morpheme.part_of_speech()[0]


@cache
def _folded(term: str) -> str:
    folded = fold_name_variants(without_final_mark(normalise(term)).text)
    folded = "".join(folded.split())
    return _SAME.get(folded, folded)


@cache
def _dictionary() -> Any:
    # Some 200 MB on disk and a tenth of a second: only those who search pay for it.
    from sudachipy import Dictionary

    return Dictionary()


def _tokenizer() -> Any:
    """Sudachi's tokenizer of this thread; it must not be shared, the dictionary may."""
    if not hasattr(_of_thread, "tokenizer"):
        from sudachipy import SplitMode

        with _loading:
            _of_thread.tokenizer = _dictionary().create(mode=SplitMode.A)
    return cast(Any, _of_thread.tokenizer)
