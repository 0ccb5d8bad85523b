"""Tables of joining a call and of the team. Their lives stand in ``rules``."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Boolean, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.accounts.models import Account
from hub.calls.models import Call, CallNeed
from hub.core.db import Model, Moment
from hub.members.models import Member


class ExpressionState(StrEnum):
    """An expression of interest (EoI), as both sides see it."""

    DRAFT = "draft"
    SENT = "sent"
    SHORTLISTED = "shortlisted"
    INVITED = "invited"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Fills(StrEnum):
    """Whether a member says that it has what a call asks for."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class InvitationState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    COUNTERED = "countered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class PlaceEnd(StrEnum):
    """How a place in a team came to an end."""

    LEFT = "left"
    REMOVED = "removed"
    DISSOLVED = "dissolved"


class Expression(Model):
    """What one member answers to a call; one a call."""

    __tablename__ = "expression"
    __table_args__ = (UniqueConstraint("call_id", "member_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(20), unique=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default=ExpressionState.DRAFT, index=True)
    role: Mapped[str] = mapped_column(String(20), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    unclear: Mapped[str] = mapped_column(Text, default="")
    # Asks an anonymous caller for its name, and keeps it to itself.
    asks_name: Mapped[bool] = mapped_column(Boolean, default=False)
    # Why it was declined: a code for figures, words for the replier.
    reason: Mapped[str] = mapped_column(String(40), default="")
    reason_words: Mapped[str] = mapped_column(Text, default="")
    begun_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)

    call: Mapped[Call] = relationship(lazy="raise")
    member: Mapped[Member] = relationship(lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise")
    answers: Mapped[list["ExpressionAnswer"]] = relationship(lazy="raise", order_by="ExpressionAnswer.id")


class ExpressionAnswer(Model):
    """The answer to one must-have."""

    __tablename__ = "expression_answer"
    __table_args__ = (UniqueConstraint("expression_id", "need_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("open_call_need.id"), index=True)
    fills: Mapped[str] = mapped_column(String(10), default="")
    text: Mapped[str] = mapped_column(String(500), default="")

    need: Mapped[CallNeed] = relationship(lazy="raise")


class TeamInvitation(Model):
    """A named member asked to take a role in a team."""

    __tablename__ = "team_invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(20), unique=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    invited_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    # Who answered for the member: this person is the first of it in the team.
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    state: Mapped[str] = mapped_column(String(20), default=InvitationState.SENT, index=True)
    role: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text, default="")
    # What the invited one would do instead, or under which conditions.
    counter_role: Mapped[str] = mapped_column(String(20), default="")
    counter_text: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(40), default="")
    reason_words: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    # Filled while it waits: the same member is not invited twice at a time.
    open_slot: Mapped[str | None] = mapped_column(String(60), unique=True)

    call: Mapped[Call] = relationship(lazy="raise")
    member: Mapped[Member] = relationship(lazy="raise")


class Reveal(Model):
    """The names of an anonymous caller and of one member open to each other once both have agreed."""

    __tablename__ = "reveal"
    __table_args__ = (UniqueConstraint("call_id", "member_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    caller_agreed_at: Mapped[datetime | None] = mapped_column(Moment)
    member_agreed_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)


class Place(Model):
    """The place of a member in a team. A member that comes back gets its old place again."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("call_id", "member_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("open_call.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    lead: Mapped[bool] = mapped_column(Boolean, default=False)
    # Whether people outside the team may read its name, where the team shows itself.
    shown: Mapped[bool] = mapped_column(Boolean, default=False)
    joined_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    end: Mapped[str] = mapped_column(String(20), default="")
    end_words: Mapped[str] = mapped_column(Text, default="")

    member: Mapped[Member] = relationship(lazy="raise")
    call: Mapped[Call] = relationship(lazy="raise")
    duties: Mapped[list["Duty"]] = relationship(lazy="raise", order_by="Duty.id")
    people: Mapped[list["PlacePerson"]] = relationship(lazy="raise", order_by="PlacePerson.id")


class Duty(Model):
    """A role that a place takes on. Of the roles sought by the call, or of another kind."""

    __tablename__ = "place_duty"
    __table_args__ = (UniqueConstraint("place_id", "kind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))


class Cover(Model):
    """A must-have or nice-to-have that a place has, as its people say."""

    __tablename__ = "place_cover"
    __table_args__ = (UniqueConstraint("place_id", "need_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("open_call_need.id"), index=True)
    fills: Mapped[str] = mapped_column(String(10))


class PlacePerson(Model):
    """A person who is in the team room for a member. The room opens once the pledge is accepted."""

    __tablename__ = "place_person"
    __table_args__ = (UniqueConstraint("place_id", "account_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    pledged_at: Mapped[datetime | None] = mapped_column(Moment)
    pledge_version: Mapped[str] = mapped_column(String(10), default="")

    account: Mapped[Account] = relationship(lazy="raise")
