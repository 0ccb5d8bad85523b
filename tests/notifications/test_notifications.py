"""Notifications: told on the page and by mail as each person wants it, once a day where wanted, and stoppable."""

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.accounts.models import Account
from hub.core.access import VISITOR
from hub.core.db import db, transaction
from hub.core.mail import Letter, OutgoingMail
from hub.notifications import actions, chores, keys, queries
from hub.notifications.models import Link, Notification, Topic, Way
from hub.notifications.rules import last_digest
from tests.accounts.makers import make_account, sign_in
from tests.conftest import counted_statements

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TOPIC = Topic.REQUESTS_RECEIVED
LINK = Link("members.detail", {"slug": "aonagi-subsea"})


@pytest.fixture
def person(app: Flask) -> Iterator[Account]:
    yield make_account()


@pytest.fixture
def browser(client: FlaskClient, person: Account) -> FlaskClient:
    assert sign_in(client).status_code == 303
    return client


def told(person: Account, words: str = "It rains", at: datetime = NOW) -> Notification:
    with transaction():
        letter = Letter(words, [words])
        return actions.notify(person, TOPIC, lambda: words, LINK, at=at, letter=lambda: letter)


def choose(person: Account, way: Way) -> None:
    with transaction():
        actions.choose(person.id, {TOPIC: way}, by=VISITOR)


def letters() -> list[OutgoingMail]:
    return list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


@pytest.mark.parametrize(("way", "mails"), [(Way.AT_ONCE, 1), (Way.DIGEST, 0), (Way.PAGE, 0)])
def test_each_topic_goes_the_way_the_person_wants(person: Account, way: Way, mails: int) -> None:
    choose(person, way)
    told(person)
    assert len(letters()) == mails
    assert queries.unread_count(person.id) == 1
    assert queries.ways(person.id)[Topic.REMINDERS] is Way.AT_ONCE


def test_a_closed_account_gets_no_mail(person: Account) -> None:
    person.active = False
    db.session.commit()
    told(person)
    assert letters() == []


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (datetime(2026, 11, 23, 21, 59, tzinfo=UTC), datetime(2026, 11, 22, 22, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 22, 0, tzinfo=UTC), datetime(2026, 11, 23, 22, 0, tzinfo=UTC)),
    ],
)
def test_the_daily_mail_leaves_at_seven_in_japan(now: datetime, wanted: datetime) -> None:
    assert last_digest(now) == wanted


def test_the_daily_mail_holds_what_waits_once_and_not_what_was_read(person: Account) -> None:
    choose(person, Way.DIGEST)
    told(person, "First")
    told(person, "Second")
    read = told(person, "Third")
    with transaction():
        actions.read(read, at=NOW)
    assert chores.send_digests(NOW + timedelta(hours=18)) == 0
    seven = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    told(person, "Too late", at=seven)
    assert [chores.send_digests(seven), chores.send_digests(seven)] == [1, 0]
    (letter,) = letters()
    assert letter.body.index("First") < letter.body.index("Second")
    assert "Third" not in letter.body
    assert "Too late" not in letter.body
    assert "この1日の通知" in letter.subject
    assert chores.send_digests(seven + timedelta(days=1)) == 1


def test_two_processes_send_one_daily_mail(app: Flask, person: Account) -> None:
    choose(person, Way.DIGEST)
    told(person)
    together, got = threading.Barrier(4), []

    def send() -> None:
        with app.app_context():
            together.wait()
            try:
                got.append(chores.send_digests(NOW + timedelta(days=1)))
            finally:
                db.session.remove()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(got) == [0, 0, 0, 1]
    assert len(letters()) == 1


def test_the_bell_counts_and_costs_one_statement(browser: FlaskClient, person: Account) -> None:
    with counted_statements() as before:
        browser.get("/en/notifications/unsubscribe")
    told(person)
    with counted_statements() as after:
        page = browser.get("/en/notifications/unsubscribe").text
    assert len([one for one in after if "FROM notification" in one]) == 1
    assert len(before) == len(after)
    assert re.search(r"Not read:</span>\s*1", page)


def test_a_visitor_costs_nothing_and_sees_no_bell(client: FlaskClient, person: Account) -> None:
    with counted_statements() as done:
        page = client.get("/en/notifications/unsubscribe").text
    assert [one for one in done if "FROM notification" in one] == []
    assert 'class="bell"' not in page


def test_reading_one_and_all(browser: FlaskClient, person: Account) -> None:
    first = told(person, "First").id
    told(person, "Second")
    page = browser.get("/ja/notifications").text
    assert "未読：2件" in page
    assert "/ja/members/aonagi-subsea" in page
    assert queries.unread_count(person.id) == 2
    assert browser.post(f"/ja/notifications/{first}/read").status_code == 303
    assert queries.unread_count(person.id) == 1
    assert browser.post("/ja/notifications/read").status_code == 303
    assert queries.unread_count(person.id) == 0


def test_other_peoples_are_not_there(browser: FlaskClient) -> None:
    other = make_account(email="other@member.example")
    number = told(other, "Secret").id
    assert "Secret" not in browser.get("/en/notifications").text
    for one in (number, number + 1, 2**31 - 1, 10**40):
        assert browser.post(f"/en/notifications/{one}/read").status_code == 404
    browser.post("/en/notifications/read")
    assert queries.unread_count(other.id) == 1


def test_settings_are_kept_and_a_false_one_is_refused(browser: FlaskClient, person: Account) -> None:
    wanted = {str(topic): "digest" for topic in Topic}
    assert browser.post("/en/notifications/settings", data=wanted).status_code == 303
    assert set(queries.ways(person.id).values()) == {Way.DIGEST}
    assert browser.post("/en/notifications/settings", data={**wanted, TOPIC: "pigeon"}).status_code == 422
    assert set(queries.ways(person.id).values()) == {Way.DIGEST}


def test_the_link_in_a_mail_stops_its_topic_after_a_confirmation(
    app: Flask, client: FlaskClient, person: Account
) -> None:
    told(person)
    found = re.search(r"https?://[^/]+(/ja/notifications/unsubscribe\?key=\S+)", letters()[0].body)
    assert found
    page = client.get(found[1])
    assert "あなたの返答を待つ依頼" in page.text
    # Programs open links in mail: looking changes nothing.
    assert queries.ways(person.id)[TOPIC] is Way.AT_ONCE
    assert "停止しました" in client.post(found[1]).text
    assert queries.ways(person.id) == {topic: Way.PAGE if topic is TOPIC else Way.AT_ONCE for topic in Topic}


def test_a_false_key_stops_nothing(client: FlaskClient, person: Account) -> None:
    key = keys.unsubscribing(person.id, TOPIC)
    for false in (key[:-1], key + "x", "1.x", "é", "." * 3000):
        assert client.get("/en/notifications/unsubscribe", query_string={"key": false}).status_code == 404
        assert client.post("/en/notifications/unsubscribe", query_string={"key": false}).status_code == 404
    assert queries.ways(person.id)[TOPIC] is Way.AT_ONCE
