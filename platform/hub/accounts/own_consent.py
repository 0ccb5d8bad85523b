"""The page that asks whoever has not agreed to a text as it is now, and what leads on from a page in between."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from hub.accounts import consent
from hub.accounts.forms import ConsentForm
from hub.accounts.models import Account
from hub.accounts.own_way import consent_page, go_on, private
from hub.core import clock, typed
from hub.core.access import current_reader, signed_in
from hub.core.db import db, transaction
from hub.journal.actions import about, record


def add_to(bp: Blueprint) -> None:
    bp.add_url_rule("/account/consent", "agree", agree, methods=["GET", "POST"])
    bp.add_url_rule("/account/go-on", "proceed", proceed, methods=["POST"])


@signed_in
def agree() -> ResponseReturnValue:
    reader, kept, form = current_reader(), typed.carried(), ConsentForm()
    account = db.session.get_one(Account, reader.account_id)
    if not consent.due(consent.given(account.id)):
        # Agreed in another window meanwhile, or nothing was asked.
        return go_on(account, kept)
    if form.submitted():
        with transaction():
            consent.accept(account, at=clock.now())
            record("consent-given", by=reader, subject=about("account", account.id))
        return go_on(account, kept)
    return private(consent_page(account, form, kept), form.status)


@signed_in
@typed.stands_on("personal.data")
def proceed() -> ResponseReturnValue:
    """On from a page that stood before a form: what was typed into it comes along."""
    account = db.session.get_one(Account, current_reader().account_id)
    return go_on(account, typed.carried())
