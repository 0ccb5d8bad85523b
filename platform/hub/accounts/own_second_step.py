"""Pages of the second step: the code at sign-in, setting it up, its recovery codes, and switching it off."""

from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_limiter.util import get_remote_address

from hub.accounts import actions, passwords, rules, second_step
from hub.accounts.forms import CodeForm, EitherForm, RecoveryForm, SetUpForm, SwitchOffForm, WithPassword
from hub.accounts.models import Account
from hub.accounts.own_way import go_on, private, set_up_page, way_on
from hub.accounts.setup import begin_visit, end_visit, reader_of, settings, sign_in_here
from hub.core import clock, typed
from hub.core.access import current_reader, public, require, signed_in
from hub.core.db import db, transaction
from hub.core.forms import Form
from hub.core.security import limiter
from hub.journal.actions import about, record

# Where the browser keeps the key between password and code: in its signed cookie.
KEY = "second_step"


def add_to(bp: Blueprint) -> None:
    both = ["GET", "POST"]
    bp.add_url_rule("/sign-in/code", "enter_code", enter_code, methods=both)
    bp.add_url_rule("/account/second-step", "second_step", second_step_page, methods=both)
    bp.add_url_rule("/account/second-step/codes", "recovery_codes", recovery_codes, methods=both)
    bp.add_url_rule("/account/second-step/codes/file", "codes_file", codes_file, methods=["POST"])
    bp.add_url_rule("/account/second-step/off", "end_second_step", end_second_step, methods=both)


def open_session(account: Account, *, at: datetime) -> None:
    """Sign this browser in, under a new key whatever it held before."""
    with transaction():
        end_visit()
        key = sign_in_here(account, at=at)
        reader = reader_of(account)
        record("sign-in", by=reader)
    begin_visit(key, reader)


@public
@limiter.limit("30 per minute", methods=["POST"])
def enter_code() -> ResponseReturnValue:
    """Tries are counted together with those of the password, and a lock looks like a wrong code."""
    now, key = clock.now(), str(session.get(KEY, ""))
    account = actions.who_enters_code(key, production=settings().production, now=now)
    if account is None:
        flash(_("Please begin again with your password."))
        return redirect(url_for("accounts.sign_in", next=request.args.get("next")))
    lost = request.args.get("way") == "recovery"
    kept = typed.carried()
    form = EitherForm() if kept else RecoveryForm() if lost else CodeForm()
    if form.submitted():
        if _counted(account, at=now) and _taken(account, key, form.code.data, at=now):
            open_session(account, at=now)
            return go_on(account, kept)
        form.code.errors = [
            _l(
                "The code is not right or was used already, or there were too many tries. Wait for the next one."
            )
        ]
    return private(_code_page(form, lost=lost, kept=kept), form.status)


def code_page(kept: typed.Typed) -> ResponseReturnValue:
    """The page for the code right after the password, with what was typed before the session ended."""
    return private(_code_page(EitherForm(formdata=None), lost=False, kept=kept), 200)


def _code_page(form: Form, *, lost: bool, kept: typed.Typed | None) -> str:
    return render_template("accounts/code.html", form=form, lost=lost, kept=kept)


def _counted(account: Account, *, at: datetime) -> bool:
    with transaction():
        return actions.note_try(rules.address(account.email), str(get_remote_address()), at=at)


def _taken(account: Account, key: str, code: str, *, at: datetime) -> bool:
    with transaction():
        return actions.take_code(account, key, code, at=at)


def _own() -> Account:
    return db.session.get_one(Account, current_reader().account_id)


@signed_in
@limiter.limit("10 per minute", methods=["POST"])
def second_step_page() -> ResponseReturnValue:
    """Shows the secret until a code has proved that the app holds it; afterwards how things stand."""
    account, kept = _own(), typed.carried()
    if account.has_second_step:
        if kept:
            # Set up in another window meanwhile.
            return go_on(account, kept)
        left = second_step.codes_left(account.id)
        return render_template("accounts/second_step.html", account=account, left=left)
    form = SetUpForm()
    if form.submitted() and password_right(account, form):
        codes = _set_up(account, form)
        if codes is not None:
            page = render_template("accounts/codes.html", codes=codes, way_on=way_on(), kept=kept)
            return private(page, 200)
        form.code.errors = [_l("This is not the code for this secret. Check the clock of your device.")]
    return private(set_up_page(account, form, kept), form.status)


def _set_up(account: Account, form: SetUpForm) -> Sequence[str] | None:
    """Other browsers are signed out, for whoever sits there has not shown a code; this one gets a new key."""
    now = clock.now()
    with transaction():
        codes = actions.set_up_second_step(account, form.salt.data, form.code.data, at=now)
        if codes is None:
            return None
        actions.end_sessions(account.id, at=now)
        key = sign_in_here(account, at=now)
        reader = reader_of(account)
        record("second-step-on", by=reader, subject=about("account", account.id))
    begin_visit(key, reader)
    return codes


def password_right(account: Account, form: WithPassword) -> bool:
    """Guessing here is slowed like guessing at sign-in."""
    if _counted(account, at=clock.now()) and passwords.matches(account.password_hash, form.present):
        return True
    form.current.errors = [_l("This is not your present password, or there were too many tries.")]
    return False


@signed_in
@limiter.limit("10 per minute", methods=["POST"])
def recovery_codes() -> ResponseReturnValue:
    account = _own()
    require(account.has_second_step)
    form = WithPassword()
    if form.submitted() and password_right(account, form):
        with transaction():
            codes = actions.renew_recovery_codes(account)
            record("recovery-codes-made", by=current_reader(), subject=about("account", account.id))
        way = url_for("accounts.second_step")
        page = render_template("accounts/codes.html", codes=codes, way_on=way, kept=None)
        return private(page, 200)
    return render_template("accounts/new_codes.html", form=form), form.status


@signed_in
@typed.stands_on("accounts.recovery_codes")
def codes_file() -> ResponseReturnValue:
    """The codes just shown, as a file: the page sends them along, for nobody else knows them."""
    codes = second_step.own_codes(current_reader().account_id or 0, request.form.getlist("code")[:20])
    require(bool(codes))
    title = _("Recovery codes")
    lines = [title, settings().address, "", *codes]
    return Response(
        "\ufeff" + "\r\n".join(lines) + "\r\n",
        mimetype="text/plain",
        headers={"Content-Disposition": 'attachment; filename="recovery-codes.txt"'},
    )


@signed_in
@limiter.limit("10 per minute", methods=["POST"])
def end_second_step() -> ResponseReturnValue:
    account = _own()
    require(account.has_second_step)
    form = SwitchOffForm()
    if form.submitted() and password_right(account, form):
        with transaction():
            right = second_step.take(account, form.code.data, at=clock.now()) is not None
            if right:
                actions.end_second_step(account)
                record("second-step-off", by=current_reader(), subject=about("account", account.id))
        if right:
            flash(_("The second step is switched off."))
            return redirect(url_for("accounts.second_step"), code=303)
        form.code.errors = [_l("The code is not right or was used already. Wait for the next one.")]
    return render_template("accounts/end_second_step.html", form=form), form.status
