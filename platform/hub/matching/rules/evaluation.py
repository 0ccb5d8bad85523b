"""How well the matching finds deployments it has not been told: leave one out, beside three baselines.

For each documented pair of technology and country everything that tells it is hidden: its rows, the rows of the
same event in other countries, and the naming of the technology in any other sentence about that country. The
other known countries of the technology are no candidates. What is left must rank the hidden country high.
Invented (sample) members are left out altogether.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from statistics import mean

import numpy as np

from hub.matching.rules.factors import Cube, Factor, cube, evidence, evidence_parts, relation_points
from hub.matching.rules.facts import Array, DeploymentFact, Facts
from hub.matching.rules.percentiles import standing
from hub.matching.rules.score import shares

CUT = 10
BOOTSTRAPS = 2000


@dataclass(frozen=True)
class Case:
    """A hidden pair, the facts without it, and the places of the countries that may be ranked."""

    technology: int
    country: int
    facts: Facts
    candidates: tuple[int, ...]


@dataclass(frozen=True)
class Result:
    """Means over all cases; intervals are 95 % bootstrap by technology; ``by_technology`` is nDCG@10, cases."""

    name: str
    ndcg: float
    recall: float
    ndcg_interval: tuple[float, float]
    by_technology: Mapping[str, tuple[float, int]]


Scorer = Callable[[Case], Array]


def cases(facts: Facts) -> list[Case]:
    """One case for every documented pair of a technology that is matched and a country."""
    facts = replace(facts, presence=())
    pairs = sorted(
        {
            (one.technology, one.country)
            for one in facts.deployments
            if one.technology in facts.technology_index
        }
    )
    return [_case(facts, technology, country) for technology, country in pairs]


def _case(facts: Facts, technology: str, country: str) -> Case:
    own = [one for one in facts.deployments if (one.technology, one.country) == (technology, country)]
    events = {one.event for one in own if one.event}
    hidden = {one.id for one in own} | {one.id for one in facts.deployments if one.event in events}
    known = {one.country for one in facts.deployments if one.technology == technology} - {country}
    left = facts.without_deployments(hidden)
    silent = tuple(_unnamed(one, technology) if one.country == country else one for one in left.deployments)
    index = facts.country_index
    return Case(
        technology=facts.technology_index[technology],
        country=index[country],
        facts=replace(left, deployments=silent),
        candidates=tuple(place for code, place in index.items() if code not in known),
    )


def _unnamed(one: DeploymentFact, technology: str) -> DeploymentFact:
    return replace(one, names=one.names - {technology})


def unmasked(case: Case, facts: Facts) -> Case:
    """The same question with nothing hidden, to show how large the leak would be."""
    return replace(case, facts=replace(facts, presence=()))


def engine(whole: Cube, weights: Mapping[Factor, float]) -> Scorer:
    """The matching itself; what does not depend on deployments is taken from ``whole``."""
    share = dict(zip(Factor, shares(weights), strict=True))

    def score(case: Case) -> Array:
        parts = evidence_parts(case.facts, whole.parts.kin)
        column = case.technology
        fixed = sum(
            share[factor] * whole.value[list(Factor).index(factor), :, column]
            for factor in (Factor.NEED, Factor.READINESS, Factor.SUPPORT)
        )
        told = share[Factor.EVIDENCE] * evidence(parts)[:, column]
        related = share[Factor.RELATION] * standing(relation_points(case.facts))
        return np.asarray(fixed + told + related)

    return score


def chance(case: Case) -> Array:
    """Every country alike: the expectation of a random order."""
    return np.zeros(len(case.facts.countries))


def most_deployed(case: Case) -> Array:
    """Countries with the most documented deployments of any kind first."""
    counts = np.zeros(len(case.facts.countries))
    for one in case.facts.deployments:
        counts[case.facts.country_index[one.country]] += 1
    return counts


def text_bm25(texts: Callable[[Case], Sequence[Sequence[str]]], queries: Sequence[Sequence[str]]) -> Scorer:
    """BM25 (Robertson and others 1994; k1 1.2, b 0.75) of a technology's words on the charts' words.

    ``texts`` gives the terms of each country's chart without what the case hides, ``queries`` those of each
    technology.
    """

    def score(case: Case) -> Array:
        return bm25(texts(case), set(queries[case.technology]))

    return score


def bm25(documents: Sequence[Sequence[str]], query: set[str], *, k1: float = 1.2, b: float = 0.75) -> Array:
    lengths = np.array([len(terms) for terms in documents], dtype=np.float64)
    average = max(float(lengths.mean()), 1.0)
    total = np.zeros(len(documents))
    for term in query:
        counts = np.array([terms.count(term) for terms in documents], dtype=np.float64)
        having = int((counts > 0).sum())
        if having:
            rarity = log(1 + (len(documents) - having + 0.5) / (having + 0.5))
            total += rarity * counts * (k1 + 1) / (counts + k1 * (1 - b + b * lengths / average))
    return total


def evaluate(name: str, questions: Sequence[Case], scorer: Scorer) -> Result:
    """nDCG@10 and recall@10; countries with equal scores share their places (the expectation over their orders)."""
    gains: dict[str, list[float]] = {}
    found: list[float] = []
    for case in questions:
        gain, hit = _outcome(scorer(case), case)
        gains.setdefault(case.facts.technologies[case.technology].code, []).append(gain)
        found.append(hit)
    return Result(
        name=name,
        ndcg=mean(gain for some in gains.values() for gain in some),
        recall=mean(found),
        ndcg_interval=_interval(list(gains.values())),
        by_technology={code: (mean(some), len(some)) for code, some in gains.items()},
    )


def _outcome(scored: Array, case: Case) -> tuple[float, float]:
    own = round(float(scored[case.country]), 9)
    others = [round(float(scored[place]), 9) for place in case.candidates if place != case.country]
    above = sum(score > own for score in others)
    level = sum(score == own for score in others)
    places = range(above + 1, above + level + 2)
    gain = mean(1 / np.log2(1 + place) if place <= CUT else 0.0 for place in places)
    return float(gain), mean(float(place <= CUT) for place in places)


def _interval(groups: Sequence[Sequence[float]]) -> tuple[float, float]:
    draw = np.random.default_rng(52)
    sums, sizes = np.array([sum(some) for some in groups]), np.array([len(some) for some in groups])
    picks = draw.integers(len(groups), size=(BOOTSTRAPS, len(groups)))
    means = sums[picks].sum(axis=1) / sizes[picks].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def shuffled(questions: Sequence[Case]) -> list[Case]:
    """The same cases with a random candidate in place of the hidden country: any scorer must fall to chance."""
    draw = np.random.default_rng(71)
    return [replace(case, country=int(draw.choice(case.candidates))) for case in questions]


def whole_cube(facts: Facts) -> Cube:
    """The cube without sample members, for what the cases have in common."""
    return cube(replace(facts, presence=()))
