"""Technologies related to one another: adopted by the same countries, as far as it is documented."""

from dataclasses import dataclass

from hub.matching.rules.factors import Cube
from hub.matching.rules.facts import CountryFact, TechnologyFact


@dataclass(frozen=True)
class Related:
    """Another technology, how related it is (0–1; ``rules.percentiles.proximity``), and who has both."""

    technology: TechnologyFact
    relatedness: float
    countries: tuple[CountryFact, ...]


def related_technologies(cube: Cube, code: str, limit: int = 6) -> tuple[Related, ...]:
    """The technologies most related to this one, the nearest first; none where nothing is documented."""
    column = cube.facts.technology_index.get(code)
    if column is None:
        return ()
    own = cube.parts.relatedness[column]
    order = sorted(range(len(own)), key=lambda other: (-own[other], other))
    return tuple(
        Related(cube.facts.technologies[other], float(own[other]), _with_both(cube, column, other))
        for other in order[:limit]
        if own[other] > 0
    )


def _with_both(cube: Cube, one: int, other: int) -> tuple[CountryFact, ...]:
    both = (cube.parts.here[:, one] > 0) & (cube.parts.here[:, other] > 0)
    return tuple(country for country, has in zip(cube.facts.countries, both, strict=True) if has)
