"""The secretariat verifies records, takes them off the list, and sees those that nobody confirmed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from hub.core import clock
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine
from hub.matching.queries.partners import possible_partners
from hub.members.models import Member
from hub.members.queries import by_slug
from hub.record import rules
from hub.record.chores import remind
from tests.conftest import MEMBER, SECRETARIAT, signed_in_as

SLUG = "aonagi-subsea"


@pytest.fixture
def office(seeded_copy: Flask) -> Iterator[FlaskClient]:
    yield signed_in_as(seeded_copy, SECRETARIAT)


def aged(days: int, slug: str = SLUG) -> None:
    db.session.execute(
        update(Member).where(Member.slug == slug).values(confirmed_at=clock.now() - timedelta(days=days))
    )
    db.session.commit()


def test_a_record_is_off_the_list_until_it_is_verified_again(office: FlaskClient, seeded_copy: Flask) -> None:
    visitor = seeded_copy.test_client()
    page = f"/en/members/{SLUG}"
    assert office.post(f"/en/desk/records/{SLUG}/unlist", data={"reason": ""}).status_code == 422
    assert office.post(f"/en/desk/records/{SLUG}/unlist", data={"reason": "Not theirs"}).status_code == 303
    assert visitor.get(page).status_code == 404
    mina = signed_in_as(seeded_copy, MEMBER)
    assert "not listed yet" in mina.get(page).text
    assert "Aonagi" in office.get("/en/desk/records/to-verify").text
    assert "Records to verify" in office.get("/en/desk").text
    assert office.post(f"/en/desk/records/{SLUG}/verify").status_code == 303
    assert visitor.get(page).status_code == 200
    acts = db.session.scalars(select(JournalLine.act)).all()
    assert {"record-unlisted", "record-verified"} <= set(acts)


def test_members_do_not_verify_themselves(seeded_copy: Flask) -> None:
    mina = signed_in_as(seeded_copy, MEMBER)
    for page in ("/en/desk/records/to-verify", "/en/desk/records/stale", f"/en/desk/records/{SLUG}/unlist"):
        assert mina.get(page).status_code == 404
    assert mina.post(f"/en/desk/records/{SLUG}/verify").status_code == 404


def test_what_is_not_complete_enough_cannot_be_verified(office: FlaskClient) -> None:
    db.session.execute(
        update(Member).where(Member.slug == SLUG).values(verified=False, summary_ja="", summary_en="")
    )
    db.session.commit()
    assert "Aonagi" not in office.get("/en/desk/records/to-verify").text
    assert office.post(f"/en/desk/records/{SLUG}/verify").status_code == 404


def test_window_contacts_are_asked_each_month_from_a_year_on_until_it_is_hidden(office: FlaskClient) -> None:
    def letters() -> int:
        db.session.rollback()
        asked = select(OutgoingMail).where(OutgoingMail.topic == "record")
        return len(db.session.scalars(asked).all())

    now = clock.now()
    aged(364)
    assert (remind(now), letters()) == (0, 0)
    aged(366)
    assert "Aonagi" in office.get("/en/desk/records/stale").text
    assert (remind(now), letters()) == (1, 1)
    assert (remind(now + timedelta(days=1)), letters()) == (0, 1)
    assert (remind(now + timedelta(days=31)), letters()) == (1, 2)
    assert (remind(now + timedelta(days=120)), letters()) == (0, 2)


def test_a_dormant_record_is_not_suggested_and_stays_in_the_directory(office: FlaskClient) -> None:
    member = by_slug(SLUG)
    assert member
    found = possible_partners(member.id, signed_in=True, now=clock.now()).found
    friend = found[0].member.slug
    aged(500, friend)
    found = possible_partners(member.id, signed_in=True, now=clock.now()).found
    assert friend not in {one.member.slug for one in found}
    assert office.get(f"/en/members/{friend}").status_code == 200
    assert "no longer" in office.get("/en/desk/records/stale").text


def test_a_full_record_has_nothing_missing() -> None:
    everything = {wish.field for wish in rules.WISHES}
    assert rules.completeness(everything).percent == 100
    assert rules.completeness(everything - {"logo"}).missing == (rules.WISHES[-1],)
    assert rules.completeness(set()).percent == 0
