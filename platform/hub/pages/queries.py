"""What the home page shows of the other rooms."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.countries.models import Country
from hub.deployments.models import Deployment
from hub.deployments.queries import Told, Wanted, directory
from hub.members.models import Member
from hub.support_tools.models import SupportTool
from hub.technologies.models import Field, Technology


@dataclass(frozen=True)
class Tallies:
    """How many records of each kind the site holds, and how many of its members are invented."""

    countries: int
    technologies: int
    members: int
    sample_members: int
    support_tools: int
    deployments: int


def tallies() -> Tallies:
    """Everything counted in one statement."""
    counted = (
        select(func.count(Country.code)),
        select(func.count(Technology.code)).where(Technology.matched),
        select(func.count(Member.id)).where(Member.are_listed()),
        select(func.count(Member.id)).where(Member.sample, Member.are_listed()),
        select(func.count(SupportTool.id)),
        select(func.count(Deployment.id)),
    )
    row = db.session.execute(select(*(one.scalar_subquery() for one in counted))).one()
    return Tallies(*row)


def technologies() -> Mapping[Field, tuple[tuple[str, Bilingual], ...]]:
    """Code and name of every technology one can match, by field, in the order of the catalogue."""
    rows = db.session.execute(
        select(Technology.field, Technology.code, Technology.name)
        .where(Technology.matched)
        .order_by(Technology.sort, Technology.code)
    ).all()
    grouped = {field: tuple((code, name) for own, code, name in rows if own == field) for field in Field}
    return {field: some for field, some in grouped.items() if some}


def latest_deployments(most: int) -> tuple[Told, ...]:
    """The newest documented deployments; of one happening told for several countries only the first."""
    by_happening: dict[str, Told] = {}
    for told in directory(Wanted()).found:
        by_happening.setdefault(told.event or told.id, told)
    return tuple(by_happening.values())[:most]
