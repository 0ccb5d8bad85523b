"""The table of support tools. Where and for what a tool applies is data; ``rules`` reads it."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model
from hub.members.models import Member


class ToolType(StrEnum):
    SURVEY = "survey"
    PILOT = "pilot"
    SUBSIDY = "subsidy"
    FINANCE = "finance"
    GRANT_AID = "grant_aid"
    INSURANCE = "insurance"
    EXPERT = "expert"
    TRAINING = "training"
    INFORMATION = "information"
    NETWORKING = "networking"
    PROJECT_FORMATION = "project_formation"


class Phase(StrEnum):
    """The step of a deployment at which a tool helps."""

    INFORMATION = "information"
    TEAM = "team"
    RELATIONS = "relations"
    PROJECT = "project"
    PILOT = "pilot"
    AFTER_ORDER = "after_order"


class SupportTool(Model):
    __tablename__ = "support_tool"
    __facts__ = True
    id: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[Bilingual] = bilingual("name", 200)
    operator: Mapped[Bilingual] = bilingual("operator", 300)
    types: Mapped[str] = mapped_column(String(200))
    phases: Mapped[str] = mapped_column(String(200))
    eligible: Mapped[Bilingual] = bilingual("eligible")
    fields: Mapped[Bilingual] = bilingual("fields")
    technologies: Mapped[str] = mapped_column(String(500), default="*")
    regions: Mapped[Bilingual] = bilingual("regions")
    countries: Mapped[str] = mapped_column(String(500), default="?")
    countries_note: Mapped[Bilingual] = bilingual("countries_note")
    amount: Mapped[Bilingual] = bilingual("amount")
    as_of: Mapped[int | None] = mapped_column(Integer)
    summary: Mapped[Bilingual] = bilingual("summary")
    source_name: Mapped[Bilingual] = bilingual("source_name", 300)
    source_url: Mapped[str] = mapped_column(String(1000), default="")
    official_url: Mapped[str] = mapped_column(String(1000), default="")

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("support_tool", self.id)]


class ToolOperator(Model):
    """A member that runs a support tool."""

    __tablename__ = "support_tool_member"
    tool_id: Mapped[str] = mapped_column(ForeignKey("support_tool.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)

    member: Mapped[Member] = relationship(lazy="raise")
