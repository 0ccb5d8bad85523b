"""Tables of open calls. How one moves from stage to stage stands in ``rules``."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.accounts.models import Account
from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model, Moment
from hub.members.models import Member


class Stage(StrEnum):
    """A call, and the team that comes of it."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    OPEN = "open"
    CLOSED = "closed"
    FORMING = "forming"
    AGREED = "agreed"
    DISSOLVED = "dissolved"
    WITHDRAWN = "withdrawn"


class Circle(StrEnum):
    """Who sees a field of a call (公開範囲), from the widest to the narrowest."""

    PUBLIC = "public"
    MEMBERS = "members"
    INVITED = "invited"
    TEAM = "team"


class CallField(StrEnum):
    """The fields whose circle the proposer sets."""

    TITLE = "title"
    TECHNOLOGY = "technology"
    COUNTRIES = "countries"
    PHASE = "phase"
    PROBLEM = "problem"
    BENEFICIARY = "beneficiary"
    RESULT = "result"
    PARTNER_WORK = "partner_work"
    ROLES = "roles"
    MUST_HAVES = "must_haves"
    NICE_TO_HAVES = "nice_to_haves"
    FUNDING = "funding"


class Phase(StrEnum):
    """How far the undertaking is."""

    IDEA = "idea"
    STUDY = "study"
    PILOT = "pilot"
    TENDER = "tender"
    ROLLOUT = "rollout"


class Coordinator(StrEnum):
    """Whether the proposer leads, or looks for somebody who does."""

    PRESENT = "present"
    SOUGHT = "sought"


class RoleKind(StrEnum):
    """What a member does in a team."""

    COORDINATOR = "coordinator"
    TECHNOLOGY = "technology"
    INTEGRATOR = "integrator"
    OPERATOR = "operator"
    FINANCE = "finance"
    LOCAL = "local"
    RESEARCH = "research"
    ADVICE = "advice"
    TRAINING = "training"


class DissolveReason(StrEnum):
    """Why a team comes to nothing, as far as figures need to know."""

    NO_PARTNER = "no_partner"
    NO_FUNDING = "no_funding"
    COUNTRY = "country"
    TENDER_LOST = "tender_lost"
    TERMS = "terms"
    OTHER = "other"


class Call(Model):
    __tablename__ = "open_call"
    id: Mapped[int] = mapped_column(primary_key=True)
    # Its name in addresses: random, so that nobody can count how many there are.
    key: Mapped[str] = mapped_column(String(20), unique=True)
    stage: Mapped[str] = mapped_column(String(20), default=Stage.DRAFT, index=True)
    # Goes up with every change of what is written, so that nobody saves over what another has written meanwhile.
    version: Mapped[int] = mapped_column(Integer, default=1)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    # Who answers for it; another person of the member can take it over.
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    anonymous: Mapped[bool] = mapped_column(Boolean, default=False)
    # The language of what is written below; the title has both.
    written_in: Mapped[str] = mapped_column(String(2), default="ja")
    title: Mapped[Bilingual] = bilingual("title", 120)
    technology_code: Mapped[str | None] = mapped_column(ForeignKey("technology.code"), index=True)
    phase: Mapped[str] = mapped_column(String(20), default="")
    problem: Mapped[str] = mapped_column(Text, default="")
    beneficiary: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    partner_work: Mapped[str] = mapped_column(Text, default="")
    funding: Mapped[str] = mapped_column(Text, default="")
    coordinator: Mapped[str] = mapped_column(String(10), default="")
    questions_until: Mapped[date | None] = mapped_column(Date)
    closes_on: Mapped[date | None] = mapped_column(Date, index=True)
    # What the secretariat asks to change, and why it was withdrawn or dissolved.
    comment: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(20), default="")
    reason_words: Mapped[str] = mapped_column(Text, default="")
    # Who outside the team is shown that it exists, once the call has left the board.
    team_circle: Mapped[str] = mapped_column(String(12), default=Circle.TEAM)
    begun_at: Mapped[datetime] = mapped_column(Moment)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    # When something last happened in the team, and when a silent one was last asked.
    stirred_at: Mapped[datetime | None] = mapped_column(Moment)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)

    member: Mapped[Member] = relationship(lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise")
    countries: Mapped[list["CallCountry"]] = relationship(lazy="raise", order_by="CallCountry.id")
    needs: Mapped[list["CallNeed"]] = relationship(lazy="raise", order_by="CallNeed.position")
    roles: Mapped[list["CallRole"]] = relationship(lazy="raise", order_by="CallRole.position")
    releases: Mapped[list["CallRelease"]] = relationship(lazy="raise")

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("call", str(self.id))]


class PartOfCall:
    """A row that is found with its call."""

    call_id: Mapped[int]

    def search_keys(self) -> Iterable[tuple[str, str]]:
        return [("call", str(self.call_id))]


class CallCountry(PartOfCall, Model):
    __tablename__ = "open_call_country"
    __table_args__ = (UniqueConstraint("call_id", "country_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), index=True)


class CallNeed(PartOfCall, Model):
    """What a partner must have, or would better have. With a technology or a country the records can tell who has
    it; without, people answer."""

    __tablename__ = "open_call_need"
    __table_args__ = (UniqueConstraint("call_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    must: Mapped[bool] = mapped_column(Boolean)
    text: Mapped[str] = mapped_column(String(200))
    technology_code: Mapped[str | None] = mapped_column(ForeignKey("technology.code"))
    country_code: Mapped[str | None] = mapped_column(ForeignKey("country.code"))


class CallRole(PartOfCall, Model):
    """A role sought."""

    __tablename__ = "open_call_role"
    __table_args__ = (UniqueConstraint("call_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(200), default="")


class CallRelease(PartOfCall, Model):
    """Who sees a field, where the proposer wants it otherwise than usual (``rules.USUAL_CIRCLES``)."""

    __tablename__ = "open_call_release"
    __table_args__ = (UniqueConstraint("call_id", "field"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    field: Mapped[str] = mapped_column(String(20))
    circle: Mapped[str] = mapped_column(String(12))


class Question(Model):
    """A question about a call. All who may read the call read it and its answer; nobody reads who asked."""

    __tablename__ = "open_call_question"
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    asker: Mapped[Account] = relationship(lazy="raise", foreign_keys=[account_id])
