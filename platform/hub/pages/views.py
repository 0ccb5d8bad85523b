"""Home and the pages that belong to no room."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hub.core.access import public
from hub.core.web import current_language, pages
from hub.deployments.labels import STAGES
from hub.matching.labels import EXPLANATIONS, FACTORS
from hub.matching.rules.score import DEFAULT_WEIGHTS
from hub.pages import queries
from hub.pages.labels import QUESTIONS
from hub.technologies.labels import FIELDS

bp = pages("pages", __name__)

LATEST = 5


@bp.route("/")
@public
def home() -> ResponseReturnValue:
    return render_template(
        "pages/home.html",
        tallies=queries.tallies(),
        technologies=queries.technologies(),
        latest=queries.latest_deployments(LATEST),
        questions=QUESTIONS,
        field_names=FIELDS,
        stage_names=STAGES,
    )


@bp.route("/about")
@public
def about() -> ResponseReturnValue:
    return _prose("about", tallies=queries.tallies())


@bp.route("/help")
@public
def help() -> ResponseReturnValue:
    return _prose("help", factors=FACTORS, explanations=EXPLANATIONS, weights=DEFAULT_WEIGHTS)


@bp.route("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return _prose("accessibility")


@bp.route("/privacy")
@public
def privacy() -> ResponseReturnValue:
    return _prose("privacy")


@bp.route("/terms")
@public
def terms() -> ResponseReturnValue:
    return _prose("terms")


@bp.route("/policy")
@public
def policy() -> ResponseReturnValue:
    return _prose("policy")


@bp.route("/contact")
@public
def contact() -> ResponseReturnValue:
    return _prose("contact")


def _prose(name: str, **values: object) -> str:
    """A page of prose, written separately in each language."""
    return render_template(f"pages/{name}.{current_language()}.html", **values)
