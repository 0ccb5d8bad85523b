"""Pages of deployments: the list with its filters, and one deployment with what tells the same event."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hub.core.access import public
from hub.core.web import current_language, or_404, pages
from hub.countries.labels import GROUPS
from hub.deployments import queries
from hub.deployments.labels import STAGES
from hub.deployments.models import Stage
from hub.deployments.queries import Wanted
from hub.deployments.rules import split_actors

bp = pages("deployments", __name__, prefix="/deployments")


@bp.route("")
@public
def directory() -> ResponseReturnValue:
    wanted = _wanted(request.args)
    found = queries.directory(wanted, _number(request.args.get("page", "")) or 1)
    return render_template(
        "deployments/directory.html",
        wanted=wanted,
        found=found,
        address=lambda number: url_for("deployments.directory", **_fields(wanted), page=number),
        asked=_fields(wanted),
        choices=queries.choices(current_language()),
        groups=GROUPS,
        stages=STAGES,
    )


def _wanted(fields: MultiDict[str, str]) -> Wanted:
    """What the address asks for; a region, stage or year that cannot be counts as not asked."""
    group, stage = fields.get("region", ""), fields.get("stage", "")
    return Wanted(
        technology=fields.get("technology", ""),
        country=fields.get("country", ""),
        group=group if group in GROUPS else "",
        stage=stage if stage in list(Stage) else "",
        year=_number(fields.get("year", "")),
    )


def _fields(wanted: Wanted) -> dict[str, Any]:
    """The same question as fields of an address, without those that are empty."""
    fields = {
        "technology": wanted.technology,
        "country": wanted.country,
        "region": wanted.group,
        "stage": wanted.stage,
        "year": wanted.year,
    }
    return {name: value for name, value in fields.items() if value}


def _number(given: str) -> int | None:
    return int(given) if given.isdecimal() and len(given) <= 4 else None


@bp.route("/<id>")
@public
def detail(id: str) -> ResponseReturnValue:
    told = or_404(queries.by_id(id))
    return render_template(
        "deployments/detail.html",
        told=told,
        actors=split_actors(told.actors),
        related=queries.same_event(told),
        stages=STAGES,
    )
