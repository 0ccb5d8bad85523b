"""Loading the facts once per data version and keeping the cube made from them."""

import threading

from sqlalchemy import select

from hub.core.bilingual import Bilingual
from hub.core.changes import data_version
from hub.core.db import db
from hub.core.fulltext.concepts import Gazetteer
from hub.countries.models import Country, CountryKind, Figure, Indicator, Source
from hub.deployments.models import Deployment
from hub.matching.rules.factors import Cube, cube
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
from hub.members.queries import presence
from hub.support_tools.models import SupportTool
from hub.support_tools.rules import CountryFacts
from hub.technologies.models import Direction, Synonym, Technology, TechnologyFactor

# One cube for visitors and one for signed-in readers; a new data version replaces both.
_kept: dict[tuple[str, bool], Cube] = {}
_making = threading.Lock()


def present_cube(*, signed_in: bool) -> Cube:
    """The cube of the present data version for this kind of reader; made anew when the facts have changed."""
    version = data_version(signed_in=signed_in)
    key = (str(db.engine.url), signed_in)
    made = _kept.get(key)
    if made is None or made.facts.version != version:
        with _making:
            made = _kept.get(key)
            if made is None or made.facts.version != version:
                made = cube(load_facts(version, signed_in=signed_in))
                _kept[key] = made
    return made


def load_facts(version: int, *, signed_in: bool) -> Facts:
    """All facts the matching reads, in a fixed number of statements, as far as the reader may see them."""
    technologies = list(
        db.session.scalars(select(Technology).where(Technology.matched).order_by(Technology.sort))
    )
    return Facts(
        version=version,
        countries=_countries(),
        technologies=tuple(TechnologyFact(one.code, one.name, one.field) for one in technologies),
        indicators=_indicators(),
        sources={one.code: SourceFact(one.name, one.url) for one in db.session.scalars(select(Source))},
        figures=_figures(),
        factors=_factors({one.code for one in technologies}),
        deployments=_deployments(gazetteer(technologies)),
        tools=_tools(),
        presence=tuple(
            PresenceFact(
                technology=one.technology,
                country=one.country,
                kind=one.kind,
                slug=one.slug,
                name=one.name,
                sample=one.sample,
            )
            for one in presence(signed_in=signed_in)
        ),
    )


def gazetteer(technologies: list[Technology]) -> Gazetteer:
    """The technologies' names and synonyms in both languages, to be found in texts."""
    names: dict[str, set[str]] = {one.code: {one.name.ja, one.name.en} for one in technologies}
    for code, words in db.session.execute(select(Synonym.technology_code, Synonym.words)):
        if code in names:
            names[code].add(words)
    return Gazetteer({f"technology:{code}": sorted(words) for code, words in names.items()})


def _countries() -> tuple[CountryFact, ...]:
    return tuple(
        CountryFact(
            code=one.code,
            name=one.name,
            group=one.group,
            region=one.region,
            neighbours=one.neighbours,
            organisation=one.kind == CountryKind.ORGANISATION,
            support=CountryFacts(
                code=one.code,
                group=one.group,
                oda_recipient=one.oda_recipient,
                asean=bool(one.asean_member) or one.code == "ASEAN",
            ),
        )
        for one in db.session.scalars(select(Country).order_by(Country.code))
    )


def _indicators() -> tuple[IndicatorFact, ...]:
    return tuple(
        IndicatorFact(one.code, one.name, Bilingual(one.unit_ja, one.unit), one.decimals, one.url)
        for one in db.session.scalars(select(Indicator).order_by(Indicator.sort, Indicator.code))
    )


def _figures() -> dict[tuple[str, str], FigureFact]:
    rows = db.session.execute(
        select(Figure.country_code, Figure.indicator_code, Figure.value, Figure.year, Figure.source_code)
    )
    return {(country, code): FigureFact(value, year, source) for country, code, value, year, source in rows}


def _factors(technologies: set[str]) -> tuple[FactorFact, ...]:
    return tuple(
        FactorFact(
            technology=one.technology_code,
            indicator=one.indicator_code,
            side=one.side,
            high=one.direction == Direction.HIGH,
            weight=one.weight,
            why=one.why,
        )
        for one in db.session.scalars(select(TechnologyFactor).order_by(TechnologyFactor.id))
        if one.technology_code in technologies
    )


def _deployments(words: Gazetteer) -> tuple[DeploymentFact, ...]:
    return tuple(
        DeploymentFact(
            id=one.id,
            technology=one.technology_code,
            country=one.country_code,
            year=one.year,
            stage=one.stage,
            what=one.what,
            event=one.event,
            source=SourceFact(one.source_name, one.source_url),
            names=frozenset(tag.removeprefix("technology:") for tag in words.tags(one.what.ja)),
        )
        for one in db.session.scalars(select(Deployment).order_by(Deployment.id))
    )


def _tools() -> tuple[ToolFact, ...]:
    return tuple(
        ToolFact(
            id=one.id,
            name=one.name,
            technologies=one.technologies,
            countries=one.countries,
            as_of=one.as_of,
            source=SourceFact(one.source_name, one.official_url or one.source_url),
        )
        for one in db.session.scalars(select(SupportTool).order_by(SupportTool.id))
    )
