"""A letter tells of a sign-in from a browser or network not seen before."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.accounts import personal, rules
from hub.accounts.models import KnownBrowser
from hub.core import clock
from hub.core.mail import OutgoingMail
from tests.accounts.makers import make_account, sign_in

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{}) Gecko/20100101 Firefox/{}"
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1"
)


@pytest.mark.parametrize(
    ("user_agent", "kind"),
    [
        (FIREFOX.format(126, 126), "Firefox / Windows"),
        (CHROME, "Chrome / Android"),
        (EDGE, "Edge / Windows"),
        (SAFARI, "Safari / iOS"),
        ("", "? / ?"),
        ("<b>" * 500, "? / ?"),
    ],
)
def test_a_browser_is_known_by_its_kind(user_agent: str, kind: str) -> None:
    assert rules.browser_of(user_agent) == kind


@pytest.mark.parametrize(
    ("network", "part"),
    [("203.0.113.9", "203.0.0.0/16"), ("2001:db8:1::5", "2001:db8::/32"), ("no address", "?")],
)
def test_a_network_is_known_by_its_wider_part(network: str, part: str) -> None:
    assert rules.part_of_network(network) == part


def enter(app: Flask, user_agent: str, network: str = "203.0.113.9") -> FlaskClient:
    client = app.test_client()
    answer = sign_in(client, headers={"User-Agent": user_agent}, environ_base={"REMOTE_ADDR": network})
    assert answer.status_code == 303
    return client


def letters(session: Session) -> list[OutgoingMail]:
    session.rollback()
    return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def test_only_what_is_new_is_told(app: Flask, session: Session) -> None:
    make_account()
    enter(app, FIREFOX.format(126, 126))
    enter(app, FIREFOX.format(127, 127), "203.0.200.1")
    assert letters(session) == []
    enter(app, CHROME)
    enter(app, CHROME)
    enter(app, CHROME, "198.51.100.7")
    told = letters(session)
    assert [one.subject for one in told] == ["新しい環境からのログインがありました"] * 2
    assert "Chrome / Android" in told[0].body
    assert "/ja/reset-password" in told[0].body


def test_the_letter_is_in_the_language_of_its_reader(app: Flask, session: Session) -> None:
    make_account(language="en")
    enter(app, CHROME)
    enter(app, SAFARI)
    assert letters(session)[-1].subject == "New sign-in to your account"


def test_what_is_known_is_shown_to_the_person_and_forgotten_after_a_year(
    app: Flask, session: Session
) -> None:
    make_account()
    client = enter(app, FIREFOX.format(126, 126))
    page = client.get("/en/account/data").text
    assert "Firefox / Windows" in page
    assert "203.0.0.0/16" in page
    session.rollback()
    assert personal.count_browsers(clock.now() + timedelta(minutes=1)) == 1
    assert personal.forget_browsers(clock.now() + timedelta(minutes=1)) == 1
    assert session.scalars(select(KnownBrowser)).all() == []
