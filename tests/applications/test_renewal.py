"""Memberships fall due on their day, once; a month before there is a notice, and renewing sets the next day."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.applications import actions, rules
from hub.applications.chores import renewals
from hub.applications.rules import Act
from hub.core.access import VISITOR
from hub.core.clock import JAPAN
from hub.core.db import db, transaction
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine
from hub.members.models import Member
from hub.notifications.models import Notification

SLUG, DUE = "aonagi-subsea", date(2027, 4, 1)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=JAPAN)


def member() -> Member:
    db.session.expire_all()
    return db.session.scalars(select(Member).where(Member.slug == SLUG)).one()


def told() -> int:
    return db.session.scalar(select(func.count()).where(Notification.topic == "membership")) or 0


@pytest.fixture
def due(seeded_copy: Flask) -> None:
    with transaction():
        member().renews_on = DUE


def test_a_month_before_there_is_one_notice(due: None) -> None:
    assert renewals(at(DUE - timedelta(days=31))) == 0
    assert renewals(at(DUE - timedelta(days=30))) == 1
    assert renewals(at(DUE - timedelta(days=29))) == 0
    assert (told(), member().state) == (1, "active")
    subject = db.session.scalars(select(OutgoingMail.subject).order_by(OutgoingMail.id.desc())).first()
    assert "2027年4月1日" in (subject or "")
    with transaction():
        member().renews_on = DUE + timedelta(days=10)
    assert renewals(at(DUE - timedelta(days=10))) == 1


def test_on_the_day_it_falls_due_once_and_the_window_contact_is_told(due: None) -> None:
    assert renewals(at(DUE)) == 1
    assert renewals(at(DUE)) == 0
    assert (member().state, told()) == ("renewal_due", 1)
    line = db.session.scalars(select(JournalLine).where(JournalLine.act == "member-fall_due")).one()
    assert line.account_id is None


def test_renewing_sets_the_next_day_and_nothing_falls_due_before(due: None) -> None:
    renewals(at(DUE))
    with transaction():
        actions.change_standing(member(), Act.RENEW, "Paid.", by=VISITOR, at=at(DUE + timedelta(days=40)))
    assert (member().state, member().renews_on) == ("active", date(2028, 4, 1))
    assert renewals(at(DUE + timedelta(days=41))) == 0


def test_a_suspended_member_does_not_fall_due(due: None) -> None:
    with transaction():
        member().state = "suspended"
    assert renewals(at(DUE)) == 0


@pytest.mark.parametrize(
    ("due", "today", "following"),
    [
        (None, date(2026, 11, 24), date(2027, 11, 24)),
        (date(2026, 12, 1), date(2026, 11, 24), date(2027, 12, 1)),
        (date(2024, 4, 1), date(2026, 11, 24), date(2027, 4, 1)),
        (date(2028, 2, 29), date(2028, 3, 1), date(2029, 2, 28)),
    ],
)
def test_the_year_counts_from_the_day_it_was_due(due: date | None, today: date, following: date) -> None:
    assert rules.next_renewal(due, today) == following
