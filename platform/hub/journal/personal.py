"""What the journal holds about a person: that, and when, not what. It stays, under the account's number."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub.accounts.models import Account
from hub.core.db import db
from hub.core.personal import Held
from hub.journal.models import JournalLine


def held(account: Account) -> Iterator[Held]:
    lines = select(JournalLine).where(JournalLine.account_id == account.id).order_by(JournalLine.id)
    yield Held(
        "journal",
        _l("What you did here"),
        [
            {"at": line.at, "act": line.act, "subject": line.subject, "network": line.network}
            for line in db.session.scalars(lines)
        ],
        stays=_l("Stays under a number without your name, so that what happened to records can be told."),
    )
