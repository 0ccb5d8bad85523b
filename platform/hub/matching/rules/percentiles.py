"""Places among peers, and how alike two countries or related two technologies are."""

from enum import StrEnum

import numpy as np

from hub.countries.rules import similarities
from hub.matching.rules.facts import Array, CountryFact, Facts


def mid_rank(values: Array) -> Array:
    """Share of known values below, ties counted half: 0 to 1, nan stays nan. Columns are ranked one by one."""
    table = values[:, None] if values.ndim == 1 else values
    below = (table[None, :, :] < table[:, None, :]).sum(axis=1)
    equal = (table[None, :, :] == table[:, None, :]).sum(axis=1)
    known = np.maximum((~np.isnan(table)).sum(axis=0), 1)
    ranks = np.where(np.isnan(table), np.nan, (below + equal / 2) / known)
    return ranks[:, 0] if values.ndim == 1 else ranks


def standing(amounts: Array) -> Array:
    """Places among peers of amounts of evidence: none stays 0, whatever the others have."""
    return np.where(amounts > 0, mid_rank(amounts), 0.0)


class Nearness(StrEnum):
    """How two countries lie to each other."""

    BORDER = "border"
    GROUP = "group"
    CONTINENT = "continent"
    APART = "apart"


_PLACE = {Nearness.BORDER: 1.0, Nearness.GROUP: 1.0, Nearness.CONTINENT: 0.5, Nearness.APART: 0.0}


def nearness(one: CountryFact, other: CountryFact) -> Nearness:
    if other.code in one.neighbours:
        return Nearness.BORDER
    if one.group == other.group:
        return Nearness.GROUP
    return Nearness.CONTINENT if one.region == other.region else Nearness.APART


def kinship(facts: Facts, percentiles: Array) -> Array:
    """How much the experience of one country (column) tells about another (row): 0 to 1, diagonal 0.

    Half is likeness of indicators (``countries.rules.similarities``), half is place: 1 for the same group of
    countries or a common border, ½ for the same continent. Squared, so that close relatives count
    for more than the world's average.
    """
    place = np.array([[_PLACE[nearness(one, other)] for other in facts.countries] for one in facts.countries])
    alike = (similarities(percentiles) + place) / 2
    np.fill_diagonal(alike, 0.0)
    return np.asarray(alike**2)


def proximity(adopted: Array) -> Array:
    """Relatedness of technologies from who has adopted what (countries × technologies, 0 or more).

    The proximity of Hidalgo, Klinger, Barabási and Hausmann, "The Product Space Conditions the Development of
    Nations", Science 317 (2007): the smaller of the two conditional probabilities that a country that has one
    also has the other. Diagonal 0, so that a technology does not explain itself.
    """
    has = (adopted > 0).astype(np.float64)
    together = has.T @ has
    spread = has.sum(axis=0)
    most = np.maximum(np.maximum(spread[:, None], spread[None, :]), 1.0)
    related: Array = together / most
    np.fill_diagonal(related, 0.0)
    return related
