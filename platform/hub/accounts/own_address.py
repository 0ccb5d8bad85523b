"""Pages for changing one's address: asking, confirming from the new one, objecting from the old one."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from hub.accounts import addresses, keys, rules
from hub.accounts.forms import NewAddressForm
from hub.accounts.models import Account, MailedKey, Purpose
from hub.accounts.own_second_step import password_right
from hub.accounts.setup import reader_of
from hub.core import clock
from hub.core.access import current_reader, public, signed_in, who_is_here
from hub.core.db import db, transaction
from hub.core.forms import Form
from hub.core.security import limiter
from hub.journal.actions import about, record
from hub.members.queries import contact_at
from hub.record.actions import Taken, follow_address


def add_to(bp: Blueprint) -> None:
    both = ["GET", "POST"]
    bp.add_url_rule("/account/address", "change_address", change_address, methods=both)
    bp.add_url_rule("/account/address/<key>", "confirm_address", confirm_address, methods=both)
    bp.add_url_rule("/account/address/<key>/objection", "object_to_address", object_to_address, methods=both)


@signed_in
@limiter.limit("10 per minute", methods=["POST"])
def change_address() -> ResponseReturnValue:
    account = db.session.get_one(Account, current_reader().account_id)
    form = NewAddressForm(
        rules.address(account.email), contact=contact_at(account.id, account.email) is not None
    )
    if form.submitted() and password_right(account, form):
        with transaction():
            as_contact = bool(form.as_contact and form.as_contact.data)
            addresses.ask(account, rules.address(form.email.data), at=clock.now(), as_contact=as_contact)
            record("address-change-asked", by=current_reader(), subject=about("account", account.id))
        return render_template("accounts/address_sent.html", address=form.email.data)
    return render_template("accounts/change_address.html", form=form, account=account), form.status


@public
@limiter.limit("30 per minute", methods=["POST"])
def confirm_address(key: str) -> ResponseReturnValue:
    """Opening the link changes nothing, for programs that check letters open links too; the button does."""
    now, form = clock.now(), Form()
    found = keys.good(key, Purpose.NEW_ADDRESS, now=now)
    account = addresses.who_confirms(found)
    if found is None or account is None:
        return _over()
    as_contact = _is_contact(found, account)
    if not form.submitted():
        page = render_template(
            "accounts/confirm_address.html", form=form, address=found.address, as_contact=as_contact
        )
        return _private(page, 200)
    old = account.email
    own = current_user.id if who_is_here().account_id == account.id else None
    try:
        with transaction():
            changed = addresses.change(account, key, at=now, but=own)
            if changed:
                by = reader_of(account)
                record("address-changed", by=by, subject=about("account", account.id))
                if as_contact:
                    follow_address(account.id, old, account.email, by=by, at=now)
    except (IntegrityError, Taken):
        # Somebody took the address in the same moment.
        changed = False
    if not changed:
        return _over()
    flash(_("Your e-mail address is changed."))
    return redirect(url_for("personal.data" if own else "accounts.sign_in"), code=303)


@public
@limiter.limit("30 per minute", methods=["POST"])
def object_to_address(key: str) -> ResponseReturnValue:
    now, form = clock.now(), Form()
    found = keys.good(key, Purpose.OBJECTION, now=now)
    account = addresses.who_confirms(found)
    if found is None or account is None:
        return _over()
    if not form.submitted():
        return _private(
            render_template("accounts/object_to_address.html", form=form, address=found.address), 200
        )
    as_contact, left = _is_contact(found, account), account.email
    with transaction():
        done = addresses.take_back(account, key, at=now)
        if done:
            by = reader_of(account)
            record("address-change-refused", by=by, subject=about("account", account.id))
            if as_contact:
                follow_address(account.id, left, account.email, by=by, at=now)
    if not done:
        return _over()
    return _private(render_template("accounts/address_restored.html", address=found.address), 200)


def _is_contact(found: MailedKey, account: Account) -> bool:
    """Whether the change was asked for the record, too, and the person still stands there."""
    return found.subject == addresses.CONTACT and contact_at(account.id, account.email) is not None


def _over() -> Response:
    return _private(render_template("accounts/link_over.html"), 404)


def _private(page: str, status: int) -> Response:
    """Pages whose address is a key are kept nowhere."""
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
