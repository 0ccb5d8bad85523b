"""The six factors of a fit, each from 0 to 1 for every country and technology.

What is unknown lies somewhere between 0 and 1: ``low`` and ``high`` are the value with all unknowns at their
worst and best, ``value`` is the middle of the two. Nothing is guessed and no country drops out.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from hub.deployments.models import Stage
from hub.matching.rules.facts import Array, FactorFact, Facts
from hub.matching.rules.percentiles import kinship, mid_rank, proximity, standing
from hub.support_tools.rules import Applicability, applicability
from hub.technologies.models import Side


class Factor(StrEnum):
    NEED = "need"
    READINESS = "readiness"
    EVIDENCE = "evidence"
    RELATION = "relation"
    SUPPORT = "support"
    MEMBERS = "members"


# How far a deployment has come says how much it proves. In service proves most, a talk least.
STAGE_STRENGTH = {
    Stage.POLICY_DIALOGUE: 0.3,
    Stage.SURVEY: 0.4,
    Stage.MOU: 0.5,
    Stage.PROPOSAL: 0.5,
    Stage.PILOT: 0.7,
    Stage.ORDER: 0.9,
    Stage.OPERATION: 1.0,
}
# A memorandum binds two governments, a dialogue is talk that repeats. Other activity is evidence, not relation.
RELATION_POINTS = {Stage.MOU: 2.0, Stage.POLICY_DIALOGUE: 1.5}
# Where a technology is not documented yet, its likelihood is read from three sides. Being named in passing
# proves little.
INDIRECT_SHARES = {"neighbours": 0.6, "related": 0.3, "text": 0.1}
PRESENCE_POINTS = {"experienced": 3.0, "active": 2.0, "future": 1.0}
HALF_PRESENCE = 4.0


@dataclass(frozen=True)
class Band:
    """Value, low and high, each countries × technologies."""

    value: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class EvidenceParts:
    """What evidence is made of, each countries × technologies from 0 to 1."""

    here: Array
    neighbours: Array
    related: Array
    text: Array
    kin: Array
    relatedness: Array


@dataclass(frozen=True)
class Cube:
    """All factors of all pairs: ``value``, ``low`` and ``high`` are factors × countries × technologies."""

    facts: Facts
    percentiles: Array
    parts: EvidenceParts
    relation_points: Array
    value: Array
    low: Array
    high: Array


def cube(facts: Facts) -> Cube:
    """Work out every factor of every pair once."""
    percentiles = mid_rank(facts.values)
    parts = evidence_parts(facts, kinship(facts, percentiles))
    points = relation_points(facts)
    bands = {
        Factor.NEED: figures_side(facts, percentiles, Side.NEED),
        Factor.READINESS: figures_side(facts, percentiles, Side.READINESS),
        Factor.EVIDENCE: certain(evidence(parts)),
        Factor.RELATION: certain(np.repeat(standing(points)[:, None], len(facts.technologies), axis=1)),
        Factor.SUPPORT: support(facts),
        Factor.MEMBERS: certain(members(facts)),
    }
    ordered = [bands[factor] for factor in Factor]
    return Cube(
        facts=facts,
        percentiles=percentiles,
        parts=parts,
        relation_points=points,
        value=np.stack([band.value for band in ordered]),
        low=np.stack([band.low for band in ordered]),
        high=np.stack([band.high for band in ordered]),
    )


def certain(values: Array) -> Band:
    return Band(values, values, values)


def speaking(factor: FactorFact, percentiles: Array) -> Array:
    """An indicator's percentiles turned so that 1 speaks most for the factor's side."""
    return percentiles if factor.high else 1.0 - percentiles


def figures_side(facts: Facts, percentiles: Array, side: Side) -> Band:
    """Weighted mean of the percentiles that speak for need or readiness; unknown ones open the band."""
    shape = (len(facts.countries), len(facts.technologies))
    low, high, whole = np.zeros(shape), np.zeros(shape), np.zeros(shape[1])
    for factor in facts.factors:
        if factor.side != side:
            continue
        column = facts.technology_index[factor.technology]
        speaks = speaking(factor, percentiles[:, facts.indicator_index[factor.indicator]])
        low[:, column] += factor.weight * np.nan_to_num(speaks, nan=0.0)
        high[:, column] += factor.weight * np.nan_to_num(speaks, nan=1.0)
        whole[column] += factor.weight
    # A technology without any factor on this side is wholly unknown on it.
    unsaid = whole == 0
    high[:, unsaid], whole[unsaid] = 1.0, 1.0
    return Band((low + high) / 2 / whole, low / whole, high / whole)


def adopted(facts: Facts) -> Array:
    """The strongest documented stage of each pair, 0 where nothing is documented."""
    table = np.zeros((len(facts.countries), len(facts.technologies)))
    for deployment in facts.deployments:
        column = facts.technology_index.get(deployment.technology)
        if column is None:
            continue
        row = facts.country_index[deployment.country]
        table[row, column] = max(table[row, column], STAGE_STRENGTH[Stage(deployment.stage)])
    return table


def evidence_parts(facts: Facts, kin: Array) -> EvidenceParts:
    """Documented here; in similar and neighbouring countries; related technologies here; named in other texts."""
    here = adopted(facts)
    relatedness = proximity(here)
    from_kin = kin @ here / np.maximum(kin.sum(axis=1, keepdims=True), 1e-9)
    from_related = (here > 0).astype(np.float64) @ relatedness
    named = np.zeros_like(here)
    for deployment in facts.deployments:
        for code in deployment.names - {deployment.technology}:
            if code in facts.technology_index:
                named[facts.country_index[deployment.country], facts.technology_index[code]] += 1
    return EvidenceParts(
        here=here,
        neighbours=standing(from_kin),
        related=standing(from_related),
        text=np.minimum(named / 2, 1.0),
        kin=kin,
        relatedness=relatedness,
    )


def evidence(parts: EvidenceParts) -> Array:
    """What is documented here, and for the rest what neighbours, related technologies and texts let expect."""
    indirect = sum(share * getattr(parts, name) for name, share in INDIRECT_SHARES.items())
    return np.asarray(parts.here + (1.0 - parts.here) * indirect)


def relation_points(facts: Facts) -> Array:
    """Points for every memorandum and policy dialogue with Japan in any field, by country."""
    points = np.zeros(len(facts.countries))
    for deployment in facts.deployments:
        points[facts.country_index[deployment.country]] += RELATION_POINTS.get(Stage(deployment.stage), 0.0)
    return points


def support(facts: Facts) -> Band:
    """Share of a technology's support tools that apply in a country; where a source is silent, a band."""
    shape = (len(facts.countries), len(facts.technologies))
    low, high, whole = np.zeros(shape), np.zeros(shape), np.zeros(shape[1])
    for tool in facts.tools:
        for column, technology in enumerate(facts.technologies):
            if tool.technologies != "*" and technology.code not in tool.technologies.split(";"):
                continue
            whole[column] += 1
            for row, country in enumerate(facts.countries):
                answer = applicability(
                    tool.countries, tool.technologies, country=country.support, technology=technology.code
                )
                low[row, column] += answer is Applicability.YES
                high[row, column] += answer is not Applicability.NO
    whole = np.maximum(whole, 1.0)
    return Band((low + high) / 2 / whole, low / whole, high / whole)


def members(facts: Facts) -> Array:
    """Members with this technology that have delivered there, are active or look there; four points make a half."""
    points = np.zeros((len(facts.countries), len(facts.technologies)))
    for one in facts.presence:
        column = facts.technology_index.get(one.technology)
        if column is not None:
            points[facts.country_index[one.country], column] += PRESENCE_POINTS[one.kind]
    return np.asarray(points / (points + HALF_PRESENCE))
