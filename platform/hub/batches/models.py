"""Tables of batches: what was done for which members, and what stood there before."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.accounts.models import Account
from hub.core.db import Model, Moment
from hub.members.models import Member


class Batch(Model):
    """``key`` is made with the page that asks for confirmation: pressed twice, it is done once."""

    __tablename__ = "batch"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    act: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    done_at: Mapped[datetime] = mapped_column(Moment, index=True)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    account: Mapped[Account] = relationship(lazy="raise")


class BatchLine(Model):
    """One member of a batch: its state, or whether it was verified, before and after."""

    __tablename__ = "batch_line"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    undone: Mapped[bool] = mapped_column(Boolean, default=False)
    # The line of the journal that tells of it. No foreign key: the journal outlives what it tells of.
    line_id: Mapped[int | None] = mapped_column(Integer)

    member: Mapped[Member] = relationship(lazy="raise")
