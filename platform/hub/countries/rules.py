"""A country's place among its peers, and how alike two countries are. Pure; knows no table and no page."""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from hub.core.bilingual import Bilingual, Language

Array = NDArray[np.float64]

# Below this number of indicators known of both, two countries are not called alike.
FEWEST_IN_COMMON = 8


@dataclass(frozen=True)
class Peers:
    """The known values of one indicator, lowest first. Organisations are sums of countries and no peers."""

    values: tuple[float, ...]
    median: float

    @property
    def count(self) -> int:
        return len(self.values)

    def sharing(self, value: float) -> int:
        """How many peers have exactly this value."""
        return bisect_right(self.values, value) - bisect_left(self.values, value)


@dataclass(frozen=True)
class Place:
    """Rank among ``count`` peers with data, and the share of them below (0–1; ties share both)."""

    rank: int
    count: int
    percentile: float
    lowest_first: bool
    tied: bool


@dataclass(frozen=True)
class Strip:
    """The scale of a strip plot, the mark of the median on it, and a ``path`` that draws all peers."""

    low: float
    high: float
    logarithmic: bool
    path: str
    median: int

    def at(self, value: float) -> int:
        """Where on the strip a value stands."""
        return _position(value, self.low, self.high, logarithmic=self.logarithmic)


# Room for half a mark is left at both ends of a drawing of 240 by 20.
LENGTH, MARGIN = 228, 6


def strip(among: Peers, *, logarithmic: bool = False) -> Strip:
    """The strip of an indicator's peers; logarithmic where values differ by powers of ten and none is 0."""
    low, high = among.values[0], among.values[-1]
    logarithmic = logarithmic and low > 0

    def at(value: float) -> int:
        return _position(value, low, high, logarithmic=logarithmic)

    marks = sorted({at(value) for value in among.values})
    return Strip(low, high, logarithmic, "".join(f"M{mark} 6v8" for mark in marks), at(among.median))


def _position(value: float, low: float, high: float, *, logarithmic: bool) -> int:
    if low == high:
        return MARGIN + LENGTH // 2
    if logarithmic:
        value, low, high = math.log(value), math.log(low), math.log(high)
    return MARGIN + round(LENGTH * (value - low) / (high - low))


def peers(values: Sequence[float]) -> Peers | None:
    """The peers of an indicator; None if nobody has a value."""
    ordered = tuple(sorted(values))
    return Peers(ordered, median(ordered)) if ordered else None


def place(value: float, among: Peers, *, lowest_first: bool = False) -> Place:
    """The place of one of the peers. The highest value is first unless low values are the good ones."""
    below, up_to = bisect_left(among.values, value), bisect_right(among.values, value)
    rank = 1 + below if lowest_first else 1 + among.count - up_to
    return Place(rank, among.count, (below + up_to) / 2 / among.count, lowest_first, tied=up_to - below > 1)


def percentiles(values: Array, is_peer: NDArray[np.bool_]) -> Array:
    """Share of peers below, ties counted half, for countries × indicators: 0 to 1, nan stays nan."""
    ranked = np.full(values.shape, np.nan)
    for column in range(values.shape[1]):
        own = values[:, column]
        known = ~np.isnan(own)
        ordered = np.sort(own[known & is_peer])
        if ordered.size:
            below = np.searchsorted(ordered, own[known], side="left")
            up_to = np.searchsorted(ordered, own[known], side="right")
            ranked[known, column] = (below + up_to) / 2 / ordered.size
    return ranked


def similarities(percentiles: Array) -> Array:
    """How alike countries are, 0 to 1, from the percentiles of their indicators (countries × indicators).

    One minus the mean absolute difference of two countries' percentiles, over the indicators known of both.
    Percentiles rather than values, so that population and a share of people count alike. Unknown values
    (nan) are left out, not guessed; with fewer than ``FEWEST_IN_COMMON`` in common the answer is 0. Two
    countries drawn by lot come to about two thirds. The diagonal is 1.
    """
    size = len(percentiles)
    return np.array([similarity(percentiles, row) for row in range(size)]).reshape(size, size)


def similarity(percentiles: Array, row: int) -> Array:
    """One row of ``similarities``: how alike every country is to this one."""
    known = ~np.isnan(percentiles)
    shared = known & known[row]
    common = shared.sum(axis=1)
    apart = np.abs(np.where(shared, percentiles - percentiles[row], 0.0)).sum(axis=1)
    alike: Array = np.where(common >= FEWEST_IN_COMMON, 1.0 - apart / np.maximum(common, 1), 0.0)
    alike[row] = 1.0
    return alike


def spoken_names(name: Bilingual, aliases: Bilingual, code: str) -> tuple[Bilingual, ...]:
    """Every name by which texts may speak of a country, one value each; aliases do not come in pairs."""
    ja = [alias for alias in aliases.ja.split(";") if alias]
    en = [alias for alias in (*aliases.en.split(";"), code) if alias]
    return (name, *(Bilingual(alias, "") for alias in ja), *(Bilingual("", alias) for alias in en))


def in_order(name: Bilingual, aliases: Bilingual, language: Language) -> str:
    """The words a country is sorted by: in Japanese katakana, also where the name is in kanji (英国)."""
    if language is Language.EN:
        return name.text(language).casefold()
    if _KATAKANA.match(name.ja):
        return name.ja
    return next((alias for alias in aliases.ja.split(";") if _KATAKANA.match(alias)), name.ja)


_KATAKANA = re.compile("[ァ-ヴ]")
_WHERE_READ = re.compile(r"\s*[(（][^()（）]*(?:収録|read from )[^()（）]*[)）]$")


def publisher(name: Bilingual) -> Bilingual:
    """A source's name without the repository it was read from, for the line of a figure."""
    return Bilingual(_WHERE_READ.sub("", name.ja), _WHERE_READ.sub("", name.en))
