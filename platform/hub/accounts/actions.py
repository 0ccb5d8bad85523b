"""Signing in and out. Everything that opens a door is counted before it is tried, so that many tries at once
get no more than the limit."""

import secrets
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache, partial

from sqlalchemy import ColumnElement, delete, update

from hub.accounts import keys, mails, passwords, queries, rules, second_step
from hub.accounts.models import Account, AccountSession, KnownBrowser, Purpose, SignInAttempt
from hub.core.access import Role
from hub.core.bilingual import Bilingual, Language
from hub.core.db import db
from hub.core.mail import Addressee, post


def note_try(address: str, network: str, *, at: datetime) -> bool:
    """Count one more try for the account and the network address; False, and not counted, if either is locked.

    Whether there is such an account makes no difference. Tries on a locked door do not keep it locked.
    """
    tries = [
        SignInAttempt(subject=subject, at=at)
        for subject in (_account_subject(address), _network_subject(network))
    ]
    db.session.add_all(tries)
    db.session.flush()
    limits = (rules.ACCOUNT_LIMIT, rules.NETWORK_LIMIT)
    locked = any(
        rules.is_locked(queries.failures(one.subject, at - limit.within), limit)
        for one, limit in zip(tries, limits, strict=True)
    )
    if locked:
        for one in tries:
            db.session.delete(one)
    return not locked


def proven(address: str, password: str, *, production: bool) -> Account | None:
    """The account that address and password open; takes as long for one that is not there."""
    account = queries.account_at(address)
    nobody = _nobody()
    right = passwords.matches(account.password_hash if account else nobody, password)
    if account is None or not right:
        return None
    allowed = rules.may_sign_in(active=account.active, sample=account.sample, production=production)
    return account if allowed else None


def add(address: str, name: Bilingual, role: Role, password: str, *, at: datetime) -> Account:
    """Make an account. The password is kept as a hash of its NFC form, as signing in compares it."""
    secret = unicodedata.normalize("NFC", password)
    made = Account(email=address, name=name, role=role, password_hash=passwords.hashed(secret), created_at=at)
    db.session.add(made)
    db.session.flush()
    return made


def ask_for_code(account: Account, network: str, *, at: datetime) -> str:
    """The password was right: a key for the page that asks for the code. The try counts for the account alone."""
    db.session.execute(delete(SignInAttempt).where(_try_of(network, at)))
    return keys.make(Purpose.SECOND_STEP, rules.address(account.email), at=at, account_id=account.id)


def who_enters_code(key: str, *, production: bool, now: datetime) -> Account | None:
    """Whose password was entered in this browser a few minutes ago."""
    found = keys.good(key, Purpose.SECOND_STEP, now=now)
    account = db.session.get(Account, found.account_id) if found else None
    if account is None or not account.has_second_step:
        return None
    allowed = rules.may_sign_in(active=account.active, sample=account.sample, production=production)
    return account if allowed else None


def take_code(account: Account, key: str, typed: str, *, at: datetime) -> bool:
    """Spend the code and with it the key. A recovery code is told by letter: others may have found the list."""
    way = second_step.take(account, typed, at=at)
    if way is None or keys.use(key, Purpose.SECOND_STEP, now=at) is None:
        return False
    if way == "recovery":
        left = second_step.codes_left(account.id)
        post(account.addressee, partial(mails.recovery_code_used, left), topic="account")
    return True


def set_up_second_step(account: Account, salt: str, code: str, *, at: datetime) -> Sequence[str] | None:
    """Switch it on and give the recovery codes; None if the code is not right."""
    codes = second_step.set_up(account, salt, code, at=at)
    if codes is not None:
        post(account.addressee, mails.second_step_on, topic="account")
    return codes


def renew_recovery_codes(account: Account) -> Sequence[str]:
    post(account.addressee, mails.new_codes, topic="account")
    return second_step.renew_codes(account)


def end_second_step(account: Account) -> None:
    second_step.switch_off(account)
    post(account.addressee, mails.second_step_off, topic="account")


