"""Reading support tools: those for a country, a technology or a member."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from hub.core.db import db
from hub.support_tools.models import SupportTool, ToolOperator
from hub.support_tools.rules import Applicability, CountryFacts, applicability, covers


@dataclass(frozen=True)
class ToolFor:
    """A tool and whether it can be used for the country asked about: yes or not stated."""

    tool: SupportTool
    applicability: Applicability


def all_tools() -> Sequence[SupportTool]:
    """Every tool, by its number."""
    return db.session.scalars(select(SupportTool).order_by(SupportTool.id)).all()


def for_country(country: CountryFacts, technology: str | None = None) -> Sequence[ToolFor]:
    """Tools that can be used for a country (and a technology), then those whose sources do not say."""
    found = [
        ToolFor(tool, applicability(tool.countries, tool.technologies, country=country, technology=technology))
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
    return db.session.scalars(select(SupportTool).where(SupportTool.id.in_(mine)).order_by(SupportTool.id)).all()
