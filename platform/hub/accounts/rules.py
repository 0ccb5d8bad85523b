"""Who may sign in, how guessing is slowed, how long a session lasts, and where signing in may lead.

Nothing here knows the time or the database: both are given.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from itertools import pairwise

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

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
# How long the owner of the old address can take a change of address back.
OBJECTION_LASTS = timedelta(days=7)
# Between the password and the code.
SECOND_STEP_LASTS = timedelta(minutes=10)
BETWEEN_LETTERS = timedelta(minutes=3)


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


def is_unfinished(*, role: Role, has_second_step: bool, required: bool) -> bool:
    """Whether this person must set up the second step before anything else: the secretariat, where required."""
    return required and role is Role.SECRETARIAT and not has_second_step


# The first name found counts: most browsers name others as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Windows", "Windows"),
            ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip


def browser_of(user_agent: str) -> str:
    """The kind of browser and system, such as ``Firefox / Windows``; versions change too often to mean anything."""
    return " / ".join(
        next((name for sign, name in known if sign in user_agent), "?") for known in (_BROWSERS, _SYSTEMS)
    )


def part_of_network(network: str) -> str:
    """The wider network of an address: providers give their customers another address every few days."""
    try:
        address = ip_address(network)
    except ValueError:
        return "?"
    return str(ip_network((address, 16 if address.version == 4 else 32), strict=False))


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


# Words that every list of stolen passwords begins with, and this site's own; made longer by repeating or by
# numbers they are as easy to guess.
# fmt: off
_COMMON = (  # the longest first, for they are taken out in this order
    "administrator", "secretariat", "deployment", "konnichiwa", "qwertyuiop", "aishiteru", "asdfghjkl",
    "abcdefgh", "arigatou", "baseball", "changeme", "doraemon", "football", "iloveyou", "overseas",
    "password", "passwort", "platform", "princess", "sunshine", "superman", "default", "digital",
    "example", "letmein", "pokemon", "trustno", "welcome", "zxcvbnm", "asdfgh", "batman", "dragon",
    "master", "member", "monkey", "nippon", "office", "passwd", "qwerty", "sakura", "sample", "secret",
    "shadow", "admin", "anata", "guest", "hello", "japan", "login", "soumu", "tokyo", "zxcvb", "pass",
    "test", "user", "abc", "hub", "jpd", "mic",
)
# fmt: on
_LEET = str.maketrans("0134578@$!|", "oieastbasil")


def why_not_password(password: str, *personal: str) -> LazyString | None:
    """What is wrong with a new password, in words; None if nothing is.

    ``personal`` are texts a guesser would try first: the mail address, names of the person and the organisation.
    Length counts, not kinds of signs (NIST SP 800-63B-4).
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return _l(
            "The password must have %(least)s to %(most)s characters; a sentence of your own is fine.",
            least=SHORTEST_PASSWORD,
            most=LONGEST_PASSWORD,
        )
    folded = unicodedata.normalize("NFKC", password).casefold()
    if _is_repeated(folded) or _is_row(folded) or _is_common(folded):
        return _l(
            "This password is too easy to guess: no repetitions, rows of keys or well-known words alone."
        )
    if any(part in folded for text in personal for part in _parts(text)):
        return _l("This password is too easy to guess: it contains a name or the mail address.")
    return None


def _is_repeated(text: str) -> bool:
    """Few different signs, or a short piece over and over."""
    return len(set(text)) < 5 or any(
        text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1)
    )


def _is_row(text: str) -> bool:
    """Mostly neighbours: 1234567890, abcdefghijkl."""
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    return sum(step in {1, -1} for step in steps) > 0.7 * len(steps)


def _is_common(text: str) -> bool:
    """Nothing is left once the well-known words, digits and signs are taken out."""
    rest = text.translate(_LEET)
    for word in _COMMON:
        rest = rest.replace(word, "")
    return sum(sign.isalpha() for sign in rest) < 5


def _parts(text: str) -> list[str]:
    """The pieces of a name or address that are long enough to count as one."""
    return [part for part in re.split(r"[^\w]+|_", text.partition("@")[0].casefold()) if len(part) > 4]


def way_on(wanted: str, language: Language) -> str | None:
    """Where to go after signing in, in the language of the sign-in page; None unless it is a page of ours."""
    if len(wanted) > _LONGEST_PATH or not _OWN_PATH.fullmatch(wanted):
        return None
    path = wanted[len("/ja/") :]
    steps = f"/{path.partition('?')[0]}"
    if path.startswith(("/", "sign-in", "sign-out", "reset-password")) or "//" in steps or "/." in steps:
        return None
    return f"/{language}/{path}"
