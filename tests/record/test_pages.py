"""Members edit their own record: sections, rows, pictures; two at once; taking back; and nobody else gets in."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from hub.core import clock
from hub.core.db import db
from hub.journal.models import JournalChange, JournalLine
from hub.members.models import (
    Capability,
    CaseStudy,
    ContactPerson,
    CountryInterest,
    FieldRelease,
    Member,
    PastProject,
    Seat,
)
from hub.members.queries import by_slug
from tests.conftest import MEMBER, SECRETARIAT, signed_in_as
from tests.record.makers import png

SLUG = "aonagi-subsea"
RECORD = f"/en/members/{SLUG}/record"
STRANGER = "takumi@sakibure-disaster.example"


@pytest.fixture
def mina(seeded_copy: Flask) -> Iterator[FlaskClient]:
    """Window contact of her member."""
    yield signed_in_as(seeded_copy, MEMBER)


@pytest.fixture
def office(seeded_copy: Flask) -> Iterator[FlaskClient]:
    yield signed_in_as(seeded_copy, SECRETARIAT)


def member() -> Member:
    db.session.rollback()
    found = by_slug(SLUG)
    assert found
    return found


def fields(page: TestResponse) -> dict[str, Any]:
    """What the form of a page would send as it stands."""
    form = page.text[page.text.index('enctype="multipart/form-data"') :]
    found: dict[str, Any] = {}
    for name, value in re.findall(r'<input[^>]*?\bname="(\w+)"[^>]*?\bvalue="([^"]*)"', form, re.S):
        found[name] = value
    for name, value in re.findall(r'<textarea[^>]*?name="(\w+)"[^>]*>\n(.*?)</textarea>', form, re.S):
        found[name] = value
    for name, options in re.findall(r'<select[^>]*?name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)"\s+selected', options)
        found[name] = chosen[1] if chosen else ""
    return {name: value for name, value in found.items() if name not in ("csrf_token", "without")}


def save(client: FlaskClient, page: str, **typed: Any) -> TestResponse:
    """Open a page, type and send."""
    opened = client.get(f"{RECORD}/{page}")
    assert opened.status_code == 200
    return client.post(f"{RECORD}/{page}", data={**fields(opened), **typed})


def flashed(client: FlaskClient) -> str:
    return client.get(RECORD).text


def undo(client: FlaskClient) -> TestResponse:
    found = re.search(r'action="(/en/[^"]*/undo)"', flashed(client))
    assert found, "nothing to undo was offered"
    return client.post(found[1])


def acts() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(JournalLine.act).order_by(JournalLine.id)))


def test_the_overview_says_what_is_missing_and_what_it_unlocks(mina: FlaskClient) -> None:
    page = mina.get(RECORD).text
    assert "of 14 fields are filled" in page
    assert "others see who you are" in page
    assert f"{RECORD}/logo" in page
    assert "Last confirmed" in page
    for section in ("profile", "summary", "capabilities", "references", "countries", "languages", "contacts"):
        assert mina.get(f"{RECORD}/{section}").status_code == 200, section


def test_a_saved_section_is_on_the_page_in_the_journal_and_confirms_the_record(mina: FlaskClient) -> None:
    db.session.execute(update(Member).values(confirmed_at=clock.now() - timedelta(days=400)))
    db.session.commit()
    assert save(mina, "seeks", seeks_en="A partner for <Palau>").status_code == 303
    assert "A partner for &lt;Palau&gt;" in mina.get(f"/en/members/{SLUG}").text
    assert member().updated_on == clock.today()
    assert clock.now() - member().confirmed_at < timedelta(minutes=1)  # type: ignore[operator]
    change = db.session.scalars(select(JournalChange).order_by(JournalChange.id.desc())).first()
    assert change
    assert (change.field, change.after) == ("seeks_en", "A partner for <Palau>")


def test_saving_what_stands_there_changes_nothing(mina: FlaskClient) -> None:
    before = member().updated_on
    assert save(mina, "profile").status_code == 303
    assert "Nothing was changed" in flashed(mina)
    assert "record-changed" not in acts()
    assert member().updated_on == before


def test_a_wrong_value_is_named_and_what_was_typed_stays(mina: FlaskClient) -> None:
    answer = save(mina, "profile", website="no address", name_kana="roman")
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert 'value="no address"' in answer.text
    assert "record-changed" not in acts()


def test_only_the_fields_of_a_section_are_taken(mina: FlaskClient) -> None:
    save(mina, "summary", summary_en="New words.", verified="", sample="", slug="stolen")
    found = member()
    assert (found.summary.en, found.verified, found.sample) == ("New words.", True, True)


def test_the_second_of_two_sees_both_texts_and_nothing_is_lost(
    mina: FlaskClient, office: FlaskClient
) -> None:
    opened = fields(mina.get(f"{RECORD}/summary"))
    save(office, "summary", summary_en="The office was faster.")
    answer = mina.post(f"{RECORD}/summary", data=opened | {"summary_en": "Mina was slower."})
    assert answer.status_code == 409
    assert "The office was faster." in answer.text
    assert "Mina was slower." in answer.text
    assert member().summary.en == "The office was faster."
    # Having seen both, she may save.
    assert mina.post(f"{RECORD}/summary", data=fields(answer)).status_code == 303
    assert member().summary.en == "Mina was slower."


def test_the_second_of_two_on_a_row_sees_both_texts_too(mina: FlaskClient, office: FlaskClient) -> None:
    number = db.session.scalars(select(Capability.id).where(Capability.member_id == member().id)).first()
    opened = fields(mina.get(f"{RECORD}/capabilities/{number}"))
    save(office, f"capabilities/{number}", what_en="Faster.")
    answer = mina.post(f"{RECORD}/capabilities/{number}", data=opened | {"what_en": "Slower."})
    assert answer.status_code == 409
    assert "Faster." in answer.text
    assert "Slower." in answer.text
    # A row that is gone meanwhile: what was typed can still be added.
    office.post(f"{RECORD}/capabilities/{number}/remove")
    answer = mina.post(f"{RECORD}/capabilities/{number}", data=fields(answer))
    assert answer.status_code == 409
    assert "Slower." in answer.text
    assert f'action="{RECORD}/capabilities/new"' in answer.text
    assert mina.post(f"{RECORD}/capabilities/new", data=fields(answer)).status_code == 303
    assert db.session.scalars(select(Capability).where(Capability.member_id == member().id)).all()


def test_a_row_is_added_changed_and_removed(mina: FlaskClient) -> None:
    given = {
        "title_ja": "海底の橋",
        "title_en": "A bridge below",
        "partners_en": "Kaiso Lines",
        "year": "２０２１",
    }
    assert save(mina, "projects/new", **given).status_code == 303
    # Pressed twice it is there once.
    assert save(mina, "projects/new", **given).status_code == 303
    (project,) = db.session.scalars(select(PastProject)).all()
    assert (project.year, project.partners.en, project.country_code) == (2021, "Kaiso Lines", None)
    assert "A bridge below" in mina.get(f"/en/members/{SLUG}").text
    assert save(mina, f"projects/{project.id}", title_en="A longer bridge").status_code == 303
    assert "A longer bridge" in mina.get(f"/en/members/{SLUG}").text
    assert "海底の橋" in mina.get(f"{RECORD}/projects/{project.id}/remove").text
    assert mina.post(f"{RECORD}/projects/{project.id}/remove").status_code == 303
    assert db.session.scalars(select(PastProject.id)).all() == []
    undo(mina)
    assert "A longer bridge" in mina.get(f"/en/members/{SLUG}").text


def test_what_is_there_already_is_not_added_again(mina: FlaskClient) -> None:
    code = db.session.scalars(
        select(Capability.technology_code).where(Capability.member_id == member().id)
    ).first()
    answer = save(mina, "capabilities/new", technology_code=code, what_ja="もう一度", maturity="pilot")
    assert answer.status_code == 422
    assert "There is one like this already" in answer.text


def test_the_status_of_a_country_has_a_history(mina: FlaskClient) -> None:
    save(mina, "countries/new", country_code="KEN", standing="future", since="2026")
    own = CountryInterest.member_id == member().id
    number = db.session.scalars(
        select(CountryInterest.id).where(own, CountryInterest.country_code == "KEN")
    ).one()
    save(mina, f"countries/{number}", standing="active")
    page = " ".join(mina.get(f"{RECORD}/countries").text.split())
    assert "Plans to go there → Active there now" in page
    assert "not on the list → Plans to go there" in page
    assert save(mina, "countries/new", country_code="KEN", standing="none", since="soon").status_code == 422


def test_languages_keep_the_order_their_member_gave_them(mina: FlaskClient) -> None:
    assert save(mina, "languages", languages=["en", "vi"]).status_code == 303
    assert member().languages == "en;vi"


def test_consent_of_a_contact_person_has_its_day_and_the_journal_holds_no_person(mina: FlaskClient) -> None:
    given = {"name_ja": "新見 渚", "name_en": "Nagisa Niimi", "email": "nagisa@aonagi-subsea.example"}
    assert save(mina, "contacts/new", **given, released="y").status_code == 303
    person = db.session.scalars(select(ContactPerson).where(ContactPerson.email == given["email"])).one()
    assert (person.released, person.consented_on) == (True, clock.today())
    assert "/undo" not in flashed(mina)
    assert not [one for one in db.session.scalars(select(JournalChange)) if "agisa" in one.before + one.after]
    opened = fields(mina.get(f"{RECORD}/contacts/{person.id}"))
    opened.pop("released", None)
    assert mina.post(f"{RECORD}/contacts/{person.id}", data=opened).status_code == 303
    db.session.refresh(person)
    assert (person.released, person.consented_on) == (False, None)


def test_who_sees_a_field_is_chosen_and_can_be_undone(mina: FlaskClient, seeded_copy: Flask) -> None:
    visitor = seeded_copy.test_client()
    assert save(mina, "seeks", release_seeks="secretariat").status_code == 303
    assert 'id="seeks"' not in visitor.get(f"/en/members/{SLUG}").text
    undo(mina)
    assert 'id="seeks"' in visitor.get(f"/en/members/{SLUG}").text
    assert db.session.scalars(select(FieldRelease)).all() == []
    save(mina, "seeks", release_seeks="members")
    page = mina.get(f"/en/members/{SLUG}").text
    assert 'id="seeks"' in page
    assert "What it seeks: Signed-in members and the secretariat" in page
    # Contact persons are never public.
    assert save(mina, "contacts", release_contacts="public").status_code == 422


def test_a_picture_is_kept_outside_and_served_to_those_who_see_its_field(
    mina: FlaskClient, seeded_copy: Flask
) -> None:
    visitor = seeded_copy.test_client()
    assert save(mina, "logo", upload=(BytesIO(png()), "logo.svg.png")).status_code == 303
    address = f"/en/members/{SLUG}/pictures/{member().logo}"
    answer = visitor.get(address)
    assert (answer.status_code, answer.content_type, answer.data) == (200, "image/png", png())
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert address in visitor.get(f"/en/members/{SLUG}").text
    save(mina, "logo", release_logo="members")
    assert visitor.get(address).status_code == 404
    assert mina.get(address).status_code == 200
    assert mina.get(address.replace(member().logo, "../secret_key")).status_code == 404
    assert save(mina, "logo", without="y").status_code == 303
    assert visitor.get(address).status_code == 404
    assert member().logo == ""
    undo(mina)
    assert mina.get(address).status_code == 200


def test_what_is_no_picture_is_refused_with_a_sentence(mina: FlaskClient) -> None:
    answer = save(mina, "cases/new", title_ja="題", what_ja="話", upload=(BytesIO(b"<svg/>"), "a.png"))
    assert answer.status_code == 422
    assert "not a whole PNG" in answer.text
    assert 'value="題"' in answer.text
    assert db.session.scalars(select(CaseStudy)).all() == []


def test_pressing_once_confirms_that_everything_is_right(mina: FlaskClient) -> None:
    db.session.execute(update(Member).values(confirmed_at=clock.now() - timedelta(days=400)))
    db.session.commit()
    assert "not confirmed for more than a year" in mina.get(f"/en/members/{SLUG}").text
    assert mina.post(f"{RECORD}/confirm").status_code == 303
    assert "not confirmed for more than a year" not in mina.get(f"/en/members/{SLUG}").text
    assert "record-confirmed" in acts()


def test_the_history_tells_who_changed_what(mina: FlaskClient) -> None:
    save(mina, "seeks", seeks_en="First wish")
    save(mina, "projects/new", title_ja="橋")
    page = mina.get(f"{RECORD}/history").text
    assert "First wish" in page
    assert "Mina Reinohara" in page
    assert "Entry added" in page
    assert "/revert" not in page


def test_the_secretariat_puts_a_change_back_with_a_reason(mina: FlaskClient, office: FlaskClient) -> None:
    before = member().seeks.en
    save(mina, "seeks", seeks_en="Vandalised")
    found = re.search(r'href="(/en/[^"]*/revert)"', office.get(f"{RECORD}/history").text)
    assert found
    assert "Vandalised" in office.get(found[1]).text
    assert office.post(found[1], data={"reason": ""}).status_code == 422
    assert office.post(found[1], data={"reason": "A joke, says the member"}).status_code == 303
    assert member().seeks.en == before
    page = office.get(f"{RECORD}/history").text
    assert "A joke, says the member" in page
    assert acts()[-1] == "record-reverted"
    # Members cannot, not even guess that there is such a page.
    assert mina.get(found[1]).status_code == 404
    assert mina.post(found[1], data={"reason": "mine"}).status_code == 404


def test_what_was_changed_since_is_not_put_back_over_it(mina: FlaskClient, office: FlaskClient) -> None:
    save(mina, "seeks", seeks_en="First")
    number = db.session.scalars(select(JournalLine.id).order_by(JournalLine.id.desc())).first()
    save(mina, "seeks", seeks_en="Second")
    office.post(f"{RECORD}/history/{number}/revert", data={"reason": "older"})
    assert "Nothing was put back" in office.get(f"{RECORD}/history").text
    assert member().seeks.en == "Second"


def test_only_ones_own_change_can_be_undone(mina: FlaskClient, office: FlaskClient) -> None:
    save(office, "seeks", seeks_en="By the office")
    number = db.session.scalars(select(JournalLine.id).order_by(JournalLine.id.desc())).first()
    assert mina.post(f"{RECORD}/history/{number}/undo").status_code == 404
    assert member().seeks.en == "By the office"


PAGES = (
    *("", "/profile", "/capabilities", "/capabilities/new", "/capabilities/1", "/capabilities/1/remove"),
    *("/history", "/history/1/revert"),
)
POSTS = (
    *("/confirm", "/profile", "/capabilities/new", "/capabilities/1", "/capabilities/1/remove"),
    *("/history/1/undo", "/history/1/revert"),
)


def test_nobody_else_gets_into_a_record(seeded_copy: Flask) -> None:
    stranger = signed_in_as(seeded_copy, STRANGER)
    for page in PAGES:
        assert stranger.get(f"{RECORD}{page}").status_code == 404, page
    for page in POSTS:
        assert stranger.post(f"{RECORD}{page}", data={"summary_en": "mine"}).status_code == 404, page
    # An ordinary user of the same member looks, and does not write.
    db.session.execute(update(Seat).values(role="user"))
    db.session.commit()
    mina = signed_in_as(seeded_copy, MEMBER)
    assert mina.get(RECORD).status_code == 404
    assert mina.post(f"{RECORD}/summary", data={"summary_en": "mine"}).status_code == 404


def test_a_row_of_another_member_is_not_reached_through_ones_own(mina: FlaskClient) -> None:
    other = db.session.scalars(select(Capability.id).where(Capability.member_id != member().id)).first()
    assert mina.get(f"{RECORD}/capabilities/{other}").status_code == 404
    assert mina.get(f"{RECORD}/capabilities/{other}/remove").status_code == 404
    mina.post(f"{RECORD}/capabilities/{other}/remove")
    assert db.session.get(Capability, other) is not None


def test_an_unknown_section_is_no_page(mina: FlaskClient) -> None:
    for page in ("verified", "profile/new", "summary/1", "capabilities/999999"):
        assert mina.get(f"{RECORD}/{page}").status_code == 404, page
