"""``flask accounts``: an account of one's own, needed where the samples cannot sign in; opening one again."""

import click
from flask import Flask
from flask.cli import AppGroup
from flask_babel import force_locale

from hub.accounts import actions, personal, queries, rules
from hub.core import clock
from hub.core.access import VISITOR, Role
from hub.core.bilingual import Bilingual
from hub.core.db import transaction
from hub.journal.actions import about, record

accounts = AppGroup("accounts", help="Accounts of people.")


def init_app(app: Flask) -> None:
    app.cli.add_command(accounts)


@accounts.command("add")
@click.argument("email")
@click.option("--name-ja", default="", help="Name as it is written in Japanese.")
@click.option("--name-en", default="", help="Name in Roman letters.")
@click.option("--role", type=click.Choice([str(role) for role in Role]), default=str(Role.SECRETARIAT))
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def add(email: str, name_ja: str, name_en: str, role: str, password: str) -> None:
    """Make an account for EMAIL. The password is asked for, and is at least 15 characters long."""
    address = rules.address(email)
    with force_locale("en"):
        weak = rules.why_not_password(password, address, name_ja, name_en)
        reason = rules.why_not_address(address) or (str(weak) if weak else None)
    if reason is None and queries.account_at(address) is not None:
        reason = f"There is an account for {address} already."
    if reason is not None:
        raise click.ClickException(reason)
    with transaction():
        name = Bilingual(name_ja, name_en) or Bilingual(en=address)
        made = actions.add(address, name, Role(role), password, at=clock.now())
        record("account-added", by=VISITOR, subject=about("account", made.id), detail=role)
    click.echo(f"{address} can sign in now, as {role}.")


@accounts.command("reset-second-step")
@click.argument("email")
def reset_second_step(email: str) -> None:
    """Take the second step from EMAIL, for a person whose device and recovery codes are lost."""
    account = queries.account_at(rules.address(email))
    if account is None or not account.has_second_step:
        raise click.ClickException(f"There is no account for {email} with a second step.")
    with transaction():
        actions.end_second_step(account)
        actions.end_sessions(account.id, at=clock.now())
        record("second-step-reset", by=VISITOR, subject=about("account", account.id))
    click.echo(f"{account.email} signs in with the password alone now, and can set up the second step again.")


@accounts.command("reopen")
@click.argument("email")
def reopen(email: str) -> None:
    """Open an account again that its owner closed less than 30 days ago."""
    account = queries.account_at(rules.address(email))
    if account is None:
        raise click.ClickException(f"There is no account for {email}.")
    with transaction():
        if not personal.reopen(account):
            raise click.ClickException(f"The account for {email} has not been closed by its owner.")
        record("account-reopened", by=VISITOR, subject=about("account", account.id))
    click.echo(f"{account.email} can sign in again. Give the person a seat again where needed.")
