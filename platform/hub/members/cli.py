"""``flask members import``: a platform's own members and what hangs on them, from the sheets the seed uses."""

from enum import StrEnum
from pathlib import Path

import click
from flask import Flask, g
from flask.cli import with_appcontext
from flask_babel import force_locale
from flask_babel import gettext as _

from hub.core import sheets
from hub.core.access import VISITOR
from hub.core.bilingual import Language
from hub.core.db import db, transaction
from hub.journal.actions import record
from hub.members import importing


class Kind(StrEnum):
    """What a file holds."""

    MEMBERS = "members"
    CAPABILITIES = "capabilities"
    REFERENCES = "references"
    COUNTRIES = "countries"
    CONTACTS = "contacts"


def _words(choices: type[StrEnum]) -> list[str]:
    """The words of an enum as plain text: click would ask for the names of its members."""
    return [str(choice) for choice in choices]


def init_app(app: Flask) -> None:
    app.cli.add_command(members)


@click.group("members")
def members() -> None:
    """Members of the platform."""


@members.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--kind", type=click.Choice(_words(Kind)), default=str(Kind.MEMBERS), help="What the file holds."
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option(
    "--language", type=click.Choice(_words(Language)), default=str(Language.JA), help="Language of messages."
)
@with_appcontext
def import_members(file: Path, kind: str, dry_run: bool, language: str) -> None:
    """Import FILE (CSV, UTF-8 or CP932). One fault, and nothing of it is written."""
    g.language = Language(language)
    with force_locale(language):
        try:
            made = _import(file, Kind(kind), dry_run=dry_run)
        except sheets.SheetRefused as refused:
            for fault in refused.faults:
                click.echo(_told(fault), err=True)
            click.echo(_("Refused: nothing was written."), err=True)
            raise SystemExit(1) from None
        click.echo(
            _(
                "%(created)s created, %(updated)s updated, %(unchanged)s unchanged.",
                created=len(made.created),
                updated=len(made.updated),
                unchanged=made.unchanged,
            )
        )
        if dry_run:
            click.echo(_("Dry run: nothing was written."))


def _import(file: Path, kind: Kind, *, dry_run: bool) -> sheets.Plan:
    with file.open("rb") as stream:
        # One byte more than allowed is enough to refuse a file of any size.
        content = stream.read(sheets.MOST_BYTES + 1)
    if dry_run:
        return sheets.plan(importing.own_sheet(kind, file.name, db.session()), content, db.session())
    with transaction() as session:
        made = sheets.plan(importing.own_sheet(kind, file.name, session), content, session)
        sheets.apply(made, session)
        if made.created or made.updated:
            counts = f"{len(made.created)} created, {len(made.updated)} updated"
            record("import", by=VISITOR, subject=f"{kind}: {file.name}"[:120], detail=counts)
    return made


def _told(fault: sheets.Fault) -> str:
    words: str = _(
        "%(file)s: row %(row)s, column %(column)s: %(reason)s",
        file=fault.file,
        row=fault.row,
        column=fault.column or "–",
        reason=fault.reason,
    )
    return words
