"""Pages of advisors: the directory with its filters, and one advisor."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hub.advisors import queries
from hub.advisors.rules import Wanted, may_see_email
from hub.core.access import current_reader, public
from hub.core.web import or_404, pages
from hub.members.labels import language_name

bp = pages("advisors", __name__, prefix="/advisors")

MOST_TEXT = 200


@bp.route("")
@public
def directory() -> ResponseReturnValue:
    found = queries.directory(_wanted(request.args))
    return render_template(
        "advisors/directory.html",
        found=found,
        wanted=found.wanted,
        asked=_fields(found.wanted),
        language_name=language_name,
    )


def _wanted(fields: MultiDict[str, str]) -> Wanted:
    return Wanted(
        technology=fields.get("technology", ""),
        country=fields.get("country", "").upper(),
        language=fields.get("language", ""),
        text=fields.get("q", "").strip()[:MOST_TEXT],
    )


def _fields(wanted: Wanted) -> dict[str, Any]:
    """The same question as fields of an address, without those that are empty."""
    fields = {
        "q": wanted.text,
        "technology": wanted.technology,
        "country": wanted.country,
        "language": wanted.language,
    }
    return {name: value for name, value in fields.items() if value}


@bp.route("/<slug:slug>")
@public
def detail(slug: str) -> ResponseReturnValue:
    advisor = or_404(queries.by_slug(slug))
    return render_template(
        "advisors/detail.html",
        advisor=advisor,
        technologies=queries.technology_names(),
        countries=queries.country_names(),
        languages=[language_name(code) for code in advisor.languages.split(";") if code],
        email=advisor.email if may_see_email(current_reader()) else "",
        signed_in=current_reader().signed_in,
    )
