"""The secretariat's list of all members, what is done for many of them at once, and taking it back."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from hub.accounts.models import Account
from hub.batches import actions, labels, queries, rules
from hub.batches.forms import BatchForm
from hub.batches.queries import Wanted
from hub.batches.rules import BatchAct
from hub.core import clock
from hub.core.access import current_reader, require, secretariat
from hub.core.db import db, transaction
from hub.core.web import or_404, pages

bp = pages("batches_desk", __name__, prefix="/desk/members")


@bp.route("", methods=["GET", "POST"])
@secretariat
def listing() -> ResponseReturnValue:
    """First members and an act are chosen, then (``step=do``) it is confirmed."""
    wanted = _wanted()
    found = queries.members(wanted)
    form = BatchForm()
    ticked = request.form.getlist("member")
    if request.form.get("all"):
        ticked = [member.slug for member in found]
    nobody = form.is_submitted() and not ticked
    if not form.submitted() or nobody:
        return render_template(
            "batches/listing.html",
            members=found,
            wanted=wanted,
            form=form,
            ticked=set(ticked),
            nobody=nobody,
            states=labels.STATES,
            latest=queries.latest(),
            acts=labels.ACTS,
        ), 422 if nobody else form.status
    act, members = BatchAct(form.act.data), queries.chosen(ticked)
    if request.form.get("step") != "do":
        return render_template(
            "batches/check.html",
            form=form,
            act=labels.ACTS[act],
            can=[member for member in members if rules.possible(act, member)],
            cannot=[
                (member, rules.now_of(act, member)) for member in members if not rules.possible(act, member)
            ],
            values=labels.VALUES,
            letters=act in rules.WITH_LETTERS,
            key=secrets.token_urlsafe(12),
        )
    key = request.form.get("key", "")[:40]
    require(bool(key))
    reader = current_reader()
    try:
        with transaction():
            account = db.session.get_one(Account, reader.account_id)
            actions.do(key, act, members, form.reason.data, by=reader, account=account, at=clock.now())
    except IntegrityError:
        # The button was pressed twice: it is done already.
        or_404(queries.by_key(key))
    return redirect(url_for(".batch", key=key), code=303)


def _wanted() -> Wanted:
    asked = request.args
    state, listed = asked.get("state", ""), asked.get("listed", "")
    return Wanted(
        state if state in labels.STATES else "",
        listed if listed in {"yes", "no"} else "",
        asked.get("q", "")[:100],
    )


@bp.route("/batches/<key>")
@secretariat
def batch(key: str) -> ResponseReturnValue:
    found = or_404(queries.by_key(key))
    return render_template(
        "batches/batch.html",
        batch=found,
        act=labels.ACTS[BatchAct(found.act)],
        lines=queries.lines(found),
        values=labels.VALUES,
        may_undo=rules.may_undo(found.done_at, found.undone_at, clock.now()),
        days=rules.UNDO_WITHIN.days,
    )


@bp.route("/batches/<key>/undo", methods=["POST"])
@secretariat
def undo(key: str) -> ResponseReturnValue:
    found = or_404(queries.by_key(key))
    now = clock.now()
    require(found.undone_at is not None or rules.may_undo(found.done_at, found.undone_at, now))
    with transaction():
        done = actions.undo(found, by=current_reader(), at=now)
    flash(_("Taken back.") if done else _("It was taken back already."))
    return redirect(url_for(".batch", key=key), code=303)
