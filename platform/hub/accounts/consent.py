"""What people agree to, and in which edition. A new edition here asks everybody again at the next page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ScalarSelect, and_, func, or_, select

from hub.accounts.models import Account, Consent, Text
from hub.core.db import db


@dataclass(frozen=True)
class Edition:
    """A text as it stands since a day, and what is new in it for whoever agreed to the one before."""

    day: date
    news: object


# The newest last. The texts are the pages of the same names.
EDITIONS: Mapping[Text, Sequence[Edition]] = {
    Text.TERMS: (
        Edition(
            date(2026, 11, 24),
            _l(
                "These terms are new: who may use the members’ part, what is kept confidential, and what the "
                "secretariat may do."
            ),
        ),
    ),
    Text.PRIVACY: (
        Edition(
            date(2026, 11, 23),
            _l(
                "It now says what is kept to tell you of sign-ins from a new browser, and that your consent is "
                "kept with its date and version."
            ),
        ),
    ),
}


@dataclass(frozen=True)
class Due:
    """A text in its present edition, and what is new since the person agreed to an older one."""

    text: Text
    day: date
    news: Sequence[object]
    agreed_before: bool


def given(account_id: int) -> Sequence[Consent]:
    """What this person agreed to, the first first."""
    asked = select(Consent).where(Consent.account_id == account_id)
    return db.session.scalars(asked.order_by(Consent.id)).all()


def present() -> Mapping[Text, date]:
    """The day of each text as it is now."""
    return {text: editions[-1].day for text, editions in EDITIONS.items()}


def due(consents: Iterable[Consent]) -> Sequence[Due]:
    """The texts that somebody who has given these consents has not agreed to as they are now."""
    latest = {one.text: one.version for one in consents}
    return [
        Due(
            text,
            editions[-1].day,
            [one.news for one in editions if one.day.isoformat() > latest.get(text, "")],
            text in latest,
        )
        for text, editions in EDITIONS.items()
        if latest.get(text, "") < editions[-1].day.isoformat()
    ]


def agreed() -> ScalarSelect[int]:
    """How many of the present texts an account has agreed to, as a part of a statement that reads accounts."""
    these = or_(
        *(and_(Consent.text == text, Consent.version == day.isoformat()) for text, day in present().items())
    )
    counted = select(func.count(Consent.text.distinct())).where(Consent.account_id == Account.id, these)
    return counted.correlate(Account).scalar_subquery()


def accept(account: Account, *, at: datetime) -> None:
    """The person agrees to every text as it is now; what they agreed to already keeps its date."""
    db.session.add_all(
        Consent(account_id=account.id, text=one.text, version=one.day.isoformat(), at=at)
        for one in due(given(account.id))
    )
