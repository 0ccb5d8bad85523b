"""Tables of countries and their figures. A missing value has no row; nothing stands for it."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Boolean, Float, ForeignKey, Integer, String, Text, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model


class CountryKind(StrEnum):
    COUNTRY = "country"
    ORGANISATION = "organisation"


class IncomeGroup(StrEnum):
    """World Bank income group."""

    HIGH = "high"
    UPPER_MIDDLE = "upper_middle"
    LOWER_MIDDLE = "lower_middle"
    LOW = "low"


class DacCategory(StrEnum):
    """Place on the OECD DAC list of ODA recipients."""

    LDC = "ldc"
    LMIC = "lmic"
    UMIC = "umic"


class Section(StrEnum):
    """The part of the chart that shows an indicator."""

    IDENTITY = "identity"
    ECONOMY = "economy"
    DIGITAL = "digital"
    POLICY = "policy"
    NEEDS = "needs"
    FINANCE = "finance"
    RISK = "risk"


class Country(Model):
    __tablename__ = "country"
    __facts__ = True
    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), default=CountryKind.COUNTRY)
    iso2: Mapped[str] = mapped_column(String(2), default="")
    iso3: Mapped[str] = mapped_column(String(3), default="")
    m49: Mapped[str] = mapped_column(String(3), default="")
    name: Mapped[Bilingual] = bilingual("name", 120)
    official_name: Mapped[Bilingual] = bilingual("official_name", 200)
    aliases: Mapped[Bilingual] = bilingual("aliases")
    group: Mapped[str] = mapped_column(String(30), index=True)
    region: Mapped[str] = mapped_column(String(60), default="")
    subregion: Mapped[str] = mapped_column(String(60), default="")
    capital: Mapped[Bilingual] = bilingual("capital", 120)
    official_languages: Mapped[Bilingual] = bilingual("official_languages", 200)
    currency_codes: Mapped[str] = mapped_column(String(40), default="")
    currency_names: Mapped[Bilingual] = bilingual("currency_names", 200)
    utc_offset_min: Mapped[str] = mapped_column(String(12), default="")
    utc_offset_max: Mapped[str] = mapped_column(String(12), default="")
    area_km2: Mapped[float | None] = mapped_column(Float)
    area_year: Mapped[int | None] = mapped_column(Integer)
    landlocked: Mapped[bool | None] = mapped_column(Boolean)
    borders: Mapped[str] = mapped_column(String(200), default="")
    income_group: Mapped[str] = mapped_column(String(20), default="")
    oda_recipient: Mapped[bool | None] = mapped_column(Boolean)
    dac_category: Mapped[str] = mapped_column(String(10), default="")
    asean_member: Mapped[bool | None] = mapped_column(Boolean)
    list_basis: Mapped[str] = mapped_column(String(40), default="")
    list_note: Mapped[Bilingual] = bilingual("list_note")
    note: Mapped[Bilingual] = bilingual("note")
    tile_row: Mapped[int] = mapped_column(Integer, default=0)
    tile_column: Mapped[int] = mapped_column(Integer, default=0)

    @property
    def neighbours(self) -> tuple[str, ...]:
        """Codes of the countries that share a land border, whether or not we keep a chart of them."""
        return tuple(code for code in self.borders.split(";") if code)

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("chart", self.code)]


class Source(Model):
    """Where figures were read: publisher, edition, licence and the publisher's public page."""

    __tablename__ = "source"
    __facts__ = True
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[Bilingual] = bilingual("name", 300)
    url: Mapped[str] = mapped_column(String(500), default="")
    licence: Mapped[str] = mapped_column(String(200), default="")


class Indicator(Model):
    __tablename__ = "indicator"
    __facts__ = True
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[Bilingual] = bilingual("name", 120)
    unit: Mapped[str] = mapped_column(String(60))
    unit_ja: Mapped[str] = mapped_column(String(60))
    section: Mapped[str] = mapped_column(String(20))
    good: Mapped[str] = mapped_column(String(4), default="")
    decimals: Mapped[int] = mapped_column(Integer, default=0)
    # Whether its figures belong to a year; a coast does not.
    dated: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    description: Mapped[Bilingual] = bilingual("description")
    url: Mapped[str] = mapped_column(String(500), default="")
    sort: Mapped[int] = mapped_column(Integer, default=0)


class Figure(Model):
    """One value of one indicator for one country, with its year and source."""

    __tablename__ = "figure"
    __facts__ = True
    __table_args__ = (UniqueConstraint("country_code", "indicator_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"))
    indicator_code: Mapped[str] = mapped_column(ForeignKey("indicator.code"), index=True)
    value: Mapped[float] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(60))
    year: Mapped[int | None] = mapped_column(Integer)
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"))
    note: Mapped[str] = mapped_column(Text, default="")

    indicator: Mapped[Indicator] = relationship(lazy="raise")
    source: Mapped[Source] = relationship(lazy="raise")

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("chart", self.country_code)]
