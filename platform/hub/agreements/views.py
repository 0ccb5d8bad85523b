"""The terms of a team, for those who are in it: written, proposed, accepted, compared, printed."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from hub.accounts.models import Account
from hub.agreements import actions, labels, queries, rules
from hub.agreements.forms import AcceptForm, ClauseForm, ObjectionForm, ProposeForm, shares_form
from hub.agreements.models import AgreementVersion, Head, VersionState
from hub.calls import actions as calls
from hub.consortia.entrance import entered
from hub.consortia.models import Place
from hub.consortia.rules import Here
from hub.core import clock
from hub.core.access import current_reader, require, signed_in
from hub.core.db import db, transaction
from hub.core.security import limiter
from hub.core.typed import came_back, stands_on
from hub.core.web import current_language, or_404, pages

bp = pages("agreements", __name__, prefix="/consortia/<slug:key>/agreement")
MOST_POSTS = limiter.limit("60 per minute", methods=["POST"])


def _moved_on() -> str:
    words: str = _("Nothing was changed: the terms had already moved on. This is how they stand now.")
    return words


def _back(key: str) -> ResponseReturnValue:
    return redirect(url_for("agreements.terms", key=key), code=303)


def _account() -> Account:
    return db.session.get_one(Account, current_reader().account_id)


@bp.route("")
@signed_in
def terms(key: str) -> ResponseReturnValue:
    """What is written, what is missing, what is proposed and who has still to accept."""
    here = entered(key)
    held, proposed = queries.terms(here.call.id), queries.proposed(here.call.id)
    accepted = queries.acceptances(proposed.id) if proposed else []
    done = {one.place_id: one for one in accepted}
    places = [one.place_id for one in held.members]
    waited = rules.waited_for(proposed.body, places, done) if proposed else None
    return render_template(
        "agreements/terms.html",
        here=here,
        held=held,
        proposed=proposed,
        accepted=done,
        waited=waited,
        objections=queries.objections(proposed.id) if proposed else [],
        lacks=rules.lacks(here.call.stage, held.members, held.texts),
        writable=here.call.stage in rules.WRITTEN_IN,
        versions=queries.versions(here.call.id),
        form=AcceptForm(formdata=None, data={"digest": proposed.sha256 if proposed else ""}),
        grouped=rules.grouped,
        labels=labels,
    )


def _written_in(here: Here) -> None:
    """Before the team forms there is nothing to agree on."""
    require(here.call.stage in rules.WRITTEN_IN)


@bp.route("/clauses/<head>", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def clause(key: str, head: str) -> ResponseReturnValue:
    here = entered(key)
    require(head in list(Head))
    _written_in(here)
    now = queries.clause(here.call.id, Head(head))
    begun = queries.beginning(Head(head)).text(current_language())
    form = ClauseForm(data={"text": now.text if now else begun, "version": now.version if now else 0})
    theirs = None
    if form.submitted():
        try:
            with transaction():
                changed = actions.write(
                    here.call,
                    Head(head),
                    form.text.data,
                    form.version.data or 0,
                    _account(),
                    by=current_reader(),
                    at=clock.now(),
                )
            flash(_("Saved.") if changed else _("Nothing was different."))
            return _back(key)
        except (actions.Overtaken, IntegrityError):
            newer = queries.clause(here.call.id, Head(head))
            theirs = newer.text if newer else ""
            form.version.raw_data, form.version.data = None, newer.version if newer else 0
    elif not form.is_submitted() and not came_back():
        form.version.data = now.version if now else 0
    return render_template(
        "agreements/clause.html",
        here=here,
        head=Head(head),
        form=form,
        now=now,
        theirs=theirs,
        template=queries.template(Head(head)),
        labels=labels,
    ), form.status if theirs is None else 409


@bp.route("/shares", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def shares(key: str) -> ResponseReturnValue:
    here = entered(key)
    _written_in(here)
    held = queries.terms(here.call.id)
    form = shares_form(held.members, current_language())
    overtaken = False
    if form.submitted():
        try:
            with transaction():
                actions.set_shares(
                    here.call,
                    form.percents(held.members),
                    form.base.data or "",
                    by=current_reader(),
                    at=clock.now(),
                )
            flash(_("Saved."))
            return _back(key)
        except (actions.TooLate, IntegrityError):
            overtaken = True
            held = queries.terms(here.call.id)
            form.base.data = actions.fingerprint_of_shares(held)
    elif not form.is_submitted() and not came_back():
        form.base.data = actions.fingerprint_of_shares(held)
    return render_template(
        "agreements/shares.html", here=here, held=held, form=form, overtaken=overtaken
    ), 409 if overtaken else form.status


@bp.route("/propose", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def propose(key: str) -> ResponseReturnValue:
    """The lead reads the whole once more, then asks all."""
    here = entered(key)
    require(here.lead)
    held = queries.terms(here.call.id)
    if rules.lacks(here.call.stage, held.members, held.texts):
        return _back(key)
    read = rules.fingerprint(held.members, held.texts)
    form = ProposeForm(data={"read": read})
    if form.submitted():
        try:
            with transaction():
                actions.propose(
                    here.call, _account(), form.read.data or "", by=current_reader(), at=clock.now()
                )
            flash(_("The terms are proposed, and everybody in the team is told."))
        except (actions.TooLate, IntegrityError):
            flash(_moved_on())
        return _back(key)
    form.read.data = read
    return render_template(
        "agreements/propose.html", here=here, held=held, form=form, labels=labels
    ), form.status


@bp.route("/<int:number>/accept", methods=["POST"])
@signed_in
@stands_on("agreements.terms")
@MOST_POSTS
def accept(key: str, number: int) -> ResponseReturnValue:
    here, form = entered(key), AcceptForm()
    if not form.submitted():
        return _back(key)
    try:
        with transaction():
            all_have = actions.accept(
                here.call,
                number,
                form.digest.data or "",
                db.session.get_one(Place, here.place.id),
                _account(),
                by=current_reader(),
                at=clock.now(),
            )
        flash(
            _("All members have accepted: the team has agreed.")
            if all_have
            else _("Your organisation has accepted this version.")
        )
    except (actions.TooLate, calls.TooLate):
        flash(_("Nothing was accepted: these terms are not proposed any more. Read how they stand now."))
    return _back(key)


def _version(here: Here, number: int) -> AgreementVersion:
    return or_404(queries.version(here.call.id, number))


@bp.route("/<int:number>/objection", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def objection(key: str, number: int) -> ResponseReturnValue:
    here = entered(key)
    found, form = _version(here, number), ObjectionForm()
    if found.state != VersionState.PROPOSED:
        flash(_moved_on())
        return _back(key)
    if form.submitted():
        with transaction():
            actions.object_to(
                here.call,
                found,
                here.place,
                _account(),
                form.text.data,
                by=current_reader(),
                at=clock.now(),
            )
        flash(_("The team reads what you wrote."))
        return _back(key)
    return render_template("agreements/objection.html", here=here, found=found, form=form), form.status


@bp.route("/<int:number>")
@signed_in
def version(key: str, number: int) -> ResponseReturnValue:
    """One version as it was proposed, with who accepted it when: to be read, compared and printed."""
    here = entered(key)
    found = _version(here, number)
    before = queries.version(here.call.id, number - 1)
    return render_template(
        "agreements/version.html",
        here=here,
        found=found,
        told=rules.read(found.body),
        changes=rules.changes(before.body, found.body) if before else [],
        before=before,
        accepted={one.place_id: one for one in queries.acceptances(found.id)},
        grouped=rules.grouped,
        labels=labels,
    )


@bp.route("/<int:number>.json")
@signed_in
def body(key: str, number: int) -> ResponseReturnValue:
    """The very bytes whose SHA-256 is shown."""
    here = entered(key)
    answer = Response(_version(here, number).body.encode(), mimetype="application/json")
    answer.headers["Content-Disposition"] = f"attachment; filename=agreement-{key}-{number}.json"
    return answer
