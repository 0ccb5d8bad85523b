"""What teams hold about a person: expressions of interest they wrote, and teams they are or were in."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub.accounts.models import Account
from hub.calls.models import Call
from hub.consortia.models import Expression, Place, PlacePerson
from hub.core.db import db
from hub.core.personal import Held


def held(account: Account) -> Iterator[Held]:
    yield Held(
        "expressions",
        _l("Expressions of interest you wrote"),
        [
            {
                "begun_at": one.begun_at,
                "sent_at": one.sent_at,
                "state": str(one.state),
                "text": one.text,
                "unclear": one.unclear,
            }
            for one in db.session.scalars(
                select(Expression).where(Expression.account_id == account.id).order_by(Expression.id)
            )
        ],
        stays=_l("Belongs to both organisations, and stays under a number without your name."),
    )
    rows = db.session.execute(
        select(Call.title, PlacePerson.added_at, PlacePerson.pledged_at, PlacePerson.ended_at)
        .join(Place, Place.call_id == Call.id)
        .join(PlacePerson, PlacePerson.place_id == Place.id)
        .where(PlacePerson.account_id == account.id)
        .order_by(PlacePerson.id)
    )
    yield Held(
        "teams",
        _l("Teams you are or were in"),
        [
            {
                "title": title.ja or title.en,
                "added_at": added,
                "pledged_at": pledged,
                "ended_at": ended,
            }
            for title, added, pledged, ended in rows
        ],
        stays=_l("What you pledged holds on, so it stays under a number without your name."),
    )
