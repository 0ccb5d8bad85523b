"""From a match to a team: four people in windows of their own, in both languages."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from hub.calls.rules import BY_EYE
from hub.core import clock
from hub.core.db import db
from hub.members.models import Member, SeatRole
from tests import browser as browsing
from tests.accounts.makers import PASSWORD
from tests.browser import PHONE, Visit
from tests.conftest import MEMBER, SECRETARIAT, copied, sample_password
from tests.journeys.test_apply import fill, press
from tests.journeys.test_membership import LEAVERS
from tests.requests.makers import make_person

THIRD = "mei@chikazuki-medical.example"
OTHER = LEAVERS["ja"][0]
FUNDING = {"ja": "海外の基金を使う", "en": "A fund abroad pays"}


@pytest.fixture(scope="module")
def site(seeded_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The seeded site, in which a third member has a person as well."""
    app = copied(seeded_app, tmp_path_factory.mktemp("site"))
    app.testing = False
    with app.app_context():
        member = db.session.scalars(select(Member).where(Member.slug == "chikazuki-medical")).one()
        make_person(member, SeatRole.WINDOW, email=THIRD)
        db.session.remove()
    app.config["WTF_CSRF_ENABLED"] = True
    with browsing.served(app) as address:
        yield address


def signed_in(window: Visit, language: str, email: str) -> Page:
    page = window.open(f"/{language}/sign-in").page
    fill(page, email=email, password=PASSWORD if email == THIRD else sample_password(email))
    press(page)
    page.wait_for_url(f"**/{language}/")
    return page


def looked_at(window: Visit) -> None:
    """As wide as a desk and as narrow as a phone."""
    window.check().widen(PHONE).check().widen(1280)


def day(page: Page, name: str, days: int) -> None:
    on = clock.today() + timedelta(days=days)
    for box, value in zip(page.locator(f"[name={name}]").all(), (on.year, on.month, on.day), strict=True):
        box.fill(str(value))


def press_button(page: Page, address: str) -> None:
    """The button of the form that goes to this address."""
    with page.expect_navigation():
        page.locator(f'form[action$="{address}"] button').first.click()


def go(page: Page, address: str) -> None:
    with page.expect_navigation():
        page.locator(f'main a[href*="{address}"]').first.click()


def answer(window: Visit, language: str, key: str, words: str) -> str:
    """Express interest, look it over, send it; the address of what was sent."""
    page = window.open(f"/{language}/calls/{key}").page
    go(page, "/interest")
    looked_at(window)
    page.locator("[name=role][value=technology]").check()
    for box in page.locator("[name$=_fills][value=yes]").all():
        box.check()
    for area in page.locator("textarea").all():
        area.fill(words)
    press(page)
    looked_at(window)
    press_button(page, "/send")
    return page.url


