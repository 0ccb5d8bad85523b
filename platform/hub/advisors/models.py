"""Tables of advisors, what they know and where they have worked."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model


class Advisor(Model):
    __tablename__ = "advisor"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[Bilingual] = bilingual("name", 120)
    name_kana: Mapped[str] = mapped_column(String(120), default="")
    headline: Mapped[Bilingual] = bilingual("headline", 200)
    biography: Mapped[Bilingual] = bilingual("biography")
    languages: Mapped[str] = mapped_column(String(80), default="")
    past_posts: Mapped[Bilingual] = bilingual("past_posts")
    email: Mapped[str] = mapped_column(String(254), default="")
    monthly_capacity: Mapped[int | None] = mapped_column(Integer)
    term_until: Mapped[date | None] = mapped_column(Date)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)

    expertise: Mapped[list["Expertise"]] = relationship(
        lazy="raise", back_populates="advisor", cascade="all, delete-orphan"
    )
    countries: Mapped[list["AdvisorCountry"]] = relationship(
        lazy="raise", back_populates="advisor", cascade="all, delete-orphan"
    )

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("advisor", str(self.id))]


class Expertise(Model):
    __tablename__ = "advisor_technology"
    advisor_id: Mapped[int] = mapped_column(ForeignKey("advisor.id"), primary_key=True)
    technology_code: Mapped[str] = mapped_column(ForeignKey("technology.code"), primary_key=True, index=True)

    advisor: Mapped[Advisor] = relationship(lazy="raise", back_populates="expertise")

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("advisor", str(self.advisor_id))]


class AdvisorCountry(Model):
    """A country an advisor has worked in, and for how many years."""

    __tablename__ = "advisor_country"
    advisor_id: Mapped[int] = mapped_column(ForeignKey("advisor.id"), primary_key=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), primary_key=True, index=True)
    years: Mapped[int | None] = mapped_column(Integer)

    advisor: Mapped[Advisor] = relationship(lazy="raise", back_populates="countries")

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("advisor", str(self.advisor_id))]
