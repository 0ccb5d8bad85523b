"""Reading support tools: the directory, one tool, and those for a country, a technology or a member."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.fulltext.normal import key
from hub.countries.models import Country
from hub.members.models import Member
from hub.support_tools.models import SupportTool, ToolOperator
from hub.support_tools.rules import (
    Applicability,
    CountryFacts,
    Face,
    Wanted,
    applicability,
    counts,
    covers,
    matching,
)
from hub.technologies.models import Technology


@dataclass(frozen=True)
class ToolFor:
    """A tool and whether it can be used for the country asked about: yes or not stated."""

    tool: SupportTool
    applicability: Applicability


@dataclass(frozen=True)
class Directory:
    """The tools that answer what was asked, and what one may ask for with how many tools each."""

    wanted: Wanted
    found: Sequence[ToolFor]
    types: Counter[str]
    phases: Counter[str]
    technologies: Mapping[str, Bilingual]
    countries: Mapping[str, Bilingual]

    @property
    def usable(self) -> list[SupportTool]:
        return [one.tool for one in self.found if one.applicability is Applicability.YES]

    @property
    def unclear(self) -> list[SupportTool]:
        return [one.tool for one in self.found if one.applicability is Applicability.UNKNOWN]


@dataclass(frozen=True)
class Reach:
    """The countries of the platform a tool can be used for, and those its source leaves open."""

    usable: Sequence[Country]
    unclear: Sequence[Country]


def all_tools() -> Sequence[SupportTool]:
    """Every tool, by its number."""
    return db.session.scalars(select(SupportTool).order_by(SupportTool.id)).all()


def by_id(id: str) -> SupportTool | None:
    return db.session.get(SupportTool, id)


def facts_of(country: Country) -> CountryFacts:
    """What the rules ask of a country."""
    return CountryFacts(
        code=country.code,
        group=country.group,
        oda_recipient=country.oda_recipient,
        asean=bool(country.asean_member),
    )


def directory(wanted: Wanted) -> Directory:
    """The tools asked for. A technology or country nobody knows counts as not asked."""
    technologies = dict(
        db.session.execute(
            select(Technology.code, Technology.name).where(Technology.matched).order_by(Technology.sort)
        ).all()
    )
    countries = {one.code: one for one in db.session.scalars(select(Country).order_by(Country.code))}
    known = replace(
        wanted,
        technology=wanted.technology if wanted.technology in technologies else "",
        country=wanted.country if wanted.country in countries else "",
    )
    tools = {tool.id: tool for tool in all_tools()}
    place = facts_of(countries[known.country]) if known.country else None
    faces = [_face(tool, place, with_words=bool(known.text)) for tool in tools.values()]
    types, phases = counts(faces)
    return Directory(
        wanted=known,
        found=[ToolFor(tools[face.id], face.applicability) for face in matching(faces, known, key)],
        types=types,
        phases=phases,
        technologies=technologies,
        countries={code: country.name for code, country in countries.items()},
    )


def _face(tool: SupportTool, country: CountryFacts | None, *, with_words: bool) -> Face:
    # Folding all texts takes longer than everything else here, so it is done only if words are asked for.
    answer = Applicability.YES
    if country is not None:
        answer = applicability(tool.countries, tool.technologies, country=country, technology=None)
    texts = (tool.name, tool.operator, tool.summary, tool.fields, tool.eligible)
    return Face(
        id=tool.id,
        technologies=tool.technologies,
        types=frozenset(tool.types.split(";")),
        phases=frozenset(tool.phases.split(";")),
        applicability=answer,
        words=key(" ".join([tool.id, *(words for text in texts for words in (text.ja, text.en))]))
        if with_words
        else "",
    )


def reach(tool: SupportTool) -> Reach:
    """Where a tool can be used, over all countries of the platform."""
    answers = [
        (country, applicability(tool.countries, "*", country=facts_of(country), technology=None))
        for country in db.session.scalars(select(Country).order_by(Country.group, Country.code))
    ]
    return Reach(
        usable=[country for country, answer in answers if answer is Applicability.YES],
        unclear=[country for country, answer in answers if answer is Applicability.UNKNOWN],
    )


def technologies_of(tool: SupportTool) -> Mapping[str, Bilingual]:
    """The technologies a tool names, with their names; none if it is open to all."""
    codes = tool.technologies.split(";")
    named = (
        select(Technology.code, Technology.name).where(Technology.code.in_(codes)).order_by(Technology.sort)
    )
    return dict(db.session.execute(named).all())


def operators_of(tool_id: str) -> Sequence[Member]:
    """The members that run a tool."""
    running = (
        select(ToolOperator)
        .options(contains_eager(ToolOperator.member))
        .join(ToolOperator.member)
        .where(ToolOperator.tool_id == tool_id, Member.are_listed())
        .order_by(ToolOperator.position, ToolOperator.member_id)
    )
    return [one.member for one in db.session.scalars(running)]


def for_country(country: CountryFacts, technology: str | None = None) -> Sequence[ToolFor]:
    """Tools that can be used for a country (and a technology), then those whose sources do not say."""
    found = [
        ToolFor(
            tool, applicability(tool.countries, tool.technologies, country=country, technology=technology)
        )
        for tool in all_tools()
    ]
    wanted = (Applicability.YES, Applicability.UNKNOWN)
    return [one for answer in wanted for one in found if one.applicability is answer]


def for_technology(code: str) -> Sequence[SupportTool]:
    """Tools that can be used for a technology, in whatever country."""
    return [tool for tool in all_tools() if covers(tool.technologies, code)]


def of_member(member_id: int) -> Sequence[SupportTool]:
    """Tools a member runs."""
    mine = select(ToolOperator.tool_id).where(ToolOperator.member_id == member_id)
    return db.session.scalars(
        select(SupportTool).where(SupportTool.id.in_(mine)).order_by(SupportTool.id)
    ).all()