@pytest.mark.parametrize("language", ["ja", "en"])
def test_from_a_match_to_a_team(visit: Callable[..., Visit], language: str) -> None:
    lead, one, two, office, visitor = (visit(language=language) for _ in range(5))
    page = signed_in(lead, language, MEMBER)
    signed_in(one, language, OTHER)
    signed_in(two, language, THIRD)
    signed_in(office, language, SECRETARIAT)
    # The call begins at a match, with technology and country filled in.
    lead.open(f"/{language}/match?technology=telemedicine")
    go(page, "/calls/new")
    looked_at(lead)
    assert page.locator("[name=technology_code]").input_value() == "telemedicine"
    assert page.locator("[name=countries]:checked").count() == 1
    title = f"Telemedicine for islands {language}"
    fill(page, title_ja=f"離島の遠隔医療 {language}", title_en=title)
    press(page)
    key = re.search(r"/calls/(\w+)/edit", page.url)[1]  # type: ignore[index]  # it is there
    edit = f"/{language}/calls/{key}/edit"
    looked_at(lead)
    lead.open(f"{edit}/problem")
    looked_at(lead)
    fill(
        page,
        problem="Doctors are hours away from most islands by boat.",
        beneficiary="Patients and clinics of twelve islands.",
        result="A link and a clinic room on each island.",
    )
    press(page)
    lead.open(f"{edit}/partners")
    looked_at(lead)
    fill(
        page,
        coordinator="present",
        partner_work="Installs the rooms and trains nurses.",
        role0_kind="technology",
        role1_kind="training",
        must0_text="Clinic rooms built before",
        must1_text="Trainers on the spot",
    )
    press(page)
    lead.open(f"{edit}/terms")
    fill(page, funding=FUNDING[language])
    day(page, "closes_on", 40)
    day(page, "questions_until", 30)
    looked_at(lead)
    press(page)
    lead.open(f"{edit}/circles")
    looked_at(lead)
    lead.open(f"/{language}/calls/{key}/submit")
    looked_at(lead)
    press(page)
    looked_at(lead)
    visitor.open(f"/{language}/calls/{key}", 404)
    # The secretariat goes through its checklist.
    desk = office.open(f"/{language}/desk/calls").page
    looked_at(office)
    go(desk, key)
    looked_at(office)
    for point in BY_EYE:
        desk.locator(f"[name=seen][value={point}]").check()
    fill(desk, act="publish")
    press(desk)
    looked_at(visitor.open(f"/{language}/calls"))
    looked_at(visitor.open(f"/{language}/calls/{key}"))
    assert "islands by boat" not in visitor.page.content()
    # A question, and two who answer.
    asker = one.open(f"/{language}/calls/{key}").page
    looked_at(one)
    fill(asker, text="How many islands have power?")
    press(asker)
    lead.open(f"/{language}/calls/{key}")
    go(page, "/questions/")
    looked_at(lead)
    fill(page, answer="All twelve.")
    press(page)
    expect(two.open(f"/{language}/calls/{key}").page.locator("main")).to_contain_text("All twelve.")
    first = answer(one, language, key, "We have built forty rooms.")
    second = answer(two, language, key, "We train nurses in three countries.")
    lead.open(f"/{language}/calls/{key}/interests")
    looked_at(lead)
    # One is put on the short list and sees what is meant for it; the other is invited at once.
    page.goto(first)
    looked_at(lead)
    press_button(page, "/shortlist")
    assert FUNDING[language] in one.open(f"/{language}/calls/{key}").page.content()
    assert FUNDING[language] not in two.open(f"/{language}/calls/{key}").page.content()
    for sent in (first, second):
        page.goto(sent)
        go(page, "/invite")
        looked_at(lead)
        fill(page, text="Please join us.")
        press(page)
        looked_at(lead)
    # One accepts, the other proposes something else, to which the lead agrees.
    accepting = one.open(f"/{language}/consortia/own").page
    looked_at(one)
    go(accepting, "/team-invitations/")
    looked_at(one)
    press_button(accepting, "/accept")
    countering = two.open(f"/{language}/consortia/own").page
    go(countering, "/team-invitations/")
    go(countering, "/counter")
    looked_at(two)
    fill(countering, role="training", words="We train; others build.")
    press(countering)
    lead.open(f"/{language}/requests")
    looked_at(lead)
    page.goto(countering.url)
    looked_at(lead)
    press_button(page, "/agree")
    # The room opens after the pledge, to nobody else.
    team = f"/{language}/consortia/{key}"
    for window in (lead, one, two):
        inside = window.open(team).page
        looked_at(window)
        inside.locator("[name=agreed]").check()
        press(inside)
        looked_at(window)
    looked_at(lead.open(f"{team}/people"))
    looked_at(lead.open(f"{team}/roles"))
    looked_at(lead.open(f"{team}/finder"))
    looked_at(lead.open(f"{team}/shown"))
    office.open(team, 404)
    # Closed, and formed: from here on the call is on no board.
    lead.open(f"/{language}/calls/{key}")
    press_button(page, "/act/close")
    press_button(page, "/act/form")
    visitor.open(f"/{language}/calls/{key}", 404)
    assert key not in visitor.open(f"/{language}/calls?closed=y").page.content()
    # All accept the same terms, and the team has agreed.
    agreement = f"{team}/agreement"
    looked_at(lead.open(agreement))
    for head in ("lead", "property", "exclusivity", "costs", "confidentiality", "exit"):
        lead.open(f"{agreement}/clauses/{head}")
        press(page)
    looked_at(lead.open(f"{agreement}/clauses/costs"))
    lead.open(f"{agreement}/shares")
    for box, percent in zip(page.locator("main [name^=place]").all(), ("40", "30", "30"), strict=True):
        box.fill(percent)
    looked_at(lead)
    press(page)
    lead.open(f"{agreement}/propose")
    looked_at(lead)
    press(page)
    looked_at(two.open(f"{agreement}/1/objection"))
    for window in (lead, one, two):
        shown = window.open(agreement).page
        looked_at(window)
        press_button(shown, "/accept")
    looked_at(lead.open(f"{agreement}/1"))
    expect(page.locator("main code")).to_have_text(re.compile(r"([0-9a-f]{8} ?){8}"))
    looked_at(office.open(f"/{language}/desk/agreements"))
    looked_at(office.open(f"/{language}/desk/agreements/costs"))
    looked_at(office.open(f"/{language}/desk/consortia"))
    office.open(f"{agreement}/1", 404)
    # Whoever leaves is out.
    leaving = two.open(f"{team}/leave").page
    looked_at(two)
    fill(leaving, words="Our trainers are needed elsewhere.")
    press(leaving)
    two.open(team, 404)
    looked_at(lead.open(f"/{language}/calls/{key}/dissolve"))
    fill(page, reason="no_funding")
    press(page)
    one.open(team, 404)
    looked_at(one.open(f"/{language}/consortia/own"))
