"""One generation, open for reading: what each reader may see of it, and Whoosh's lists of words.

Whoosh's readers must not be shared by threads (they answer wrongly without a word): each query borrows one.
"""

import json
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.reading import TermNotFound

from hub.core.bilingual import Bilingual
from hub.core.fulltext import writing
from hub.core.fulltext.analysis import Analyser
from hub.core.fulltext.normal import key
from hub.core.fulltext.questions import FACETS
from hub.core.fulltext.scoring import WEIGHTS, weighted
from hub.core.fulltext.storage import Manifest


@dataclass(frozen=True)
class Card:
    """A document as lists and filters know it; ``number`` is Whoosh's."""

    number: int
    kind: str
    record: str
    id: str
    members_only: bool
    title: Bilingual
    names: tuple[str, ...]
    endpoint: str
    values: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    extra: Mapping[str, str]
    lengths: Mapping[str, int]
    version: str


@dataclass(frozen=True)
class Record:
    """A record as a reader sees it: its public card, and the members' one if they may see it."""

    cards: tuple[Card, ...]
    facets: Mapping[str, frozenset[str]]

    @property
    def face(self) -> Card:
        """The card that names the record; the public one comes first."""
        return self.cards[0]


class View:
    """Everything one kind of reader may see. Records are numbered by kind and id, so ties keep an order."""

    def __init__(self, cards: Sequence[Card], subjects: Mapping[str, str], *, signed_in: bool) -> None:
        grouped: dict[tuple[str, str], list[Card]] = {}
        for card in cards:
            if signed_in or not card.members_only:
                grouped.setdefault((card.kind, card.id), []).append(card)
        self.records = [_record(grouped[key]) for key in sorted(grouped)]
        self.by_number = {
            card.number: place for place, record in enumerate(self.records) for card in record.cards
        }
        self.lengths = [
            {name: sum(card.lengths.get(name, 0) for card in record.cards) for name in WEIGHTS}
            for record in self.records
        ]
        self.averages = {name: _average([lengths[name] for lengths in self.lengths]) for name in WEIGHTS}
        self.subjects = {
            f"{subjects[record.face.kind]}:{record.face.id}": place
            for place, record in enumerate(self.records)
            if record.face.kind in subjects
        }

    @cached_property
    def names(self) -> list[tuple[tuple[str, tuple[str, ...]], ...]]:
        """Of each record all names as they are compared, whole and word by word."""
        return [
            tuple(
                (key(name), tuple(key(word) for word in name.replace("-", " ").split()))
                for card in record.cards
                for name in (card.title.ja, card.title.en, card.id, *card.names)
            )
            for record in self.records
        ]


class Generation:
    """An index opened for reading, shared by all threads."""

    def __init__(self, path: Path, manifest: Manifest, subjects: Mapping[str, str]) -> None:
        self.name = path.name
        self.manifest = manifest
        self.analyser = Analyser(writing.gazetteer_in(path))
        self._subjects = subjects
        self._path = path
        self._idle: list[Any] = []
        self._lock = threading.Lock()
        weakref.finalize(self, _close_all, self._idle)
        with self.reader() as reader:
            self.cards = tuple(_cards(reader))

    @cached_property
    def public(self) -> View:
        return View(self.cards, self._subjects, signed_in=False)

    @cached_property
    def members(self) -> View:
        return View(self.cards, self._subjects, signed_in=True)

    def view(self, *, signed_in: bool) -> View:
        return self.members if signed_in else self.public

    @contextmanager
    def reader(self) -> Iterator[Any]:
        """A Whoosh reader nobody else is using."""
        with self._lock:
            reader = self._idle.pop() if self._idle else None
        if reader is None:
            reader = writing.storage(self._path).open_index(writing.INDEX).reader()
        try:
            yield reader
        except BaseException:
            reader.close()
            raise
        with self._lock:
            self._idle.append(reader)


def counts(reader: Any, view: View, term: str) -> dict[int, float]:
    """The records of a view that have a term, with its weighted count over all fields."""
    found: dict[int, float] = {}
    for field in WEIGHTS:
        for number, count in postings(reader, field, term):
            place = view.by_number.get(number)
            if place is not None:
                length, average = view.lengths[place][field], view.averages[field]
                found[place] = found.get(place, 0.0) + weighted(count, field, length, average)
    return found


def named(reader: Any, view: View, gram: str) -> set[int]:
    """The records of a view with these characters in a name."""
    return _having(reader, view, writing.GRAMS, gram)


def written(reader: Any, view: View, character: str) -> set[int]:
    """The records of a view with this character anywhere in their text."""
    return _having(reader, view, writing.CHARACTERS, character)


def _having(reader: Any, view: View, field: str, term: str) -> set[int]:
    numbers = (number for number, _ in postings(reader, field, term))
    return {view.by_number[number] for number in numbers if number in view.by_number}


def postings(reader: Any, field: str, term: str) -> Iterator[tuple[int, float]]:
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()


def originals(reader: Any, record: Record) -> list[dict[str, Any]]:
    """The texts of a record as they were handed in, with their terms and places."""
    texts: list[dict[str, Any]] = []
    for card in record.cards:
        texts.extend(json.loads(reader.stored_fields(card.number)[writing.ORIGINAL]))
    return texts


def _cards(reader: Any) -> Iterator[Card]:
    if reader.doc_count() == 0:
        return  # Whoosh's empty reader has no columns at all
    column = reader.column_reader(writing.CARD)
    for number in reader.all_doc_ids():
        read = json.loads(column[number])
        yield Card(
            number=number,
            kind=read["kind"],
            record=read["record"],
            id=read["id"],
            members_only=read["members_only"],
            title=Bilingual(*read["title"]),
            names=tuple(read["names"]),
            endpoint=read["endpoint"],
            values=read["values"],
            facets={facet: tuple(read.get(facet, ())) for facet in FACETS if facet != "kind"},
            extra=read["extra"],
            lengths=read["lengths"],
            version=read["version"],
        )


def _record(cards: Sequence[Card]) -> Record:
    ordered = tuple(sorted(cards, key=lambda card: (card.members_only, card.number)))
    facets = {
        facet: frozenset(value for card in ordered for value in card.facets[facet])
        for facet in FACETS
        if facet != "kind"
    }
    return Record(ordered, {"kind": frozenset({ordered[0].kind}), **facets})


def _average(lengths: Sequence[int]) -> float:
    return sum(lengths) / len(lengths) if lengths else 0.0


def _close_all(readers: list[Any]) -> None:
    while readers:
        readers.pop().close()
