"""Tables of members. What only signed-in readers may see is decided in ``rules``."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Integer,
    String,
    UniqueConstraint,
    and_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from hub.accounts.models import Account
from hub.core import clock
from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model, Moment
from hub.members.fields import Circle, RecordField, circle_of, depends_on


class MemberKind(StrEnum):
    PUBLIC_BODY = "public_body"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    CARRIER = "carrier"
    VENDOR = "vendor"
    TRADING_HOUSE = "trading_house"
    CONSULTANCY = "consultancy"
    BANK = "bank"
    START_UP = "start_up"
    REGIONAL_FIRM = "regional_firm"
    ASSOCIATION = "association"
    UNIVERSITY = "university"


class SizeClass(StrEnum):
    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


class Maturity(StrEnum):
    """How far a capability has come, from the laboratory to a customer abroad."""

    RESEARCH = "research"
    PILOT = "pilot"
    COMMERCIAL = "commercial"
    PROVEN_ABROAD = "proven_abroad"


class Interest(StrEnum):
    """A member's interest in a country; ``none`` means looked at and not pursued."""

    NONE = "none"
    ACTIVE = "active"
    FUTURE = "future"


class Standing(StrEnum):
    """How a membership stands."""

    ACTIVE = "active"
    RENEWAL_DUE = "renewal_due"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"


# Whoever is late in confirming is still a member; the others are found nowhere.
IN_STANDING = (Standing.ACTIVE, Standing.RENEWAL_DUE)


class RowOfRecord:
    """A row that hangs on a record and is shown to whoever sees its field."""

    FIELD: ClassVar[RecordField]
    member_id: Mapped[int]

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("member", str(self.member_id))]

    @classmethod
    def kept_from_visitors(cls, rows: Sequence["RowOfRecord"], session: Session) -> Sequence["RowOfRecord"]:
        """Of these rows those whose member does not show the field to everybody."""
        asked = select(FieldRelease.member_id, FieldRelease.field, FieldRelease.circle)
        asked = asked.where(FieldRelease.field.in_(depends_on(cls.FIELD)))
        chosen: dict[int, dict[str, str]] = {}
        for member_id, field, circle in session.execute(asked):
            chosen.setdefault(member_id, {})[field] = circle
        return [
            row for row in rows if circle_of(cls.FIELD, chosen.get(row.member_id, {})) is not Circle.PUBLIC
        ]


class Member(Model):
    __tablename__ = "member"
    __facts__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[Bilingual] = bilingual("name", 200)
    name_kana: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(30), index=True)
    size_class: Mapped[str] = mapped_column(String(10), default="")
    prefecture: Mapped[str] = mapped_column(String(20), default="")
    website: Mapped[str] = mapped_column(String(500), default="")
    summary: Mapped[Bilingual] = bilingual("summary")
    languages: Mapped[str] = mapped_column(String(80), default="")
    seeks: Mapped[Bilingual] = bilingual("seeks")
    updated_on: Mapped[date | None] = mapped_column(Date)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    source_name: Mapped[Bilingual] = bilingual("source_name", 300)
    source_url: Mapped[str] = mapped_column(String(500), default="")
    corporate_number: Mapped[str] = mapped_column(String(13), default="", index=True)
    state: Mapped[str] = mapped_column(String(20), default=Standing.ACTIVE, index=True)
    address: Mapped[Bilingual] = bilingual("address", 300)
    logo: Mapped[str] = mapped_column(String(80), default="")
    # The secretariat has looked at the record; what it imports itself counts as looked at.
    verified: Mapped[bool] = mapped_column(Boolean, default=True)
    # When the member last said, by a change or by a press, that everything is right; and when we last asked it to.
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment, default=clock.now)
    reminded_at: Mapped[datetime | None] = mapped_column(Moment)
    # When the membership falls due for renewal; and for which such day the notice a month before has left.
    renews_on: Mapped[date | None] = mapped_column(Date, index=True)
    renewal_told_for: Mapped[date | None] = mapped_column(Date)

    capabilities: Mapped[list["Capability"]] = relationship(lazy="raise", back_populates="member")
    references: Mapped[list["ReferenceSite"]] = relationship(lazy="raise", back_populates="member")
    interests: Mapped[list["CountryInterest"]] = relationship(lazy="raise", back_populates="member")
    contacts: Mapped[list["ContactPerson"]] = relationship(lazy="raise", back_populates="member")
    projects: Mapped[list["PastProject"]] = relationship(lazy="raise", back_populates="member")
    cases: Mapped[list["CaseStudy"]] = relationship(lazy="raise", back_populates="member")
    releases: Mapped[list["FieldRelease"]] = relationship(lazy="raise", back_populates="member")

    @property
    def complete_enough(self) -> bool:
        """Whether an entry can be made of it: a name in both languages and a summary."""
        return bool(self.name.ja and self.name.en and self.summary)

    @property
    def in_standing(self) -> bool:
        return self.state in IN_STANDING

    @property
    def listed(self) -> bool:
        """Whether others find it: a member that is neither suspended nor gone, complete enough and verified."""
        return self.in_standing and self.verified and self.complete_enough

    @classmethod
    def are_complete_enough(cls) -> ColumnElement[bool]:
        """The same for statements; also of an alias of this table."""
        summary = or_(cls.summary_ja != "", cls.summary_en != "")  # type: ignore[attr-defined]  # see bilingual
        return and_(cls.name_ja != "", cls.name_en != "", summary)  # type: ignore[attr-defined]

    @classmethod
    def are_listed(cls) -> ColumnElement[bool]:
        return and_(cls.state.in_(IN_STANDING), cls.verified == true(), cls.are_complete_enough())

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("member", str(self.id))]


