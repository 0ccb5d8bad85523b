"""Mail leaves through an outbox: written with the act it tells of, sent afterwards, tried again if that fails.

A letter is data; it is worded in its reader's language when it is posted. Each is claimed by one process before it
is sent, so two never send the same one; a process killed between sending and noting it sends it once more.
"""

import smtplib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

import structlog
from flask import current_app, g
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Integer, String, Text, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from hub.core import clock
from hub.core.bilingual import Language
from hub.core.chores import Chore
from hub.core.config import Settings
from hub.core.db import Model, Moment, db, transaction

log = structlog.get_logger(__name__)

# After this many failures the office is asked to look.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
_CLAIMED_FOR = timedelta(minutes=5)
_MOST_AT_ONCE = 50
_PATIENCE = 20.0


class OutgoingMail(Model):
    """A letter to one address, and how far it has come. ``batch`` joins those sent to a segment."""

    __tablename__ = "outgoing_mail"
    id: Mapped[int] = mapped_column(primary_key=True)
    to_address: Mapped[str] = mapped_column(String(254))
    # No foreign key: the ground floor knows no accounts.
    account_id: Mapped[int | None] = mapped_column(Integer, index=True)
    language: Mapped[str] = mapped_column(String(2))
    topic: Mapped[str] = mapped_column(String(40))
    batch: Mapped[str] = mapped_column(String(40), default="", index=True)
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    posted_at: Mapped[datetime] = mapped_column(Moment, index=True)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    next_try_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    failed_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    error: Mapped[str] = mapped_column(String(300), default="")


@dataclass(frozen=True)
class Letter:
    """What is said, in one language: whole sentences, and at most one thing to do, as (words, address)."""

    subject: str
    paragraphs: Sequence[str]
    action: tuple[str, str] | None = None
    why: str = ""


@dataclass(frozen=True)
class Addressee:
    """To whom, and in which language; ``account_id`` if it is a person of ours."""

    address: str
    language: Language
    account_id: int | None = None


Sender = Callable[[OutgoingMail], None]


class Refused(Exception):
    """The address will never take it: trying again is no use."""


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Whatever is worded or linked inside is in this language."""
    before = g.get("language")
    g.language = language
    try:
        with force_locale(str(language)):
            yield
    finally:
        if before is None:
            g.pop("language", None)
        else:
            g.language = before


def post(to: Addressee, letter: Callable[[], Letter], *, topic: str, batch: str = "") -> OutgoingMail:
    """Put a letter into the outbox, within the transaction of the act it tells of."""
    now = clock.now()
    with speaking(to.language):
        worded = letter()
        mail = OutgoingMail(
            to_address=to.address,
            account_id=to.account_id,
            language=str(to.language),
            topic=topic,
            batch=batch,
            subject=" ".join(worded.subject.split())[:300],
            body=_body(worded),
            posted_at=now,
            next_try_at=now,
        )
    db.session.add(mail)
    return mail


def _body(letter: Letter) -> str:
    parts = list(letter.paragraphs)
    if letter.action:
        parts.append("\n".join(letter.action))
    parts.append(
        "--\n" + "\n".join(filter(None, (letter.why, _("Digital Overseas Deployment Platform"), home())))
    )
    return "\n\n".join(parts) + "\n"


def home() -> str:
    return link("pages.home")


def link(endpoint: str, **values: object) -> str:
    """The full address of a page, under the site's configured name whatever a request says it is called."""
    address = urlsplit(_settings().address)
    language = Language(g.get("language", Language.JA))
    urls = current_app.url_map.bind(address.netloc, url_scheme=address.scheme or "http")
    return urls.build(endpoint, {"lang": str(language), **values}, force_external=True)


def _settings() -> Settings:
    made: Settings = current_app.extensions["settings"]
    return made


