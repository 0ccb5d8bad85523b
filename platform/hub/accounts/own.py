"""Pages for one's own account: a new password, with and without the old one, and where one is signed in."""

from datetime import datetime

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from hub.accounts import actions, keys, passwords, queries, rules
from hub.accounts.forms import AddressForm, ChangePasswordForm, NewPasswordForm
from hub.accounts.models import Account, Purpose
from hub.accounts.setup import begin_visit, sign_in_here
from hub.core import clock
from hub.core.access import Reader, current_reader, public, require, signed_in
from hub.core.db import db, transaction
from hub.core.security import limiter
from hub.core.typed import stands_on
from hub.journal.actions import about, record


def add_to(bp: Blueprint) -> None:
    bp.add_url_rule("/reset-password", "reset_password", reset_password, methods=["GET", "POST"])
    bp.add_url_rule("/reset-password/<key>", "new_password", new_password, methods=["GET", "POST"])
    bp.add_url_rule("/account/password", "change_password", change_password, methods=["GET", "POST"])
    bp.add_url_rule("/account/sessions", "sessions", sessions)
    bp.add_url_rule("/account/sessions/<int:number>/end", "end_session", end_session, methods=["POST"])
    bp.add_url_rule("/account/sessions/end-others", "end_others", end_others, methods=["POST"])


@public
@limiter.limit("10 per minute", methods=["POST"])
def reset_password() -> ResponseReturnValue:
    """The same words for every address; what there is to tell goes by letter."""
    form = AddressForm()
    if form.submitted():
        with transaction():
            actions.ask_for_reset(rules.address(form.email.data), at=clock.now())
        return render_template("accounts/reset_sent.html", address=form.email.data)
    return render_template("accounts/reset.html", form=form), form.status


@public
@limiter.limit("30 per minute", methods=["POST"])
def new_password(key: str) -> ResponseReturnValue:
    now = clock.now()
    found = keys.good(key, Purpose.RESET, now=now)
    account = db.session.get(Account, found.account_id) if found and found.account_id else None
    if account is None or not account.active:
        return _private(render_template("accounts/link_over.html"), 404)
    form = NewPasswordForm(account.email, account.name.ja, account.name.en)
    if form.submitted():
        with transaction():
            spent = keys.use(key, Purpose.RESET, now=now)
            if spent is not None:
                _set_password(account, form.password.data, account.reader, now)
        if spent is None:
            return _private(render_template("accounts/link_over.html"), 404)
        flash(_("Your new password is set. Sign in with it."))
        return redirect(url_for("accounts.sign_in"), code=303)
    return _private(render_template("accounts/new_password.html", form=form), form.status)


def _set_password(account: Account, password: str, by: Reader, now: datetime) -> None:
    actions.set_password(account, password, at=now)
    record("password-changed", by=by, subject=about("account", account.id))


def _private(page: str, status: int) -> Response:
    """Pages whose address is a key are kept nowhere."""
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@signed_in
@limiter.limit("10 per minute", methods=["POST"])
def change_password() -> ResponseReturnValue:
    """Asks the present one: an open browser is not enough to take an account over."""
    account = db.session.get_one(Account, current_reader().account_id)
    form = ChangePasswordForm(account.email, account.name.ja, account.name.en)
    if form.submitted() and not passwords.matches(account.password_hash, form.present):
        form.current.errors = [_l("This is not your present password. Nothing was changed.")]
    if form.is_submitted() and not form.errors:
        now, reader = clock.now(), current_reader()
        with transaction():
            _set_password(account, form.password.data, reader, now)
            key = sign_in_here(account, at=now)
        begin_visit(key, reader)
        flash(_("Your password is changed. Other browsers are signed out."))
        return redirect(url_for("accounts.sessions"), code=303)
    return render_template("accounts/change_password.html", form=form), form.status


@signed_in
def sessions() -> ResponseReturnValue:
    reader = current_reader()
    found = queries.open_sessions(reader.account_id or 0, rules.oldest_session(clock.now()))
    return render_template("accounts/sessions.html", sessions=found, own=queries.digest(current_user.id))


@signed_in
@stands_on("accounts.sessions")
def end_session(number: int) -> ResponseReturnValue:
    reader = current_reader()
    with transaction():
        require(actions.end_session(number, reader.account_id or 0, at=clock.now()))
        record("session-ended", by=reader, subject=about("account", reader.account_id))
    flash(_("That browser is signed out."))
    return redirect(url_for("accounts.sessions"), code=303)


@signed_in
@stands_on("accounts.sessions")
def end_others() -> ResponseReturnValue:
    reader = current_reader()
    with transaction():
        count = actions.end_sessions(reader.account_id or 0, at=clock.now(), but=current_user.id)
        record("session-ended", by=reader, subject=about("account", reader.account_id), detail=str(count))
    flash(_("Other browsers signed out: %(count)s", count=count))
    return redirect(url_for("accounts.sessions"), code=303)
