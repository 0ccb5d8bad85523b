"""The life of a call as people see it: written, reviewed, published, asked about, closed."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.calls import actions, chores, queries, rules
from hub.calls.models import Call, CallRelease, Circle, Stage
from hub.calls.rules import STEPS, Act, Interest, Who
from hub.core import clock
from hub.core.bilingual import Bilingual
from hub.core.db import db, transaction
from hub.journal.models import JournalLine
from hub.members.models import SeatRole
from hub.notifications.models import Notification
from tests.conftest import counted_statements
from tests.consortia.makers import NOW, make_call, make_need
from tests.joining import walk
from tests.members.makers import make_capability, make_country, make_member, make_reference, make_technology
from tests.requests.makers import browser_of, make_person

BOTH = pytest.mark.parametrize("language", ["ja", "en"])


@pytest.fixture
def world(app: Flask) -> Flask:
    make_technology("cable", "海底ケーブル", "Cable")
    make_technology("grid", "電力網", "Grid")
    make_country("PLW", "パラオ", "Palau")
    return app


def test_every_step_of_the_table_can_be_taken_and_no_other(app: Flask) -> None:
    member = make_member()
    person = make_person(member)
    allowed = {(one.start, one.act, one.who): one.end for one in STEPS}
    for stage in Stage:
        for act in Act:
            for who in Who:
                call = make_call(member, person, stage=stage)
                end = allowed.get((stage, act, who))
                if end is None:
                    with pytest.raises(actions.TooLate), transaction():
                        actions.move(call, act, who)
                else:
                    with transaction():
                        assert actions.move(call, act, who).stage == end


@BOTH
def test_a_call_is_sent_back_changed_and_published(world: Flask, language: str) -> None:
    lead = browser_of(world, make_person(make_member(), SeatRole.WINDOW))
    office = browser_of(world, make_person(None, role="secretariat"))
    visitor = world.test_client()
    key = walk.write_call(lead, technology="cable", country="PLW")
    assert visitor.get(f"/{language}/calls/{key}").status_code == 404
    assert office.get(f"/{language}/calls/{key}").status_code == 404
    walk.send(lead, f"/{language}/calls/{key}/submit")
    review = f"/{language}/desk/calls/{key}"
    assert office.post(review, data={"act": "publish"}).status_code == 422
    walk.send(office, review, act="send_back", comment="Which islands?")
    assert "Which islands?" in lead.get(f"/{language}/calls/{key}/edit").text
    walk.send(
        lead, f"/{language}/calls/{key}/edit/problem", problem="Babeldaob and three others are cut off."
    )
    walk.publish(lead, office, key)
    shown = visitor.get(f"/{language}/calls/{key}").text
    title = {"ja": walk.TITLE["title_ja"], "en": walk.TITLE["title_en"]}[language]
    assert title in shown and title in visitor.get(f"/{language}/calls").text
    assert "Babeldaob" not in shown
    member = browser_of(world, make_person(make_member()))
    assert "Babeldaob" in member.get(f"/{language}/calls/{key}").text
    acts = [one.act for one in db.session.scalars(select(JournalLine).order_by(JournalLine.id))]
    assert [one for one in acts if one in ("call-submitted", "call-sent-back", "call-published")] == [
        *("call-submitted", "call-sent-back", "call-submitted", "call-published")
    ]


def test_what_is_missing_keeps_a_call_from_being_submitted(world: Flask) -> None:
    lead = browser_of(world, make_person(make_member(), SeatRole.WINDOW))
    nameless = lead.post("/en/calls/new", data={})
    assert nameless.status_code == 422 and "Enter a title in at least one language" in nameless.text
    key = walk.send(lead, "/en/calls/new", title_ja="題名").split("/")[3]
    assert lead.post(f"/en/calls/{key}/submit").headers["Location"].endswith(f"/en/calls/{key}/edit")
    assert "Missing" in lead.get(f"/en/calls/{key}/edit").text
    assert walk.call_of(key).stage == Stage.DRAFT
    bad = lead.post(f"/en/calls/{key}/edit/terms", data={"closes_on": walk.day(3)})
    assert bad.status_code == 422 and "Choose a closing date from 7 to 365 days from now" in bad.text


def test_two_who_write_the_same_section_lose_nothing(world: Flask) -> None:
    member = make_member()
    one, two = (browser_of(world, make_person(member, SeatRole.WINDOW)) for _ in range(2))
    key = walk.write_call(one, technology="cable", country="PLW")
    page = f"/en/calls/{key}/edit/problem"
    stale = walk.shown_in(two.get(page).text, page)
    walk.send(one, page, problem="Written by one")
    refused = two.post(page, data=stale | {"problem": "Written by two"})
    assert refused.status_code == 409
    assert "Written by one" in refused.text and "Written by two" in refused.text
    merged = walk.shown_in(refused.text, page) | {"problem": "Written by both"}
    assert two.post(page, data=merged).status_code == 303
    assert walk.call_of(key).problem == "Written by both"


def test_an_anonymous_call_that_tells_who_calls_is_not_published(world: Flask) -> None:
    member = make_member(name=Bilingual("青い海社", "Blue Sea Works"))
    call = make_call(member, make_person(member), anonymous=True, partner_work="Helps Blue Sea Works")
    assert rules.tells_who(queries.written(queries.fresh(call.id)))
    call.partner_work = "Write to a@b.example"
    db.session.commit()
    assert rules.tells_who(queries.written(queries.fresh(call.id)))
    call.partner_work = "Lays the cable"
    db.session.commit()
    assert not rules.tells_who(queries.written(queries.fresh(call.id)))


def questioned(world: Flask) -> tuple[Call, FlaskClient, FlaskClient]:
    caller = make_member()
    person = make_person(caller, SeatRole.WINDOW)
    today = clock.today()
    call = make_call(
        caller, person, closes_on=today + timedelta(days=20), questions_until=today + timedelta(days=9)
    )
    return call, browser_of(world, person), browser_of(world, make_person(make_member()))


@BOTH
def test_questions_are_read_with_their_answers_and_without_who_asked(world: Flask, language: str) -> None:
    call, lead, asker = questioned(world)
    page = f"/{language}/calls/{call.key}"
    walk.send(asker, page, text="How deep is the sea there?")
    walk.send(lead, f"{page}/questions/1", answer="Four thousand metres")
    other = make_member()
    text = browser_of(world, make_person(other)).get(page).text
    assert "How deep" in text and "Four thousand metres" in text
    asked_by = db.session.scalars(select(Notification).order_by(Notification.id.desc())).first()
    assert asked_by and "Four" not in asked_by.text.en
    assert "How deep" not in world.test_client().get(page).text
    again = lead.post(f"{page}/questions/1", data={"answer": "Five"})
    assert again.status_code == 303 and "Five" not in asker.get(page).text
    call.questions_until = clock.today() - timedelta(days=1)
    db.session.commit()
    assert asker.post(page, data={"text": "And how cold?"}).status_code == 404


def test_members_are_told_by_what_they_may_see_alone() -> None:
    both = Interest(1, {"cable"}, {"PLW"})
    assert rules.fitting("cable", ["PLW"], [both, Interest(2, {"grid"}, {"PLW"})]) == [1]
    assert rules.fitting("cable", ["PLW"], [Interest(3, {"cable"}, {"KEN"})]) == []
    assert rules.fitting(None, [], [both]) == []


def test_a_published_call_alerts_the_members_it_fits(world: Flask) -> None:
    lead = browser_of(world, make_person(make_member(), SeatRole.WINDOW))
    office = browser_of(world, make_person(None, role="secretariat"))
    fitting, elsewhere = make_member(), make_member()
    make_capability(fitting, "cable")
    make_reference(fitting, "cable", "PLW")
    make_capability(elsewhere, "grid")
    told, not_told = make_person(fitting), make_person(elsewhere)
    key = walk.write_call(lead, technology="cable", country="PLW")
    walk.publish(lead, office, key)
    accounts = set(db.session.scalars(select(Notification.account_id)))
    assert told.id in accounts and not_told.id not in accounts


def test_a_call_closes_by_itself_after_its_last_day(world: Flask) -> None:
    caller = make_member()
    person = make_person(caller, SeatRole.WINDOW)
    today, over = date(2026, 11, 24), date(2026, 11, 23)
    kept, gone = make_call(caller, person, closes_on=today), make_call(caller, person, closes_on=over)
    assert chores.close_due(NOW) == 1
    db.session.expire_all()
    assert (db.session.get_one(Call, kept.id).stage, db.session.get_one(Call, gone.id).stage) == (
        "open",
        "closed",
    )
    assert chores.close_due(NOW) == 0


def test_calls_stand_on_pages_of_what_they_are_about(world: Flask) -> None:
    caller = make_member()
    person = make_person(caller, SeatRole.WINDOW)
    named = make_call(caller, person, countries=("PLW",), technology_code="cable")
    nameless = make_call(caller, person, countries=("PLW",), technology_code="cable", anonymous=True)
    member, visitor = browser_of(world, make_person(make_member())), world.test_client()
    record = member.get(f"/en/members/{caller.slug}").text
    assert named.key in record and nameless.key not in record
    assert named.key not in visitor.get(f"/en/members/{caller.slug}").text
    for page in ("/en/countries/PLW", "/en/technologies/cable"):
        assert named.key in member.get(page).text and nameless.key in member.get(page).text, page
        # The country and the technology of a call are for members, unless the caller says otherwise.
        assert named.key not in visitor.get(page).text, page
    db.session.add(CallRelease(call_id=named.id, field="technology", circle="public"))
    db.session.commit()
    assert named.key in visitor.get("/en/technologies/cable").text
    assert caller.name.en not in visitor.get("/en/technologies/cable").text


def test_the_board_costs_as_many_statements_with_one_call_as_with_many(world: Flask) -> None:
    caller = make_member()
    person = make_person(caller, SeatRole.WINDOW)
    browser = browser_of(world, make_person(make_member()))

    def cost() -> int:
        with counted_statements() as counted:
            assert browser.get("/en/calls").status_code == 200
        return len(counted)

    make_need(make_call(caller, person, countries=("PLW",), technology_code="cable"), "Ships")
    few = cost()
    for _ in range(15):
        make_need(make_call(caller, person, countries=("PLW",), technology_code="cable"), "Ships")
    assert cost() == few <= 20


def test_each_circle_sees_its_fields() -> None:
    assert rules.seen({}, Circle.PUBLIC) == {"title"}
    assert "funding" not in rules.seen({}, Circle.MEMBERS)
    assert "funding" in rules.seen({}, Circle.INVITED)
    assert rules.seen({"problem": "team"}, Circle.TEAM) >= {"problem"}
    assert "problem" not in rules.seen({"problem": "team"}, Circle.INVITED)
    assert rules.seen({}, None) == frozenset()
