"""Tables of technologies, their synonyms and the figures that speak for them."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Boolean, Float, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model


class Field(StrEnum):
    """Parent field of a technology."""

    DIGITAL_INFRASTRUCTURE = "digital_infrastructure"
    DIGITAL_USE = "digital_use"
    PUBLIC_SERVICES = "public_services"


class Side(StrEnum):
    """What a figure speaks for."""

    NEED = "need"
    READINESS = "readiness"


class Direction(StrEnum):
    """Which end of an indicator speaks for its side."""

    HIGH = "high"
    LOW = "low"


class Technology(Model):
    """A technology. Comprehensive cooperation (``ict_general``) is kept as evidence and not ``matched``."""

    __tablename__ = "technology"
    __facts__ = True
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[Bilingual] = bilingual("name", 120)
    field: Mapped[str] = mapped_column(String(30))
    matched: Mapped[bool] = mapped_column(Boolean, default=True)
    description: Mapped[Bilingual] = bilingual("description")
    sort: Mapped[int] = mapped_column(Integer, default=0)

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("technology", self.code)]


class Synonym(Model):
    __tablename__ = "technology_synonym"
    __facts__ = True
    __table_args__ = (UniqueConstraint("technology_code", "language", "words"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    technology_code: Mapped[str] = mapped_column(ForeignKey("technology.code"))
    language: Mapped[str] = mapped_column(String(2))
    words: Mapped[str] = mapped_column(String(120))

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("technology", self.technology_code)]


class TechnologyFactor(Model):
    """Why an indicator speaks for a technology: side, direction, weight within its side, one sentence."""

    __tablename__ = "technology_factor"
    __facts__ = True
    __table_args__ = (UniqueConstraint("technology_code", "indicator_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    technology_code: Mapped[str] = mapped_column(ForeignKey("technology.code"))
    indicator_code: Mapped[str] = mapped_column(ForeignKey("indicator.code"), index=True)
    side: Mapped[str] = mapped_column(String(12))
    direction: Mapped[str] = mapped_column(String(4))
    weight: Mapped[float] = mapped_column(Float, default=1.0)
    why: Mapped[Bilingual] = bilingual("why")
