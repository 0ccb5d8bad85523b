"""Writing a call, moving it along its stages, questions and answers.

A stage is left by one statement that holds only if the call is still in it: of two at the same moment one counts.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, update

from hub.accounts.models import Account
from hub.calls import mails, queries, rules, shape
from hub.calls.models import (
    Call,
    CallCountry,
    CallField,
    CallNeed,
    CallRelease,
    CallRole,
    Circle,
    Question,
    Stage,
)
from hub.calls.rules import USUAL_CIRCLES, Act, Who
from hub.calls.shape import Section, Values
from hub.core.access import Reader
from hub.core.changes import note_changes
from hub.core.clock import JAPAN
from hub.core.db import db
from hub.journal.actions import about, record
from hub.members import queries as members
from hub.members.models import Member
from hub.notifications.actions import notify
from hub.notifications.models import Topic

# No vowels and no signs that are taken for another: it may be read out on the telephone, and says nothing.
_SIGNS = "23456789bcdfghjkmnpqrstvwxz"
_LONG = 14


class Overtaken(Exception):
    """Somebody else saved the section first; ``now`` is what stands there."""

    def __init__(self, now: Values) -> None:
        super().__init__()
        self.now = now


class TooLate(Exception):
    """The call has moved on, and this can no longer be done."""


def new_key() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_LONG))


def begin(member: Member, account: Account, values: Values, *, by: Reader, at: datetime) -> Call:
    """A draft with what stands in its first section."""
    call = Call(key=new_key(), member_id=member.id, account_id=account.id, begun_at=at, stage=Stage.DRAFT)
    shape.write(call, Section.SUBJECT, values)
    db.session.add(call)
    db.session.flush()
    _set_countries(call, values)
    record("call-begun", by=by, subject=about("call", call.id))
    return call


def change(call: Call, section: Section, values: Values, base: str, *, by: Reader) -> bool:
    """Write a section as it was typed; False if nothing differs.

    Raises ``Overtaken`` if it is not as it was when the form was made, and ``TooLate`` if the call is being looked
    at or published meanwhile.
    """
    held = db.session.execute(
        update(Call)
        .where(Call.id == call.id, Call.stage.in_(rules.WRITTEN_IN))
        .values(version=Call.version + 1)
        .execution_options(synchronize_session=False)
    )
    if not held.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise TooLate
    call = queries.fresh(call.id)
    before = shape.values_of(call, section, queries.circles_of(call))
    if before == values:
        return False
    if shape.fingerprint(before) != base:
        raise Overtaken(before)
    shape.write(call, section, values)
    if section is Section.SUBJECT:
        _set_countries(call, values)
    if section is Section.PARTNERS:
        _set_rows(call, values)
    if section is Section.CIRCLES:
        _set_circles(call, values)
    record("call-changed", by=by, subject=about("call", call.id), detail=str(section))
    return True


def _set_countries(call: Call, values: Values) -> None:
    db.session.execute(delete(CallCountry).where(CallCountry.call_id == call.id))
    codes = filter(None, values["countries"].split(";"))
    db.session.add_all(CallCountry(call_id=call.id, country_code=code) for code in codes)


def _set_rows(call: Call, values: Values) -> None:
    db.session.execute(delete(CallNeed).where(CallNeed.call_id == call.id))
    db.session.execute(delete(CallRole).where(CallRole.call_id == call.id))
    for need in shape.need_rows(values):
        need.call_id = call.id
        db.session.add(need)
    db.session.add_all(
        CallRole(call_id=call.id, position=place, kind=kind, text=text)
        for place, (kind, text) in enumerate(shape.role_rows(values))
    )


def _set_circles(call: Call, values: Values) -> None:
    db.session.execute(delete(CallRelease).where(CallRelease.call_id == call.id))
    db.session.add_all(
        CallRelease(call_id=call.id, field=field, circle=values[field])
        for field in CallField
        if values[field] != USUAL_CIRCLES[field]
    )


def move(call: Call, act: Act, who: Who, **values: Any) -> Call:
    """Take the step of the table; ``TooLate`` if it cannot be taken from where the call stands now."""
    ends = rules.ends(act, who)
    if not ends:
        raise TooLate
    done = db.session.execute(
        update(Call)
        .where(Call.id == call.id, Call.stage.in_(list(ends)))
        .values(stage=case(ends, value=Call.stage), version=Call.version + 1, **values)
        # What is in memory must not look done if the database says no.
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise TooLate
    moved = queries.fresh(call.id)
    # The search index follows what is flushed, and this statement went past it.
    note_changes(db.session(), [moved])
    return moved


def submit(call: Call, *, by: Reader, at: datetime) -> None:
    """Give it to the secretariat, if the site's part of the checklist is fulfilled; ``TooLate`` if it is not."""
    if rules.missing(rules.checked(queries.written(call), at.astimezone(JAPAN).date())):
        raise TooLate
    move(call, Act.SUBMIT, Who.LEAD, submitted_at=at, comment="")
    record("call-submitted", by=by, subject=about("call", call.id))


