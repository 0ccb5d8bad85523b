"""Rankings as values: every country with its place, score, band, factors and what is unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.matching.queries.facts import present_cube
from hub.matching.rules.factors import Cube, Factor
from hub.matching.rules.facts import Array, CountryFact, FactorFact, TechnologyFact
from hub.matching.rules.score import DEFAULT_WEIGHTS, Scores, scores, specific, steadiness
from hub.members.queries import technologies_and_references
from hub.technologies.models import Side


@dataclass(frozen=True)
class FactorValue:
    """A factor's value (0–100), its share of the weights (0–1) and its contribution in points of the score."""

    factor: Factor
    value: float
    share: float
    contribution: float


@dataclass(frozen=True)
class Missing:
    """An unknown fact and what it costs: the score could be so many points higher or lower. ``indicator`` is
    empty for support tools whose sources do not say where they apply (``count`` of them)."""

    factor: Factor
    indicator: str
    cost: float
    count: int = 1


@dataclass(frozen=True)
class Exact:
    """Factor values in points with four decimals, comma-separated, for ranking anew in the browser."""

    value: str
    low: str
    high: str


@dataclass(frozen=True)
class Ranked:
    country: CountryFact
    place: int
    rank: int
    score: float
    low: float
    high: float
    steady: float
    factors: tuple[FactorValue, ...]
    missing: tuple[Missing, ...]
    exact: Exact


@dataclass(frozen=True)
class Ranking:
    """All countries, best first, for these technologies and weights."""

    cube: Cube
    technologies: tuple[TechnologyFact, ...]
    weights: Mapping[Factor, float]
    countries: tuple[Ranked, ...]

    @property
    def columns(self) -> list[int]:
        index = self.cube.facts.technology_index
        return [index[technology.code] for technology in self.technologies]


def ranking(cube: Cube, codes: Sequence[str], weights: Mapping[Factor, float] = DEFAULT_WEIGHTS) -> Ranking:
    """Rank all countries for these technology codes. No country is ever left out."""
    facts = cube.facts
    columns = [facts.technology_index[code] for code in codes]
    scored = scores(cube, columns, weights)
    steady = steadiness(cube, columns)
    return Ranking(
        cube=cube,
        technologies=tuple(facts.technologies[column] for column in columns),
        weights=weights,
        countries=tuple(
            Ranked(
                country=facts.countries[place],
                place=place,
                rank=rank,
                score=float(scored.score[place]),
                low=float(scored.low[place]),
                high=float(scored.high[place]),
                steady=float(steady[place]),
                factors=_factor_values(scored, place),
                missing=_missing(cube, columns, scored, place),
                exact=_exact(cube, columns, place),
            )
            for rank, place in enumerate(scored.order, start=1)
        ),
    )


def _factor_values(scored: Scores, place: int) -> tuple[FactorValue, ...]:
    return tuple(
        FactorValue(
            factor=factor,
            value=round(100 * float(scored.values[row, place]), 1),
            share=round(float(scored.shares[row]), 4),
            contribution=float(scored.contributions[row, place]),
        )
        for row, factor in enumerate(Factor)
    )


def _exact(cube: Cube, columns: Sequence[int], place: int) -> Exact:
    def written(table: Array) -> str:
        return ",".join(f"{100 * value:.4f}" for value in table[:, place, list(columns)].mean(axis=1))

    return Exact(written(cube.value), written(cube.low), written(cube.high))


def _missing(cube: Cube, columns: Sequence[int], scored: Scores, place: int) -> tuple[Missing, ...]:
    costs: dict[tuple[Factor, str], float] = {}
    for column in columns:
        for factor, side in ((Factor.NEED, Side.NEED), (Factor.READINESS, Side.READINESS)):
            given = [one for one in _factors_of(cube, column) if one.side == side]
            whole = sum(one.weight for one in given)
            for one in given:
                if (cube.facts.countries[place].code, one.indicator) not in cube.facts.figures:
                    share = float(scored.shares[list(Factor).index(factor)])
                    cost = 100 * share * one.weight / whole / 2 / len(columns)
                    costs[factor, one.indicator] = costs.get((factor, one.indicator), 0.0) + cost
    found = [Missing(factor, code, round(cost, 2)) for (factor, code), cost in costs.items()]
    row = list(Factor).index(Factor.SUPPORT)
    width = float((cube.high - cube.low)[row, place, list(columns)].mean())
    if width > 0:
        found.append(Missing(Factor.SUPPORT, "", round(100 * float(scored.shares[row]) * width / 2, 2)))
    return tuple(sorted(found, key=lambda one: (-one.cost, one.indicator)))


def _factors_of(cube: Cube, column: int) -> list[FactorFact]:
    code = cube.facts.technologies[column].code
    return [one for one in cube.facts.factors if one.technology == code]


@dataclass(frozen=True)
class BestTechnology:
    """A technology for a country: its score, and how much of it is specific to this pair (points)."""

    technology: TechnologyFact
    score: float
    specific: float
    strongest: Factor


def best_technologies(country: str, *, signed_in: bool, limit: int = 6) -> list[BestTechnology]:
    """The technologies that suit this country more than they suit others; see ``rules.score.specific``."""
    cube = present_cube(signed_in=signed_in)
    row = cube.facts.country_index.get(country)
    if row is None:
        return []
    pairs, own = specific(cube, DEFAULT_WEIGHTS)
    above = cube.value - cube.value.mean(axis=1, keepdims=True)
    order = sorted(range(len(cube.facts.technologies)), key=lambda column: -own[row, column])
    return [
        BestTechnology(
            technology=cube.facts.technologies[column],
            score=round(float(pairs[row, column]), 1),
            specific=round(float(own[row, column]), 1),
            strongest=list(Factor)[int(above[:, row, column].argmax())],
        )
        for column in order[:limit]
    ]


# Each place where a member has delivered is worth ten points, at most twenty: experience opens a door, it does
# not create a need.
REFERENCE_POINTS, MOST_REFERENCE_POINTS = 10.0, 20.0


@dataclass(frozen=True)
class BestCountry:
    """A country for a member: its score, the member's own reference sites there and its best technology."""

    country: CountryFact
    score: float
    references: int
    technology: TechnologyFact


def best_countries_for_member(member_id: int, *, signed_in: bool, limit: int = 6) -> list[BestCountry]:
    """Countries for a member: the mean fit of its technologies there, plus points for its own experience."""
    cube = present_cube(signed_in=signed_in)
    facts = cube.facts
    codes, references = technologies_and_references(member_id, signed_in=signed_in)
    columns = [facts.technology_index[code] for code in codes if code in facts.technology_index]
    if not columns:
        return []
    scored = scores(cube, columns, DEFAULT_WEIGHTS)
    pairs, _ = specific(cube, DEFAULT_WEIGHTS)
    found = []
    for place, country in enumerate(facts.countries):
        count = references.get(country.code, 0)
        points = min(REFERENCE_POINTS * count, MOST_REFERENCE_POINTS)
        best = max(columns, key=lambda column: float(pairs[place, column]))
        score = round(min(float(scored.score[place]) + points, 100.0), 1)
        found.append(BestCountry(country, score, count, facts.technologies[best]))
    return sorted(found, key=lambda one: (-one.score, one.country.code))[:limit]
