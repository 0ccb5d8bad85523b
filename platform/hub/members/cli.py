"""``flask members``: a platform's own members from sheets, beside the sample ones or instead of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import click
from flask import Flask, g
from flask.cli import with_appcontext
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hub.core import sheets
from hub.core.access import VISITOR
from hub.core.bilingual import Language
from hub.core.db import db, transaction
from hub.exchange import actions as replacing
from hub.exchange import plans
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


_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
_LANGUAGE = click.option(
    "--language", type=click.Choice(_words(Language)), default=str(Language.JA), help="Language of messages."
)


@members.command("import")
@_FILE
@click.option(
    "--kind", type=click.Choice(_words(Kind)), default=str(Kind.MEMBERS), help="What the file holds."
)
@_DRY_RUN
@_LANGUAGE
@with_appcontext
def import_members(file: Path, kind: str, dry_run: bool, language: str) -> None:
    """Import FILE (.xlsx, or CSV in UTF-8 or CP932). One fault, and nothing of it is written."""
    with _told_in(language):
        _counted(_import(file, Kind(kind), dry_run=dry_run))
        if dry_run:
            click.echo(_("Dry run: nothing was written."))


@members.command("replace-samples")
@_FILE
@_DRY_RUN
@_LANGUAGE
@with_appcontext
def replace_samples(file: Path, dry_run: bool, language: str) -> None:
    """Import the members in FILE and remove every sample member with all that hangs on it. All or nothing."""
    with _told_in(language):
        content = _content(file)
        try:
            with transaction() as session:
                done = replacing.replace_samples(content, file.name, session, by=VISITOR)
                if dry_run:
                    raise _DryRun
        except _DryRun:
            pass
        _counted(done.plan)
        click.echo(
            _(
                "%(members)s sample members removed, with %(accounts)s sample accounts and "
                "%(hanging)s other records.",
                members=done.members,
                accounts=done.accounts,
                hanging=done.hanging,
            )
        )
        if dry_run:
            click.echo(_("Dry run: nothing was written."))


class _DryRun(Exception):
    """Everything was done to be counted, and is now taken back."""


@contextmanager
def _told_in(language: str) -> Iterator[None]:
    """Messages in this language; a refused file is told fault by fault."""
    g.language = Language(language)
    with force_locale(language):
        try:
            yield
        except sheets.SheetRefused as refused:
            for fault in refused.faults:
                click.echo(_told(fault), err=True)
            click.echo(_("Refused: nothing was written."), err=True)
            raise SystemExit(1) from None


def _counted(made: sheets.Plan) -> None:
    click.echo(
        _(
            "%(created)s created, %(updated)s updated, %(unchanged)s unchanged.",
            created=len(made.created),
            updated=len(made.updated),
            unchanged=made.unchanged,
        )
    )


def _content(file: Path) -> bytes:
    with file.open("rb") as stream:
        # One byte more than allowed is enough to refuse a file of any size.
        return stream.read(sheets.MOST_BYTES + 1)


def _import(file: Path, kind: Kind, *, dry_run: bool) -> sheets.Plan:
    rows, _encoding, _unread = plans.table(kind, _content(file), file.name)
    if dry_run:
        session: Session = db.session()
        return sheets.plan_rows(importing.own_sheet(kind, file.name, session), rows, session)
    with transaction() as session:
        made = sheets.plan_rows(importing.own_sheet(kind, file.name, session), rows, session)
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
