"""What accounts hold about a person, and how an account is closed and erased.

A closed account opens nothing from the same moment; its name and address go when it has been closed for a month,
so that a mistake, or somebody else's, can be put right. The journal keeps its number.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, delete, func, select, update

from hub.accounts import consent, queries, second_step
from hub.accounts.models import Account, AccountSession, Consent, KnownBrowser, MailedKey, Text
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.core.personal import Held, RetentionRule

ERASED = Bilingual("退会した利用者", "Former user")


def held(account: Account) -> Iterator[Held]:
    yield Held(
        "account",
        _l("Your account"),
        [
            {
                "email": account.email,
                "name_ja": account.name.ja,
                "name_en": account.name.en,
                "language": account.language,
                "role": account.role,
                "created_at": account.created_at,
                "second_step_since": account.second_step_since,
            }
        ],
    )
    sessions = select(AccountSession).where(AccountSession.account_id == account.id)
    yield Held(
        "sessions",
        _l("Browsers that were signed in"),
        [
            {"started_at": one.started_at, "seen_at": one.seen_at}
            for one in db.session.scalars(sessions.order_by(AccountSession.id))
        ],
    )
    yield Held(
        "known_browsers",
        _l("Browsers known from signing in"),
        [
            {"browser": one.browser, "network": one.network, "seen_at": one.seen_at}
            for one in queries.known_browsers(account.id)
        ],
    )
    yield Held(
        "consents",
        _l("What you agreed to"),
        [
            {"text_name": Text(one.text), "version": one.version, "at": one.at}
            for one in consent.given(account.id)
        ],
    )
    letters = select(OutgoingMail).where(OutgoingMail.account_id == account.id)
    yield Held(
        "letters",
        _l("Letters to you"),
        [
            {"posted_at": one.posted_at, "subject": one.subject}
            for one in db.session.scalars(letters.order_by(OutgoingMail.id))
        ],
    )


def close(account: Account, *, at: datetime) -> None:
    """Nothing opens any more: not the password, not a session, not a mailed link."""
    account.active, account.closed_at = False, at
    open_ones = (AccountSession.account_id == account.id) & AccountSession.ended_at.is_(None)
    db.session.execute(update(AccountSession).where(open_ones).values(ended_at=at))
    keys = (MailedKey.address == account.email) | (MailedKey.account_id == account.id)
    db.session.execute(delete(MailedKey).where(keys))


def reopen(account: Account) -> bool:
    """Undo a closing whose names have not been erased yet; False if there is none."""
    if account.closed_at is None or not account.password_hash:
        return False
    account.active, account.closed_at = True, None
    return True


def _closed(before: datetime) -> ColumnElement[bool]:
    return (Account.closed_at < before) & (Account.password_hash != "")


def count_closed(before: datetime) -> int:
    return db.session.scalar(select(func.count()).select_from(Account).where(_closed(before))) or 0


def erase_closed(before: datetime) -> int:
    """Take name, address, sessions and letters of those closed before; the number stays for the journal."""
    found = db.session.scalars(select(Account).where(_closed(before))).all()
    for account in found:
        db.session.execute(delete(AccountSession).where(AccountSession.account_id == account.id))
        db.session.execute(delete(OutgoingMail).where(OutgoingMail.account_id == account.id))
        for table in (MailedKey, KnownBrowser, Consent):
            db.session.execute(delete(table).where(table.account_id == account.id))
        account.email = f"erased-{account.id}-{secrets.token_hex(4)}@invalid"
        account.name, account.password_hash = ERASED, ""
        second_step.switch_off(account)
    return len(found)


def count_letters(before: datetime) -> int:
    return db.session.scalar(select(func.count()).where(_old_letter(before))) or 0


def forget_letters(before: datetime) -> int:
    gone = db.session.execute(delete(OutgoingMail).where(_old_letter(before)))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE always gives a cursor result


def _old_letter(before: datetime) -> ColumnElement[bool]:
    return (OutgoingMail.sent_at < before) | (OutgoingMail.failed_at < before)


def count_browsers(before: datetime) -> int:
    return db.session.scalar(select(func.count()).where(KnownBrowser.seen_at < before)) or 0


def forget_browsers(before: datetime) -> int:
    gone = db.session.execute(delete(KnownBrowser).where(KnownBrowser.seen_at < before))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE always gives a cursor result


RETENTION = (
    RetentionRule("closed_accounts", 30, count_closed, erase_closed),
    RetentionRule("letters", 90, count_letters, forget_letters),
    RetentionRule("known_browsers", 365, count_browsers, forget_browsers),
)
