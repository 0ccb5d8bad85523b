"""Commands say in one sentence that the database is not ready, where Python would print fifty lines."""

from collections.abc import Callable
from functools import partial
from typing import Any

import click
from flask import Flask
from sqlalchemy.exc import OperationalError, ProgrammingError

Invoke = Callable[[click.Context], Any]


def init_app(app: Flask) -> None:
    """For every command made so far; to be called after the last."""
    for command in app.cli.commands.values():
        command.invoke = partial(_plainly, command.invoke)  # type: ignore[method-assign]  # click has no hook for it


def _plainly(invoke: Invoke, context: click.Context) -> Any:
    try:
        return invoke(context)
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(
            f"The database cannot be used: {str(error.orig).strip()}. "
            "Is it there and up to date? `flask db upgrade` makes the tables, `make run` everything."
        ) from error
