"""The secretariat's overview of teams: figures. What teams write stays with them."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hub.core import clock
from hub.core.access import secretariat
from hub.core.web import pages
from hub.formation import labels
from hub.formation.queries import figures

bp = pages("formation_desk", __name__, prefix="/desk/consortia")


@bp.route("")
@secretariat
def overview() -> ResponseReturnValue:
    return render_template(
        "formation/desk/overview.html",
        found=figures.figures(clock.now(), clock.today()),
        labels=labels,
    )