def take_back(call: Call, *, by: Reader) -> None:
    move(call, Act.TAKE_BACK, Who.LEAD)
    record("call-taken-back", by=by, subject=about("call", call.id))


def send_back(call: Call, comment: str, *, by: Reader, at: datetime) -> None:
    moved = move(call, Act.SEND_BACK, Who.SECRETARIAT, comment=comment)
    _tell(moved, mails.sent_back_words, mails.sent_back_letter, at=at)
    record("call-sent-back", by=by, subject=about("call", call.id))


def publish(call: Call, *, by: Reader, at: datetime) -> int:
    """Put it on the board, and tell the members it fits; says how many people were told."""
    if rules.missing(rules.checked(queries.written(call), at.astimezone(JAPAN).date())):
        raise TooLate
    moved = move(call, Act.PUBLISH, Who.SECRETARIAT, opened_at=at, stirred_at=at)
    _tell(moved, mails.published_words, mails.published_letter, at=at)
    record("call-published", by=by, subject=about("call", call.id))
    return _alert(moved, at=at)


def _alert(call: Call, *, at: datetime) -> int:
    """Tell people of the members that have the technology and are in the country. What the call keeps from members
    is not what they are chosen by: being told would tell it."""
    shown = rules.seen(queries.circles_of(call), Circle.MEMBERS)
    technology = call.technology_code if CallField.TECHNOLOGY in shown else None
    countries = [one.country_code for one in call.countries] if CallField.COUNTRIES in shown else []
    found = [
        one for one in rules.fitting(technology, countries, queries.interests()) if one != call.member_id
    ]
    people = members.people_of_all(found)
    for person in people:
        notify(
            person,
            Topic.CALLS,
            lambda: mails.fits_words(call),
            mails.page_of(call),
            at=at,
            letter=lambda person=person: mails.fits_letter(call, person.name),  # type: ignore[misc]  # bound now
        )
    return len(people)


def close(call: Call, who: Who, *, by: Reader, at: datetime) -> None:
    moved = move(call, Act.CLOSE, who, closed_at=at)
    if who is Who.SITE:
        _tell(moved, mails.closed_words, mails.closed_letter, at=at)
    record("call-closed", by=by, subject=about("call", call.id))


def form(call: Call, *, by: Reader, at: datetime) -> None:
    """From here on it is the team's alone."""
    move(call, Act.FORM, Who.LEAD, stirred_at=at)
    record("call-forming", by=by, subject=about("call", call.id))


def ask(call: Call, asker: Account, text: str, *, by: Reader, at: datetime) -> Question:
    """Ask in the open. Who asks is kept, and shown to nobody."""
    asked = Question(call_id=call.id, account_id=asker.id, text=text, asked_at=at)
    db.session.add(asked)
    _tell(call, mails.question_words, mails.question_letter, at=at)
    record("call-question", by=by, subject=about("call", call.id))
    return asked


def answer(call: Call, question: Question, text: str, *, by: Reader, at: datetime) -> bool:
    """Answer once; what others have read is not reworded. False if it was answered already."""
    done = db.session.execute(
        update(Question)
        .where(Question.id == question.id, Question.answered_at.is_(None))
        .values(answer=text, answered_by=by.account_id, answered_at=at)
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        return False
    notify(
        question.asker,
        Topic.CALLS,
        lambda: mails.answered_words(call),
        mails.page_of(call),
        at=at,
        letter=lambda: mails.answered_letter(call, question.asker.name),
    )
    record("call-answer", by=by, subject=about("call", call.id))
    return True


def _tell(call: Call, words: Any, letter: Any, *, at: datetime) -> None:
    for person in _who_run(call):
        notify(
            person,
            Topic.CALLS,
            lambda: words(call),
            mails.page_of(call),
            at=at,
            letter=lambda person=person: letter(call, person.name),  # type: ignore[misc]  # bound now
        )


def _who_run(call: Call) -> Iterable[Account]:
    """The person who answers for it; the window contacts if that person has left."""
    people = members.people_of(call.member_id)
    own = [one for one in people if one.id == call.account_id]
    return own or members.window_contacts(call.member_id)
