"""A call answered, a team formed: every step by the pages that people use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.accounts.models import Account
from hub.consortia.models import Place, Reveal
from hub.core.db import db
from hub.journal.models import JournalLine
from hub.members.models import Member, SeatRole
from hub.notifications.models import Notification
from hub.requests.models import Request
from tests.consortia.makers import make_call, make_need, make_place, make_team
from tests.joining import walk
from tests.members.makers import make_capability, make_country, make_member, make_technology
from tests.requests.makers import browser_of, make_person


@dataclass
class People:
    """A lead, two members that answer, one that does not, and the office."""

    lead: FlaskClient
    one: FlaskClient
    two: FlaskClient
    stranger: FlaskClient
    office: FlaskClient
    members: list[Member]


@pytest.fixture
def people(app: Flask) -> Iterator[People]:
    make_technology("cable", "海底ケーブル", "Cable")
    make_country("PLW", "パラオ", "Palau")
    members = [make_member(f"member-{name}") for name in ("lead", "one", "two", "stranger")]
    make_capability(members[1], "cable")
    persons = [make_person(one, SeatRole.WINDOW) for one in members]
    office = make_person(None, role="secretariat")
    yield People(*(browser_of(app, one) for one in persons), office=browser_of(app, office), members=members)


def test_a_call_is_answered_and_a_team_forms(people: People) -> None:
    key = walk.write_call(people.lead, technology="cable", country="PLW")
    assert people.one.get(f"/en/calls/{key}").status_code == 404
    walk.publish(people.lead, people.office, key)
    shown = people.one.get(f"/en/calls/{key}").text
    assert "Express interest" in shown and walk.SECRET not in shown
    one, two = walk.express(people.one, key), walk.express(people.two, key)
    listed = people.lead.get(f"/en/calls/{key}/interests").text
    assert "Member" in listed and listed.count("/en/interests/") == 2
    walk.press(people.lead, f"/en/interests/{one}", f"/en/interests/{one}/shortlist")
    assert walk.SECRET in people.one.get(f"/en/calls/{key}").text
    assert walk.SECRET not in people.two.get(f"/en/calls/{key}").text
    walk.send(people.lead, f"/en/interests/{two}/decline", reason="timing", words="Next year, please.")
    assert "Next year, please." in people.two.get(f"/en/interests/{two}").text
    invited = walk.invite(people.lead, key, "member-one")
    assert walk.expression_of(one).state == "invited"
    walk.press(people.one, f"/en/team-invitations/{invited}", f"/en/team-invitations/{invited}/accept")
    walk.pledge(people.one, key)
    assert people.one.get(f"/en/consortia/{key}").status_code == 200
    assert people.two.get(f"/en/consortia/{key}").status_code == 404


def test_an_invitation_is_answered_with_another_proposal(people: People) -> None:
    key = walk.write_call(people.lead, technology="cable", country="PLW")
    walk.publish(people.lead, people.office, key)
    invited = walk.invite(people.lead, key, "member-two", "finance")
    page = f"/en/team-invitations/{invited}"
    walk.send(people.two, f"{page}/counter", role="local", words="We would open the office.")
    assert "We would open the office." in people.lead.get(page).text
    assert [one.state for one in waiting("counter")] == ["open"]
    walk.press(people.lead, page, f"{page}/agree")
    place = place_of("member-two")
    assert place.ended_at is None
    assert walk.invitation_of(invited).state == "accepted"
    assert waiting("counter")[0].outcome == "accepted"


def waiting(kind: str) -> list[Request]:
    db.session.expire_all()
    return list(db.session.scalars(select(Request).where(Request.kind == kind)))


def place_of(slug: str) -> Place:
    db.session.expire_all()
    found = db.session.scalars(
        select(Place).join(Member, Place.member_id == Member.id).where(Member.slug == slug)
    )
    return found.one()


def test_a_second_answer_asks_only_what_is_new(people: People) -> None:
    first = walk.write_call(people.lead, technology="cable", country="PLW")
    walk.publish(people.lead, people.office, first)
    page = people.one.get(f"/en/calls/{first}/interest").text
    assert "From the record of your organisation" in page
    walk.express(people.one, first)
    second = walk.write_call(people.lead, technology="cable", country="PLW")
    walk.publish(people.lead, people.office, second)
    page = people.one.get(f"/en/calls/{second}/interest").text
    assert page.count("We have done this twice.") == 2
    assert page.count("From your last answer to the same need") == 2


def test_what_lacks_an_answer_is_kept_but_not_sent(people: People) -> None:
    key = walk.write_call(people.lead, technology="cable", country="PLW")
    walk.publish(people.lead, people.office, key)
    one = walk.send(people.two, f"/en/calls/{key}/interest", text="Two ships.").split("/")[3]
    page = people.two.get(f"/en/interests/{one}").text
    assert "Still missing" in page and "People who speak the language" in page
    assert people.two.post(f"/en/interests/{one}/send").status_code == 303
    assert walk.expression_of(one).state == "draft"
    assert people.lead.get(f"/en/interests/{one}").status_code == 404


def test_a_button_pressed_twice_counts_once(people: People) -> None:
    key = walk.write_call(people.lead, technology="cable", country="PLW")
    walk.publish(people.lead, people.office, key)
    one = walk.express(people.one, key)
    again = people.one.post(f"/en/interests/{one}/send", follow_redirects=True)
    assert "already moved on" in again.text
    assert len(waiting("expression")) == 1
    invited = walk.invite(people.lead, key, "member-one")
    page = f"/en/team-invitations/{invited}"
    walk.press(people.one, page, f"{page}/accept")
    assert "already moved on" in people.one.post(f"{page}/accept", follow_redirects=True).text
    assert "already moved on" in people.lead.post(f"{page}/withdraw", follow_redirects=True).text
    assert place_of("member-one").ended_at is None


def test_a_withdrawn_invitation_cannot_be_accepted(people: People) -> None:
    key = walk.write_call(people.lead, technology="cable", country="PLW")
    walk.publish(people.lead, people.office, key)
    invited = walk.invite(people.lead, key, "member-two")
    page = f"/en/team-invitations/{invited}"
    walk.press(people.lead, page, f"{page}/withdraw")
    assert "already moved on" in people.two.post(f"{page}/accept", follow_redirects=True).text
    assert db.session.scalars(select(Place)).all()[1:] == []


def test_the_end_of_a_call_answers_everybody_who_waits(people: People) -> None:
    key = walk.write_call(people.lead, technology="cable", country="PLW")
    walk.publish(people.lead, people.office, key)
    one = walk.express(people.one, key)
    invited = walk.invite(people.lead, key, "member-two")
    walk.send(people.lead, f"/en/calls/{key}/withdraw", words="The ministry has stopped it.")
    assert "The ministry has stopped it." in people.one.get(f"/en/interests/{one}").text
    assert walk.invitation_of(invited).state == "withdrawn"
    assert {one.state for one in db.session.scalars(select(Request))} == {"answered", "withdrawn"}
    assert people.one.get(f"/en/calls/{key}").status_code == 404


def test_the_name_of_an_anonymous_caller_opens_when_both_agree(people: People) -> None:
    key = walk.write_call(people.lead, technology="cable", country="PLW", anonymous="y")
    walk.publish(people.lead, people.office, key)
    name = people.members[0].name.en
    seen = [people.one.get(f"/en/calls/{key}").text, people.stranger.get("/en/calls").text]
    one = walk.express(people.one, key, asks_name="y")
    page = f"/en/interests/{one}"
    seen += [people.one.get(page).text, people.one.get("/en/requests?box=sent").text]
    seen += [people.one.get("/en/consortia/own").text, people.one.get("/en/notifications").text]
    assert [text for text in seen if re.search(rf"{name}\b", text)] == []
    walk.press(people.lead, page, f"{page}/name")
    assert name in people.one.get(page).text
    assert name in people.one.get(f"/en/calls/{key}").text
    assert not re.search(rf"{name}\b", people.stranger.get(f"/en/calls/{key}").text)
    assert db.session.scalars(select(Reveal)).one().opened_at is not None
    assert [one.act for one in lines("team-name-opened")] == ["team-name-opened"]


def lines(act: str) -> list[JournalLine]:
    return list(db.session.scalars(select(JournalLine).where(JournalLine.act == act)))


def test_an_anonymous_invitation_names_nobody_before_it_is_accepted(people: People) -> None:
    key = walk.write_call(people.lead, technology="cable", country="PLW", anonymous="y")
    walk.publish(people.lead, people.office, key)
    invited = walk.invite(people.lead, key, "member-one")
    page, name = f"/en/team-invitations/{invited}", people.members[0].name.en
    lead = db.session.scalars(select(Account).order_by(Account.id)).first()
    assert lead
    seen = people.one.get(page).text + people.one.get("/en/requests").text
    seen += people.one.get("/en/notifications").text + people.one.get("/en/consortia/own").text
    seen += people.one.get(f"/en/requests/{waiting('invitation')[0].key}/hand-over").text
    assert not re.search(rf"{name}\b", seen) and not re.search(rf"{lead.name.en}\b", seen)
    walk.press(people.one, page, f"{page}/accept")
    assert name in people.one.get(page).text


def test_whoever_leaves_or_is_taken_out_is_out_at_once(app: Flask) -> None:
    call, [(_, lead), (member, partner)] = make_team("technology")
    at_lead, at_partner = browser_of(app, lead), browser_of(app, partner)
    team = f"/en/consortia/{call.key}"
    assert at_partner.get(f"{team}/people").status_code == 200
    number = place_of(member.slug).id
    walk.send(at_lead, f"{team}/members/{number}/remove", words="The work has changed.")
    assert at_partner.get(f"{team}/people").status_code == 404
    assert "The work has changed." in at_partner.get("/en/consortia/own").text
    assert db.session.scalars(select(Notification).where(Notification.account_id == partner.id)).all()


def test_the_lead_hands_over_before_it_leaves(app: Flask) -> None:
    call, [(_, lead), (member, partner)] = make_team("technology")
    at_lead, at_partner = browser_of(app, lead), browser_of(app, partner)
    team = f"/en/consortia/{call.key}"
    assert "Hand the lead over first" in at_lead.get(f"{team}/leave", follow_redirects=True).text
    walk.send(at_lead, f"{team}/members/{place_of(member.slug).id}/lead", person=str(partner.id))
    assert at_partner.get(f"/en/calls/{call.key}/dissolve").status_code == 200
    assert at_lead.get(f"/en/calls/{call.key}/dissolve").status_code == 404
    walk.send(at_lead, f"{team}/leave", words="Our part is done.")
    assert at_lead.get(team).status_code == 404


def test_a_team_shows_itself_only_as_its_lead_and_members_allow(app: Flask) -> None:
    call, [(leading, lead), (member, partner)] = make_team("technology")
    visitor, team = app.test_client(), f"/en/consortia/{call.key}"
    assert visitor.get(f"{team}/outside").status_code == 404
    walk.send(browser_of(app, lead), f"{team}/shown", circle="public")
    shown = visitor.get(f"{team}/outside")
    assert shown.status_code == 200 and leading.name.en not in shown.text
    walk.send(browser_of(app, partner), f"{team}/shown", named="y", circle="public")
    shown = visitor.get(f"{team}/outside").text
    assert member.name.en in shown
    walk.send(browser_of(app, lead), f"{team}/shown", circle="members")
    assert visitor.get(f"{team}/outside").status_code == 404


def test_colleagues_share_one_answer(app: Flask) -> None:
    caller, member = make_member(), make_member()
    call = make_call(caller, make_person(caller, SeatRole.WINDOW))
    make_need(call, "Ships")
    first, second, window = make_person(member), make_person(member), make_person(member, SeatRole.WINDOW)
    one = walk.send(browser_of(app, first), f"/en/calls/{call.key}/interest", text="Ships we have")
    page = browser_of(app, second).get(f"/en/calls/{call.key}/interest").text
    assert first.name.en in page and "Ships we have" not in page
    assert browser_of(app, second).get(one).status_code == 404
    assert "Ships we have" in browser_of(app, window).get(one).text


def test_two_who_write_the_same_draft_lose_nothing(app: Flask) -> None:
    caller, member = make_member(), make_member()
    call = make_call(caller, make_person(caller, SeatRole.WINDOW))
    first, window = make_person(member), make_person(member, SeatRole.WINDOW)
    page = f"/en/calls/{call.key}/interest"
    walk.send(browser_of(app, first), page, text="First")
    at_first, at_window = browser_of(app, first), browser_of(app, window)
    base = walk.shown_in(at_window.get(page).text, page)
    walk.send(at_first, page, text="Second")
    refused = at_window.post(page, data=base | {"text": "Third"})
    assert refused.status_code == 409
    assert "Second" in refused.text and "Third" in refused.text
    again = walk.shown_in(refused.text, page)
    assert at_window.post(page, data=again | {"text": "Second and third"}).status_code == 303


def test_strangers_find_nothing_at_any_address(app: Flask, people: People) -> None:
    key = walk.write_call(people.lead, technology="cable", country="PLW")
    walk.publish(people.lead, people.office, key)
    one = walk.express(people.one, key)
    invited = walk.invite(people.lead, key, "member-one")
    place = db.session.scalars(select(Place.id)).first()
    keys = {"expression": one, "act": one, "open_name": one, "decline": one}
    for rule in app.url_map.iter_rules():
        name = rule.endpoint.partition(".")[2]
        if rule.endpoint.split(".")[0] != "joining" or name in {"own", "express"}:
            continue
        theirs = "team-invitations" in rule.rule
        values = {
            "key": invited if theirs else keys.get(name, key),
            "number": place,
            "act": "send",
            "lang": "en",
        }
        values["act"] = "accept" if theirs else "send"
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(
                rule.endpoint, {name: values[name] for name in rule.arguments}
            )
        for method in {"GET", "POST"} & (rule.methods or set()):
            answer = people.stranger.open(address, method=method)
            assert answer.status_code == 404, (method, address)


def test_places_are_held_by_members_in_standing(app: Flask) -> None:
    call, [_, (member, partner)] = make_team("technology")
    make_place(make_call(member, partner), member, partner, lead=True)
    assert browser_of(app, partner).get(f"/en/consortia/{call.key}/people").status_code == 200
