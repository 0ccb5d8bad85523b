"""From factors to a score, a band and an order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hub.matching.rules.factors import Cube, Factor
from hub.matching.rules.facts import Array

# Half of the score is what a country needs and can carry and what help there is; half is what has been
# documented there and nearby. Popularity (relation) is weighed openly, so that one can take it out.
DEFAULT_WEIGHTS: Mapping[Factor, float] = {
    Factor.NEED: 3.0,
    Factor.READINESS: 2.0,
    Factor.EVIDENCE: 4.0,
    Factor.RELATION: 3.0,
    Factor.SUPPORT: 1.0,
    Factor.MEMBERS: 1.0,
}
MOST_WEIGHT = 10.0
DRAWS = 1000


@dataclass(frozen=True)
class Scores:
    """Arrays over countries: score, low, high (0–100, two decimals) and contributions (factors × countries)."""

    score: Array
    low: Array
    high: Array
    contributions: Array
    values: Array
    shares: Array
    order: tuple[int, ...]


def shares(weights: Mapping[Factor, float]) -> Array:
    """Weights as shares of one, in the order of ``Factor``. At least one must be above 0."""
    given = np.array([weights[factor] for factor in Factor], dtype=np.float64)
    return np.asarray(given / given.sum())


def scores(cube: Cube, technologies: Sequence[int], weights: Mapping[Factor, float]) -> Scores:
    """Score 0–100 = Σ share × factor × 100, the mean over the technologies given (places in the cube).

    Contributions are rounded to two decimals and the score is their sum, so that they add up exactly.
    """
    share = shares(weights)
    columns = list(technologies)
    values = cube.value[:, :, columns].mean(axis=2)
    contributions = np.round(100 * share[:, None] * values, 2)
    score = np.round(contributions.sum(axis=0), 2)
    low = np.round(100 * share @ cube.low[:, :, columns].mean(axis=2), 2)
    high = np.round(100 * share @ cube.high[:, :, columns].mean(axis=2), 2)
    codes = [country.code for country in cube.facts.countries]
    order = tuple(sorted(range(len(codes)), key=lambda place: (-score[place], codes[place])))
    return Scores(
        score=score,
        low=np.minimum(low, score),
        high=np.maximum(high, score),
        contributions=contributions,
        values=values,
        shares=share,
        order=order,
    )


def steadiness(cube: Cube, technologies: Sequence[int], *, best: int = 10) -> Array:
    """How often each country is among the best under a thousand random weightings (uniform on the simplex)."""
    values = cube.value[:, :, list(technologies)].mean(axis=2)
    draws = np.random.default_rng(20211).dirichlet(np.ones(len(Factor)), size=DRAWS)
    placed = np.argsort(np.argsort(-(draws @ values), axis=1, kind="stable"), axis=1)
    return np.asarray((placed < best).mean(axis=0))


def specific(cube: Cube, weights: Mapping[Factor, float]) -> tuple[Array, Array]:
    """Scores of all pairs (countries × technologies), and what remains of them without the general part.

    The general part is what makes a country score for everything and a technology everywhere (row and column
    means); without dividing it out every country's list of technologies would read the same.
    """
    pairs = 100 * np.tensordot(shares(weights), cube.value, axes=1)
    general = pairs.mean(axis=1, keepdims=True) + pairs.mean(axis=0, keepdims=True) - pairs.mean()
    return pairs, pairs - general
