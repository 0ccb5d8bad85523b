"""The table of requests. How one moves from state to state stands in ``rules``."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.accounts.models import Account
from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model, Moment


class Kind(StrEnum):
    """What is asked for. A later feature adds its own."""

    CONTACT = "contact"
    # An answer to an open call; its caller owes a decision.
    EXPRESSION = "expression"
    # A member asked to take a role in a team, and what it would do instead.
    INVITATION = "invitation"
    COUNTER = "counter"


class State(StrEnum):
    OPEN = "open"
    REMINDED = "reminded"
    ANSWERED = "answered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    COUNTERED = "countered"


class Purpose(StrEnum):
    """Why somebody asks for contact."""

    CONSORTIUM = "consortium"
    TECHNOLOGY = "technology"
    COUNTRY = "country"
    PROCUREMENT = "procurement"
    OTHER = "other"


class Reason(StrEnum):
    """Why an owner declines, as far as figures need to know."""

    NO_CAPACITY = "no_capacity"
    NOT_OUR_FIELD = "not_our_field"
    NOT_OUR_COUNTRY = "not_our_country"
    OTHER_PARTNER = "other_partner"
    OTHER = "other"


class Request(Model):
    """One person asks, one person owes an answer by a day."""

    __tablename__ = "request"
    id: Mapped[int] = mapped_column(primary_key=True)
    # Its name in addresses: random, so that nobody can count how many there are.
    key: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    subject: Mapped[str] = mapped_column(String(120), index=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    # For whom each of the two acts, as ``member:12``, with the name of that day.
    asker_side: Mapped[str] = mapped_column(String(120), default="", index=True)
    owner_side: Mapped[str] = mapped_column(String(120), default="", index=True)
    asker_side_name: Mapped[Bilingual] = bilingual("asker_side_name", 200)
    owner_side_name: Mapped[Bilingual] = bilingual("owner_side_name", 200)
    purpose: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    offer: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(Moment)
    due: Mapped[date] = mapped_column(Date, index=True)
    state: Mapped[str] = mapped_column(String(20), default=State.OPEN, index=True)
    # How many reminders have left: none, before the day, on the day.
    reminders: Mapped[int] = mapped_column(Integer, default=0)
    outcome: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(String(40), default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    # Filled while it is open: the same is not asked twice at a time, however often a button is pressed.
    open_slot: Mapped[str | None] = mapped_column(String(240), unique=True)

    asker: Mapped[Account] = relationship(lazy="raise", foreign_keys=[asker_id])
    owner: Mapped[Account] = relationship(lazy="raise", foreign_keys=[owner_id])
