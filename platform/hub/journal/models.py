"""The table of the journal: lines are added, never changed or removed."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, Text, and_
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Model, Moment

# Kinds of things between members of which the desk sees numbers only: who asked whom is not its business.
BETWEEN_MEMBERS = ("request",)


class JournalLine(Model):
    __tablename__ = "journal_line"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    act: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(120), default="", index=True)
    detail: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    network: Mapped[str] = mapped_column(String(45), default="")

    @classmethod
    def for_desk(cls) -> ColumnElement[bool]:
        """The lines that the secretariat may read."""
        return and_(*(cls.subject.not_like(f"{kind}:%") for kind in BETWEEN_MEMBERS))


class JournalChange(Model):
    """One field that an act changed, before and after, as text: the history of a record, and the way back."""

    __tablename__ = "journal_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("journal_line.id"), index=True)
    field: Mapped[str] = mapped_column(String(120))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