def sign_in(account: Account, network: str, *, at: datetime, browser: str = "") -> str:
    """Open a session and give its key, which is kept nowhere else. An unknown browser is told by letter.

    The account's failures are forgotten, and so is the try noted ``at`` this moment: people of one company, who
    share an address, do not lock each other out by signing in.
    """
    key = secrets.token_urlsafe(32)
    db.session.add(
        AccountSession(account_id=account.id, digest=queries.digest(key), started_at=at, seen_at=at)
    )
    own = SignInAttempt.subject == _account_subject(rules.address(account.email))
    db.session.execute(delete(SignInAttempt).where(own | _try_of(network, at)))
    if browser:
        _note_browser(account, browser, rules.part_of_network(network), at=at)
    return key


def _note_browser(account: Account, browser: str, network: str, *, at: datetime) -> None:
    """A letter where browser and network are not known together, but not for the very first sign-in."""
    known = queries.known_browsers(account.id)
    for one in known:
        if (one.browser, one.network) == (browser, network):
            one.seen_at = at
            return
    db.session.add(KnownBrowser(account_id=account.id, browser=browser, network=network, seen_at=at))
    if known:
        post(account.addressee, partial(mails.new_sign_in, browser, at), topic="account")


def sign_out(key: str, *, at: datetime) -> None:
    """End the session for good: copies of its key open nothing from now on."""
    open_one = (AccountSession.digest == queries.digest(key)) & AccountSession.ended_at.is_(None)
    db.session.execute(update(AccountSession).where(open_one).values(ended_at=at))


def ask_for_reset(address: str, *, at: datetime) -> bool:
    """Send a link to this address, or a letter that there is no account for it: the page says the same for both.

    False, and no letter, if one went there a few minutes ago: nobody's letter box is filled by others.
    """
    recent = keys.newest(Purpose.RESET, address)
    if recent is not None and at - recent < rules.BETWEEN_LETTERS:
        return False
    account = queries.account_at(address)
    known = account is not None and account.active
    key = keys.make(Purpose.RESET, address, at=at, account_id=account.id if account and known else None)
    if account is not None and known:
        post(account.addressee, partial(mails.reset, key), topic="account")
    else:
        post(Addressee(address, Language.JA), mails.no_account, topic="account")
    return True


def set_password(account: Account, password: str, *, at: datetime) -> None:
    """Keep a new password, end every session and every link of the account, and tell the person."""
    account.password_hash = passwords.hashed(unicodedata.normalize("NFC", password))
    end_sessions(account.id, at=at)
    keys.withdraw(Purpose.RESET, rules.address(account.email))
    keys.withdraw_of(account.id, Purpose.RESET, Purpose.SECOND_STEP, Purpose.NEW_ADDRESS)
    post(account.addressee, mails.password_changed, topic="account")


def end_sessions(account_id: int, *, at: datetime, but: str | None = None) -> int:
    """End the sessions of an account, all but the one whose key is given; says how many."""
    ending = (AccountSession.account_id == account_id) & AccountSession.ended_at.is_(None)
    if but is not None:
        ending &= AccountSession.digest != queries.digest(but)
    ended = db.session.execute(update(AccountSession).where(ending).values(ended_at=at))
    return int(ended.rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a cursor result


def end_session(session_id: int, account_id: int, *, at: datetime) -> bool:
    """End one session of this account; False if it is not its own or over."""
    one = (AccountSession.id == session_id) & (AccountSession.account_id == account_id)
    ended = db.session.execute(
        update(AccountSession).where(one & AccountSession.ended_at.is_(None)).values(ended_at=at)
    )
    return bool(ended.rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a cursor result


def forget_old(*, now: datetime, kept: timedelta = timedelta(days=1)) -> int:
    """Remove attempts that count no more and sessions that are over for everybody; says how many."""
    old = rules.oldest_session(now) - kept
    gone = [
        db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - kept)),
        db.session.execute(delete(AccountSession).where(AccountSession.started_at < old)),
    ]
    return sum(one.rowcount for one in gone)  # type: ignore[attr-defined]  # a DELETE gives a cursor result


def _try_of(network: str, at: datetime) -> ColumnElement[bool]:
    return (SignInAttempt.subject == _network_subject(network)) & (SignInAttempt.at == at)


def _account_subject(address: str) -> str:
    return queries.digest(f"account {address}")


def _network_subject(network: str) -> str:
    return queries.digest(f"network {network}")


@cache
def _nobody() -> str:
    """The hash of a password nobody has, so that an unknown address costs the same time."""
    return passwords.hashed(secrets.token_urlsafe(32))
