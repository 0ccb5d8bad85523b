"""Which records answer a question, in what order, and how many each filter would leave.

Whoosh brings the lists of documents per term; sets, counts and scores are made here, over the records one
reader may see. All of a question's words are wanted; only if no record has them all, any of them will do.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from hub.core.fulltext import reading, scoring, wishes
from hub.core.fulltext.analysis import Analyser
from hub.core.fulltext.normal import plain
from hub.core.fulltext.questions import FACETS, Question
from hub.core.fulltext.reading import View
from hub.core.fulltext.wishes import Ways, Wish, Wishes

# What a record is worth whose name has the characters asked for, though not as a word.
IN_A_NAME = 1.0
# A single character asked for that stands somewhere in the text, perhaps inside a word.
IN_THE_TEXT = 0.3
Postings = Mapping[str, Mapping[int, float]]


@dataclass(frozen=True)
class Finding:
    """Records by their number in the view, best first; ``postings`` are the terms that speak for them."""

    ranked: Sequence[int]
    scores: Mapping[int, float]
    facets: dict[str, dict[str, int]]
    postings: Postings
    spoken: frozenset[str]
    widened: bool


def find(reader: Any, view: View, analyser: Analyser, question: Question) -> Finding:
    asked = wishes.read(question.text, analyser)
    search = _Search(reader, view)
    matched, widened = search.matched(asked, question)
    told = {term: search.counts(term) for term in asked.terms}
    postings = {term: told[term] for term in scoring.rarest(told)} if widened else told
    # Characters found in a name count like a word; no term is empty, so theirs cannot be taken for another.
    postings.update({" " * number: counts for number, counts in enumerate(search.names, start=1)})
    chosen = _filtered(view, matched, question.filters)
    scores = scoring.scores(chosen, postings, view.subjects, len(view.records))
    return Finding(
        ranked=sorted(chosen, key=lambda place: (-scores[place], place)),
        scores=scores,
        facets={facet: _counted(view, matched, question, facet) for facet in FACETS},
        postings={term: counts for term, counts in postings.items() if counts},
        spoken=asked.spoken,
        widened=widened,
    )


class _Search:
    """One question's look-ups; every term is read once."""

    def __init__(self, reader: Any, view: View) -> None:
        self.reader = reader
        self.view = view
        self.names: list[dict[int, float]] = []
        self._counts: dict[str, dict[int, float]] = {}

    def counts(self, term: str) -> dict[int, float]:
        if term not in self._counts:
            self._counts[term] = reading.counts(self.reader, self.view, term)
        return self._counts[term]

    def matched(self, asked: Wishes, question: Question) -> tuple[set[int], bool]:
        """The records that answer, before filters, and whether the question had to be widened."""
        if not asked.wanted:
            return set(), False
        unwanted = _changed(self.view, question.without)
        unwanted = unwanted.union(*(self.granting(wish) for wish in asked.unwanted))
        every = set.intersection(*(self.granting(wish) for wish in asked.wanted)) - unwanted
        if _filtered(self.view, every, question.filters):
            return every, False
        some = every.union(*(self.counts(term) for term in self._telling(asked))) - unwanted
        # Who puts words in quotation marks means them.
        some = some.intersection(*(self.granting(wish) for wish in asked.wanted if wish.phrase))
        return some, bool(_filtered(self.view, some, question.filters))

    def granting(self, wish: Wish) -> set[int]:
        """Records with all words of a wish; if none has them, those with its characters in a name.

        A single character is looked for everywhere: 島 is in 離島 and 島々 too.
        """
        found = self._having(wish.needs) if wish.needs else set()
        if wish.phrase:
            spelled = found or self._named(wish.grams) | self._written(wish)
            return {place for place in spelled if self._says(place, wish.phrase)}
        if not found or wish.one_character:
            named = self._named(wish.grams)
            self.names.append(dict.fromkeys(named, IN_A_NAME))
            found = found | named
        if wish.one_character:
            written = self._written(wish)
            self.names.append(dict.fromkeys(written, IN_THE_TEXT))
            found = found | written
        return found

    def _having(self, needs: Iterable[Ways]) -> set[int]:
        return set.intersection(*(self._any_way(ways) for ways in needs))

    def _any_way(self, ways: Ways) -> set[int]:
        return set().union(*(set.intersection(*(set(self.counts(term)) for term in way)) for way in ways))

    def _named(self, grams: Sequence[str]) -> set[int]:
        found = [reading.named(self.reader, self.view, gram) for gram in grams]
        return reduce(set.intersection, found) if found else set()

    def _written(self, wish: Wish) -> set[int]:
        return reading.written(self.reader, self.view, wish.grams[0]) if wish.one_character else set()

    def _says(self, place: int, phrase: str) -> bool:
        record = self.view.records[place]
        texts = [name for card in record.cards for name in (card.title.ja, card.title.en, *card.names)]
        for original in reading.originals(self.reader, record):
            texts.extend([*original["heading"], original["text"]])
        return any(phrase in " ".join(plain(text).split()) for text in texts)

    def _telling(self, asked: Wishes) -> list[str]:
        return scoring.rarest({term: self.counts(term) for term in asked.terms})


def _changed(view: View, without: Collection[tuple[str, str]]) -> set[int]:
    if not without:
        return set()
    return {
        place
        for place, record in enumerate(view.records)
        if any((card.kind, card.record) in without for card in record.cards)
    }


def _filtered(
    view: View, places: Iterable[int], filters: Mapping[str, frozenset[str]], *, but: str = ""
) -> set[int]:
    return {
        place
        for place in places
        if all(
            facet == but or wanted & view.records[place].facets[facet] for facet, wanted in filters.items()
        )
    }


def _counted(view: View, matched: set[int], question: Question, facet: str) -> dict[str, int]:
    """Records per value of a facet under the other filters, so that a reader sees what adding one brings."""
    counts = Counter(
        value
        for place in _filtered(view, matched, question.filters, but=facet)
        for value in view.records[place].facets[facet]
    )
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
