"""The addresses of the JSON interface. Once shipped they and their fields keep working."""

from typing import Any

from flask import g, request
from flask_smorest import Blueprint, abort
from marshmallow import RAISE
from webargs.flaskparser import FlaskParser

from hub.api import queries
from hub.api.schemas import (
    CountryAnswer,
    CountryList,
    LanguageQuery,
    MatchAnswer,
    MatchQuery,
    SearchAnswer,
    SearchQuery,
)
from hub.core.access import public
from hub.core.bilingual import Language
from hub.core.fulltext import Question
from hub.core.security import limiter
from hub.core.web import or_404
from hub.matching.answers import answer
from hub.matching.weights import weights_from
from hub.search.queries import as_json


class StrictParser(FlaskParser):
    """Refuses unknown parameters: a misspelt one must not be passed over in silence."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, Any] = {  # noqa: RUF012  # the base declares it so
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": RAISE,
    }


class PublicBlueprint(Blueprint):
    ARGUMENTS_PARSER = StrictParser()


bp = PublicBlueprint("api", __name__, url_prefix="/api/v1", description="Public data")


@bp.before_request
def _speak() -> None:
    """Reasons for a refusal come in the language asked for as well."""
    asked = request.args.get("language")
    g.language = Language(asked) if asked in set(Language) else Language.JA


often = limiter.limit("120 per minute")


@bp.route("/match")
@often
@bp.arguments(MatchQuery, location="query")
@bp.response(200, MatchAnswer)
@public
def match(asked: dict[str, Any]) -> dict[str, Any]:
    """All countries ranked for a technology or a description."""
    _known("technology", asked["technology"], queries.technology_codes())
    return answer(asked["q"], asked["technology"], weights_from(asked["weight"]), limit=asked["limit"])


@bp.route("/search")
@often
@bp.arguments(SearchQuery, location="query")
@bp.response(200, SearchAnswer)
@public
def search(asked: dict[str, Any]) -> dict[str, Any]:
    """Charts, technologies, members, support tools, advisors and deployments by words."""
    countries = [code.upper() for code in asked["country"]]
    _known("country", countries, queries.country_codes())
    question = Question(
        text=asked["q"],
        kinds=tuple(asked["kind"]),
        countries=tuple(countries),
        language=str(asked["language"]),
        limit=asked["limit"],
        offset=asked["offset"],
    )
    return as_json(question)


@bp.route("/countries")
@bp.arguments(LanguageQuery, location="query")
@bp.response(200, CountryList)
@public
def countries(asked: dict[str, Any]) -> dict[str, Any]:
    """All countries and organisations we keep a chart of."""
    return {"countries": queries.all_countries(Language(asked["language"]))}


@bp.route("/countries/<code>")
@bp.arguments(LanguageQuery, location="query")
@bp.response(200, CountryAnswer)
@public
def country(asked: dict[str, Any], code: str) -> dict[str, Any]:
    """One country's figures, each with unit, year and source, and its documented deployments."""
    return or_404(queries.one_country(code.upper(), Language(asked["language"])))


def _known(parameter: str, values: list[str], known: set[str]) -> None:
    """Refuse a value nobody knows, as the schemas refuse theirs: 422 with which and why."""
    unknown = [value for value in values if value not in known]
    if unknown:
        abort(422, errors={"query": {parameter: [f"Unknown: {', '.join(unknown)[:200]}."]}})
