"""The way on after signing in: what must be done first, then the page asked for or the form that came too late.

What was typed into that form is carried through every page on the way.
"""

from urllib.parse import urlsplit

import segno
from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.wrappers import Response

from hub.accounts import consent, rules, second_step
from hub.accounts.forms import ConsentForm, SetUpForm
from hub.accounts.models import Account
from hub.accounts.setup import reader_of, settings
from hub.core import typed
from hub.core.access import who_is_here
from hub.core.db import db
from hub.core.web import current_language


def way_on(wanted: str | None = None) -> str:
    """The page asked for, as the address says or as it is given here; home if it is none of ours."""
    wanted = request.args.get("next", "") if wanted is None else wanted
    return rules.way_on(wanted, current_language()) or url_for("pages.home")


def go_on(
    account: Account, kept: typed.Typed | None, *, wanted: str | None = None, status: int = 200
) -> ResponseReturnValue:
    """Set up the second step first, or agree to a text; then to the form that came too late, or the page."""
    wanted = request.args.get("next") if wanted is None else wanted
    if reader_of(account).unfinished:
        if kept:
            return private(set_up_page(account, SetUpForm(formdata=None), kept), status)
        return redirect(url_for("accounts.second_step", next=wanted), code=303)
    if consent.due(consent.given(account.id)):
        if kept:
            return private(consent_page(account, ConsentForm(formdata=None), kept), status)
        return redirect(url_for("accounts.agree", next=wanted), code=303)
    if kept:
        return private(again("accounts/resume.html", kept), status)
    return redirect(way_on(wanted or ""), code=303)


def first_things() -> ResponseReturnValue:
    """What opens instead of a page before which something else must be done. Nothing sent is carried out."""
    account = db.session.get_one(Account, who_is_here().account_id)
    kept = typed.of_request() if request.method == "POST" else None
    return go_on(account, kept or None, wanted=typed.way_back(), status=403)


def again(template: str, kept: typed.Typed) -> str:
    """A page that leads back to a form with what was typed, or shows it where it cannot be put back."""
    path = rules.way_on(kept.path, current_language())
    return render_template(
        template,
        kept=kept,
        restorable=path is not None,
        back=path or url_for("pages.home"),
        texts=[text for _, text in kept.fields if text.strip()],
        mark=typed.RESTORE,
    )


def consent_page(account: Account, form: ConsentForm, kept: typed.Typed | None) -> str:
    due = consent.due(consent.given(account.id))
    return render_template("accounts/consent.html", form=form, due=due, kept=kept)


def set_up_page(account: Account, form: SetUpForm, kept: typed.Typed | None) -> str:
    """Shows the secret until a code has proved that the app holds it."""
    if not form.salt.data or form.salt.errors:
        form.salt.data = second_step.new_salt()
    # The host is short, so the picture stays coarse enough for old cameras, and tells installations apart.
    site = urlsplit(settings().address).netloc
    code = segno.make(second_step.address_for_apps(account, form.salt.data, site), micro=False)
    return render_template(
        "accounts/set_up_second_step.html",
        form=form,
        secret=second_step.secret_of(account, form.salt.data),
        # Made of squares by the library; it holds no text of anybody.
        qr=Markup(code.svg_inline(border=4, light="#fff", svgclass="qr", omitsize=True)),  # noqa: S704
        unfinished=reader_of(account).unfinished,
        kept=kept,
    )


def private(page: str, status: int) -> Response:
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
