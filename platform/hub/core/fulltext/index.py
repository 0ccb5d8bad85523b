"""The index: one door to asking, writing and checking. It knows documents, not rooms or databases."""

import hashlib
import json
import struct
import threading
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import structlog

from hub.core.documents import SearchDocument
from hub.core.fulltext import snippets, writing
from hub.core.fulltext.concepts import Gazetteer
from hub.core.fulltext.finding import Finding, find
from hub.core.fulltext.normal import key
from hub.core.fulltext.questions import Answer, Hit, Question, Suggestion
from hub.core.fulltext.reading import Generation, View, originals
from hub.core.fulltext.scoring import rarity
from hub.core.fulltext.storage import Store, UnusableIndexError

log = structlog.get_logger(__name__)
Result = TypeVar("Result")
# What a missing, half-removed or damaged index raises. Anything else is a mistake of ours and shall be seen.
_UNUSABLE = (UnusableIndexError, OSError, EOFError, struct.error, zlib.error)
# A slip of the pen is looked for in names only; longer texts are sentences.
_LONGEST_NAME = 40
# A name that begins like what is typed, one of whose words does, one that has it somewhere.
_BEGINS, _WORD_BEGINS, _HAS = range(3)


class Index:
    """The index in a folder.

    ``subjects`` says which kinds of records are concepts themselves, and of which sort:
    ``{"chart": "country"}`` makes the chart PLW the concept ``country:PLW``, and its names the gazetteer's.
    ``words`` are names of concepts that no record is: ``{"word:flood": ("洪水", "flood")}``.
    ``when_missing`` is called where there is no usable index; if it says it made one, the question is asked
    again.
    """

    def __init__(
        self,
        folder: Path,
        subjects: Mapping[str, str],
        when_missing: Callable[[], bool] = lambda: False,
        *,
        words: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self.store = Store(folder)
        self.subjects = subjects
        self.words = words
        self.when_missing = when_missing
        self._opened: Generation | None = None
        self._opening = threading.Lock()

    def search(self, question: Question) -> Answer:
        """The answer to a question, after the reader's rights. Any text at all gets one."""
        return self._asking(lambda generation: _answer(generation, question), Answer(0, available=False))

    def suggestions(self, text: str, *, signed_in: bool = False, limit: int = 8) -> tuple[Suggestion, ...]:
        """Records whose names begin like what is being typed, whatever its width, case or kana."""
        return self._asking(
            lambda generation: _suggestions(generation.view(signed_in=signed_in), text, limit), ()
        )

    def versions(self) -> dict[tuple[str, str, bool], str]:
        """What the index holds: (kind, record, members only) and the version of each document."""
        return {(card.kind, card.record, card.members_only): card.version for card in self.opened().cards}

    def writing(self, *, patience: float = 60.0) -> AbstractContextManager[None]:
        """Be the only writer; ``rebuild`` and ``update`` want it. Waits so many seconds for another."""
        return self.store.writing(patience=patience)

    def rebuild(self, documents: Iterable[SearchDocument], *, outbox: int = 0) -> int:
        """Make a whole new generation while the old one answers, then let it answer. Gives its size."""
        given = list(documents)
        gazetteer = self._gazetteer((one.kind, one.id, _names(one)) for one in given if not one.members_only)
        path = self.store.begin()
        writing.fill(path, given, gazetteer)
        self.store.publish(path, versions=self._rules(), count=len(given), outbox=outbox)
        return len(given)

    def update(
        self,
        documents: Iterable[SearchDocument],
        records: Collection[tuple[str, str]],
        *,
        outbox: int = 0,
    ) -> bool:
        """Replace these records by these documents, in one step.

        False, and nothing done, where only a rebuild will do: there is no usable index, or the names of a
        concept have changed, which every other document may contain.
        """
        given = list(documents)
        try:
            before = self.opened()
        except UnusableIndexError:
            return False
        kept = [card for card in before.cards if (card.kind, card.record) not in records]
        gazetteer = self._gazetteer(
            [
                *((card.kind, card.id, (card.title.ja, card.title.en, card.id, *card.names))
                  for card in kept if not card.members_only),
                *((one.kind, one.id, _names(one)) for one in given if not one.members_only),
            ]
        )  # fmt: skip
        if gazetteer.names != before.analyser.gazetteer.names:
            return False
        path = self.store.begin_from(before.name)
        writing.change(path, given, records, gazetteer)
        self.store.publish(path, versions=self._rules(), count=len(kept) + len(given), outbox=outbox)
        return True

    def opened(self) -> Generation:
        """The present generation, checked when it is first opened."""
        name = self.store.current()
        if name is None:
            raise UnusableIndexError("there is no index yet")
        opened = self._opened
        if opened is None or opened.name != name:
            with self._opening:
                opened = self._opened
                if opened is None or opened.name != name:
                    opened = self._opened = self._open(name)
        return opened

    def forget(self) -> None:
        """Open the index anew for the next question."""
        self._opened = None

    def _open(self, name: str) -> Generation:
        manifest = self.store.manifest(name)
        if dict(manifest.versions) != self._rules():
            raise UnusableIndexError(f"{name} was made by other rules")
        generation = Generation(self.store.path(name), manifest, self.subjects)
        if len(generation.cards) != manifest.count:
            raise UnusableIndexError(f"{name} holds {len(generation.cards)} documents, not {manifest.count}")
        return generation

    def _asking(self, ask: Callable[[Generation], Result], otherwise: Result) -> Result:
        """Ask; on an error once more with everything opened anew, then with a new index, then give up."""
        for remedy in (self._again, self.when_missing, lambda: False):
            try:
                return ask(self.opened())
            except _UNUSABLE as error:
                log.warning("index_unusable", reason=f"{type(error).__name__}: {error}")
                self.forget()
                if not remedy():
                    break
        return otherwise

    def _again(self) -> bool:
        return True

    def _rules(self) -> dict[str, str]:
        """By which rules an index is made. Another program, dictionary or list of words: another index."""
        listed = json.dumps({concept: list(names) for concept, names in self.words.items()}, sort_keys=True)
        return {**writing.versions(), "words": hashlib.sha256(listed.encode()).hexdigest()[:24]}

    def _gazetteer(self, records: Iterable[tuple[str, str, Sequence[str]]]) -> Gazetteer:
        names = {
            f"{self.subjects[kind]}:{id}": [name for name in found if name]
            for kind, id, found in records
            if kind in self.subjects
        }
        return Gazetteer({**names, **self.words})


def _names(document: SearchDocument) -> Sequence[str]:
    return (document.title.ja, document.title.en, document.id, *document.names)


def _answer(generation: Generation, question: Question) -> Answer:
    view = generation.view(signed_in=question.signed_in)
    with generation.reader() as reader:
        found = find(reader, view, generation.analyser, question)
        page = found.ranked[question.offset : question.offset + question.limit]
        hits = tuple(_hit(reader, view, place, found, question.language) for place in page)
    return Answer(
        total=len(found.ranked),
        hits=hits,
        facets=found.facets,
        widened=found.widened,
        rare=rarity(1, len(view.records)),
        nearest=_nearest(generation, question.text) if found.widened or not found.ranked else (),
    )


def _nearest(generation: Generation, text: str) -> tuple[str, ...]:
    return tuple(generation.analyser.gazetteer.nearest(text)) if len(text) <= _LONGEST_NAME else ()


def _hit(reader: Any, view: View, place: int, found: Finding, language: str) -> Hit:
    record = view.records[place]
    worth = {term: rarity(len(counts), len(view.records)) for term, counts in found.postings.items()}
    lines = snippets.snippet(originals(reader, record), worth, found.spoken, language)
    face = record.face
    return Hit(
        kind=face.kind,
        id=face.id,
        title=face.title,
        endpoint=face.endpoint,
        values=face.values,
        score=found.scores[place],
        snippet=lines.html,
        section=lines.section,
        anchor=lines.anchor,
        record=face.record,
        technologies=tuple(sorted(record.facets["technology"])),
        countries=tuple(sorted(record.facets["country"])),
        extra=face.extra,
    )


def _suggestions(view: View, text: str, limit: int) -> tuple[Suggestion, ...]:
    wanted = key(text)
    if not wanted:
        return ()
    ranked = [
        (how, len(view.records[place].face.title.ja), place)
        for place, names in enumerate(view.names)
        if (how := _resemblance(names, wanted)) is not None
    ]
    faces = [view.records[place].face for _, _, place in sorted(ranked)[:limit]]
    return tuple(Suggestion(face.kind, face.id, face.title, face.endpoint, face.values) for face in faces)


def _resemblance(names: Sequence[tuple[str, Sequence[str]]], wanted: str) -> int | None:
    ways = [
        _BEGINS
        if whole.startswith(wanted)
        else _WORD_BEGINS
        if any(word.startswith(wanted) for word in words)
        else _HAS
        for whole, words in names
        if wanted in whole and (len(wanted) > 1 or whole.startswith(wanted))
    ]
    return min(ways, default=None)
