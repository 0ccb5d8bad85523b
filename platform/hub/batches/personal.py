"""What batches hold about a person: those they did. They are acts of office, so they stay."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub.accounts.models import Account
from hub.batches.models import Batch
from hub.core.db import db
from hub.core.personal import Held


def held(account: Account) -> Iterator[Held]:
    own = select(Batch).where(Batch.account_id == account.id).order_by(Batch.id)
    done = [
        {"act": one.act, "reason": one.reason, "done_at": one.done_at, "undone_at": one.undone_at}
        for one in db.session.scalars(own)
    ]
    if done:
        yield Held(
            "batches",
            _l("What you did for many members at once"),
            done,
            stays=_l("An act of the secretariat: it stays under a number without your name."),
        )
