"""Reading accounts, sessions and attempts."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import false, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from hub import rooms
from hub.accounts import consent
from hub.accounts.models import Account, AccountSession, KnownBrowser, SignInAttempt
from hub.core.db import db


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def account_at(address: str) -> Account | None:
    """The account with this mail address, in whatever case it was entered."""
    found = select(Account).where(func.lower(Account.email) == address).order_by(Account.id).limit(1)
    return db.session.scalar(found)


def open_session(key: str, session: Session) -> tuple[AccountSession, int, bool] | None:
    """The session this key opens, with its person, how many of the present texts they agreed to, and whether a room
    above keeps them out of what is for members: accounts know nobody's membership.

    One statement for every page. Whether the session is still good, the rules say.
    """
    shut = (room.is_suspended() for room in rooms.modules("doors"))
    found = session.execute(
        select(AccountSession, consent.agreed(), or_(false(), *shut))
        .join(AccountSession.account)
        .options(contains_eager(AccountSession.account))
        .where(AccountSession.digest == digest(key), AccountSession.ended_at.is_(None))
    ).first()
    return (found[0], found[1], found[2]) if found else None


def failures(subject: str, since: datetime) -> int:
    """How often signing in has failed for this account or network address."""
    counted = select(func.count()).where(SignInAttempt.subject == subject, SignInAttempt.at > since)
    return db.session.scalar(counted) or 0


def known_browsers(account_id: int) -> Sequence[KnownBrowser]:
    asked = select(KnownBrowser).where(KnownBrowser.account_id == account_id)
    return db.session.scalars(asked.order_by(KnownBrowser.id)).all()


def open_sessions(account_id: int, since: datetime) -> Sequence[AccountSession]:
    """The browsers in which this account is signed in, the latest used first."""
    asked = select(AccountSession).where(
        AccountSession.account_id == account_id,
        AccountSession.ended_at.is_(None),
        AccountSession.started_at > since,
    )
    return db.session.scalars(asked.order_by(AccountSession.seen_at.desc(), AccountSession.id.desc())).all()
