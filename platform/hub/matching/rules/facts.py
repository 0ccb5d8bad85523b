"""The facts a matching is worked out from, as plain values."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hub.core.bilingual import Bilingual
from hub.support_tools.rules import CountryFacts

Array = NDArray[np.float64]


@dataclass(frozen=True)
class CountryFact:
    code: str
    name: Bilingual
    group: str
    region: str
    neighbours: tuple[str, ...]
    organisation: bool
    support: CountryFacts


@dataclass(frozen=True)
class TechnologyFact:
    code: str
    name: Bilingual
    field: str


@dataclass(frozen=True)
class IndicatorFact:
    code: str
    name: Bilingual
    unit: Bilingual
    decimals: int
    url: str


@dataclass(frozen=True)
class SourceFact:
    name: Bilingual
    url: str


@dataclass(frozen=True)
class FigureFact:
    value: float
    year: int | None
    source: str


@dataclass(frozen=True)
class FactorFact:
    """An indicator that speaks for a technology's need or readiness; ``weight`` is relative within its side."""

    technology: str
    indicator: str
    side: str
    high: bool
    weight: float
    why: Bilingual


@dataclass(frozen=True)
class DeploymentFact:
    """``names`` are the technologies its text names, its own among them or not."""

    id: str
    technology: str
    country: str
    year: int | None
    stage: str
    what: Bilingual
    event: str
    source: SourceFact
    names: frozenset[str]


@dataclass(frozen=True)
class ToolFact:
    id: str
    name: Bilingual
    technologies: str
    countries: str
    as_of: int | None
    source: SourceFact


@dataclass(frozen=True)
class PresenceFact:
    """A member that can do a technology and is in a country: experienced, active or (in future) interested."""

    technology: str
    country: str
    kind: str
    slug: str
    name: Bilingual
    sample: bool


@dataclass(frozen=True)
class Facts:
    """Everything a matching reads, at one data version and for one kind of reader."""

    version: int
    countries: tuple[CountryFact, ...]
    technologies: tuple[TechnologyFact, ...]
    indicators: tuple[IndicatorFact, ...]
    sources: dict[str, SourceFact]
    figures: dict[tuple[str, str], FigureFact]
    factors: tuple[FactorFact, ...]
    deployments: tuple[DeploymentFact, ...]
    tools: tuple[ToolFact, ...]
    presence: tuple[PresenceFact, ...]

    @cached_property
    def country_index(self) -> dict[str, int]:
        return {country.code: place for place, country in enumerate(self.countries)}

    @cached_property
    def technology_index(self) -> dict[str, int]:
        return {technology.code: place for place, technology in enumerate(self.technologies)}

    @cached_property
    def indicator_index(self) -> dict[str, int]:
        return {indicator.code: place for place, indicator in enumerate(self.indicators)}

    @cached_property
    def indicator_by_code(self) -> dict[str, IndicatorFact]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def values(self) -> Array:
        """Figures as countries × indicators; unknown ones are nan."""
        table = np.full((len(self.countries), len(self.indicators)), np.nan)
        for (country, indicator), figure in self.figures.items():
            table[self.country_index[country], self.indicator_index[indicator]] = figure.value
        return table

    def without_deployments(self, ids: Collection[str]) -> "Facts":
        """The same facts as if these deployments had never been told, their sentences included."""
        kept = tuple(deployment for deployment in self.deployments if deployment.id not in ids)
        return replace(self, deployments=kept)
