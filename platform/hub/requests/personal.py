"""What requests hold about a person: those asked and those to answer. They belong to both sides, so they stay."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub.accounts.models import Account
from hub.core.db import db
from hub.core.personal import Held
from hub.requests.models import Request


def held(account: Account) -> Iterator[Held]:
    either = (Request.asker_id == account.id) | (Request.owner_id == account.id)
    yield Held(
        "requests",
        _l("Requests you sent or received"),
        [
            {
                "asked_at": one.asked_at,
                "due": one.due,
                "state": str(one.state),
                "text": one.text,
                "offer": one.offer,
                # The other side's words are not this person's data.
                "answer": one.answer if one.owner_id == account.id else "",
            }
            for one in db.session.scalars(select(Request).where(either).order_by(Request.id))
        ],
        stays=_l("Belongs to both organisations, and stays under a number without your name."),
    )
