"""Tables of the desk: tasks of the secretariat, and letters to a segment of members."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.accounts.models import Account
from hub.core.bilingual import Bilingual, bilingual
from hub.core.db import Model, Moment


class Task(Model):
    """What somebody is to do until a day. ``subject`` is the thing it is about, as the journal names it."""

    __tablename__ = "desk_task"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")
    subject: Mapped[str] = mapped_column(String(120), default="", index=True)
    assignee_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    due_on: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment, index=True)

    assignee: Mapped[Account] = relationship(lazy="raise")


class Circular(Model):
    """A letter to a segment of members (一斉メール). ``batch`` joins the letters of the outbox that carry it."""

    __tablename__ = "circular"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str] = mapped_column(String(40), unique=True)
    subject: Mapped[Bilingual] = bilingual("subject", 200)
    text: Mapped[Bilingual] = bilingual("text")
    segment: Mapped[str] = mapped_column(String(500))
    sent_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sent_at: Mapped[datetime] = mapped_column(Moment)
