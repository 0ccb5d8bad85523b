"""Reading deployments as rows with the names of their technology and country; no object is kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from hub.core.bilingual import Bilingual, Language
from hub.core.db import db
from hub.countries.labels import GROUPS
from hub.countries.models import Country
from hub.countries.rules import in_order
from hub.deployments.models import Deployment, Stage
from hub.technologies.models import Technology

PER_PAGE = 25


@dataclass(frozen=True)
class Told:
    """A deployment with the names one needs to tell it."""

    id: str
    technology_code: str
    technology: Bilingual
    country_code: str
    country: Bilingual
    group: str
    year: int | None
    stage: str
    what: Bilingual
    actors: Bilingual
    event: str
    source_name: Bilingual
    source_url: str
    in_mic_2022_document: bool


_COLUMNS: tuple[Any, ...] = (
    Deployment.id,
    Deployment.technology_code,
    Technology.name,
    Deployment.country_code,
    Country.name,
    Country.group,
    Deployment.year,
    Deployment.stage,
    Deployment.what,
    Deployment.actors,
    Deployment.event,
    Deployment.source_name,
    Deployment.source_url,
    Deployment.in_mic_2022_document,
)


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the directory for; empty means all."""

    technology: str = ""
    country: str = ""
    group: str = ""
    stage: str = ""
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.technology or self.country or self.group or self.stage or self.year)


@dataclass(frozen=True)
class Choice:
    """A value to filter by, its name where it has one, and how many deployments have it."""

    value: str
    name: Bilingual
    count: int


@dataclass(frozen=True)
class Directory:
    """One page of the deployments asked for, and how many there are in all."""

    found: tuple[Told, ...]
    count: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // PER_PAGE))

    @property
    def first(self) -> int:
        """The number of the first deployment on this page."""
        return 1 + (self.page - 1) * PER_PAGE


@dataclass(frozen=True)
class Choices:
    technologies: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    years: tuple[Choice, ...]


def _told() -> Select[Any]:
    return (
        select(*_COLUMNS)
        .join(Technology, Deployment.technology_code == Technology.code)
        .join(Country, Deployment.country_code == Country.code)
    )


def _read(statement: Select[Any]) -> tuple[Told, ...]:
    return tuple(Told(*row) for row in db.session.execute(statement))


