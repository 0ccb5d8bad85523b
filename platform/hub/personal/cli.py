"""``flask retention``: what is older than it may be kept is forgotten; a dry run first says what that is."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from hub import rooms
from hub.core import clock
from hub.core.access import VISITOR
from hub.core.config import Settings
from hub.core.db import transaction
from hub.core.personal import RetentionRule, due
from hub.journal.actions import record


def init_app(app: Flask) -> None:
    app.cli.add_command(retention)


def all_rules() -> list[RetentionRule]:
    return [rule for room in rooms.modules("personal") for rule in getattr(room, "RETENTION", ())]


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Say what would be forgotten, and forget nothing.")
@with_appcontext
def retention(dry_run: bool) -> None:
    """Forget what is older than it may be kept. HUB_RETENTION changes the days, for example letters=60."""
    settings: Settings = current_app.extensions["settings"]
    for one in due(all_rules(), settings.retention, clock.now()):
        if not dry_run and one.count:
            with transaction():
                gone = one.rule.forget(one.before)
                record("retention", by=VISITOR, subject=one.rule.name, detail=f"{gone} forgotten")
        would = "would be forgotten" if dry_run else "forgotten"
        click.echo(
            f"{one.rule.name}: {one.count} before {one.before.astimezone(clock.JAPAN):%Y-%m-%d} {would}"
        )
    if dry_run:
        click.echo("Dry run: nothing was forgotten.")
