"""Who may sign in, how guessing is slowed, how long a session lasts, and where signing in may lead.

Nothing here knows the time or the database: both are given.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from hub.core.access import Role
from hub.core.bilingual import Language

LONGEST_ADDRESS = 254
LONGEST_PASSWORD = 256
SHORTEST_PASSWORD = 15
# What is noted of a visit is at most this old; noting every request would make every page a write.
NOTED_EVERY = timedelta(minutes=1)
_LONGEST_SESSION = timedelta(days=7)
_IDLE = {Role.SECRETARIAT: timedelta(minutes=60)}
_IDLE_OTHERS = timedelta(hours=12)
# A path below one of the two languages. Browsers read "\" as "/" and drop tabs and line ends, so none may pass.
_OWN_PATH = re.compile(r"/(?:ja|en)/[!-\[\]-~]*")
_LONGEST_PATH = 1000


# How long a mailed link is good. People are away; whoever asked for a new password is not.
LINK_LASTS = timedelta(minutes=60)
INVITATION_LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Limit:
    """More failures than these in this time, and the door stays shut until the oldest has aged."""

    tries: int
    within: timedelta


ACCOUNT_LIMIT = Limit(10, timedelta(minutes=15))
# A company's people often share one address.
NETWORK_LIMIT = Limit(60, timedelta(minutes=15))


def is_locked(failures: int, limit: Limit) -> bool:
    """Whether this many failures, the present try counted among them, are too many."""
    return failures > limit.tries


def may_sign_in(*, active: bool, sample: bool, production: bool) -> bool:
    """Sample accounts have published passwords: in production they open nothing."""
    return active and not (sample and production)


def is_over(*, role: Role, started: datetime, seen: datetime, now: datetime) -> bool:
    """Whether a session has been idle too long, or is too old however busy it was."""
    return now - seen > _IDLE.get(role, _IDLE_OTHERS) or now - started > _LONGEST_SESSION


def is_worth_noting(*, seen: datetime, now: datetime) -> bool:
    return now - seen >= NOTED_EVERY


def oldest_session(now: datetime) -> datetime:
    """Sessions begun before this moment are over for everybody."""
    return now - _LONGEST_SESSION


def address(typed: str) -> str:
    """A mail address as accounts are found by it: full-width letters, case and stray signs do not matter."""
    folded = unicodedata.normalize("NFKC", typed).strip().lower()
    return "".join(sign for sign in folded if sign.isprintable())[: LONGEST_ADDRESS + 1]


def why_not_address(address: str) -> str | None:
    """What is wrong with a mail address, for a command; None if nothing is."""
    name, at, host = address.rpartition("@")
    if not (name and at and host) or len(address) > LONGEST_ADDRESS or " " in address:
        return f"{address!r} is no mail address; write it like name@example.jp."
    return None


def why_not_password(password: str, address: str) -> str | None:
    """What is wrong with a new password, for a command; None if nothing is. Any signs and scripts will do."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return f"The password must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; a sentence is fine."
    name = address.partition("@")[0]
    if len(set(password)) < 5 or (len(name) > 3 and name in password.lower()):
        return "The password is too easy to guess: no repetitions, and not the mail address."
    return None


def way_on(wanted: str, language: Language) -> str | None:
    """Where to go after signing in, in the language of the sign-in page; None unless it is a page of ours."""
    if len(wanted) > _LONGEST_PATH or not _OWN_PATH.fullmatch(wanted):
        return None
    path = wanted[len("/ja/") :]
    if path.startswith(("/", "sign-in", "sign-out")):
        return None
    return f"/{language}/{path}"
