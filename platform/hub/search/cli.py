"""``flask search QUERY``, and ``flask search rebuild``, ``check`` and ``catch-up``."""

import json
import textwrap
from collections.abc import Callable
from typing import TypeVar

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from hub.core.bilingual import Language
from hub.core.fulltext import Answer, Question
from hub.core.fulltext.storage import BusyIndexError
from hub.search import queries, upkeep
from hub.search.labels import KINDS

Result = TypeVar("Result")


class SearchGroup(AppGroup):
    """A first word that is no command is a query: ``flask search 海底ケーブル``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            return super().resolve_command(ctx, ["query", *args])
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # "flask search --kind member 海底": options before the words belong to the query as well.
        if args and args[0].startswith("-") and args[0] != "--help":
            args = ["query", *args]
        return super().parse_args(ctx, args)


def init_app(app: Flask) -> None:
    app.cli.add_command(search)


@click.group("search", cls=SearchGroup)
def search() -> None:
    """Search, or keep the search index: QUERY, rebuild, check, catch-up."""


@search.command("query")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only this kind.")
@click.option("--country", "countries", multiple=True, metavar="XXX", help="Only with this country code.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, help="Show the best N.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as GET /api/v1/search gives it.")
@click.option(
    "--language", type=click.Choice([str(one) for one in Language]), default="ja", help="Of the texts."
)
@with_appcontext
def query(
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    countries: tuple[str, ...],
    limit: int,
    as_json: bool,
    language: str,
) -> None:
    """Search what visitors may see."""
    codes = tuple(code.upper() for code in countries)
    unknown = [code for code in codes if queries.names().of_concept(f"country:{code}") is None]
    if unknown:
        raise click.BadParameter(f"unknown: {', '.join(unknown)}", param_hint="--country")
    question = Question(
        text=" ".join(words),
        kinds=kinds,
        countries=codes,
        language=language,
        limit=limit,
    )
    if as_json:
        click.echo(json.dumps(queries.as_json(question), ensure_ascii=False, indent=2))
    else:
        _print(queries.find(question), Language(language))


@search.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Make the whole index anew; the old one answers until it is ready."""
    click.echo(f"{_unless_busy(upkeep.rebuild)} documents indexed")


@search.command("catch-up")
@with_appcontext
def catch_up() -> None:
    """Bring what has changed into the index."""
    if not upkeep.is_usable():
        click.echo(f"There was no usable index: {_unless_busy(upkeep.rebuild)} documents indexed")
        return
    click.echo(f"{_unless_busy(upkeep.catch_up)} changes taken in")


@search.command("check")
@click.option("--repair", is_flag=True, help="Put right what differs.")
@with_appcontext
def check(repair: bool) -> None:
    """Compare index and database; exit status 1 if they differ (and are not repaired)."""
    found = upkeep.check()
    if not found.usable:
        click.echo("There is no usable index", err=True)
    for what, keys in (("missing", found.missing), ("stale", found.stale), ("ghost", found.ghosts)):
        for kind, record, members_only in keys:
            click.echo(f"{what}: {kind} {record}{' (members only)' if members_only else ''}")
    if found and repair:
        _unless_busy(lambda: upkeep.repair(found))
        found = upkeep.check()
        click.echo("Repaired" if not found else "Still different after the repair")
    click.echo(
        f"{found.same} the same, {len(found.missing)} missing, "
        f"{len(found.stale)} stale, {len(found.ghosts)} ghosts"
    )
    if found:
        raise SystemExit(1)


def _unless_busy(act: Callable[[], Result]) -> Result:
    try:
        return act()
    except BusyIndexError:
        raise click.ClickException("Another process is writing the index; try again shortly.") from None


def _print(answer: Answer, language: Language) -> None:
    if not answer.available:
        click.echo("There is no usable index; the database answered.", err=True)
    for place, hit in enumerate(answer.hits, start=1):
        click.echo(f"{place:3}  {hit.title.text(language)}  [{hit.kind} {hit.id}]  {hit.score:.2f}")
        lines = " ".join(hit.snippet.striptags().split())
        if lines:
            click.echo(textwrap.indent(textwrap.shorten(lines, 200, placeholder="…"), "     "))
        click.echo(f"     {queries.address(hit, language)}")
    click.echo(f"{answer.total} found")
