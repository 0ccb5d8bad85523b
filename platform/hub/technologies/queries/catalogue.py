"""The technologies themselves: the list by field, one of them, its synonyms and its factors."""

from dataclasses import dataclass

from sqlalchemy import select

from hub.core.bilingual import Bilingual, Language
from hub.core.db import db
from hub.countries.queries.board import Measure, board
from hub.technologies import rules
from hub.technologies.models import Direction, Field, Side, Synonym, Technology, TechnologyFactor


@dataclass(frozen=True)
class Entry:
    """A technology as a line of the list; ``in_short`` is the first sentence of its description."""

    code: str
    name: Bilingual
    in_short: Bilingual
    matched: bool


def directory() -> dict[Field, tuple[Entry, ...]]:
    """All technologies by field; what is not offered for matching stands last in its field."""
    found: dict[Field, list[Entry]] = {field: [] for field in Field}
    for one in db.session.scalars(
        select(Technology).order_by(Technology.matched.desc(), Technology.sort, Technology.code)
    ):
        entry = Entry(one.code, one.name, rules.opening(one.description)[0], one.matched)
        found[Field(one.field)].append(entry)
    return {field: tuple(entries) for field, entries in found.items() if entries}


def names() -> dict[str, Bilingual]:
    """The name of every technology by its code."""
    return dict(db.session.execute(select(Technology.code, Technology.name)).all())


def by_code(code: str) -> Technology | None:
    return db.session.get(Technology, code)


@dataclass(frozen=True)
class Words:
    """What people type for a technology, by language."""

    ja: tuple[str, ...]
    en: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.ja or self.en)


def synonyms_of(code: str) -> Words:
    rows = db.session.execute(
        select(Synonym.language, Synonym.words).where(Synonym.technology_code == code).order_by(Synonym.id)
    ).all()
    ja = tuple(words for language, words in rows if language == Language.JA)
    return Words(ja, tuple(words for language, words in rows if language == Language.EN))


@dataclass(frozen=True)
class FactorLine:
    """An indicator that speaks for one side; ``share`` (0–1) is its part of the weights of that side."""

    measure: Measure
    high: bool
    weight: float
    share: float
    why: Bilingual


@dataclass(frozen=True)
class Factors:
    """What speaks for needing a technology, and what for being ready for it; the heaviest first."""

    need: tuple[FactorLine, ...]
    readiness: tuple[FactorLine, ...]

    def __bool__(self) -> bool:
        return bool(self.need or self.readiness)


def factors_of(code: str) -> Factors:
    rows = db.session.scalars(
        select(TechnologyFactor)
        .where(TechnologyFactor.technology_code == code)
        .order_by(TechnologyFactor.weight.desc(), TechnologyFactor.id)
    ).all()
    return Factors(
        need=_lines([one for one in rows if one.side == Side.NEED]),
        readiness=_lines([one for one in rows if one.side == Side.READINESS]),
    )


def _lines(factors: list[TechnologyFactor]) -> tuple[FactorLine, ...]:
    measures = board().measures
    whole = sum(one.weight for one in factors)
    return tuple(
        FactorLine(
            measure=measures[one.indicator_code],
            high=one.direction == Direction.HIGH,
            weight=one.weight,
            share=one.weight / whole if whole else 0.0,
            why=one.why,
        )
        for one in factors
    )
