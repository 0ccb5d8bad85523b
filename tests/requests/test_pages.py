"""Requests as people see them: asking, answering, and that strangers find no trace."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.accounts.models import Account
from hub.core import clock
from hub.core.access import Role
from hub.core.db import db
from hub.members.models import Member, Seat, SeatRole
from hub.requests.models import Request
from tests.conftest import counted_statements
from tests.members.makers import make_member
from tests.requests.makers import SECRET, browser_of, make_person, make_request

Sides = tuple[Account, Member, Account, Member]
WRITTEN = {"purpose": "country", "text": SECRET, "offer": "Ten years in the islands"}


@pytest.fixture
def sides(app: Flask) -> Sides:
    asking, asked = make_member("asking"), make_member("asked")
    return make_person(asking), asking, make_person(asked, SeatRole.WINDOW), asked


def in_days(days: int) -> list[str]:
    day = clock.today() + timedelta(days=days)
    return [str(day.year), str(day.month), str(day.day)]


def only() -> Request:
    return db.session.scalars(select(Request)).one()


def test_a_member_asks_another_and_gets_an_answer(app: Flask, sides: Sides) -> None:
    asker, owner = browser_of(app, sides[0]), browser_of(app, sides[2])
    assert "/en/members/asked/contact" in asker.get("/en/members/asked").text
    page = asker.get("/en/members/asked/contact").text
    assert [f'value="{part}"' in page for part in in_days(14)] == [True] * 3
    sent = asker.post("/en/members/asked/contact", data={**WRITTEN, "due": in_days(14)})
    assert sent.status_code == 303
    key = only().key
    assert SECRET in asker.get(sent.location).text
    # Pressed twice is once, and leads to the same request.
    assert (
        asker.post("/en/members/asked/contact", data={**WRITTEN, "due": in_days(9)}).location == sent.location
    )

    assert f"/en/requests/{key}" in owner.get("/en/requests").text
    assert "14 days left" in owner.get(f"/en/requests/{key}").text
    wrong = owner.post(f"/en/requests/{key}/accept", data={"contact_name": "Ken", "contact_email": "ken"})
    assert wrong.status_code == 422
    assert 'value="Ken"' in wrong.text
    given = {"contact_name": "Ken Mori", "contact_email": "ken@asked.example", "answer": "<b>Gladly</b>"}
    assert owner.post(f"/en/requests/{key}/accept", data=given).status_code == 303
    answered = asker.get(f"/en/requests/{key}").text
    assert "ken@asked.example" in answered
    assert "&lt;b&gt;Gladly" in answered
    # A second answer changes nothing, and says so.
    again = owner.post(f"/en/requests/{key}/decline", data={"reason": "other"}, follow_redirects=True)
    assert "Nothing was changed" in again.text
    assert only().outcome == "accepted"


@pytest.mark.parametrize("days", [0, 61])
def test_the_reply_by_date_is_from_tomorrow_to_sixty_days(app: Flask, sides: Sides, days: int) -> None:
    answer = browser_of(app, sides[0]).post(
        "/en/members/asked/contact", data={**WRITTEN, "due": in_days(days)}
    )
    assert answer.status_code == 422
    assert "Choose a date from tomorrow up to 60 days from now" in answer.text
    assert SECRET in answer.text
    assert db.session.scalars(select(Request)).all() == []


def test_the_window_contact_is_asked_before_others(app: Flask, sides: Sides) -> None:
    member = make_member("large")
    make_person(member)
    make_person(member, SeatRole.WINDOW, active=False)
    window = make_person(member, SeatRole.WINDOW)
    browser_of(app, sides[0]).post("/en/members/large/contact", data={**WRITTEN, "due": in_days(5)})
    assert only().owner_id == window.id


def test_a_member_without_people_is_reached_through_the_secretariat(app: Flask, sides: Sides) -> None:
    make_member("empty")
    client = browser_of(app, sides[0])
    page = client.get("/en/members/empty/contact").text
    assert "Nobody of this member uses the site" in page
    assert "/en/contact" in page
    assert client.post("/en/members/empty/contact", data={**WRITTEN, "due": in_days(5)}).status_code == 200
    assert db.session.scalars(select(Request)).all() == []


def test_only_people_with_a_seat_elsewhere_may_ask(app: Flask, client: FlaskClient, sides: Sides) -> None:
    office = browser_of(app, make_person(None, role=Role.SECRETARIAT))
    for reader in (browser_of(app, sides[2]), office):
        assert "/members/asked/contact" not in reader.get("/en/members/asked").text
        assert reader.get("/en/members/asked/contact").status_code == 404
        assert reader.post("/en/members/asked/contact", data=WRITTEN).status_code == 404
    assert "/members/asked/contact" not in client.get("/en/members/asked").text
    assert client.get("/en/members/asked/contact").status_code == 302


def test_strangers_find_no_trace(app: Flask, client: FlaskClient, sides: Sides) -> None:
    key = make_request(*sides).key
    pages = [f"/en/requests/{key}{act}" for act in ("", "/accept", "/decline", "/withdraw", "/hand-over")]
    strangers = [
        browser_of(app, make_person(make_member(), SeatRole.WINDOW)),
        browser_of(app, make_person(sides[3])),
        browser_of(app, make_person(None, role=Role.SECRETARIAT)),
    ]
    nothing = strangers[0].get("/en/requests/no-such-request").text.replace("no-such-request", key)
    for stranger in strangers:
        for page in pages:
            assert stranger.get(page).status_code == 404, page
        assert all(stranger.post(page).status_code in {404, 405} for page in pages)
        assert key not in stranger.get("/en/requests?box=sent").text + stranger.get("/en/requests").text
        assert "waiting for an answer: 0" in stranger.get("/en/requests").text
        assert key not in stranger.get("/en/notifications").text
        found = stranger.get("/en/search?q=cable+to+Palau").text
        assert key not in found
    # Hidden and unknown are the same page; only each token differs.
    hidden = strangers[0].get(pages[0]).text
    assert len(hidden) == len(nothing)
    assert all(client.get(page).status_code == 302 for page in pages)
    assert db.session.scalars(select(Request.state)).all() == ["open"]


def test_the_secretariat_sees_numbers_and_no_names(app: Flask, sides: Sides) -> None:
    key = make_request(*sides).key
    request = only()
    request.due = clock.today() - timedelta(days=3)
    db.session.commit()
    office = browser_of(app, make_person(None, role=Role.SECRETARIAT))
    numbers = office.get("/en/desk/requests").text
    assert "3 days overdue" in numbers
    desk = office.get("/en/desk").text
    assert "Overdue requests" in desk
    for page in (numbers, desk):
        assert key not in page
        assert SECRET not in page
        assert f"request:{request.id}" not in page
        assert sides[0].name.en not in page
    assert browser_of(app, sides[0]).get("/en/desk/requests").status_code == 404


def test_who_has_left_the_seat_sees_the_request_no_more(app: Flask, sides: Sides) -> None:
    key = make_request(*sides).key
    client = browser_of(app, sides[2])
    assert client.get(f"/en/requests/{key}").status_code == 200
    seat = db.session.scalars(select(Seat).where(Seat.account_id == sides[2].id)).one()
    seat.ended_at = clock.now()
    db.session.commit()
    assert client.get(f"/en/requests/{key}").status_code == 404
    assert key not in client.get("/en/requests").text


def test_the_window_reads_and_hands_over_but_does_not_answer(app: Flask, sides: Sides) -> None:
    user = make_person(sides[3])
    key = make_request(sides[0], sides[1], user, sides[3]).key
    window = browser_of(app, sides[2])
    assert key in window.get("/en/requests").text
    assert window.get(f"/en/requests/{key}/accept").status_code == 404
    assert window.post(f"/en/requests/{key}/hand-over", data={"person": str(sides[0].id)}).status_code == 422
    assert window.post(f"/en/requests/{key}/hand-over", data={"person": str(sides[2].id)}).status_code == 303
    assert only().owner_id == sides[2].id
    assert browser_of(app, user).get(f"/en/requests/{key}").status_code == 404


def test_the_asker_withdraws_and_the_owner_cannot_answer(app: Flask, sides: Sides) -> None:
    key = make_request(*sides).key
    asker = browser_of(app, sides[0])
    assert "Withdraw the request?" in asker.get(f"/en/requests/{key}/withdraw").text
    assert only().state == "open"
    assert asker.post(f"/en/requests/{key}/withdraw").status_code == 303
    db.session.expire_all()
    assert only().state == "withdrawn"
    assert browser_of(app, sides[2]).get(f"/en/requests/{key}/accept").status_code == 303


def test_a_long_list_costs_as_many_statements_as_a_short_one(app: Flask, sides: Sides) -> None:
    client = browser_of(app, sides[0])

    def cost() -> int:
        with counted_statements() as done:
            assert client.get("/ja/requests?box=sent").status_code == 200
        return len(done)

    make_request(*sides)
    cost()
    few = cost()
    for _ in range(25):
        member: Any = make_member()
        make_request(sides[0], sides[1], make_person(member), member)
    assert cost() == few
    assert "/ja/requests?box=sent&amp;page=2" in client.get("/ja/requests?box=sent").text
