"""Tables of duplicates: pairs found to be two organisations, and members that were merged into another."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Model, Moment


class DistinctMembers(Model):
    """Somebody looked at two members that seem to be one, and they are two. The first has the smaller number."""

    __tablename__ = "distinct_members"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    said_at: Mapped[datetime] = mapped_column(Moment)


class MergedMember(Model):
    """An archived member, and the one that has taken over everything that hung on it."""

    __tablename__ = "merged_member"
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    merged_at: Mapped[datetime] = mapped_column(Moment)
