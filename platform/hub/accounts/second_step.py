"""The second step of signing in: six digits from an app, or one of ten recovery codes.

The secret is kept nowhere: it is made from the key of the installation and a salt in the database, so whoever has
the database alone has no codes. With a new HUB_SECRET_KEY everybody sets the step up again. A code is taken once.
"""

import hmac
import secrets
import unicodedata
from base64 import b32encode
from collections.abc import Sequence
from datetime import datetime

import pyotp
from flask import current_app
from sqlalchemy import Update, delete, func, select, update

from hub.accounts.models import Account, RecoveryCode
from hub.core.config import Settings
from hub.core.db import db

HALF_MINUTE = 30
RECOVERY_CODES = 10
# Without signs that look alike on paper.
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
_GROUPS, _GROUP = 3, 4


def new_salt() -> str:
    return secrets.token_hex(16)


def secret_of(account: Account, salt: str) -> str:
    """The secret as apps take it: 32 letters and digits."""
    return b32encode(_keyed(f"second step {account.id} {salt}")[:20]).decode()


def address_for_apps(account: Account, salt: str, site: str) -> str:
    """What the QR code holds."""
    return pyotp.TOTP(secret_of(account, salt)).provisioning_uri(name=account.email, issuer_name=site)


def folded(typed: str) -> str:
    """A code as it is compared: half-width, small letters, no hyphens or spaces."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed).lower() if sign.isalnum())[:40]


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The half minute this code belongs to: the present one or a neighbour, for clocks differ; None if none."""
    now = int(at.timestamp()) // HALF_MINUTE
    app = pyotp.HOTP(secret)
    near = (now - 1, now, now + 1)
    right = [step for step in near if hmac.compare_digest(app.at(step).encode(), code.encode())]
    return right[-1] if right else None


def set_up(account: Account, salt: str, code: str, *, at: datetime) -> Sequence[str] | None:
    """Switch it on if the code shows that the app has the secret; the recovery codes are given here alone."""
    step = step_of(secret_of(account, salt), folded(code), at)
    if step is None or account.has_second_step:
        return None
    account.second_step_salt, account.second_step_since, account.second_step_used = salt, at, step
    return renew_codes(account)


def take(account: Account, typed: str, *, at: datetime) -> str | None:
    """Spend a code: ``app`` or ``recovery`` says which it was, None that it opens nothing (any more)."""
    if not account.has_second_step:
        return None
    code = folded(typed)
    step = step_of(secret_of(account, account.second_step_salt), code, at)
    if step is not None:
        fresh = (Account.id == account.id) & (Account.second_step_used < step)
        return "app" if _changed(update(Account).where(fresh).values(second_step_used=step)) else None
    unused = (RecoveryCode.account_id == account.id) & RecoveryCode.used_at.is_(None)
    spent = update(RecoveryCode).where(unused, RecoveryCode.digest == _digest(account.id, code))
    return "recovery" if _changed(spent.values(used_at=at)) else None


def renew_codes(account: Account) -> Sequence[str]:
    """Ten new recovery codes; the older ones open nothing any more."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    made = ["-".join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES)]
    db.session.add_all(
        RecoveryCode(account_id=account.id, digest=_digest(account.id, folded(code))) for code in made
    )
    return made


def codes_left(account_id: int) -> int:
    unused = (RecoveryCode.account_id == account_id) & RecoveryCode.used_at.is_(None)
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(unused)) or 0


def own_codes(account_id: int, typed: Sequence[str]) -> Sequence[str]:
    """Those of these that are unused codes of this account."""
    digests = {_digest(account_id, folded(code)): code for code in typed}
    unused = (RecoveryCode.account_id == account_id) & RecoveryCode.used_at.is_(None)
    found = set(db.session.scalars(select(RecoveryCode.digest).where(unused)))
    return [code for digest, code in digests.items() if digest in found]


def switch_off(account: Account) -> None:
    account.second_step_salt, account.second_step_since, account.second_step_used = "", None, 0
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def _group() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_GROUP))


def _digest(account_id: int, code: str) -> str:
    """Recovery codes are random, so a fast digest will do; our key keeps the database alone from telling them."""
    return _keyed(f"recovery code {account_id} {code}").hex()


def _keyed(text: str) -> bytes:
    settings: Settings = current_app.extensions["settings"]
    return hmac.digest(settings.secret_key.encode(), text.encode(), "sha256")


def _changed(statement: Update) -> bool:
    done = db.session.execute(statement)
    return bool(done.rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
