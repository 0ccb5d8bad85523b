"""The page that asks again when a text has changed."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from hub.accounts import consent
from hub.accounts.forms import ConsentForm
from hub.accounts.models import Account
from hub.accounts.own_second_step import way_on
from hub.core import clock
from hub.core.access import current_reader, signed_in
from hub.core.db import db, transaction
from hub.journal.actions import about, record


def add_to(bp: Blueprint) -> None:
    bp.add_url_rule("/account/consent", "agree", agree, methods=["GET", "POST"])


@signed_in
def agree() -> ResponseReturnValue:
    form = ConsentForm()
    if form.submitted():
        with transaction():
            reader = current_reader()
            consent.accept(db.session.get_one(Account, reader.account_id), at=clock.now())
            record("consent-given", by=reader, subject=about("account", reader.account_id))
        return redirect(way_on(), code=303)
    return render_template("accounts/consent.html", form=form), form.status
