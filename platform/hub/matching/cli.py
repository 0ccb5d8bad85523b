"""``flask match`` and ``flask evaluate-matching``."""

import json

import click
from flask import Flask, g
from flask.cli import with_appcontext
from flask_babel import force_locale

from hub.core import formats
from hub.core.bilingual import Language
from hub.matching.answers import answer
from hub.matching.evaluation import evaluation
from hub.matching.rules.evaluation import Result
from hub.matching.weights import WeightError, weights_from


def init_app(app: Flask) -> None:
    app.cli.add_command(match)
    app.cli.add_command(evaluate_matching)


@click.command("match")
@click.argument("technology_or_text")
@click.option("--limit", type=click.IntRange(1, 1000), help="Show only the best N countries.")
@click.option("--weight", "weights", multiple=True, metavar="FACTOR=NUMBER", help="Change a weight: need=2.")
@click.option(
    "--language", type=click.Choice([str(one) for one in Language]), default="ja", help="Language of reasons."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as GET /api/v1/match gives it.")
@with_appcontext
def match(
    technology_or_text: str, limit: int | None, weights: tuple[str, ...], language: str, as_json: bool
) -> None:
    """Rank all target countries for a technology (code) or a description in words."""
    g.language = Language(language)
    with force_locale(language):
        try:
            given = weights_from(weights)
        except WeightError as error:
            raise click.BadParameter(str(error), param_hint="--weight") from None
        found = answer(technology_or_text, (), given, limit=limit)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    if not found["technologies"]:
        click.echo("No technology was recognised in these words.", err=True)
        raise SystemExit(1)
    if as_json:
        return
    click.echo(f"{', '.join(found['technologies'])} (data version {found['data_version']})")
    for one in found["results"]:
        name = one["name_ja"] if language == Language.JA else one["name_en"]
        parts = "  ".join(f"{factor['name']} {factor['contribution']:.1f}" for factor in one["factors"])
        band = f"{one['low']:.1f}–{one['high']:.1f}"
        click.echo(f"{one['rank']:3} {one['score']:5.1f} ({band})  {one['country']:5} {name}  {parts}")


@click.command("evaluate-matching")
@with_appcontext
def evaluate_matching() -> None:
    """Leave one deployment out and see how high its country ranks, beside three baselines."""
    g.language = Language.EN
    results = evaluation()
    engine = results[0]
    cases = sum(count for _, count in engine.by_technology.values())
    click.echo(f"{cases} pairs of technology and country, each left out in turn; sample members left out\n")
    click.echo(f"{'':26} nDCG@10  95 % interval   recall@10")
    for one in results:
        low, high = one.ndcg_interval
        click.echo(f"{one.name:26} {one.ndcg:7.3f}  {low:.3f}–{high:.3f}   {one.recall:9.3f}")
    click.echo()
    for other in results[1:4]:
        _compare(engine, other)
    gap = formats.number(results[5].ndcg - engine.ndcg, 3)
    click.echo(f"\nLeak gap (nothing hidden minus hidden): {gap}")


def _compare(engine: Result, other: Result) -> None:
    ahead = engine.ndcg - other.ndcg
    behind = [
        f"{code} ({engine.by_technology[code][0]:.2f} against {gain:.2f}, {count})"
        for code, (gain, count) in sorted(other.by_technology.items())
        if gain > engine.by_technology[code][0]
    ]
    click.echo(f"engine − {other.name}: nDCG {ahead:+.3f}, recall {engine.recall - other.recall:+.3f}")
    click.echo(f"  not ahead in: {', '.join(behind) or 'no technology'}")