class Capability(RowOfRecord, Model):
    __tablename__ = "member_capability"
    FIELD = RecordField.CAPABILITIES
    __facts__ = True
    __table_args__ = (UniqueConstraint("member_id", "technology_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    technology_code: Mapped[str] = mapped_column(ForeignKey("technology.code"), index=True)
    what: Mapped[Bilingual] = bilingual("what")
    maturity: Mapped[str] = mapped_column(String(20))
    certifications: Mapped[str] = mapped_column(String(300), default="")

    member: Mapped[Member] = relationship(lazy="raise", back_populates="capabilities")


class ReferenceSite(RowOfRecord, Model):
    """Where a capability has been delivered."""

    __tablename__ = "member_reference"
    FIELD = RecordField.REFERENCES
    __facts__ = True
    __table_args__ = (UniqueConstraint("member_id", "technology_code", "country_code", "year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    technology_code: Mapped[str] = mapped_column(ForeignKey("technology.code"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), index=True)
    year: Mapped[int | None] = mapped_column(Integer)
    what: Mapped[Bilingual] = bilingual("what")

    member: Mapped[Member] = relationship(lazy="raise", back_populates="references")


class CountryInterest(RowOfRecord, Model):
    """Which countries a member looks at: members' part, unless the member wants it otherwise."""

    __tablename__ = "member_country"
    FIELD = RecordField.COUNTRIES
    __facts__ = True
    __table_args__ = (UniqueConstraint("member_id", "country_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), index=True)
    status: Mapped[str] = mapped_column(String(10))
    since: Mapped[str] = mapped_column(String(10), default="")

    member: Mapped[Member] = relationship(lazy="raise", back_populates="interests")


class ContactPerson(RowOfRecord, Model):
    """Members' part: shown to signed-in readers if released, otherwise to the own member and the secretariat."""

    __tablename__ = "contact_person"
    FIELD = RecordField.CONTACTS
    __table_args__ = (UniqueConstraint("member_id", "email"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    name: Mapped[Bilingual] = bilingual("name", 120)
    name_kana: Mapped[str] = mapped_column(String(120), default="")
    department: Mapped[Bilingual] = bilingual("department", 200)
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40), default="")
    released: Mapped[bool] = mapped_column(Boolean, default=False)
    consented_on: Mapped[date | None] = mapped_column(Date)

    member: Mapped[Member] = relationship(lazy="raise", back_populates="contacts")


class PastProject(RowOfRecord, Model):
    """What a member has done before, and with whom."""

    __tablename__ = "member_project"
    FIELD = RecordField.PROJECTS
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    title: Mapped[Bilingual] = bilingual("title", 200)
    what: Mapped[Bilingual] = bilingual("what")
    partners: Mapped[Bilingual] = bilingual("partners", 300)
    country_code: Mapped[str | None] = mapped_column(ForeignKey("country.code"), index=True)
    year: Mapped[int | None] = mapped_column(Integer)

    member: Mapped[Member] = relationship(lazy="raise", back_populates="projects")


class CaseStudy(RowOfRecord, Model):
    """A story worth telling, with a picture."""

    __tablename__ = "member_case"
    FIELD = RecordField.CASES
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    title: Mapped[Bilingual] = bilingual("title", 200)
    what: Mapped[Bilingual] = bilingual("what")
    picture: Mapped[str] = mapped_column(String(80), default="")
    picture_shows: Mapped[Bilingual] = bilingual("picture_shows", 200)

    member: Mapped[Member] = relationship(lazy="raise", back_populates="cases")


class FieldRelease(Model):
    """Who sees a field, where the member wants it otherwise than usual (``fields.USUAL_CIRCLES``)."""

    __tablename__ = "member_release"
    __facts__ = True
    __table_args__ = (UniqueConstraint("member_id", "field"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    field: Mapped[str] = mapped_column(String(20))
    circle: Mapped[str] = mapped_column(String(12))

    member: Mapped[Member] = relationship(lazy="raise", back_populates="releases")

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("member", str(self.member_id))]


class SeatRole(StrEnum):
    """A window contact (窓口担当) runs the member's record and seats; a user takes part."""

    WINDOW = "window"
    USER = "user"


class Seat(Model):
    """The place of an account at a member: its holder belongs to that organisation until the seat is ended."""

    __tablename__ = "seat"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    role: Mapped[str] = mapped_column(String(10), default=SeatRole.USER)
    since: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    account: Mapped[Account] = relationship(lazy="raise")


class Invitation(Model):
    """Somebody asked to take a seat at a member. The key to it leaves by mail and is kept with the accounts."""

    __tablename__ = "seat_invitation"
    __table_args__ = (UniqueConstraint("member_id", "address"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    address: Mapped[str] = mapped_column(String(254))
    name: Mapped[Bilingual] = bilingual("name", 120)
    role: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    invited_at: Mapped[datetime] = mapped_column(Moment)
