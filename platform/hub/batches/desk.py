"""The secretariat's list of all members, what is done for many of them at once, and taking it back."""

import secrets
from collections.abc import Collection

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
from hub.core.typed import stands_on
from hub.core.web import or_404, pages
from hub.members.labels import KINDS
from hub.secretariat.queries import colleagues

bp = pages("batches_desk", __name__, prefix="/desk/members")


@bp.route("", methods=["GET", "POST"])
@secretariat
def listing() -> ResponseReturnValue:
    """First members and an act are chosen, then (``step=do``) it is confirmed."""
    technologies = queries.technologies()
    wanted, now = _wanted(technologies), clock.now()
    found = queries.members(wanted, now)
    form = BatchForm(colleagues())
    ticked, everybody = request.form.getlist("member"), "all" in request.form
    nobody = form.is_submitted() and not (ticked or everybody)
    if not form.submitted() or nobody:
        return render_template(
            "batches/listing.html",
            members=found,
            wanted=wanted,
            form=form,
            ticked=set(ticked),
            everybody=everybody,
            nobody=nobody,
            labels=labels,
            kinds=KINDS,
            technologies=technologies,
            latest=queries.latest(),
        ), 422 if nobody else form.status
    chosen = [member.slug for member in found] if everybody else ticked
    act, members = BatchAct(form.act.data), queries.chosen(chosen)
    if request.form.get("step") != "do":
        reached = queries.reached(members)
        against = [
            (member, rules.why_not(act, member, reached=member.id in reached, now=now)) for member in members
        ]
        return render_template(
            "batches/check.html",
            form=form,
            act=labels.ACTS[act],
            can=[member for member, why in against if not why],
            cannot=[(member, why) for member, why in against if why],
            final=act in rules.FINAL,
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
            actions.do(
                key, act, members, form.reason.data, by=reader, account=account, at=now, task=form.task()
            )
    except IntegrityError:
        # The button was pressed twice: it is done already.
        or_404(queries.by_key(key))
    return redirect(url_for(".batch", key=key), code=303)


def _wanted(technologies: Collection[str]) -> Wanted:
    """What the address asks for; a value that nobody knows counts as not asked."""
    flags = ("yes", "no")
    known: dict[str, Collection[str]] = {
        "state": labels.STATES,
        "listed": flags,
        "kind": [str(kind) for kind in KINDS],
        "technology": technologies,
        "fresh": labels.FRESHNESS,
        "sample": flags,
        "order": labels.ORDERS,
    }
    asked = {name: request.args.get(name, "") for name in known}
    chosen = {name: value for name, value in asked.items() if value in known[name]}
    return Wanted(text=request.args.get("q", "")[:100], **chosen)


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
        final=BatchAct(found.act) in (*rules.FINAL, BatchAct.TASK),
        may_undo=rules.may_undo(BatchAct(found.act), found.done_at, found.undone_at, clock.now()),
        days=rules.UNDO_WITHIN.days,
    )


@bp.route("/batches/<key>/undo", methods=["POST"])
@secretariat
@stands_on("batches_desk.batch")
def undo(key: str) -> ResponseReturnValue:
    found = or_404(queries.by_key(key))
    now = clock.now()
    require(
        found.undone_at is not None
        or rules.may_undo(BatchAct(found.act), found.done_at, found.undone_at, now)
    )
    with transaction():
        done = actions.undo(found, by=current_reader(), at=now)
    flash(_("Taken back.") if done else _("It was taken back already."))
    return redirect(url_for(".batch", key=key), code=303)
