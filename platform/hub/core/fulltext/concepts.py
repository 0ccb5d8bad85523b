"""Concepts: technologies and countries have an identity, whatever name a text gives them.

A gazetteer knows their names in both languages and finds them in running text, the longest first. It decides
most of what a search for a synonym finds, so documents and queries always use the same one.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from hub.core.fulltext.normal import (
    KATAKANA,
    LONG,
    Normal,
    fold_kana,
    is_hiragana,
    is_katakana,
    key,
    normalise,
    without_final_mark,
)

# English words that are also somebody's abbreviation: typed small they mean the word (unless alone).
_ORDINARY = """
a ago all an and are as at be by can do for from he how if in is it its la may me my no not of
on or our per so that the their this to us was we were what which who will with you
"""
ORDINARY_WORDS = frozenset(_ORDINARY.split())
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]{1,2}")
_ASCII = re.compile(r"[\x20-\x7e]+")
_WORD = re.compile(r"[^\s]+")


@dataclass(frozen=True)
class Found:
    """A name in a text: where in the original, and which concepts it names."""

    start: int
    end: int
    concepts: tuple[str, ...]


class _Nature(Enum):
    """What a name consists of decides what it must not touch."""

    LATIN = "latin"
    KATAKANA = "katakana"
    MIXED = "mixed"


_BEFORE = {
    _Nature.LATIN: "(?<![a-z0-9])",
    _Nature.KATAKANA: f"(?<![{KATAKANA}{LONG}])",
    _Nature.MIXED: "",
}
_AFTER = {
    # An English name may stand in the plural.
    _Nature.LATIN: "(?:e?s)?(?![a-z0-9])",
    _Nature.KATAKANA: f"(?![{KATAKANA}{LONG}])",
    _Nature.MIXED: "",
}


class Gazetteer:
    """Names of concepts, ``{"country:PLW": ["パラオ", "Palau", "PLW"], …}``."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self.names = {concept: tuple(dict.fromkeys(names[concept])) for concept in sorted(names)}
        self._concepts: dict[str, tuple[str, ...]] = {}
        self._abbreviations: dict[str, tuple[str, ...]] = {}
        self._alone: dict[str, tuple[str, ...]] = {}
        for concept, labels in self.names.items():
            for label in labels:
                self._take(concept, label)
        self._pattern = _pattern(self._concepts)
        self._abbreviation = _abbreviation_pattern(self._abbreviations)

    def tags(self, text: str) -> list[str]:
        """The concepts a text names, each once, in the order in which they first appear."""
        found = (concept for one in self.find(text) for concept in one.concepts)
        return list(dict.fromkeys(found))

    def find(self, text: str | Normal, *, typed: bool = False) -> list[Found]:
        """Every name in a text, none inside another.

        A ``typed`` text is a person's query: abbreviations may be small (``plw``) and names in hiragana.
        """
        normal = normalise(text) if isinstance(text, str) else text
        alone = self._alone.get(key(normal.text))
        if alone and normal.text.strip():
            return [Found(*normal.original(0, len(normal.text)), alone)]
        folded = _folded(normal)
        found = [
            *_found(self._pattern, self._concepts, folded, folded.text),
            *_found(self._abbreviation, self._abbreviations, folded, folded.cased),
        ]
        if typed:
            found.extend(self._typed(normal))
        return _longest(found)

    def nearest(self, text: str) -> list[str]:
        """Concepts whose names look most like a text that named none."""
        wanted = key(text)
        near = difflib.get_close_matches(wanted, self._alone, n=3, cutoff=0.7)
        return list(dict.fromkeys(concept for label in near for concept in self._alone[label]))

    def _take(self, concept: str, label: str) -> None:
        folded = _folded(normalise(label)).text.strip()
        if not folded:
            return
        alone = key(label)
        if alone:
            _add(self._alone, alone, concept)
        if _ABBREVIATION.fullmatch(label):
            _add(self._abbreviations, label, concept)
        else:
            _add(self._concepts, folded, concept)

    def _typed(self, normal: Normal) -> Iterator[Found]:
        for match in _WORD.finditer(normal.text):
            word = match.group()
            if word in ORDINARY_WORDS:
                continue
            concepts = self._abbreviations.get(word.upper())
            if concepts is None and is_hiragana(word) and len(word) > 1:
                concepts = self._alone.get(key(fold_kana(word)))
            if concepts:
                yield Found(*normal.original(*match.span()), concepts)


def _add(table: dict[str, tuple[str, ...]], label: str, concept: str) -> None:
    known = table.get(label, ())
    if concept not in known:
        table[label] = (*known, concept)


def _folded(normal: Normal) -> Normal:
    """The form names are found in: hyphens are gaps (Open-RAN, Open RAN), gaps are single, no final ー."""
    text = normal.text.translate(_GAPS)
    cased = normal.cased.translate(_GAPS)
    spaced = Normal(text, cased, normal.starts, normal.ends)
    if "  " in text:
        spaced = spaced.kept(lambda place: not (text[place] == " " and text[place - 1 : place] == " "))
    return without_final_mark(spaced)


_GAPS = str.maketrans({"-": " ", "\n": " ", "\t": " ", "\r": " ", "_": " "})


def _nature(label: str) -> _Nature:
    if _ASCII.fullmatch(label):
        return _Nature.LATIN
    if all(is_katakana(character) or character in "・ " for character in label):
        return _Nature.KATAKANA
    return _Nature.MIXED


def _found(
    pattern: re.Pattern[str], concepts: Mapping[str, tuple[str, ...]], normal: Normal, text: str
) -> Iterator[Found]:
    for match in pattern.finditer(text):
        label = match.group()
        known = concepts.get(label) or concepts.get(label.removesuffix("s")) or concepts[label[:-2]]
        yield Found(*normal.original(*match.span()), known)


def _longest(found: Iterable[Found]) -> list[Found]:
    """Of names that overlap, the longer one; in the order of the text."""
    taken: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def _pattern(labels: Iterable[str]) -> re.Pattern[str]:
    """One expression for all names; those of one nature share their beginnings, the longest goes first."""
    by_nature: dict[_Nature, list[str]] = {}
    for label in labels:
        by_nature.setdefault(_nature(label), []).append(label)
    branches = [
        _BEFORE[nature] + _branch(sorted(group), _AFTER[nature]) for nature, group in by_nature.items()
    ]
    return re.compile("|".join(branches) or r"(?!)")


def _abbreviation_pattern(labels: Iterable[str]) -> re.Pattern[str]:
    known = sorted(labels)
    if not known:
        return re.compile(r"(?!)")
    # US$ is money, not the country.
    return re.compile("(?<![A-Za-z0-9])" + _branch(known, "(?![A-Za-z0-9$])"))


def _branch(labels: list[str], after: str) -> str:
    """Labels as nested alternatives, so that an expression of thousands stays quick."""
    heads: dict[str, list[str]] = {}
    ends = False
    for label in labels:
        if label:
            heads.setdefault(label[0], []).append(label[1:])
        else:
            ends = True
    branches = [re.escape(head) + _branch(tails, after) for head, tails in heads.items()]
    if ends:
        branches.append(after)
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
