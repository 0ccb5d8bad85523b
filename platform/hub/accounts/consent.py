"""What people agree to, and in which version. A new date here asks everybody who agreed to an older one again."""

from collections.abc import Iterable
from datetime import date, datetime

from hub.accounts.models import Account, Consent
from hub.core.db import db

# The day of the last change that matters to people; the texts are the pages of the same names.
VERSIONS = {"policy": date(2026, 11, 23), "privacy": date(2026, 11, 23)}


def is_due(given: Iterable[Consent]) -> bool:
    """Whether somebody who agreed once has not agreed to a text as it is now."""
    latest = {one.text: one.version for one in given}
    return bool(latest) and any(latest.get(text) != version.isoformat() for text, version in VERSIONS.items())


def accept(account: Account, *, at: datetime) -> None:
    """The person agrees to every text as it is now."""
    db.session.add_all(
        Consent(account_id=account.id, text=text, version=version.isoformat(), at=at)
        for text, version in VERSIONS.items()
    )
