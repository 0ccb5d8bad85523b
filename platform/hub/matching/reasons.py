"""Why a country has its score: every factor with its evidence in the reader's language, with source, year, link."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from flask_babel import gettext as _

from hub.core import formats
from hub.core.bilingual import Bilingual, Language
from hub.core.web import page_address
from hub.countries.queries.board import Measure
from hub.countries.rules import similarity
from hub.countries.wording import rank_words, written
from hub.deployments.labels import STAGES
from hub.deployments.models import Stage
from hub.matching.labels import NEARNESS, PRESENCE
from hub.matching.queries.ranking import FactorValue, Missing, Ranked, Ranking
from hub.matching.rules.factors import RELATION_POINTS, Factor, speaking
from hub.matching.rules.facts import DeploymentFact, FactorFact, IndicatorFact, ToolFact
from hub.matching.rules.percentiles import nearness
from hub.support_tools.rules import Applicability, applicability
from hub.technologies.models import Side

MOST_OF_A_KIND = 3
MOST_TOOLS = 8


@dataclass(frozen=True)
class Evidence:
    """One reason: what, who says so, as of when, where to read it there, and the page that tells it here."""

    text: str
    endpoint: str
    values: Mapping[str, str]
    source: str = ""
    year: int | None = None
    url: str = ""
    speaks: float | None = None

    def address(self, language: Language) -> str:
        """Where it can be read: at its source, or else on the page here."""
        return self.url or page_address(self.endpoint, self.values, language)


@dataclass(frozen=True)
class FactorReasons:
    value: FactorValue
    evidence: tuple[Evidence, ...]
    missing: tuple[Missing, ...]


def reasons(ranking: Ranking, ranked: Ranked) -> tuple[FactorReasons, ...]:
    """All six factors of one country with their evidence, in the order of ``Factor``."""
    writer = _Writer(ranking, ranked)
    return tuple(
        FactorReasons(
            value=value,
            evidence=tuple(writer.evidence(value.factor)),
            missing=tuple(one for one in ranked.missing if one.factor is value.factor),
        )
        for value in ranked.factors
    )


def missing_words(ranking: Ranking, missing: Missing) -> str:
    """An unknown fact in words."""
    if missing.indicator:
        return formats.plain(ranking.cube.facts.indicator_by_code[missing.indicator].name)
    return str(_("support tools whose sources do not say in which countries they apply"))


def _measure(indicator: IndicatorFact) -> Measure:
    """The indicator as the charts know it, so that a value is written here as it is there."""
    return Measure(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        section="",
        good="",
        decimals=indicator.decimals,
        description=Bilingual(),
        url=indicator.url,
    )


class _Writer:
    def __init__(self, ranking: Ranking, ranked: Ranked) -> None:
        self.cube = ranking.cube
        self.facts = ranking.cube.facts
        self.columns = ranking.columns
        self.codes = [technology.code for technology in ranking.technologies]
        self.place = ranked.place
        self.alike = similarity(self.cube.percentiles, ranked.place)
        self.country = ranked.country

    def evidence(self, factor: Factor) -> Iterator[Evidence]:
        match factor:
            case Factor.NEED:
                return self._figures(Side.NEED)
            case Factor.READINESS:
                return self._figures(Side.READINESS)
            case Factor.EVIDENCE:
                return self._deployments()
            case Factor.RELATION:
                return self._relation()
            case Factor.SUPPORT:
                return self._tools()
            case Factor.MEMBERS:
                return self._members()

    def _figures(self, side: Side) -> Iterator[Evidence]:
        for one in self.facts.factors:
            if one.side == side and one.technology in self.codes:
                yield self._figure(one)

    def _figure(self, factor: FactorFact) -> Evidence:
        indicator = self.facts.indicator_by_code[factor.indicator]
        figure = self.facts.figures.get((self.country.code, factor.indicator))
        name, why = formats.plain(indicator.name), formats.plain(factor.why)
        if figure is None:
            return Evidence(_("%(indicator)s: no data. %(why)s", indicator=name, why=why), *self._chart())
        column = self.facts.indicator_index[factor.indicator]
        speaks = speaking(factor, self.cube.percentiles[:, column])
        source = self.facts.sources[figure.source]
        measure = _measure(indicator)
        words = {"indicator": name, "value": written(figure.value, measure), "why": why}
        if measure.answers:
            text = _("%(indicator)s: %(value)s. %(why)s", **words)
        else:
            text = _(
                "%(indicator)s: %(value)s, place %(place)s of %(count)s for this reason. %(why)s",
                **words,
                place=rank_words(
                    1 + int(np.nansum(speaks > speaks[self.place])),
                    tied=int(np.nansum(speaks == speaks[self.place])) > 1,
                ),
                count=int(np.sum(~np.isnan(speaks))),
            )
        return Evidence(
            text,
            *self._chart(),
            source=formats.plain(source.name),
            year=figure.year,
            url=indicator.url or source.url,
            speaks=round(100 * float(speaks[self.place]), 1),
        )

    def _deployments(self) -> Iterator[Evidence]:
        here = [one for one in self.facts.deployments if one.country == self.country.code]
        for one in here:
            if one.technology in self.codes:
                yield _told(one, _("%(stage)s: %(what)s", **_words(one)))
        yield from self._from_kin()
        yield from self._from_related(here)
        for one in here:
            if one.technology not in self.codes and one.names & set(self.codes):
                yield _told(one, _("Named in another activity: %(what)s", what=formats.plain(one.what)))

    def _from_kin(self) -> Iterator[Evidence]:
        kin = self.cube.parts.kin[self.place]
        elsewhere = [
            one
            for one in self.facts.deployments
            if one.technology in self.codes and one.country != self.country.code
        ]
        nearest: dict[str, DeploymentFact] = {}
        for one in sorted(elsewhere, key=lambda one: -kin[self.facts.country_index[one.country]]):
            nearest.setdefault(one.country, one)
        for code, one in list(nearest.items())[:MOST_OF_A_KIND]:
            place = self.facts.country_index[code]
            other = self.facts.countries[place]
            text = _(
                "In %(country)s (%(near)s; figures alike: %(alike)s of 100): %(stage)s – %(what)s",
                country=formats.plain(other.name),
                near=NEARNESS[nearness(self.country, other)],
                alike=round(100 * float(self.alike[place])),
                **_words(one),
            )
            yield _told(one, text)

    def _from_related(self, here: list[DeploymentFact]) -> Iterator[Evidence]:
        index = self.facts.technology_index
        related: dict[str, tuple[float, DeploymentFact]] = {}
        for one in here:
            column = index.get(one.technology)
            if column is None or one.technology in self.codes:
                continue
            strength = max(float(self.cube.parts.relatedness[column, own]) for own in self.columns)
            if strength > 0:
                related.setdefault(one.technology, (strength, one))
        for code, (strength, one) in sorted(related.items(), key=lambda item: -item[1][0])[:MOST_OF_A_KIND]:
            text = _(
                "Related technology %(technology)s (relatedness %(strength)s of 100): %(stage)s – %(what)s",
                technology=formats.plain(self.facts.technologies[index[code]].name),
                strength=round(100 * strength),
                **_words(one),
            )
            yield _told(one, text)

    def _relation(self) -> Iterator[Evidence]:
        here = [
            one
            for one in self.facts.deployments
            if one.country == self.country.code and one.stage in RELATION_POINTS
        ]
        for one in sorted(here, key=lambda one: (one.stage != Stage.MOU, -(one.year or 0))):
            yield _told(one, _("%(stage)s: %(what)s", **_words(one)))

    def _tools(self) -> Iterator[Evidence]:
        answers: dict[Applicability, list[ToolFact]] = {answer: [] for answer in Applicability}
        for tool in self.facts.tools:
            if self._serves(tool):
                answer = applicability(tool.countries, "*", country=self.country.support, technology=None)
                answers[answer].append(tool)
        yield Evidence(
            _(
                "Of %(count)s tools for this technology %(usable)s can be used, for %(unknown)s the source does "
                "not say.",
                count=sum(len(tools) for tools in answers.values()),
                usable=len(answers[Applicability.YES]),
                unknown=len(answers[Applicability.UNKNOWN]),
            ),
            "support_tools.directory",
            {"technology": self.codes[0], "country": self.country.code},
        )
        # Tools made for this technology or these countries say more than those open to everything.
        usable = sorted(answers[Applicability.YES], key=lambda tool: (tool.technologies == "*", tool.id))
        for tool in usable[:MOST_TOOLS]:
            yield Evidence(
                formats.plain(tool.name),
                "support_tools.detail",
                {"id": tool.id},
                source=formats.plain(tool.source.name),
                year=tool.as_of,
                url=tool.source.url,
            )

    def _serves(self, tool: ToolFact) -> bool:
        return tool.technologies == "*" or bool(set(tool.technologies.split(";")) & set(self.codes))

    def _members(self) -> Iterator[Evidence]:
        for one in self.facts.presence:
            if one.technology in self.codes and one.country == self.country.code:
                text = str(PRESENCE[one.kind]) % {"member": formats.plain(one.name)}
                yield Evidence(text, "members.detail", {"slug": one.slug}, source=_("Member record"))

    def _chart(self) -> tuple[str, Mapping[str, str]]:
        return "countries.chart", {"code": self.country.code}


def _words(one: DeploymentFact) -> dict[str, object]:
    return {"stage": STAGES[Stage(one.stage)], "what": formats.plain(one.what)}


def _told(one: DeploymentFact, text: str) -> Evidence:
    return Evidence(
        text,
        "deployments.detail",
        {"id": one.id},
        source=formats.plain(one.source.name),
        year=one.year,
        url=one.source.url,
    )
