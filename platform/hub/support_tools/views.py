"""Pages of support tools: the directory with its filters, and one tool."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hub.core.access import public
from hub.core.web import or_404, pages
from hub.countries.labels import GROUPS
from hub.support_tools import labels, queries
from hub.support_tools.models import Phase, ToolType
from hub.support_tools.rules import Wanted

bp = pages("support_tools", __name__, prefix="/support-tools")

MOST_TEXT = 200


@bp.route("")
@public
def directory() -> ResponseReturnValue:
    found = queries.directory(_wanted(request.args))
    return render_template(
        "support_tools/directory.html",
        found=found,
        wanted=found.wanted,
        asked=_fields(found.wanted),
        labels=labels,
    )


def _wanted(fields: MultiDict[str, str]) -> Wanted:
    """What the address asks for; a type or phase that cannot be counts as not asked."""
    type_, phase = fields.get("type", ""), fields.get("phase", "")
    return Wanted(
        technology=fields.get("technology", ""),
        country=fields.get("country", "").upper(),
        type=type_ if type_ in list(ToolType) else "",
        phase=phase if phase in list(Phase) else "",
        text=fields.get("q", "").strip()[:MOST_TEXT],
    )


def _fields(wanted: Wanted) -> dict[str, Any]:
    """The same question as fields of an address, without those that are empty."""
    fields = {
        "q": wanted.text,
        "technology": wanted.technology,
        "country": wanted.country,
        "type": wanted.type,
        "phase": wanted.phase,
    }
    return {name: value for name, value in fields.items() if value}


@bp.route("/<id>")
@public
def detail(id: str) -> ResponseReturnValue:
    tool = or_404(queries.by_id(id))
    return render_template(
        "support_tools/detail.html",
        tool=tool,
        reach=queries.reach(tool),
        technologies=queries.technologies_of(tool),
        operators=queries.operators_of(tool.id),
        labels=labels,
        groups=GROUPS,
    )
