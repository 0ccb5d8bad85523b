"""BM25F: how well a record answers. Pure; the same for every engine that brings the counts.

All numbers come from what the reader may see: how rare a word is among hidden records must not show in the
order of the visible ones.
"""

import math
from collections.abc import Iterable, Mapping

K1 = 1.2
B = 0.75
# A hit in the title is worth so many in the text.
WEIGHTS = {"title": 5.0, "names": 3.0, "heading": 2.0, "body": 1.0, "tags": 1.0}
# The record that is the very thing asked for (the chart of Palau for パラオ) is worth this much more.
IDENTITY = 2.0
MOST_TERMS = 24


def rarity(having: int, records: int) -> float:
    """Inverse document frequency; never negative."""
    return math.log(1 + (records - having + 0.5) / (having + 0.5))


def weighted(count: float, field: str, length: int, average: float) -> float:
    """Occurrences in one field, worth less in a long one."""
    relative = length / average if average else 1.0
    return WEIGHTS[field] * count / (1 - B + B * relative)


def scores(
    candidates: Iterable[int],
    postings: Mapping[str, Mapping[int, float]],
    subjects: Mapping[str, int],
    records: int,
) -> dict[int, float]:
    """The score of every candidate over the terms' weighted counts."""
    summed = dict.fromkeys(candidates, 0.0)
    for term, counts in postings.items():
        worth = rarity(len(counts), records)
        for record, count in counts.items():
            if record in summed:
                summed[record] += worth * (K1 + 1) * count / (K1 + count)
        itself = subjects.get(term)
        if itself in summed:
            summed[itself] += worth * IDENTITY
    return summed


def rarest(postings: Mapping[str, Mapping[int, float]]) -> list[str]:
    """The terms that tell most, of those that occur at all."""
    occurring = sorted((len(counts), term) for term, counts in postings.items() if counts)
    return [term for _, term in occurring[:MOST_TERMS]]
