"""Pages of a team for those who are in it. For everybody else there are no such pages."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hub.calls import labels
from hub.consortia import actions, queries, teampages
from hub.consortia.entrance import entered
from hub.consortia.forms import PledgeForm
from hub.consortia.rules import PLEDGE_VERSION
from hub.core import clock
from hub.core.access import current_reader, signed_in
from hub.core.db import transaction
from hub.core.web import current_language, or_404, pages

bp = pages("consortia", __name__, prefix="/consortia")
bp.add_app_template_global(teampages.all_pages, "team_pages")


@bp.route("/<slug:key>")
@signed_in
def team(key: str) -> ResponseReturnValue:
    here = entered(key)
    return render_template(
        "consortia/team.html", here=here, places=queries.team_of(here.call.id), labels=labels
    )


@bp.route("/<slug:key>/pledge", methods=["GET", "POST"])
@signed_in
def pledge(key: str) -> ResponseReturnValue:
    here = or_404(queries.here(key, current_reader().account_id))
    form = PledgeForm()
    if form.submitted():
        with transaction():
            actions.pledge(here, by=current_reader(), at=clock.now())
        return redirect(url_for("consortia.team", key=key), code=303)
    text = f"consortia/_pledge.{current_language()}.html"
    return render_template(
        "consortia/pledge.html", here=here, form=form, text=text, version=PLEDGE_VERSION
    ), form.status
