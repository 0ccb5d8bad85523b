"""Tables of applications: what will become the record of a member, typed by somebody who is not one yet."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.bilingual import Bilingual, Language, bilingual
from hub.core.db import Model, Moment
from hub.core.mail import Addressee
from hub.members.models import Standing


class Stage(StrEnum):
    """The life of a membership, from the first word typed to the end."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"
    ACTIVE = Standing.ACTIVE.value
    RENEWAL_DUE = Standing.RENEWAL_DUE.value
    SUSPENDED = Standing.SUSPENDED.value
    WITHDRAWN = Standing.WITHDRAWN.value
    ARCHIVED = Standing.ARCHIVED.value


class Section(StrEnum):
    """The tasks of an application, in the order of the list; they may be done in any."""

    ORGANISATION = "organisation"
    CAPABILITIES = "capabilities"
    COUNTRIES = "countries"
    PEOPLE = "people"
    RULES = "rules"


class Application(Model):
    """One try of one mail address; after a refusal a new one may begin. Empty until its sections are filled."""

    __tablename__ = "application"
    __table_args__ = (UniqueConstraint("address", "attempt"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(254))
    attempt: Mapped[int] = mapped_column(Integer, default=1)
    language: Mapped[str] = mapped_column(String(2))
    stage: Mapped[str] = mapped_column(String(20), default=Stage.DRAFT, index=True)
    begun_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    name: Mapped[Bilingual] = bilingual("name", 200)
    name_kana: Mapped[str] = mapped_column(String(200), default="")
    corporate_number: Mapped[str] = mapped_column(String(13), default="", index=True)
    kind: Mapped[str] = mapped_column(String(30), default="")
    size_class: Mapped[str] = mapped_column(String(10), default="")
    prefecture: Mapped[str] = mapped_column(String(20), default="")
    website: Mapped[str] = mapped_column(String(500), default="")
    summary: Mapped[Bilingual] = bilingual("summary")

    person: Mapped[Bilingual] = bilingual("person", 120)
    person_kana: Mapped[str] = mapped_column(String(120), default="")
    department: Mapped[Bilingual] = bilingual("department", 200)
    phone: Mapped[str] = mapped_column(String(40), default="")
    released: Mapped[bool] = mapped_column(Boolean, default=False)
    consented_on: Mapped[date | None] = mapped_column(Date)

    rules_version: Mapped[str] = mapped_column(String(10), default="")
    rules_accepted_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def addressee(self) -> Addressee:
        return Addressee(self.address, Language(self.language))

    @property
    def number(self) -> str:
        """受付番号: given when it is first submitted."""
        return f"A{self.submitted_at.year}-{self.id:05d}" if self.submitted_at else ""


class ApplicationCapability(Model):
    __tablename__ = "application_capability"
    __table_args__ = (UniqueConstraint("application_id", "technology_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    technology_code: Mapped[str] = mapped_column(ForeignKey("technology.code"))
    what: Mapped[Bilingual] = bilingual("what")
    maturity: Mapped[str] = mapped_column(String(20))


class ApplicationCountry(Model):
    __tablename__ = "application_country"
    __table_args__ = (UniqueConstraint("application_id", "country_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"))
    status: Mapped[str] = mapped_column(String(10))


class ApplicationComment(Model):
    """What the secretariat asks to be changed in one section, when it returns an application."""

    __tablename__ = "application_comment"
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    section: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
