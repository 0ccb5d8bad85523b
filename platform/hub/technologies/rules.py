"""How strongly a country's figures speak for needing a technology, and how it is told in short. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hub.core.bilingual import Bilingual


class Level(StrEnum):
    """A need in one word; ``UNKNOWN`` where not one of its figures is known."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


# From these shares of 0–1 on a need is called high or medium; ½ is what the country in the middle has.
HIGH_FROM, MEDIUM_FROM = 0.6, 0.4


class Speaker(Protocol):
    """A factor, as far as the sum asks: which indicator, which end of it speaks, how much it counts."""

    @property
    def indicator(self) -> str: ...
    @property
    def high(self) -> bool: ...
    @property
    def weight(self) -> float: ...


@dataclass(frozen=True)
class Need:
    """From 0 to 1: ``value`` is the middle of ``low`` and ``high``, which put what is unknown at 0 and 1."""

    value: float
    low: float
    high: float
    level: Level


def speaks(factor: Speaker, percentiles: Mapping[str, float]) -> float | None:
    """How far this figure speaks for the need, 0 to 1; None if it is unknown."""
    share = percentiles.get(factor.indicator)
    if share is None:
        return None
    return share if factor.high else 1.0 - share


def need(factors: Sequence[Speaker], percentiles: Mapping[str, float]) -> Need:
    """The weighted mean of the percentiles that speak for a need; unknown ones open a band."""
    whole = sum(factor.weight for factor in factors)
    said = [(factor.weight, speaks(factor, percentiles)) for factor in factors]
    known = [(weight, share) for weight, share in said if share is not None]
    if not whole or not known:
        return Need(0.5, 0.0, 1.0, Level.UNKNOWN)
    low = sum(weight * share for weight, share in known) / whole
    high = low + (whole - sum(weight for weight, _ in known)) / whole
    value = (low + high) / 2
    return Need(value, low, high, _level(value))


def _level(value: float) -> Level:
    if value >= HIGH_FROM:
        return Level.HIGH
    return Level.MEDIUM if value >= MEDIUM_FROM else Level.LOW


def opening(text: Bilingual) -> tuple[Bilingual, Bilingual]:
    """The first sentence of a description and what follows it."""
    ja, full_stop, ja_rest = text.ja.partition("。")
    # A stop followed by a space and a capital ends a sentence; "e.g. this" does not.
    en, *en_rest = re.split(r"(?<=\.)\s+(?=[A-Z])", text.en, maxsplit=1)
    return Bilingual(ja + full_stop, en), Bilingual(ja_rest, "".join(en_rest))
