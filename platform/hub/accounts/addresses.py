"""Another address for an account: proved by a letter to the new one, told to the old one, taken back from there."""

import secrets
from datetime import datetime
from functools import partial

from hub.accounts import actions, keys, mails, passwords, queries, rules, second_step
from hub.accounts.models import Account, MailedKey, Purpose
from hub.core.bilingual import Language
from hub.core.db import db
from hub.core.mail import Addressee, post

# What a key says about where the address changes as well.
CONTACT = "contact"


def ask(account: Account, new: str, *, at: datetime, as_contact: bool = False) -> None:
    """Write to both. The page and the letter to the old address are the same whether the new one is free or not.

    ``as_contact``: the address of the contact person in the member's record is to change with it.
    Nothing is written if a letter went to the new address a few minutes ago.
    """
    recent = keys.newest(Purpose.NEW_ADDRESS, new)
    if recent is not None and at - recent < rules.BETWEEN_LETTERS:
        return
    keys.withdraw_of(account.id, Purpose.NEW_ADDRESS)
    free = queries.account_at(new) is None
    owner, subject = account.id if free else None, CONTACT if as_contact else ""
    key = keys.make(Purpose.NEW_ADDRESS, new, at=at, account_id=owner, subject=subject)
    there = Addressee(new, Language(account.language))
    post(there, partial(mails.confirm_address, key) if free else mails.address_taken, topic="account")
    objection = _objection(account, at=at)
    post(account.addressee, partial(mails.address_asked, new, objection), topic="account")


def who_confirms(found: MailedKey | None) -> Account | None:
    """Whose address the key changes, as long as that is possible."""
    account = db.session.get(Account, found.account_id) if found and found.account_id else None
    return account if account is not None and account.active else None


def change(account: Account, key: str, *, at: datetime, but: str | None = None) -> bool:
    """Spend the key and change the address; sessions end, all but the one given. False if it is taken meanwhile."""
    spent = keys.use(key, Purpose.NEW_ADDRESS, now=at)
    if spent is None or queries.account_at(spent.address) is not None:
        return False
    old = account.addressee
    keys.withdraw_of(account.id, Purpose.RESET, Purpose.SECOND_STEP)
    objection = _objection(account, at=at, subject=spent.subject)
    account.email = spent.address
    actions.end_sessions(account.id, at=at, but=but)
    post(account.addressee, partial(mails.address_changed, spent.address), topic="account")
    post(old, partial(mails.address_left, spent.address, objection), topic="account")
    return True


def take_back(account: Account, key: str, *, at: datetime) -> bool:
    """The old address is the account's again, and whoever asked for another has neither password nor session.

    A second step set up meanwhile goes as well: it would be the stranger's.
    """
    spent = keys.use(key, Purpose.OBJECTION, now=at)
    holder = queries.account_at(spent.address) if spent else None
    if spent is None or (holder is not None and holder.id != account.id):
        return False
    if account.second_step_since is not None and account.second_step_since >= spent.made_at:
        second_step.switch_off(account)
    keys.withdraw_of(account.id, Purpose.NEW_ADDRESS, Purpose.SECOND_STEP, Purpose.RESET)
    account.email = spent.address
    account.password_hash = passwords.hashed(secrets.token_urlsafe(32))
    actions.end_sessions(account.id, at=at)
    reset = keys.make(Purpose.RESET, spent.address, at=at, account_id=account.id)
    post(account.addressee, partial(mails.address_restored, reset), topic="account")
    return True


def _objection(account: Account, *, at: datetime, subject: str = "") -> str:
    address = rules.address(account.email)
    return keys.make(Purpose.OBJECTION, address, at=at, account_id=account.id, subject=subject)
