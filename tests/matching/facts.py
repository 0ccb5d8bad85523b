"""A small world for tests of the matching's rules: dull facts, so that what a test states is what matters."""

from hub.core.bilingual import Bilingual
from hub.matching.rules.facts import (
    CountryFact,
    DeploymentFact,
    FactorFact,
    Facts,
    FigureFact,
    IndicatorFact,
    PresenceFact,
    SourceFact,
    TechnologyFact,
    ToolFact,
)
from hub.support_tools.rules import CountryFacts

SOURCE = SourceFact(Bilingual("出典", "Source"), "https://source.example/")


def country(
    code: str, group: str = "asia", neighbours: tuple[str, ...] = (), *, oda: bool = True
) -> CountryFact:
    return CountryFact(
        code=code,
        name=Bilingual(code, code),
        group=group,
        region=group,
        neighbours=neighbours,
        organisation=False,
        support=CountryFacts(code=code, group=group, oda_recipient=oda, asean=False),
    )


def factor(
    technology: str, indicator: str, side: str, *, high: bool = True, weight: float = 1.0
) -> FactorFact:
    return FactorFact(technology, indicator, side, high, weight, Bilingual("理由", "Why"))


def deployment(
    id: str,
    technology: str,
    country: str,
    stage: str = "operation",
    event: str = "",
    names: frozenset[str] = frozenset(),
) -> DeploymentFact:
    what = Bilingual("何か", "Something")
    return DeploymentFact(id, technology, country, 2020, stage, what, event, SOURCE, names | {technology})


def tool(id: str, technologies: str = "*", countries: str = "*") -> ToolFact:
    return ToolFact(id, Bilingual(id, id), technologies, countries, 2024, SOURCE)


def presence(technology: str, country: str, kind: str = "experienced") -> PresenceFact:
    return PresenceFact(technology, country, kind, "some-member", Bilingual("会員", "Member"), True)


def world(
    *,
    countries: tuple[CountryFact, ...] = (country("AAA"), country("BBB"), country("CCC")),
    technologies: tuple[str, ...] = ("cable", "clinic"),
    figures: dict[tuple[str, str], float] | None = None,
    factors: tuple[FactorFact, ...] = (),
    deployments: tuple[DeploymentFact, ...] = (),
    tools: tuple[ToolFact, ...] = (),
    presence: tuple[PresenceFact, ...] = (),
) -> Facts:
    given = figures or {}
    codes = dict.fromkeys([*(code for _, code in given), *(one.indicator for one in factors)])
    return Facts(
        version=1,
        countries=countries,
        technologies=tuple(TechnologyFact(code, Bilingual(code, code), "field") for code in technologies),
        indicators=tuple(IndicatorFact(c, Bilingual(c, c), Bilingual("点", "points"), 0, "") for c in codes),
        sources={"source": SOURCE},
        figures={key: FigureFact(value, 2020, "source") for key, value in given.items()},
        factors=factors,
        deployments=deployments,
        tools=tools,
        presence=presence,
    )
