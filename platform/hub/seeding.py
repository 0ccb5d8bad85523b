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

# Lines of the journal: the act and its two subjects.
SEED, BEGUN, FINISHED = "seed", "begun", "finished"


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
    try:
        for sheet, made in load_all(settings):
            click.echo(
                f"{sheet.file} ({sheet.model.__tablename__}): {len(made.created)} created, "
                f"{len(made.updated)} updated, {len(made.removed)} removed, {made.unchanged} unchanged"
            )
    except sheets.SheetRefused as refused:
        for fault in refused.faults:
            click.echo(str(fault), err=True)
        click.echo(f"{refused.faults[0].file}: refused, nothing of it was written", err=True)
        raise SystemExit(1) from None


def load_all(settings: Settings) -> Iterator[tuple[sheets.Sheet, sheets.Plan]]:
    """Load every sheet. The journal tells of the begin and the end, so that a start can go on after a kill."""
    _note(BEGUN)
    for sheet in all_sheets(settings):
        yield sheet, load(sheet, settings)
    _note(FINISHED)


def _note(state: str) -> None:
    with transaction():
        record(SEED, by=VISITOR, subject=state)


def load(sheet: sheets.Sheet, settings: Settings) -> sheets.Plan:
    """Load one sheet of the seed in a transaction of its own; one line in the journal if it changed anything."""
    with transaction() as session:
        made = sheets.load(sheet, settings.seed / sheet.file, session)
        if made.created or made.updated or made.removed:
            counts = f"{len(made.created)} created, {len(made.updated)} updated, {len(made.removed)} removed"
            record("import", by=VISITOR, subject=sheet.file, detail=counts)
    return made
