"""The secretariat's pages of records: those to verify, those nobody confirmed, and taking one off the list."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.core import clock
from hub.core.access import current_reader, require, secretariat
from hub.core.db import transaction
from hub.core.typed import stands_on
from hub.core.web import or_404, pages
from hub.members import queries as members
from hub.members.rules import freshness
from hub.record import actions, queries
from hub.record.forms import RevertForm

bp = pages("record_desk", __name__, prefix="/desk/records")


@bp.route("/to-verify")
@secretariat
def to_verify() -> ResponseReturnValue:
    return render_template("record/desk/to_verify.html", members=queries.to_verify())


@bp.route("/<slug:slug>/verify", methods=["POST"])
@secretariat
@stands_on("record_desk.to_verify")
def verify(slug: str) -> ResponseReturnValue:
    member = or_404(members.by_slug(slug))
    require(member.complete_enough)
    with transaction():
        actions.verify(member, by=current_reader())
    flash(_("Verified: the record is listed from now on."))
    return redirect(url_for("record_desk.to_verify"), code=303)


@bp.route("/<slug:slug>/unlist", methods=["GET", "POST"])
@secretariat
def unlist(slug: str) -> ResponseReturnValue:
    member = or_404(members.by_slug(slug))
    form = RevertForm()
    if form.submitted():
        with transaction():
            actions.unverify(member, by=current_reader(), reason=form.reason.data)
        flash(_("The record is off the list. It waits among the records to verify."))
        return redirect(url_for("record.overview", slug=slug), code=303)
    return render_template("record/desk/unlist.html", member=member, form=form), form.status


@bp.route("/stale")
@secretariat
def stale() -> ResponseReturnValue:
    now = clock.now()
    found = [(member, freshness(member.confirmed_at, now)) for member in queries.stale(now)]
    return render_template("record/desk/stale.html", members=found)
