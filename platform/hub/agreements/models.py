"""Tables of agreements. What must be there before terms are proposed, and when all agree, stands in ``rules``."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.accounts.models import Account
from hub.consortia.models import Place
from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model, Moment


class Head(StrEnum):
    """What a clause is about."""

    LEAD = "lead"
    SHARES = "shares"
    PROPERTY = "property"
    EXCLUSIVITY = "exclusivity"
    COSTS = "costs"
    CONFIDENTIALITY = "confidentiality"
    EXIT = "exit"
    OTHER = "other"


class VersionState(StrEnum):
    PROPOSED = "proposed"
    SUPERSEDED = "superseded"
    AGREED = "agreed"


class Clause(Model):
    """A clause as the team writes it. ``version`` goes up with each change: nobody saves over another's text."""

    __tablename__ = "agreement_clause"
    __table_args__ = (UniqueConstraint("call_id", "head"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    head: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[datetime] = mapped_column(Moment)


class Share(Model):
    """The share of a place, in percent of the whole."""

    __tablename__ = "agreement_share"
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), unique=True)
    percent: Mapped[int] = mapped_column(Integer)


class AgreementVersion(Model):
    """The whole as it was proposed: ``body`` is what everybody accepts, to the last sign."""

    __tablename__ = "agreement_version"
    __table_args__ = (UniqueConstraint("call_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    body: Mapped[str] = mapped_column(Text)
    # Of the bytes of the body in UTF-8, in hexadecimal.
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12), default=VersionState.PROPOSED)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)

    account: Mapped[Account] = relationship(lazy="raise")


class Acceptance(Model):
    """One place accepts one version, by one person."""

    __tablename__ = "agreement_acceptance"
    __table_args__ = (UniqueConstraint("version_id", "place_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("agreement_version.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    account: Mapped[Account] = relationship(lazy="raise")
    place: Mapped[Place] = relationship(lazy="raise")


class Objection(Model):
    """Why a place does not accept a version as it is. The team reads it."""

    __tablename__ = "agreement_objection"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("agreement_version.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)

    account: Mapped[Account] = relationship(lazy="raise")
    place: Mapped[Place] = relationship(lazy="raise")


class ClauseTemplate(Model):
    """What a new clause begins with, as the secretariat worded it. A head without a row begins with ours."""

    __tablename__ = "agreement_template"
    head: Mapped[str] = mapped_column(String(20), primary_key=True)
    text: Mapped[Bilingual] = bilingual("text", 4000)
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed_at: Mapped[datetime] = mapped_column(Moment)
