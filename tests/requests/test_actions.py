"""Asking, answering, reminding: each counts once, whoever else acts at the same moment."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hub.accounts.models import Account
from hub.core.db import db, transaction
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine
from hub.members.models import Member
from hub.notifications.models import Notification
from hub.notifications.queries import unread_count
from hub.requests import actions, chores, queries
from hub.requests.actions import Answer, Contact
from hub.requests.models import Outcome, Reason, Request, State
from tests.members.makers import make_member
from tests.requests.makers import NOW, SECRET, make_person, make_request

YES = Answer(Outcome.ACCEPTED, "Gladly", contact=Contact("Ken Mori", "ken@owner.example", "0312345678"))
NO = Answer(Outcome.DECLINED, "Not this year", reason=Reason.NO_CAPACITY)


@pytest.fixture
def sides(app: Flask) -> tuple[Account, Member, Account, Member]:
    asking, asked = make_member(), make_member()
    return make_person(asking, language="en"), asking, make_person(asked), asked


def mails() -> list[tuple[str, str]]:
    rows = db.session.execute(
        select(OutgoingMail.to_address, OutgoingMail.language).order_by(OutgoingMail.id)
    )
    return [(address, language) for address, language in rows]


def acts() -> list[str]:
    return list(db.session.scalars(select(JournalLine.act).order_by(JournalLine.id)))


def as_read(asked: Request) -> Request:
    """As a page has read it, which does not see what others do meanwhile."""
    read = queries.fresh(asked.id)
    db.session.expunge(read)
    return read


def test_the_owner_is_told_in_their_own_language_and_the_mail_holds_no_private_text(sides: Any) -> None:
    asked = make_request(*sides)
    letter = db.session.scalars(select(OutgoingMail)).one()
    assert (letter.to_address, letter.language) == (sides[2].email, "ja")
    assert asked.key in letter.body
    assert "ご用件：ある国での経験を聞きたい" in letter.body
    assert SECRET not in letter.body
    # The secretariat sees subjects of letters that fail.
    assert sides[1].name.ja not in letter.subject
    assert unread_count(sides[2].id) == 1
    assert acts() == ["request-ask"]


def test_the_same_is_not_asked_twice_while_it_is_open(sides: Any) -> None:
    asked = make_request(*sides)
    with pytest.raises(IntegrityError):
        make_request(*sides)
    with transaction():
        assert actions.withdraw(queries.fresh(asked.id), by=sides[0].reader, at=NOW)
    assert make_request(*sides).state == State.OPEN


def test_an_answer_closes_it_and_goes_to_the_asker(sides: Any) -> None:
    asked = make_request(*sides)
    with transaction():
        assert actions.answer(asked, YES, by=sides[2].reader, at=NOW)
    done = queries.fresh(asked.id)
    assert (done.state, done.outcome, done.contact_email) == ("answered", "accepted", "ken@owner.example")
    assert mails()[-1] == (sides[0].email, "en")
    # What the owner was told is done with; the asker has news.
    assert (unread_count(sides[2].id), unread_count(sides[0].id)) == (0, 1)
    assert acts() == ["request-ask", "request-answer"]


def test_a_refusal_shares_no_contact(sides: Any) -> None:
    asked = make_request(*sides)
    given = Answer(Outcome.DECLINED, reason=Reason.OTHER, contact=YES.contact)
    with transaction():
        actions.answer(asked, given, by=sides[2].reader, at=NOW)
    assert queries.fresh(asked.id).contact_email == ""


def test_what_is_closed_stays_closed(sides: Any) -> None:
    asked = make_request(*sides)
    with transaction():
        actions.withdraw(asked, by=sides[0].reader, at=NOW)
    for act in (
        lambda: actions.answer(asked, YES, by=sides[2].reader, at=NOW),
        lambda: actions.withdraw(asked, by=sides[0].reader, at=NOW),
        lambda: actions.hand_over(asked, sides[0], by=sides[2].reader, at=NOW),
        lambda: actions.remind(asked, at=NOW + timedelta(days=14)),
        lambda: actions.expire(asked, at=NOW + timedelta(days=60)),
    ):
        with transaction():
            assert not act()
    assert acts() == ["request-ask", "request-withdraw"]


def test_a_reminder_does_not_spoil_an_answer_that_is_being_written(sides: Any) -> None:
    asked, by = as_read(make_request(*sides)), sides[2].reader
    assert chores.remind(NOW + timedelta(days=12)) == 1
    assert asked.state == State.OPEN
    with transaction():
        assert actions.answer(asked, NO, by=by, at=NOW)


def test_a_leaver_hands_over_everything_open_and_can_answer_no_more(sides: Any) -> None:
    other = make_person(sides[3])
    asked = as_read(make_request(*sides))
    with transaction():
        assert actions.hand_over_all(sides[2], other, by=other.reader, at=NOW) == 1
    assert queries.open_of(sides[2].id) == []
    assert [one.id for one in queries.open_of(other.id)] == [asked.id]
    assert mails()[-1] == (other.email, "ja")
    with transaction():
        assert not actions.answer(asked, YES, by=sides[2].reader, at=NOW)


def test_reminders_and_the_end_come_by_themselves_once_each(sides: Any) -> None:
    asked = make_request(*sides)
    day = timedelta(days=1)
    done = [(chores.remind(NOW + day * n), chores.expire(NOW + day * n)) for n in range(30)]
    assert [n for n, (reminded, _) in enumerate(done) if reminded] == [11, 14]
    assert [n for n, (_, expired) in enumerate(done) if expired] == [22]
    assert queries.fresh(asked.id).state == State.EXPIRED
    # Mail: the question, two reminders, and to the asker the end; the owner finds the end on the page.
    assert [address for address, _ in mails()] == [sides[2].email] * 3 + [sides[0].email]
    told = select(Notification).where(Notification.account_id == sides[2].id).order_by(Notification.id.desc())
    assert "expired without your answer" in db.session.scalars(told).all()[0].text.en
    assert acts() == ["request-ask", "request-remind", "request-remind", "request-expire"]


def test_after_a_long_pause_one_reminder_is_enough(sides: Any) -> None:
    make_request(*sides)
    assert chores.remind(NOW + timedelta(days=15)) == 1
    assert chores.remind(NOW + timedelta(days=16)) == 0


def test_the_desk_gets_numbers(sides: Any) -> None:
    make_request(*sides)
    late = datetime(2026, 12, 10, tzinfo=UTC).date()
    assert (queries.overdue_count(NOW.date()), queries.overdue_count(late)) == (0, 1)
    assert queries.overdue_ages(late) == [("contact", 3)]
    assert queries.waiting_by_kind(late) == [queries.Waiting("contact", 1, 1, 3)]


def at_once(app: Flask, *acts_: Callable[[], object]) -> list[object]:
    """What each gave, all begun at the same moment, each with a session of its own."""
    together, got = threading.Barrier(len(acts_)), []

    def do(act: Callable[[], object]) -> None:
        with app.app_context():
            together.wait()
            try:
                got.append(act())
            finally:
                db.session.remove()

    threads = [threading.Thread(target=do, args=(act,)) for act in acts_]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return got


def acting(number: int, act: Callable[[Request], bool]) -> Callable[[], bool]:
    def done() -> bool:
        asked = queries.fresh(number)
        with transaction():
            return act(asked)

    return done


def test_of_many_answers_at_the_same_moment_one_counts(app: Flask, sides: Any) -> None:
    asked, by = make_request(*sides), sides[2].reader
    answers = [
        acting(asked.id, lambda one, given=given: actions.answer(one, given, by=by, at=NOW))
        for given in (YES, NO, YES, NO)
    ]
    assert sorted(map(bool, at_once(app, *answers))) == [False, False, False, True]
    assert acts().count("request-answer") == 1
    assert len(mails()) == 2


def test_answered_or_withdrawn_but_never_both(app: Flask, sides: Any) -> None:
    asker, owner = sides[0].reader, sides[2].reader
    asked = make_request(*sides)
    got = at_once(
        app,
        acting(asked.id, lambda one: actions.answer(one, YES, by=owner, at=NOW)),
        acting(asked.id, lambda one: actions.withdraw(one, by=asker, at=NOW)),
    )
    assert sorted(map(bool, got)) == [False, True]
    db.session.expire_all()
    done = queries.fresh(asked.id)
    assert acts()[1:] == [{"answered": "request-answer", "withdrawn": "request-withdraw"}[done.state]]
    assert (done.contact_email == "") is (done.state == State.WITHDRAWN)


def test_two_processes_send_one_reminder(app: Flask, sides: Any) -> None:
    make_request(*sides)
    then = NOW + timedelta(days=12)
    assert sum(int(str(one)) for one in at_once(app, *[lambda: chores.remind(then)] * 4)) == 1
    assert len(mails()) == 2
