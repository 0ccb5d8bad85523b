"""Asking, answering, withdrawing, handing over; reminding and expiring.

Each change is one statement that holds only if the request still stands as it was read, so of two at the same
moment one counts.
"""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, update

from hub.accounts.models import Account
from hub.core.access import VISITOR, Reader
from hub.core.bilingual import Bilingual
from hub.core.clock import JAPAN
from hub.core.db import db
from hub.journal.actions import about, record
from hub.notifications.actions import notify, read_all
from hub.notifications.models import Topic
from hub.requests import kinds, mails, queries, rules
from hub.requests.models import Kind, Outcome, Request
from hub.requests.rules import Act

# No vowels and no signs that are taken for another: it may be read out on the telephone, and says nothing.
_SIGNS = "23456789bcdfghjkmnpqrstvwxz"
_LONG = 14


@dataclass(frozen=True)
class Side:
    """For whom somebody acts: ``about("member", 12)``, and its name."""

    what: str
    name: Bilingual


@dataclass(frozen=True)
class Question:
    """What is asked, of a kind and about a thing, and by when an answer is wanted."""

    kind: Kind
    subject: str
    purpose: str
    text: str
    due: date
    offer: str = ""


@dataclass(frozen=True)
class Answer:
    """Yes with somebody to talk to, or no with a reason."""

    outcome: Outcome
    text: str = ""
    reason: str = ""
    contact: "Contact" = field(default_factory=lambda: Contact())


@dataclass(frozen=True)
class Contact:
    name: str = ""
    email: str = ""
    phone: str = ""


def open_slot(kind: Kind, subject: str, asker_id: int) -> str:
    """What one person can ask only once at a time."""
    return f"{kind}/{subject}/{asker_id}"


def ask(
    question: Question,
    asker: Account,
    asker_side: Side,
    owner: Account,
    owner_side: Side,
    *,
    by: Reader,
    at: datetime,
) -> Request:
    """Ask, and tell the owner. A second one of the same while the first is open fails on ``open_slot``."""
    asked = Request(
        key="".join(secrets.choice(_SIGNS) for _ in range(_LONG)),
        kind=question.kind,
        subject=question.subject,
        asker=asker,
        owner=owner,
        asker_side=asker_side.what,
        owner_side=owner_side.what,
        asker_side_name=asker_side.name,
        owner_side_name=owner_side.name,
        purpose=question.purpose,
        text=question.text,
        offer=question.offer,
        asked_at=at,
        due=question.due,
        open_slot=open_slot(question.kind, question.subject, asker.id),
    )
    db.session.add(asked)
    db.session.flush()
    _tell_owner(asked, at=at)
    record("request-ask", by=by, subject=about("request", asked.id))
    return asked


def answer(asked: Request, given: Answer, *, by: Reader, at: datetime, tell: bool = True) -> bool:
    """Answer for good; False if it waits no more, or waits for another person.

    ``tell`` is False where the asker is told of the same by a message that says more.
    """
    accepted = given.outcome is Outcome.ACCEPTED
    contact = given.contact if accepted else Contact()
    done = _move(
        asked,
        Act.ANSWER,
        closed_at=at,
        open_slot=None,
        outcome=given.outcome,
        answer=given.text,
        reason="" if accepted else given.reason,
        contact_name=contact.name,
        contact_email=contact.email,
        contact_phone=contact.phone,
    )
    if done is None:
        return False
    _settle(done, done.owner_id, at=at)
    if tell:
        notify(
            done.asker,
            Topic.REQUESTS_SENT,
            lambda: mails.answered_words(done),
            mails.page_of(done),
            at=at,
            letter=lambda: mails.answered_letter(done),
        )
    record("request-answer", by=by, subject=about("request", done.id))
    return True


def withdraw(asked: Request, *, by: Reader, at: datetime) -> bool:
    """Take it back; False if it waits no more."""
    done = _move(asked, Act.WITHDRAW, closed_at=at, open_slot=None)
    if done is None:
        return False
    _settle(done, done.owner_id, at=at)
    notify(
        done.owner,
        Topic.REQUESTS_RECEIVED,
        lambda: mails.withdrawn_words(done),
        mails.page_of(done),
        at=at,
        letter=lambda: mails.withdrawn_letter(done),
    )
    record("request-withdraw", by=by, subject=about("request", done.id))
    return True


