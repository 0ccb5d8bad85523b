"""Pages of roles, finder and network: what the team reads, and that nobody else finds them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.accounts.models import Account
from hub.calls.models import Call, CallRelease, Coordinator, RoleKind, Stage
from hub.consortia.models import Cover, Duty, PlaceEnd
from hub.core import clock
from hub.core.db import db
from hub.journal.models import JournalLine
from tests.conftest import counted_statements
from tests.consortia.makers import NOW, make_call, make_need, make_place, make_role, make_team
from tests.formation.makers import keep_from_members, make_cover, make_project, make_world, place_of
from tests.members.makers import added, make_capability, make_interest, make_member, make_reference
from tests.requests.makers import browser_of, make_person

LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])
Statements = Callable[[], AbstractContextManager[list[str]]]


def read(browser: FlaskClient, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def base_in(page: str) -> str:
    return page.split('name="base"')[1].split('value="')[1].split('"')[0]


@LANGUAGES
def test_for_strangers_visitors_and_those_who_left_there_are_no_such_pages(app: Flask, language: str) -> None:
    call, [(_, lead), (member, partner), (gone, former)] = make_team(RoleKind.TECHNOLOGY, RoleKind.LOCAL)
    place = place_of(gone)
    place.ended_at, place.end = clock.now(), PlaceEnd.LEFT
    db.session.commit()
    stranger = make_person(make_member())
    for page in ("roles", f"roles/{member.slug}", "finder"):
        address = f"/{language}/consortia/{call.key}/{page}"
        assert browser_of(app, lead).get(address).status_code == 200
        assert browser_of(app, partner).get(address).status_code == 200
        for outsider in (stranger, former):
            assert browser_of(app, outsider).get(address).status_code == 404
        assert app.test_client().get(address).status_code == 302
        wrong = f"/{language}/consortia/no-such-team/{page}"
        assert browser_of(app, lead).get(wrong).status_code == 404
    saying = f"/{language}/consortia/{call.key}/roles/{member.slug}"
    for outsider in (stranger, former):
        assert browser_of(app, outsider).post(saying, data={"roles": "finance"}).status_code == 404
    app.test_client().post(saying, data={"roles": "finance"})
    assert [duty.kind for duty in db.session.query(Duty).filter_by(place_id=place_of(member).id)] == [
        "technology"
    ]


@LANGUAGES
def test_the_map_says_gaps_and_overlaps_in_words_and_signs(app: Flask, language: str) -> None:
    call, [(_, lead), (one, _), (_, _)] = make_team(RoleKind.TECHNOLOGY, RoleKind.TECHNOLOGY)
    make_role(call, RoleKind.TECHNOLOGY)
    make_role(call, RoleKind.FINANCE)
    need = make_need(call, "A ship of its own")
    make_cover(place_of(one), need)
    page = read(browser_of(app, lead), f"/{language}/consortia/{call.key}/roles")
    words = {
        "en": ("Gap: nobody", "Overlap: agree on who does what", "One member only", "Finance and trade"),
        "ja": ("不足：担い手がいません", "重複：分担を話し合ってください", "1会員のみ"),
    }
    for word in words[language]:
        assert word in page
    for sign in ("✕", "≋", "!", "●"):
        assert f'<span aria-hidden="true">{sign}</span>' in page
    assert "stroke-dasharray" in page
    assert page.count('role="img"') == 1
    assert "A ship of its own" in page


def test_an_empty_team_is_told_what_to_do(app: Flask) -> None:
    member = make_member()
    person = make_person(member)
    call = make_call(member, person)
    make_place(call, member, person, lead=True)
    page = read(browser_of(app, person), f"/en/consortia/{call.key}/roles")
    assert "The call names neither roles nor needs" in page
    page = read(browser_of(app, person), f"/en/consortia/{call.key}/finder")
    assert "Nothing is open that records can tell of" in page


def test_a_place_says_what_it_does_and_has(app: Flask) -> None:
    call, [(_, lead), (member, partner)] = make_team(RoleKind.TECHNOLOGY)
    need = make_need(call, "A ship")
    browser, address = browser_of(app, partner), f"/en/consortia/{call.key}/roles/{member.slug}"
    data = {
        "base": base_in(read(browser, address)),
        "roles": ["technology", "local"],
        f"need_{need.id}": "partly",
    }
    for _ in range(2):
        # Pressed twice it counts once.
        assert browser.post(address, data=data).status_code == 303
    place = place_of(member)
    assert {one.kind for one in db.session.query(Duty).filter_by(place_id=place.id)} == {
        "technology",
        "local",
    }
    assert [one.fills for one in db.session.query(Cover).filter_by(place_id=place.id)] == ["partly"]
    lines = db.session.query(JournalLine).filter_by(act="team-roles").all()
    assert len(lines) == 1
    assert "ship" not in str(vars(lines[0]))
    db.session.expire_all()
    assert db.session.get_one(Call, call.id).stirred_at
    assert "In part only" in read(browser_of(app, lead), f"/en/consortia/{call.key}/roles")


def test_the_lead_says_it_for_all_and_others_only_for_themselves(app: Flask) -> None:
    call, [(first, lead), (member, partner)] = make_team(RoleKind.TECHNOLOGY)
    own, theirs = (f"/en/consortia/{call.key}/roles/{one.slug}" for one in (member, first))
    page = read(browser_of(app, partner), f"/en/consortia/{call.key}/roles")
    assert f'href="{own}"' in page
    assert f'href="{theirs}"' not in page
    assert browser_of(app, partner).get(theirs).status_code == 404
    assert browser_of(app, partner).post(theirs, data={"roles": ["finance"]}).status_code == 404
    base = base_in(read(browser_of(app, lead), own))
    answer = browser_of(app, lead).post(own, data={"base": base, "roles": ["finance"]})
    assert answer.status_code == 303
    assert (
        browser_of(app, lead).get(f"/en/consortia/{call.key}/roles/{make_member().slug}").status_code == 404
    )


def test_a_call_that_looks_for_its_leader_has_a_gap_until_somebody_coordinates(app: Flask) -> None:
    call, [(member, lead)] = make_team()
    call.coordinator = Coordinator.SOUGHT
    db.session.query(Duty).filter_by(place_id=place_of(member).id).delete()
    db.session.commit()
    browser, address = browser_of(app, lead), f"/en/consortia/{call.key}"
    assert "? Gap: Coordinator" in read(browser, f"{address}/roles")
    assert "Role: Coordinator" in read(browser, f"{address}/finder")
    added(Duty(place_id=place_of(member).id, kind=RoleKind.COORDINATOR))
    assert "Gap" not in read(browser, f"{address}/roles").split("<main")[1].split("Picture of the team")[1]


@LANGUAGES
def test_the_second_of_two_sees_both_and_loses_nothing(app: Flask, language: str) -> None:
    call, [(_, lead), (member, partner)] = make_team(RoleKind.TECHNOLOGY)
    need = make_need(call, "A ship")
    address = f"/{language}/consortia/{call.key}/roles/{member.slug}"
    first, second = browser_of(app, partner), browser_of(app, lead)
    base = base_in(read(second, address))
    assert first.post(address, data={"base": base, "roles": ["local"]}).status_code == 303
    data: dict[str, Any] = {"base": base, "roles": ["finance"], f"need_{need.id}": "yes"}
    answer = second.post(address, data=data)
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    words = {"en": ("Local presence and relations", "Yes, it has this"), "ja": ("満たす",)}
    for word in words[language]:
        assert word in page
    assert [one.kind for one in db.session.query(Duty).filter_by(place_id=place_of(member).id)] == ["local"]
    assert second.post(address, data={**data, "base": base_in(page)}).status_code == 303
    assert [one.kind for one in db.session.query(Duty).filter_by(place_id=place_of(member).id)] == ["finance"]


def test_what_is_no_answer_is_refused_and_stays(app: Flask) -> None:
    call, [(_, lead), (member, _)] = make_team(RoleKind.TECHNOLOGY)
    need = make_need(call, "A ship")
    address = f"/en/consortia/{call.key}/roles/{member.slug}"
    answer = browser_of(app, lead).post(address, data={"roles": ["king"], f"need_{need.id}": "yes"})
    assert answer.status_code == 422
    assert "There is a problem" in answer.get_data(as_text=True)


def make_wanting_call() -> tuple[Call, Account, str]:
    """A team that lacks a cable and somebody in Palau, its lead, and the address of its finder."""
    make_world()
    call, [(_, lead)] = make_team()
    make_need(call, "Lays cables", technology_code="cable")
    make_need(call, "Is in Palau", country_code="PLW")
    return call, lead, f"/en/consortia/{call.key}/finder"


def test_the_finder_says_who_why_and_what_it_cannot_know(app: Flask) -> None:
    call, lead, address = make_wanting_call()
    make_need(call, "Speaks Palauan")
    make_need(call, "Runs satellites", technology_code="satellite")
    make_need(call, "Satellites would be nice in Fiji", must=False, country_code="FJI")
    make_role(call, RoleKind.OPERATOR)
    make_role(call, RoleKind.TRAINING)
    layer, local, far = make_member(), make_member(kind="carrier"), make_member()
    make_capability(layer, "cable")
    make_capability(far, "cable")
    make_reference(local, "cable", "PLW", year=2018)
    make_interest(layer, "FJI", "future")
    page = read(browser_of(app, lead), address)
    assert "What no member has" in page
    assert "Runs satellites" in page.split("What no member has")[1]
    assert "Speaks Palauan" in page.split("What people must answer")[1]
    assert "Role: Training and capacity building" in page.split("What people must answer")[1]
    assert "Sets found: 2, with 2 members in each" in page
    assert "delivered in Palau (2018)" in page
    assert "kind of organisation" in page
    # The one that would also fill the nice-to-have stands first.
    assert page.index(layer.name.en) < page.index(far.name.en)
    assert "plans to go to Fiji" in page


def test_what_the_team_has_is_not_looked_for(app: Flask) -> None:
    make_world()
    call, [(member, lead)] = make_team()
    has = make_need(call, "Runs satellites", technology_code="satellite")
    make_need(call, "Lays cables", technology_code="cable")
    make_cover(place_of(member), has)
    page = read(browser_of(app, lead), f"/en/consortia/{call.key}/finder")
    assert "Runs satellites" not in page
    assert "Lays cables" in page


def test_both_technology_and_country_must_be_there_where_both_are_asked(app: Flask) -> None:
    make_world()
    call, [(_, lead)] = make_team()
    make_need(call, "Cables in Palau", technology_code="cable", country_code="PLW")
    half, other, whole = make_member(), make_member(), make_member()
    make_capability(half, "cable")
    make_interest(other, "PLW")
    make_capability(whole, "cable")
    make_interest(whole, "PLW")
    make_interest(half, "PLW", "none")
    page = read(browser_of(app, lead), f"/en/consortia/{call.key}/finder")
    assert whole.name.en in page
    assert half.name.en not in page
    assert other.name.en not in page


@pytest.mark.parametrize("field", ["capabilities", "references", "countries"])
def test_a_hidden_field_changes_nothing_in_the_finder(app: Flask, field: str) -> None:
    """Two worlds that differ only in what a member hides show the same page."""
    _, lead, address = make_wanting_call()
    shown, twin = make_member(), make_member()
    make_capability(shown, "cable")
    make_interest(shown, "PLW")
    keep_from_members(twin, field)
    browser = browser_of(app, lead)

    def page() -> str:
        return read(browser, address).split("<main")[1].split("</main>")[0]

    before = page()
    if field != "countries":
        # A reference site names its capability: whoever hides one hides the other.
        make_reference(twin, "cable", "PLW")
    if field == "capabilities":
        make_capability(twin, "cable")
    if field == "countries":
        make_interest(twin, "PLW")
    assert page() == before
    assert twin.name.en not in before


def test_members_not_listed_or_forgotten_are_not_suggested(app: Flask) -> None:
    _, lead, address = make_wanting_call()
    for values in (
        {"state": "suspended"},
        {"verified": False},
        {"confirmed_at": NOW.replace(year=2024)},
    ):
        one = make_member(**values)
        make_capability(one, "cable")
        make_interest(one, "PLW")
    page = read(browser_of(app, lead), address)
    assert "Sets found" not in page
    assert "What no member has" in page


def test_pages_of_a_team_take_as_many_statements_for_few_members_as_for_many(
    app: Flask, statements: Statements
) -> None:
    make_world()
    small, [(_, one), *_] = make_team(RoleKind.TECHNOLOGY)
    large, [(_, other), *_] = make_team(*[RoleKind.TECHNOLOGY] * 6)
    for call in (small, large):
        make_need(call, "Cables", technology_code="cable")
    for _ in range(4):
        make_capability(make_member(), "cable")
    for page in ("roles", "finder"):
        counts = []
        for call, person in ((small, one), (large, other)):
            browser = browser_of(app, person)
            browser.get(f"/en/consortia/{call.key}/{page}")
            with statements() as done:
                browser.get(f"/en/consortia/{call.key}/{page}")
            counts.append(len(done))
        assert counts[0] == counts[1]


@LANGUAGES
def test_the_network_shows_ties_of_records_and_open_teams(app: Flask, language: str) -> None:
    one, other, third = make_member(), make_member(), make_member()
    make_project(one, f"現地企業、{other.name.ja}")
    person = make_person(third)
    call, [(lead, _), (member, _)] = make_team(RoleKind.LOCAL, stage=Stage.AGREED)
    page = read(browser_of(app, person), f"/{language}/consortia/network")
    title = call.title.en if language == "en" else call.title.ja
    names = [getattr(each.name, language) for each in (one, other, lead, member)]
    for text in (title, "2019", *names):
        assert text in page
    assert getattr(third.name, language) not in page.split("<main")[1]
    page = read(browser_of(app, person), f"/{language}/consortia/network?member={one.slug}")
    assert "2019" in page
    assert title not in page
    assert app.test_client().get(f"/{language}/consortia/network").status_code == 302


@pytest.mark.parametrize(
    "values",
    [{"stage": Stage.FORMING}, {"stage": Stage.DISSOLVED}, {"anonymous": True}, {"opened_at": None}],
)
def test_a_team_that_is_not_open_and_agreed_leaves_no_trace_in_the_network(
    app: Flask, values: dict[str, Any]
) -> None:
    call, [(lead, _), (member, _)] = make_team(RoleKind.LOCAL, stage=Stage.AGREED)
    for name, value in values.items():
        setattr(call, name, value)
    db.session.commit()
    page = read(browser_of(app, make_person(make_member())), "/en/consortia/network")
    assert "No ties are known yet" in page
    assert call.title.en not in page
    assert lead.name.en not in page
    assert member.name.en not in page


def test_a_title_for_members_alone_and_hidden_projects_leave_no_trace_in_the_network(app: Flask) -> None:
    call, _ = make_team(RoleKind.LOCAL, stage=Stage.AGREED)
    added(CallRelease(call_id=call.id, field="title", circle="members"))
    one, other, away = make_member(), make_member(), make_member(state="suspended")
    make_project(one, other.name.ja)
    keep_from_members(one, "projects")
    make_project(other, away.name.ja)
    page = read(browser_of(app, make_person(make_member())), "/en/consortia/network")
    assert "No ties are known yet" in page


def test_the_network_takes_as_many_statements_for_many_ties_as_for_one(app: Flask) -> None:
    counts = []
    browser = browser_of(app, make_person(make_member()))
    browser.get("/en/consortia/network")
    for _ in range(2):
        for _ in range(3):
            make_project(make_member(), make_member().name.ja)
        with counted_statements() as done:
            browser.get("/en/consortia/network")
        counts.append(len(done))
    assert counts[0] == counts[1]


def test_many_ties_stand_on_several_pages(app: Flask) -> None:
    hub = make_member()
    others = [make_member() for _ in range(52)]
    make_project(hub, "、".join(other.name.ja for other in others))
    browser = browser_of(app, make_person(make_member()))
    page = read(browser, f"/en/consortia/network?member={hub.slug}")
    assert "Pairs of members: 52" in page
    assert "The picture shows the 30 members" in page
    assert page.count("Cable of Palau") == 50
    assert f"member={hub.slug}" in page.split("Next page")[0].rsplit("href", 1)[1]
    for number in ("2", "99", "x", "９" * 30):
        read(browser, f"/en/consortia/network?member={hub.slug}&page={number}")
    assert read(browser, f"/en/consortia/network?member={hub.slug}&page=2").count("Cable of Palau") == 2
