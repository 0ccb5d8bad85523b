"""The secretariat's pages of calls: those that wait, and the review by a checklist."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.calls import actions, labels, queries, rules
from hub.calls.forms import ReviewForm
from hub.calls.models import Circle, Stage
from hub.core import clock
from hub.core.access import current_reader, require, secretariat
from hub.core.db import transaction
from hub.core.web import or_404, pages

bp = pages("calls_desk", __name__, prefix="/desk/calls")

_STAGES = (Stage.IN_REVIEW, Stage.RETURNED, Stage.OPEN, Stage.CLOSED)


@bp.route("")
@secretariat
def listing() -> ResponseReturnValue:
    asked = request.args.get("stage", "")
    stage = Stage(asked) if asked in _STAGES else Stage.IN_REVIEW
    return render_template(
        "calls/desk/listing.html",
        calls=queries.in_stage(stage),
        stage=stage,
        counts={one: queries.count(one) for one in _STAGES},
        labels=labels,
    )


@bp.route("/<slug:key>", methods=["GET", "POST"])
@secretariat
def review(key: str) -> ResponseReturnValue:
    call = or_404(queries.by_key(key))
    require(call.submitted_at is not None)
    if call.stage != Stage.IN_REVIEW:
        return redirect(url_for("calls.detail", key=key), code=303)
    found = rules.checked(queries.written(call), clock.today())
    form = ReviewForm(missing=bool(rules.missing(found)))
    if form.submitted():
        return _decided(key, form)
    known = queries.names()
    return render_template(
        "calls/desk/review.html",
        call=call,
        entry=queries.entry(call, Circle.TEAM, known, named=True),
        known=known,
        circle=Circle.TEAM,
        circles=queries.circles_of(call),
        found=found,
        form=form,
        labels=labels,
        rules=rules,
    ), form.status


def _decided(key: str, form: ReviewForm) -> ResponseReturnValue:
    by, now = current_reader(), clock.now()
    try:
        with transaction():
            call = or_404(queries.by_key(key))
            if form.act.data == rules.Act.PUBLISH:
                told = actions.publish(call, by=by, at=now)
            else:
                actions.send_back(call, form.comment.data, by=by, at=now)
    except actions.TooLate:
        flash(_("Nothing was changed: the call had already moved on. This is how it stands now."))
        return redirect(url_for("calls.detail", key=key), code=303)
    if form.act.data == rules.Act.PUBLISH:
        flash(_("The call is open. People of members it fits were told: %(count)s", count=told))
    else:
        flash(_("The call is sent back, and the proposer is told."))
    return redirect(url_for(".listing"), code=303)
