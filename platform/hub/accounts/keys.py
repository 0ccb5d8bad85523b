"""Keys that leave by mail: made, looked at, used once.

Each is random and kept as a digest; a newer one of the same purpose and address makes the older ones worthless.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from hub.accounts.models import MailedKey, Purpose
from hub.accounts.queries import digest
from hub.accounts.rules import INVITATION_LASTS, LINK_LASTS, OBJECTION_LASTS, SECOND_STEP_LASTS
from hub.core.db import db

_LASTS = {
    Purpose.INVITATION: INVITATION_LASTS,
    Purpose.APPLICATION: INVITATION_LASTS,
    Purpose.OBJECTION: OBJECTION_LASTS,
    Purpose.SECOND_STEP: SECOND_STEP_LASTS,
}


def make(
    purpose: Purpose, address: str, *, at: datetime, account_id: int | None = None, subject: str = ""
) -> str:
    """A key for this address, and the end of all older ones of its purpose. It is given here and nowhere else."""
    withdraw(purpose, address)
    key = secrets.token_urlsafe(32)
    db.session.add(
        MailedKey(
            purpose=purpose,
            address=address,
            account_id=account_id,
            subject=subject,
            digest=digest(key),
            made_at=at,
            expires_at=at + _LASTS.get(purpose, LINK_LASTS),
        )
    )
    return key


def good(key: str, purpose: Purpose, *, now: datetime) -> MailedKey | None:
    """What this key opens, if it is still good; looking does not use it."""
    return db.session.scalar(
        select(MailedKey).where(
            MailedKey.digest == digest(key),
            MailedKey.purpose == purpose,
            MailedKey.used_at.is_(None),
            MailedKey.expires_at > now,
        )
    )


def use(key: str, purpose: Purpose, *, now: datetime) -> MailedKey | None:
    """The same, and it is spent: of two at the same moment one gets it, the other None."""
    found = good(key, purpose, now=now)
    if found is None:
        return None
    spent = db.session.execute(
        update(MailedKey).where(MailedKey.id == found.id, MailedKey.used_at.is_(None)).values(used_at=now)
    )
    return found if spent.rowcount else None  # type: ignore[attr-defined]  # an UPDATE gives a cursor result


def newest(purpose: Purpose, address: str) -> datetime | None:
    """When the latest key of this purpose was made for the address."""
    return db.session.scalar(
        select(func.max(MailedKey.made_at)).where(MailedKey.purpose == purpose, MailedKey.address == address)
    )


def withdraw(purpose: Purpose, address: str) -> None:
    """End the unused keys of this purpose and address."""
    db.session.execute(
        delete(MailedKey).where(
            MailedKey.purpose == purpose, MailedKey.address == address, MailedKey.used_at.is_(None)
        )
    )


def withdraw_of(account_id: int, *purposes: Purpose) -> None:
    """End the unused keys of an account, to whatever address they went."""
    db.session.execute(
        delete(MailedKey).where(
            MailedKey.account_id == account_id, MailedKey.purpose.in_(purposes), MailedKey.used_at.is_(None)
        )
    )


def forget_old(*, now: datetime, kept: timedelta = timedelta(days=30)) -> int:
    """Remove keys that have been worthless for a while; says how many."""
    gone = db.session.execute(delete(MailedKey).where(MailedKey.expires_at < now - kept))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE gives a cursor result
