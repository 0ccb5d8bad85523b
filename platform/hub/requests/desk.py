"""Requests at the desk: numbers, kinds and ages. What members write to each other is theirs."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hub.core import clock
from hub.core.access import secretariat
from hub.core.web import pages
from hub.requests import labels, queries

bp = pages("requests_desk", __name__, prefix="/desk/requests")


@bp.route("")
@secretariat
def overdue() -> ResponseReturnValue:
    today = clock.today()
    return render_template(
        "requests/desk/overdue.html",
        waiting=queries.waiting_by_kind(today),
        overdue=queries.overdue_ages(today),
        kinds=labels.KINDS,
    )
