"""Membership from the desk: a suspended member is nowhere, its people keep their own, and it may return."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.accounts.models import Account
from hub.core import clock
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.members.models import Member, Seat
from hub.members.queries import by_slug, own_member_id, seat_of
from hub.search import upkeep
from tests.conftest import MEMBER, SECRETARIAT, signed_in_as

SLUG, NAME = "aonagi-subsea", "あおなぎ海底通信"
OTHER = "takumi@sakibure-disaster.example"
PLACES = ("/ja/members?q=aonagi", "/ja/search?q=aonagi", "/ja/search/suggestions?q=aonagi",
          "/api/v1/search?q=aonagi", "/api/v1/match?q=submarine_cable", "/ja/countries/PLW")  # fmt: skip
# What is for members, each for its own reason; the person asks, edits, invites and reads.
FOR_MEMBERS = (
    "/en/requests",
    "/en/notifications",
    "/en/members/sakibure-disaster/contact",
    f"/en/members/{SLUG}/preview",
    f"/en/members/{SLUG}/record",
    f"/en/members/{SLUG}/record/profile",
    f"/en/members/{SLUG}/seats",
)
# Pages for everybody, which tell members more.
TELLING = ("/en/members/sakibure-disaster", "/en/members?country=PLW", "/en/countries/PLW", "/en/search?q=sakibure",
           "/en/advisors/mihonyama-kenji", "/en/match?technology=submarine_cable")  # fmt: skip


def seen(client: FlaskClient) -> list[str]:
    return [place for place in PLACES if SLUG in client.get(place).text]


def act(office: FlaskClient, name: str, reason: str = "no contact for a year") -> int:
    answer = office.post(f"/ja/desk/members/{SLUG}/standing", data={"act": name, "reason": reason})
    upkeep.catch_up()
    return answer.status_code


def main(page: str) -> str:
    """What a page says, without its head, menus and the notice of the suspension."""
    return page.partition("<h1")[2].partition("<footer")[0]


@pytest.fixture
def office(seeded_copy: Flask) -> FlaskClient:
    return signed_in_as(seeded_copy, SECRETARIAT)


def test_a_suspended_member_is_found_nowhere(seeded_copy: Flask, office: FlaskClient) -> None:
    visitor = seeded_copy.test_client()
    before = seen(visitor)
    assert before
    assert act(office, "suspend") == 303
    assert seen(visitor) == []
    assert visitor.get(f"/ja/members/{SLUG}").status_code == 404
    assert office.get(f"/ja/members/{SLUG}").status_code == 200
    assert signed_in_as(seeded_copy, OTHER).get(f"/ja/members/{SLUG}").status_code == 404
    assert act(office, "reinstate") == 303
    assert seen(visitor) == before


def test_people_of_a_suspended_member_read_as_visitors_at_once(
    seeded_copy: Flask, office: FlaskClient
) -> None:
    visitor, person = seeded_copy.test_client(), signed_in_as(seeded_copy, MEMBER)
    open_before = {place: person.get(place).status_code for place in FOR_MEMBERS}
    assert set(open_before.values()) == {200}
    account = db.session.scalars(select(Account.id).where(Account.email == MEMBER)).one()
    assert act(office, "suspend") == 303
    # The same browser, without signing in anew.
    for place in FOR_MEMBERS:
        assert person.get(place).location == "/en/account/data", place
        answer = person.post(place, data={"purpose": "x"})
        assert answer.status_code == 405 or answer.location == "/en/account/data", place
    for place in TELLING:
        assert main(person.get(place).text) == main(visitor.get(place).text), place
    assert person.get(f"/en/members/{SLUG}").status_code == 404
    assert person.get("/en/desk").status_code == 404
    assert seat_of(account) is None
    assert own_member_id(account) is None
    assert act(office, "reinstate") == 303
    assert {place: person.get(place).status_code for place in FOR_MEMBERS} == open_before
    assert own_member_id(account) is not None


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The membership of your organisation is suspended"),
        ("ja", "ご所属の組織の会員資格は停止中です"),
    ],
)
def test_people_of_a_suspended_member_sign_in_read_why_and_take_their_data(
    seeded_copy: Flask, office: FlaskClient, language: str, sentence: str
) -> None:
    assert act(office, "suspend") == 303
    person = signed_in_as(seeded_copy, MEMBER)
    for place in ("/", "/members", "/account/data", "/account/sessions", "/account/data/close"):
        page = person.get(f"/{language}{place}").text
        assert sentence in page, place
        assert f'href="/{language}/contact"' in page
        assert f"/{language}/requests" not in page
        assert f"/{language}/notifications" not in page
    taken = person.post(f"/{language}/account/data/file")
    assert (taken.status_code, MEMBER in taken.text) == (200, True)
    assert person.get("/en/account/data").headers["Cache-Control"].startswith("no-store")
    assert person.post(f"/{language}/sign-out").status_code == 303
    assert sentence not in seeded_copy.test_client().get(f"/{language}/members").text


def test_nobody_takes_a_seat_while_the_membership_is_suspended(
    seeded_copy: Flask, office: FlaskClient
) -> None:
    data = {"email": "new@aonagi-subsea.example", "name_ja": "新人", "role": "user", "language": "en"}
    assert office.post(f"/en/members/{SLUG}/seats", data=data).status_code == 303
    letter = db.session.scalars(select(OutgoingMail.body).order_by(OutgoingMail.id.desc())).first() or ""
    key = next(word.rpartition("/")[2] for word in letter.split() if "/invitation/" in word)
    assert act(office, "suspend") == 303
    visitor = seeded_copy.test_client()
    assert visitor.get(f"/en/invitation/{key}").status_code == 404
    assert act(office, "reinstate") == 303
    assert visitor.get(f"/en/invitation/{key}").status_code == 200


def test_the_end_of_a_membership_ends_its_seats(seeded_copy: Flask, office: FlaskClient) -> None:
    person = signed_in_as(seeded_copy, MEMBER)
    assert act(office, "leave") == 303
    assert person.get("/en/account/data").status_code == 302
    answer = person.post("/en/sign-in", data={"email": MEMBER, "password": "whatever it was before"})
    assert answer.status_code == 422
    member = by_slug(SLUG)
    assert member
    seats = db.session.scalars(select(Seat).where(Seat.member_id == member.id)).all()
    assert seats
    assert all(seat.ended_at for seat in seats)
    told = db.session.scalars(select(OutgoingMail.to_address).where(OutgoingMail.topic == "seat")).all()
    assert MEMBER in told


def test_an_act_that_does_not_fit_changes_nothing(office: FlaskClient) -> None:
    assert act(office, "reinstate") == 422
    assert act(office, "suspend", reason="") == 422
    assert act(office, "leave") == 303
    assert act(office, "suspend") == 404
    db.session.rollback()


def test_the_day_of_renewal_is_set_at_the_desk_and_seen_by_the_own_member(
    seeded_copy: Flask, office: FlaskClient
) -> None:
    address, day = f"/en/desk/members/{SLUG}/renewal", clock.today() + timedelta(days=100)
    wrong = office.post(address, data={"due": ["2027", "2", "30"]})
    assert (wrong.status_code, "date that exists" in wrong.text) == (422, True)
    assert office.post(address, data={"due": [day.year, day.month, day.day]}).status_code == 303
    assert db.session.scalars(select(Member.renews_on).where(Member.slug == SLUG)).one() == day
    person = signed_in_as(seeded_copy, MEMBER)
    page = person.get(f"/en/members/{SLUG}/record").text
    assert ("Renewal due on" in page, day.isoformat() in page) == (True, True)
    assert "更新期限" in person.get(f"/ja/members/{SLUG}/record").text
    assert person.post(address, data={"due": ["", "", ""]}).status_code == 404
    assert office.post(address, data={"due": ["", "", ""]}).status_code == 303
    assert "Renewal due on" not in person.get(f"/en/members/{SLUG}/record").text
