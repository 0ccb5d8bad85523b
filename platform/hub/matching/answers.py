"""A ranking as the JSON that the command and the API give. Field names are a promise: they stay."""

from collections.abc import Mapping, Sequence
from typing import Any

from hub.core.web import current_language
from hub.matching.queries.facts import present_cube
from hub.matching.queries.meaning import meaning
from hub.matching.queries.ranking import Ranked, Ranking, ranking
from hub.matching.reasons import Evidence, FactorReasons, missing_words, reasons
from hub.matching.rules.factors import Factor


def answer(
    text: str, chosen: Sequence[str], weights: Mapping[Factor, float], *, limit: int | None = None
) -> dict[str, Any]:
    """All countries (or the best ``limit``) for a technology or text, from public data only."""
    cube = present_cube(signed_in=False)
    meant = meaning(cube, text, chosen, language=current_language())
    found: list[dict[str, Any]] = []
    if meant.technologies:
        ranked = ranking(cube, meant.technologies, weights)
        found = [_result(ranked, one) for one in ranked.countries[:limit]]
    return {
        "query": text or ",".join(chosen),
        "technologies": list(meant.technologies),
        "data_version": cube.facts.version,
        "weights": {str(factor): weight for factor, weight in weights.items()},
        "results": found,
    }


def _result(ranking: Ranking, ranked: Ranked) -> dict[str, Any]:
    return {
        "country": ranked.country.code,
        "name_ja": ranked.country.name.ja,
        "name_en": ranked.country.name.en,
        "rank": ranked.rank,
        "score": ranked.score,
        "low": ranked.low,
        "high": ranked.high,
        "factors": [_factor(one) for one in reasons(ranking, ranked)],
        "missing": [
            {
                "factor": str(one.factor),
                "indicator": one.indicator,
                "name": missing_words(ranking, one),
                "cost": one.cost,
            }
            for one in ranked.missing
        ],
    }


def _factor(one: FactorReasons) -> dict[str, Any]:
    return {
        "name": str(one.value.factor),
        "value": one.value.value,
        "weight": one.value.share,
        "contribution": one.value.contribution,
        "evidence": [_evidence(evidence) for evidence in one.evidence],
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {"text": one.text, "source": one.source, "year": one.year, "url": one.address(current_language())}
