"""The table of the journal: lines are added, never changed or removed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, ForeignKey, String, Table, Text, and_, event
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


# The database itself refuses what no program may do; migration 0014 says the same for databases that are there.
_TABLES = (JournalLine.__tablename__, JournalChange.__tablename__)
_SQLITE = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_is_only_added_to() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'the journal is only added to'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION journal_is_only_added_to()
"""


def guards(dialect: str) -> list[str]:
    """The statements that keep the journal append-only on this database."""
    if dialect == "sqlite":
        return [_SQLITE.format(table=name, act=act) for name in _TABLES for act in ("UPDATE", "DELETE")]
    return [_POSTGRESQL_FUNCTION, *(_POSTGRESQL.format(table=name) for name in _TABLES)]


@event.listens_for(JournalChange.__table__, "after_create")
def _guard(_table: Table, connection: Connection, **_: Any) -> None:
    # The later of the two tables; the other one is there by then.
    for statement in guards(connection.dialect.name):
        connection.exec_driver_sql(statement)
