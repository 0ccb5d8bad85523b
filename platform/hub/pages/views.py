"""Home and the pages that belong to no room."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hub.core.access import public
from hub.core.web import pages

bp = pages("pages", __name__)


@bp.route("/")
@public
def home() -> ResponseReturnValue:
    return render_template("pages/home.html")
