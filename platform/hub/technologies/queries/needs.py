"""Reading technologies with the figures that speak for needing them, by country."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.countries.queries.board import Board, Reading, board
from hub.technologies import rules
from hub.technologies.models import Direction, Field, Side, Technology, TechnologyFactor
from hub.technologies.rules import Need


@dataclass(frozen=True)
class NeedFactor:
    """An indicator that speaks for needing a technology: which end of it, how much it counts, and why."""

    indicator: str
    high: bool
    weight: float
    why: Bilingual


@dataclass(frozen=True)
class NeedFactors:
    code: str
    name: Bilingual
    field: Field
    factors: tuple[NeedFactor, ...]


@dataclass(frozen=True)
class NeedReason:
    """One figure behind a need; ``speaks`` (0–1) is None if the figure is unknown."""

    factor: NeedFactor
    reading: Reading
    speaks: float | None


@dataclass(frozen=True)
class TechnologyNeed:
    """How strongly one country's figures speak for needing one technology, and which figures those are."""

    code: str
    name: Bilingual
    need: Need
    reasons: tuple[NeedReason, ...]

    @property
    def unknown(self) -> tuple[NeedReason, ...]:
        return tuple(reason for reason in self.reasons if reason.speaks is None)


# The need side of all technologies per database, kept like the board of the countries.
_kept: dict[str, tuple[int, tuple[NeedFactors, ...]]] = {}
_making = threading.Lock()


def needs(country: str) -> dict[Field, tuple[TechnologyNeed, ...]]:
    """The needs of one country by field, the strongest first; every matched technology is there."""
    known = board()
    percentiles = known.percentiles_of(country)
    found: dict[Field, list[TechnologyNeed]] = {field: [] for field in Field}
    for one in _need_factors(known.version):
        need = rules.need(one.factors, percentiles)
        reasons = tuple(_reason(known, country, factor) for factor in one.factors)
        found[one.field].append(TechnologyNeed(one.code, one.name, need, reasons))
    return {field: tuple(sorted(some, key=lambda one: -one.need.value)) for field, some in found.items()}


def _reason(known: Board, country: str, factor: NeedFactor) -> NeedReason:
    share = rules.speaks(factor, known.percentiles_of(country))
    return NeedReason(factor, known.reading(country, factor.indicator), share)


def _need_factors(version: int) -> tuple[NeedFactors, ...]:
    key = str(db.engine.url)
    kept = _kept.get(key)
    if kept is None or kept[0] != version:
        with _making:
            kept = _kept.get(key)
            if kept is None or kept[0] != version:
                kept = (version, _load())
                _kept[key] = kept
    return kept[1]


def _load() -> tuple[NeedFactors, ...]:
    technologies = db.session.scalars(
        select(Technology).where(Technology.matched).order_by(Technology.sort, Technology.code)
    ).all()
    factors: Sequence[TechnologyFactor] = db.session.scalars(
        select(TechnologyFactor).where(TechnologyFactor.side == Side.NEED).order_by(TechnologyFactor.id)
    ).all()
    return tuple(
        NeedFactors(
            technology.code,
            technology.name,
            Field(technology.field),
            tuple(
                NeedFactor(one.indicator_code, one.direction == Direction.HIGH, one.weight, one.why)
                for one in factors
                if one.technology_code == technology.code
            ),
        )
        for technology in technologies
    )
