"""Reading for the desk: journal lines with their people, and letters by how far they have come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from hub.accounts.models import Account
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine


@dataclass(frozen=True)
class Told:
    """A line of the journal with the name of who did it; None where a command or a visitor did."""

    id: int
    at: datetime
    act: str
    subject: str
    detail: str
    reason: str
    who: Bilingual | None


def journal_since(moment: datetime, most: int) -> Sequence[Told]:
    """The newest lines since a moment that the desk may read, newest first."""
    rows = db.session.execute(
        select(
            JournalLine.id,
            JournalLine.at,
            JournalLine.act,
            JournalLine.subject,
            JournalLine.detail,
            JournalLine.reason,
            Account.name,
        )
        .outerjoin(Account, JournalLine.account_id == Account.id)
        .where(JournalLine.at >= moment, JournalLine.for_desk())
        .order_by(JournalLine.at.desc(), JournalLine.id.desc())
        .limit(most)
    )
    return [Told(*row) for row in rows]


def failed_mail_count() -> int:
    return db.session.scalar(select(func.count()).where(OutgoingMail.failed_at.is_not(None))) or 0


def mail(*, failed: bool, most: int) -> Sequence[OutgoingMail]:
    """The newest letters, or those that were given up, oldest first."""
    asked = select(OutgoingMail).limit(most)
    if failed:
        asked = asked.where(OutgoingMail.failed_at.is_not(None)).order_by(OutgoingMail.failed_at)
    else:
        asked = asked.order_by(OutgoingMail.posted_at.desc(), OutgoingMail.id.desc())
    return db.session.scalars(asked).all()


def letter(mail_id: int) -> OutgoingMail | None:
    return db.session.get(OutgoingMail, mail_id)
