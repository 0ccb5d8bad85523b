"""Closing the account of a person who wants to go."""

from datetime import datetime

from hub import rooms
from hub.accounts.models import Account
from hub.core.access import Reader
from hub.core.mail import post
from hub.journal.actions import about, record
from hub.personal import mails


def close(account: Account, *, by: Reader, at: datetime) -> None:
    """Close it in every room, and tell the person by a letter to the address it still has."""
    for room in rooms.modules("personal"):
        if hasattr(room, "close"):
            room.close(account, at=at)
    post(account.addressee, mails.closed, topic="account")
    record("account-closed", by=by, subject=about("account", account.id))
