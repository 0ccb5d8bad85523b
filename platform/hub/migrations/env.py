"""Alembic's entry: the same migrations for SQLite and PostgreSQL."""

from typing import Any, Literal

from alembic import context
from flask import current_app

from hub.core.db import Moment, db


def render(kind: str, thing: Any, _autogen: Any) -> str | Literal[False]:
    """Write our own column types as plain ones: a migration must outlive the code of its day."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Run migrations on the application's own engine, one transaction for all of them."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            # SQLite cannot alter most things in place; batch mode copies the table instead.
            render_as_batch=True,
            compare_type=True,
            render_item=render,
            **{
                name: value
                for name, value in current_app.extensions["migrate"].configure_args.items()
                if name not in {"render_as_batch", "compare_type"}
            },
        )
        with context.begin_transaction():
            context.run_migrations()


run()
