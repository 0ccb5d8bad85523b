"""Signing in and out, and what a person sees whose form came back without its token."""

from datetime import datetime

from flask import flash, redirect, render_template, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from hub.accounts import actions, own, own_address, own_consent, own_second_step
from hub.accounts.forms import SignInForm
from hub.accounts.models import Account
from hub.accounts.own_second_step import code_page, open_session
from hub.accounts.own_way import again, first_things, go_on, private
from hub.accounts.setup import end_visit, settings
from hub.core import clock, typed
from hub.core.access import Audience, audience_of, current_reader, public, who_is_here
from hub.core.db import db, transaction
from hub.core.security import limiter
from hub.core.web import pages
from hub.journal.actions import record

bp = pages("accounts", __name__)
own.add_to(bp)
own_second_step.add_to(bp)
own_address.add_to(bp)
own_consent.add_to(bp)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit("30 per minute", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    here = who_is_here()
    if request.method == "GET" and here.known:
        return go_on(db.session.get_one(Account, here.account_id), None)
    form = SignInForm()
    if not form.validate_on_submit():
        return _shown(form, status=422 if form.is_submitted() else 200)
    now = clock.now()
    account = _proven(form, now)
    if account is None:
        return _shown(form, refused=True, status=422)
    if account.has_second_step:
        with transaction():
            session[own_second_step.KEY] = actions.ask_for_code(account, _network(), at=now)
        kept = typed.carried()
        if kept:
            return code_page(kept)
        return redirect(url_for("accounts.enter_code", next=request.args.get("next")), code=303)
    open_session(account, at=now)
    return go_on(account, typed.carried())


@bp.route("/sign-out", methods=["POST"])
@public
@typed.stands_on("pages.home")
def sign_out() -> ResponseReturnValue:
    reader = who_is_here()
    with transaction():
        end_visit()
        if reader.known:
            record("sign-out", by=reader)
    session.clear()
    flash(_("You are signed out."))
    return redirect(url_for("pages.home"), code=303)


@bp.app_errorhandler(CSRFError)
def without_token(_error: CSRFError) -> ResponseReturnValue:
    """A form whose token is missing or too old: nothing was done, and what was typed is not lost."""
    if request.endpoint == "accounts.sign_in":
        return _shown(SignInForm(), expired=True, status=400)
    kept = typed.of_request()
    if not current_reader().known and audience_of(request.endpoint or "") is not Audience.PUBLIC:
        return _shown(SignInForm(formdata=None), kept=kept, lapsed=True, status=400)
    return private(again("accounts/expired.html", kept), 400)


def sign_in_first() -> ResponseReturnValue:
    """What a visitor gets at a page for the signed-in. Whoever was signed in and has typed something keeps it."""
    lapsed = request.method == "POST" and "_user_id" in session
    kept = typed.of_request() if lapsed else None
    if not kept:
        return redirect(url_for("accounts.sign_in", next=typed.way_back()))
    return _shown(SignInForm(formdata=None), kept=kept, lapsed=True, status=401)


@bp.record_once
def _ask_visitors(state: BlueprintSetupState) -> None:
    state.app.login_manager.unauthorized_handler(sign_in_first)  # type: ignore[attr-defined]  # Flask-Login
    state.app.extensions["first_things"] = first_things


def _proven(form: SignInForm, now: datetime) -> Account | None:
    """The account, if the door is not locked and the password is right. Each way takes the same steps."""
    with transaction():
        counted = actions.note_try(form.address, _network(), at=now)
    account = actions.proven(form.address, form.secret, production=settings().production)
    return account if counted else None


def _network() -> str:
    return str(get_remote_address())


def _shown(
    form: SignInForm,
    *,
    status: int,
    refused: bool = False,
    expired: bool = False,
    lapsed: bool = False,
    kept: typed.Typed | None = None,
) -> Response:
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        refused=refused,
        expired=expired,
        lapsed=lapsed,
        kept=kept or typed.carried(),
    )
    return private(page, status)