@dataclass
class Delivery:
    """What one round of sending did."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    errors: list[str] = field(default_factory=list)


def deliver(now: datetime, send: Sender | None = None) -> Delivery:
    """Send what is due. Failures are tried again with growing waits, five times; then the office sees them.

    Without a mail server nothing leaves: in development the outbox page shows the letters, in production they wait.
    """
    done = Delivery()
    sender = send or sender_of(_settings())
    if sender is None:
        return done
    for mail_id in _due(now):
        if _claim(mail_id, now):
            _send(mail_id, sender, now, done)
    return done


def _due(now: datetime) -> Sequence[int]:
    asked = (
        select(OutgoingMail.id)
        .where(OutgoingMail.next_try_at <= now)
        .order_by(OutgoingMail.next_try_at, OutgoingMail.id)
        .limit(_MOST_AT_ONCE)
    )
    found = db.session.scalars(asked).all()
    db.session.rollback()
    return found


def _claim(mail_id: int, now: datetime) -> bool:
    with transaction() as session:
        taken = session.execute(
            update(OutgoingMail)
            .where(OutgoingMail.id == mail_id, OutgoingMail.next_try_at <= now)
            .values(next_try_at=now + _CLAIMED_FOR, tries=OutgoingMail.tries + 1)
        )
        return bool(taken.rowcount)  # type: ignore[attr-defined]  # an UPDATE always gives a cursor result


def _send(mail_id: int, sender: Sender, now: datetime, done: Delivery) -> None:
    mail = db.session.get_one(OutgoingMail, mail_id)
    db.session.expunge(mail)
    db.session.rollback()
    error, final = "", False
    try:
        sender(mail)
    except Refused as refused:
        error, final = str(refused), True
    except (OSError, smtplib.SMTPException) as failure:
        error = f"{type(failure).__name__}: {failure}"
        final = mail.tries > len(WAITS)
    with transaction() as session:
        kept = session.get_one(OutgoingMail, mail_id)
        kept.error = error[:300]
        if not error:
            kept.sent_at, kept.next_try_at = now, None
            done.sent += 1
        elif final:
            kept.failed_at, kept.next_try_at = now, None
            done.failed += 1
        else:
            kept.next_try_at = now + WAITS[mail.tries - 1]
            done.later += 1
    if error:
        done.errors.append(error)
        # No address and no text: logs hold nothing of people.
        log.warning("mail_not_sent", mail=mail_id, tries=mail.tries, final=final)


def try_again(mail: OutgoingMail, *, at: datetime) -> None:
    """Begin anew with a letter that was given up."""
    mail.failed_at, mail.error, mail.tries, mail.next_try_at = None, "", 0, at


def forget_sent(*, before: datetime) -> int:
    """Remove letters sent before this moment: their texts are nobody's archive."""
    gone = db.session.execute(delete(OutgoingMail).where(OutgoingMail.sent_at < before))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE always gives a cursor result


def sender_of(settings: Settings) -> Sender | None:
    """The way out: the mail server of ``HUB_MAIL``; in development the page alone; None if there is none yet."""
    if settings.mail:
        return ByServer(settings.mail, settings.mail_from)
    return None if settings.production else _only_shown


def _only_shown(_mail: OutgoingMail) -> None:
    """In development a letter is where it should be: on the outbox page."""


@dataclass(frozen=True)
class ByServer:
    """Sends through ``smtp://user:password@host:port`` (STARTTLS where offered) or ``smtps://``."""

    url: str
    sender: str

    def __call__(self, mail: OutgoingMail) -> None:
        parts = urlsplit(self.url)
        kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        with kind(
            parts.hostname or "", parts.port or (465 if parts.scheme == "smtps" else 25), timeout=_PATIENCE
        ) as server:
            if parts.scheme == "smtp" and server.ehlo()[0] and server.has_extn("starttls"):
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            try:
                server.send_message(self._message(mail))
            except smtplib.SMTPRecipientsRefused as refused:
                code, words = next(iter(refused.recipients.values()))
                if code >= 500:
                    raise Refused(f"{code} {words.decode(errors='replace')}") from refused
                raise

    def _message(self, mail: OutgoingMail) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, mail.to_address, mail.subject
        message["Date"] = formatdate(mail.posted_at.timestamp())
        message["Message-ID"] = make_msgid(
            idstring=str(mail.id), domain=self.sender.rpartition("@")[2].rstrip(">")
        )
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.body)  # clears whatever begins with Content-
        message["Content-Language"] = mail.language
        return message


CHORES = (Chore("send mail", timedelta(seconds=2), lambda now: deliver(now).sent),)