def directory(wanted: Wanted, page: int = 1) -> Directory:
    """The deployments asked for, newest first; a page beyond the last shows the last."""
    count = db.session.scalar(_only(select(func.count(Deployment.id)), wanted)) or 0
    page = min(max(page, 1), max(1, -(-count // PER_PAGE)))
    newest = _only(_told(), wanted).order_by(Deployment.year.is_(None), Deployment.year.desc(), Deployment.id)
    return Directory(_read(newest.limit(PER_PAGE).offset((page - 1) * PER_PAGE)), count, page)


def _only(statement: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.technology:
        statement = statement.where(Deployment.technology_code == wanted.technology)
    if wanted.country:
        statement = statement.where(Deployment.country_code == wanted.country)
    if wanted.group:
        within = select(Country.code).where(Country.group == wanted.group)
        statement = statement.where(Deployment.country_code.in_(within))
    if wanted.stage:
        statement = statement.where(Deployment.stage == wanted.stage)
    if wanted.year:
        statement = statement.where(Deployment.year == wanted.year)
    return statement


def choices(language: Language) -> Choices:
    """What there is to filter by, each with its number of deployments; countries as the language sorts them."""
    technologies = db.session.execute(
        select(Technology.code, Technology.name, func.count())
        .join(Deployment, Deployment.technology_code == Technology.code)
        .group_by(Technology.code)
        .order_by(Technology.sort)
    )
    rows_of_countries = db.session.execute(
        select(Country, func.count())
        .join(Deployment, Deployment.country_code == Country.code)
        .group_by(Country.code)
    )
    countries = sorted(rows_of_countries, key=lambda row: in_order(row[0].name, row[0].aliases, language))
    rows = db.session.execute(
        select(Deployment.stage, Deployment.year, func.count()).group_by(Deployment.stage, Deployment.year)
    ).all()
    return Choices(
        technologies=tuple(Choice(*row) for row in technologies),
        countries=tuple(Choice(one.code, one.name, count) for one, count in countries),
        groups=tuple(
            Choice(group, Bilingual(), count)
            for group in GROUPS
            if (count := sum(number for one, number in countries if one.group == group))
        ),
        stages=tuple(
            Choice(stage, Bilingual(), count)
            for stage in Stage
            if (count := sum(number for own, _, number in rows if own == stage))
        ),
        years=tuple(
            Choice(str(year), Bilingual(), sum(number for _, own, number in rows if own == year))
            for year in sorted({year for _, year, _ in rows if year is not None}, reverse=True)
        ),
    )


def told(ids: Collection[str] | None = None) -> tuple[Told, ...]:
    """These deployments, or all; by id."""
    asked = _told().order_by(Deployment.id)
    return _read(asked if ids is None else asked.where(Deployment.id.in_(ids)))


def by_id(id: str) -> Told | None:
    return next(iter(_read(_told().where(Deployment.id == id))), None)


def same_event(told: Told) -> tuple[Told, ...]:
    """The other rows that tell the same happening, in this country and others."""
    if not told.event:
        return ()
    return _read(
        _told()
        .where(Deployment.event == told.event, Deployment.id != told.id)
        .order_by(Deployment.year, Deployment.id)
    )


def in_country(code: str) -> tuple[Told, ...]:
    """Everything documented in a country, the oldest first, what has no year last."""
    return _read(
        _told()
        .where(Deployment.country_code == code)
        .order_by(Deployment.year.is_(None), Deployment.year, Deployment.id)
    )


def of_technology(code: str) -> tuple[Told, ...]:
    """Everything documented of a technology, the oldest first, what has no year last."""
    return _read(
        _told()
        .where(Deployment.technology_code == code)
        .order_by(Deployment.year.is_(None), Deployment.year, Deployment.id)
    )


def in_countries(codes: Sequence[str]) -> dict[str, tuple[Told, ...]]:
    """Like ``in_country`` for several countries in one statement."""
    found: dict[str, list[Told]] = {code: [] for code in codes}
    rows = _read(
        _told()
        .where(Deployment.country_code.in_(codes))
        .order_by(Deployment.year.is_(None), Deployment.year, Deployment.id)
    )
    for told in rows:
        found[told.country_code].append(told)
    return {code: tuple(some) for code, some in found.items()}


def elsewhere(code: str) -> dict[str, tuple[Told, ...]]:
    """By event: the rows of other countries that tell the same happening as rows of this one."""
    events = select(Deployment.event).where(Deployment.country_code == code, Deployment.event != "")
    found: dict[str, list[Told]] = {}
    for told in _read(
        _told()
        .where(Deployment.event.in_(events), Deployment.country_code != code)
        .order_by(Deployment.year, Deployment.country_code)
    ):
        found.setdefault(told.event, []).append(told)
    return {event: tuple(some) for event, some in found.items()}


@dataclass(frozen=True)
class Count:
    deployments: int
    technologies: int


def counts() -> dict[str, Count]:
    """Deployments and technologies documented, by country; countries without any are absent."""
    rows = db.session.execute(
        select(
            Deployment.country_code, func.count(), func.count(Deployment.technology_code.distinct())
        ).group_by(Deployment.country_code)
    )
    return {code: Count(deployments, technologies) for code, deployments, technologies in rows}


@dataclass(frozen=True)
class Spread:
    deployments: int
    countries: int


def counts_by_technology() -> dict[str, Spread]:
    """Deployments and countries documented, by technology; technologies without any are absent."""
    rows = db.session.execute(
        select(
            Deployment.technology_code, func.count(), func.count(Deployment.country_code.distinct())
        ).group_by(Deployment.technology_code)
    )
    return {code: Spread(deployments, countries) for code, deployments, countries in rows}
