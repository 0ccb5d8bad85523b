"""Pages of the second step: the code at sign-in, setting it up, its recovery codes, and switching it off."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

import segno
from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_limiter.util import get_remote_address
from markupsafe import Markup

from hub.accounts import actions, consent, passwords, queries, rules, second_step
from hub.accounts.forms import CodeForm, EitherForm, RecoveryForm, SetUpForm, SwitchOffForm, WithPassword
from hub.accounts.models import Account
from hub.accounts.setup import begin_visit, end_visit, reader_of, settings, sign_in_here
from hub.core import clock, typed
from hub.core.access import current_reader, public, require, signed_in
from hub.core.db import db, transaction
from hub.core.forms import Form
from hub.core.security import limiter
from hub.core.web import current_language
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


def way_on() -> str:
    return rules.way_on(request.args.get("next", ""), current_language()) or url_for("pages.home")


def first_way(account: Account) -> str:
    """Whoever must set up the second step, or read a changed text, is led there first and on from there."""
    wanted = request.args.get("next")
    if reader_of(account).unfinished:
        return url_for("accounts.second_step", next=wanted)
    if consent.is_due(queries.consents(account.id)):
        return url_for("accounts.agree", next=wanted)
    return way_on()


def go_on(account: Account) -> ResponseReturnValue:
    """After signing in: to the page asked for, or to the form that came too late."""
    kept = typed.carried()
    if kept and not reader_of(account).unfinished:
        return private(again("accounts/resume.html", kept), 200)
    return redirect(first_way(account), code=303)


def again(template: str, kept: typed.Typed) -> str:
    """A page that leads back to a form with what was typed, or shows it where it cannot be put back."""
    path = rules.way_on(kept.path, current_language())
    return render_template(
        template,
        kept=kept,
        restorable=kept.restorable and path is not None,
        back=path or url_for("pages.home"),
        texts=[text for _, text in kept.fields if text.strip()],
        mark=typed.RESTORE,
    )


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
            return go_on(account)
        form.code.errors = [
            _l(
                "The code is not right or was used already, or there were too many tries. Wait for the next one."
            )
        ]
    return private(_code_page(form, lost=lost, kept=kept), form.status)


def code_page(kept: typed.Typed) -> Response:
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
    account = _own()
    if account.has_second_step:
        left = second_step.codes_left(account.id)
        return render_template("accounts/second_step.html", account=account, left=left)
    form = SetUpForm()
    if form.submitted() and password_right(account, form):
        codes = _set_up(account, form)
        if codes is not None:
            return private(render_template("accounts/codes.html", codes=codes, way_on=way_on()), 200)
        form.code.errors = [_l("This is not the code for this secret. Check the clock of your device.")]
    if not form.is_submitted() or form.salt.errors:
        form.salt.data = second_step.new_salt()
    return private(_set_up_page(account, form), form.status)


def _set_up_page(account: Account, form: SetUpForm) -> str:
    # The host is short, so the picture stays coarse enough for old cameras, and tells installations apart.
    site = urlsplit(settings().address).netloc
    code = segno.make(second_step.address_for_apps(account, form.salt.data, site), micro=False)
    return render_template(
        "accounts/set_up_second_step.html",
        form=form,
        secret=second_step.secret_of(account, form.salt.data),
        # Made of squares by the library; it holds no text of anybody.
        qr=Markup(code.svg_inline(border=4, light="#fff", svgclass="qr", omitsize=True)),  # noqa: S704
        unfinished=current_reader().unfinished,
    )


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
        page = render_template("accounts/codes.html", codes=codes, way_on=url_for("accounts.second_step"))
        return private(page, 200)
    return render_template("accounts/new_codes.html", form=form), form.status


@signed_in
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


def private(page: str, status: int) -> Response:
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
