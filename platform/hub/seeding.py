"""``flask seed``: loads every room's sheets from ``seed/`` in floor order, through the rooms' own importers.

A file with a fault is refused whole, with file, row, column and reason; files before it have been loaded.
"""

from collections.abc import Iterator

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from hub import rooms
from hub.core import sheets
from hub.core.access import VISITOR
from hub.core.config import Settings
from hub.core.db import transaction
from hub.journal.actions import record


def init_app(app: Flask) -> None:
    app.cli.add_command(seed)


def all_sheets(settings: Settings) -> Iterator[sheets.Sheet]:
    """Sheets to load, in an order in which references are there before they are used."""
    for room in rooms.modules("importing"):
        for sheet in room.SHEETS:
            if not (sheet.sample and settings.production):
                yield sheet


@click.command("seed")
@with_appcontext
def seed() -> None:
    """Load the data in seed/ into the database; may be repeated."""
    settings: Settings = current_app.extensions["settings"]
    for sheet in all_sheets(settings):
        try:
            made = load(sheet, settings)
        except sheets.SheetRefused as refused:
            for fault in refused.faults:
                click.echo(str(fault), err=True)
            click.echo(f"{sheet.file}: refused, nothing of it was written", err=True)
            raise SystemExit(1) from None
        click.echo(
            f"{sheet.file} ({sheet.model.__tablename__}): {len(made.created)} created, "
            f"{len(made.updated)} updated, {len(made.removed)} removed, {made.unchanged} unchanged"
        )


def load(sheet: sheets.Sheet, settings: Settings) -> sheets.Plan:
    """Load one sheet of the seed in a transaction of its own; one line in the journal if it changed anything."""
    with transaction() as session:
        made = sheets.load(sheet, settings.seed / sheet.file, session)
        if made.created or made.updated or made.removed:
            counts = f"{len(made.created)} created, {len(made.updated)} updated, {len(made.removed)} removed"
            record("import", by=VISITOR, subject=sheet.file, detail=counts)
    return made