def hand_over(asked: Request, to: Account, *, by: Reader, at: datetime, side: Side | None = None) -> bool:
    """Let another person of the same side answer, or of ``side``; False if it waits no more, or somebody was
    quicker.

    The one who had it is told nothing: they may have left.
    """
    before = asked.owner_id
    done = _move(asked, Act.HAND_OVER, owner_id=to.id)
    if done is None:
        return False
    if side is not None:
        done.owner_side, done.owner_side_name = side.what, side.name
    _settle(done, before, at=at)
    _tell_owner(done, at=at)
    record("request-hand-over", by=by, subject=about("request", done.id))
    return True


def hand_over_all(leaver: Account, to: Account, *, by: Reader, at: datetime) -> int:
    """Give all that a leaver still had to answer to one person; says how many."""
    return sum(hand_over(asked, to, by=by, at=at) for asked in queries.open_of(leaver.id))


def change_side(before: str, after: str, *, by: Reader, at: datetime) -> None:
    """Two sides have become one (``member:12`` → ``member:7``): what one asked or owes, the other does from now on.

    What would then be asked of oneself, or twice of the same side, is withdrawn.
    """
    for asked in queries.of_side(before):
        subject = after if asked.subject == before else asked.subject
        slot = open_slot(Kind(asked.kind), subject, asked.asker_id)
        of_oneself = {asked.asker_side, asked.owner_side} == {before, after}
        if asked.open_slot and (of_oneself or (slot != asked.open_slot and queries.is_taken(slot))):
            withdraw(asked, by=by, at=at)
            _lapse(asked, at=at)
        elif asked.open_slot:
            asked.open_slot = slot
        asked.subject = subject
        asked.asker_side = after if asked.asker_side == before else asked.asker_side
        asked.owner_side = after if asked.owner_side == before else asked.owner_side
        db.session.flush()


def remind(asked: Request, *, at: datetime) -> bool:
    """Send the reminder that is due; False if none is. Of two processes one sends it."""
    asked_on = asked.asked_at.astimezone(JAPAN).date()
    wanted = rules.reminders_due(asked_on, asked.due, rules.reminding_day(at))
    if wanted <= asked.reminders:
        return False
    done = _move(asked, Act.REMIND, Request.reminders < wanted, reminders=wanted)
    if done is None:
        return False
    notify(
        done.owner,
        Topic.REMINDERS,
        lambda: mails.reminder_words(done),
        mails.page_of(done),
        at=at,
        letter=lambda: mails.reminder_letter(done),
    )
    record("request-remind", by=VISITOR, subject=about("request", done.id))
    return True


def expire(asked: Request, *, at: datetime) -> bool:
    """Close it unanswered once the days of grace are over. The owner finds it on the page, without mail."""
    if not rules.is_expired(asked.due, rules.reminding_day(at)):
        return False
    done = _move(asked, Act.EXPIRE, closed_at=at, open_slot=None)
    if done is None:
        return False
    _settle(done, done.owner_id, at=at)
    _lapse(done, at=at)
    notify(done.owner, Topic.REQUESTS_RECEIVED, lambda: mails.missed_words(done), mails.page_of(done), at=at)
    notify(
        done.asker,
        Topic.REQUESTS_SENT,
        lambda: mails.expired_words(done),
        mails.page_of(done),
        at=at,
        letter=lambda: mails.expired_letter(done),
    )
    record("request-expire", by=VISITOR, subject=about("request", done.id))
    return True


def _lapse(asked: Request, *, at: datetime) -> None:
    """Let the thing it was about know that nobody answers any more."""
    about_it = kinds.of(asked.kind)
    if about_it is not None:
        about_it.lapsed(asked, at)


def _move(asked: Request, act: Act, *still: ColumnElement[bool], **values: Any) -> Request | None:
    """Take the step of the table, if the request still stands where it can be taken and waits for the same person.

    None if not: somebody was quicker. Between reading it and now it may have been reminded of; that is no reason
    to refuse an answer.
    """
    done = db.session.execute(
        update(Request)
        .where(
            Request.id == asked.id,
            Request.state.in_(rules.starts(act)),
            Request.owner_id == asked.owner_id,
            *still,
        )
        .values(state=case(rules.ends(act), value=Request.state), **values)
        # What is in memory must not look done if the database says no.
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        return None
    return queries.fresh(asked.id)


def _tell_owner(asked: Request, *, at: datetime) -> None:
    notify(
        asked.owner,
        Topic.REQUESTS_RECEIVED,
        lambda: mails.asked_words(asked),
        mails.page_of(asked),
        at=at,
        letter=lambda: mails.asked_letter(asked),
    )


def _settle(asked: Request, account_id: int, *, at: datetime) -> None:
    """What was told about it is news no more."""
    read_all(account_id, at=at, link=mails.page_of(asked))
