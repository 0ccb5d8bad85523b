"""Seats: people are invited, take their seat, hand over and leave; nobody else sees or does any of it."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.accounts.models import Account, MailedKey
from hub.core import clock
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine
from hub.members.models import Invitation, Seat
from tests.conftest import MEMBER, SECRETARIAT, signed_in_as

SLUG = "aonagi-subsea"
PAGE = f"/en/members/{SLUG}/seats"
STRANGER = "takumi@sakibure-disaster.example"
NEW = "ken@aonagi-subsea.example"
PASSWORD = "seven green lanterns on the pier"


@pytest.fixture
def mina(seeded_copy: Flask) -> Iterator[FlaskClient]:
    """Window contact of her member."""
    yield signed_in_as(seeded_copy, MEMBER)


def invite(client: FlaskClient, email: str = NEW, role: str = "user", page: str = PAGE, **more: str):  # type: ignore[no-untyped-def]
    given = {"email": email, "name_ja": "見本 健", "name_en": "Ken Mihon", "role": role, "language": "en"}
    return client.post(page, data=given | more)


def letters(to: str) -> list[OutgoingMail]:
    db.session.rollback()
    asked = select(OutgoingMail).where(OutgoingMail.to_address == to)
    return list(db.session.scalars(asked.order_by(OutgoingMail.id)))


def link(to: str = NEW) -> str:
    found = re.search(r"http://127.0.0.1:8000(/en/invitation/\S+)", letters(to)[-1].body)
    assert found
    return found[1]


def accept(app: Flask, address: str, password: str = PASSWORD) -> FlaskClient:
    client = app.test_client()
    answer = client.post(
        address, data={"name_ja": "見本 健", "name_en": "Ken Mihon", "password": password, "agreed": "y"}
    )
    assert answer.status_code == 303, answer.text
    return client


def seat(email: str) -> Seat:
    db.session.rollback()
    asked = select(Seat).join(Account, Seat.account_id == Account.id).where(Account.email == email)
    return db.session.scalars(asked).one()


def still_in(client: FlaskClient) -> bool:
    return client.get("/en/account/sessions").status_code == 200


def test_an_invited_person_takes_the_seat_and_is_signed_in(mina: FlaskClient, seeded_copy: Flask) -> None:
    assert invite(mina).status_code == 303
    assert NEW in mina.get(PAGE).text
    page = seeded_copy.test_client().get(link())
    assert "Aonagi Subsea Networks (sample)" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    ken = accept(seeded_copy, link())
    assert still_in(ken)
    assert (seat(NEW).role, seat(NEW).member_id) == ("user", seat(MEMBER).member_id)
    assert db.session.scalars(select(Invitation)).all() == []
    assert seeded_copy.test_client().get(link()).status_code == 404
    acts = db.session.scalars(select(JournalLine.act)).all()
    assert {"seat-invited", "seat-taken"} <= set(acts)


@pytest.mark.parametrize("who", [None, STRANGER])
def test_for_others_the_seats_do_not_exist(seeded_copy: Flask, mina: FlaskClient, who: str | None) -> None:
    invite(mina)
    number = db.session.scalars(select(Invitation.id)).one()
    client = signed_in_as(seeded_copy, who) if who else seeded_copy.test_client()
    closed = {404} if who else {302}
    assert client.get(PAGE).status_code in closed
    assert invite(client, "spy@other.example").status_code in closed
    for way in (f"{seat(MEMBER).id}/end", f"{seat(MEMBER).id}/role", f"invitations/{number}/withdraw"):
        assert client.post(f"{PAGE}/{way}", data={"role": "user"}).status_code in closed
    assert letters("spy@other.example") == []
    assert still_in(mina)
    assert "their seats" not in client.get(f"/en/members/{SLUG}").text


def test_an_ordinary_user_runs_no_seats(mina: FlaskClient, seeded_copy: Flask) -> None:
    invite(mina)
    ken = accept(seeded_copy, link())
    assert ken.get(PAGE).status_code == 404


def test_a_seat_of_another_member_is_not_reached_through_ones_own(mina: FlaskClient) -> None:
    other = seat(STRANGER).id
    assert mina.post(f"{PAGE}/{other}/end").status_code == 404
    assert mina.get(f"{PAGE}/{other}/end").status_code == 404
    assert seat(STRANGER).ended_at is None


def test_a_leavers_seat_is_closed_and_every_session_ends_at_once(
    mina: FlaskClient, seeded_copy: Flask
) -> None:
    invite(mina)
    ken = accept(seeded_copy, link())
    assert "Close the seat of Ken Mihon?" in mina.get(f"{PAGE}/{seat(NEW).id}/end").text
    assert mina.post(f"{PAGE}/{seat(NEW).id}/end").status_code == 303
    assert not still_in(ken)
    again = seeded_copy.test_client().post("/en/sign-in", data={"email": NEW, "password": PASSWORD})
    assert again.status_code == 422
    assert letters(NEW)[-1].subject == "Your seat at Aonagi Subsea Networks (sample) has ended"
    assert NEW not in mina.get(PAGE).text


def test_the_last_window_contact_stays_until_there_is_another(mina: FlaskClient, seeded_copy: Flask) -> None:
    own = f"{PAGE}/{seat(MEMBER).id}"
    for way, given in (("end", {}), ("role", {"role": "user"})):
        page = mina.post(f"{own}/{way}", data=given, follow_redirects=True)
        assert "Make another person window contact first" in page.text
    assert (seat(MEMBER).role, seat(MEMBER).ended_at) == ("window", None)
    invite(mina)
    ken = accept(seeded_copy, link())
    mina.post(f"{PAGE}/{seat(NEW).id}/role", data={"role": "window"})
    assert mina.post(f"{own}/end").status_code == 303
    assert not still_in(mina)
    assert ken.get(PAGE).status_code == 200


def test_the_secretariat_may_end_the_last_one_and_is_told(mina: FlaskClient, seeded_copy: Flask) -> None:
    office = signed_in_as(seeded_copy, SECRETARIAT)
    queue = "/ja/desk/members/without-window-contact"
    # The other sample member has an ordinary user only.
    assert office.get(queue).text.count("/seats") == 1
    assert office.post(f"{PAGE}/{seat(MEMBER).id}/end").status_code == 303
    assert office.get(queue).text.count("/seats") == 2
    assert "窓口担当がいない会員" in office.get("/ja/desk").text


def test_two_window_contacts_who_end_each_other_leave_one(mina: FlaskClient, seeded_copy: Flask) -> None:
    invite(mina, role="window")
    ken = accept(seeded_copy, link())
    numbers = seat(NEW).id, seat(MEMBER).id
    together = threading.Barrier(2)

    def end(client: FlaskClient, number: int) -> None:
        together.wait()
        client.post(f"{PAGE}/{number}/end")

    threads = [threading.Thread(target=end, args=pair) for pair in zip((mina, ken), numbers, strict=True)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    left = [one.ended_at is None for one in (seat(NEW), seat(MEMBER))]
    assert sorted(left) == [False, True]


def test_inviting_again_sends_a_new_link_and_the_old_one_is_dead(
    mina: FlaskClient, seeded_copy: Flask
) -> None:
    invite(mina)
    old = link()
    invite(mina, role="window")
    assert seeded_copy.test_client().get(old).status_code == 404
    accept(seeded_copy, link())
    assert seat(NEW).role == "window"


def test_a_withdrawn_invitation_opens_nothing(mina: FlaskClient, seeded_copy: Flask) -> None:
    invite(mina)
    number = db.session.scalars(select(Invitation.id)).one()
    assert mina.post(f"{PAGE}/invitations/{number}/withdraw").status_code == 303
    assert seeded_copy.test_client().get(link()).status_code == 404


def test_an_invitation_ends_after_two_weeks(mina: FlaskClient, seeded_copy: Flask) -> None:
    invite(mina)
    key = db.session.scalars(select(MailedKey)).one()
    key.expires_at = clock.now() - timedelta(seconds=1)
    db.session.commit()
    assert seeded_copy.test_client().get(link()).status_code == 404


def test_whether_an_address_has_an_account_is_told_to_its_owner_only(mina: FlaskClient) -> None:
    known, unknown = invite(mina, STRANGER), invite(mina, NEW)
    assert known.status_code == unknown.status_code == 303
    page = mina.get(PAGE).text
    assert STRANGER in page
    assert NEW in page
    assert "You have an account here already" in letters(STRANGER)[-1].body
    assert "/invitation/" not in letters(STRANGER)[-1].body


@pytest.mark.parametrize(
    ("language", "given", "told"),
    [
        ("ja", {"email": "ken"}, "name@example.jpのような形"),
        ("en", {"name_ja": ""}, "Enter the name of the person"),
        ("en", {"role": "secretariat"}, "Not a valid choice"),
    ],
)
def test_a_wrong_invitation_is_not_sent(
    mina: FlaskClient, language: str, given: dict[str, str], told: str
) -> None:
    answer = invite(mina, page=PAGE.replace("/en/", f"/{language}/"), **given)
    assert answer.status_code == 422
    assert told in answer.text
    assert db.session.scalars(select(Invitation)).all() == []


def test_a_weak_password_keeps_the_invitation_open(mina: FlaskClient, seeded_copy: Flask) -> None:
    invite(mina)
    answer = seeded_copy.test_client().post(link(), data={"name_ja": "見本 健", "password": "short"})
    assert answer.status_code == 422
    assert "must have 15 to 256 characters" in answer.text
    accept(seeded_copy, link())
