"""Stories across rooms, as somebody lives them: from a technology to the people who can help, in both languages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.addresses import FREE_TEXT
from tests.browser import Visit
from tests.conftest import MEMBER, sample_password, seed_rows

CABLE = {"ja": "光海底ケーブル", "en": "Submarine cable"}
TELEMEDICINE = {"ja": "遠隔医療", "en": "Telemedicine"}
PALAU = {"ja": "パラオ", "en": "Palau"}
NO_DATA = {"ja": "データなし", "en": "No data"}
BOTH = pytest.mark.parametrize("language", ["ja", "en"])
WITH_AND_WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])


def ranked(page: Page) -> list[str]:
    found: list[str] = page.locator("#match-list > li").evaluate_all(
        "(all) => all.map((one) => one.dataset.code)"
    )
    return found


def follow(page: Page, address: str) -> None:
    """Follow the first link of the text whose address has this form."""
    wanted = re.compile(address)
    links = page.locator("main a[href]").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    found = next((one for one in links if wanted.search(one)), None)
    assert found, f"{page.url} has no link to {address}"
    page.locator(f'main a[href="{found}"]').first.click()
    page.wait_for_url(re.compile(address))


@BOTH
@WITH_AND_WITHOUT
def test_from_a_technology_to_a_country_and_the_people_who_help(
    visit: Callable[..., Visit], language: str, scripts: bool
) -> None:
    window = visit(language=language, scripts=scripts).open(f"/{language}/")
    page = window.page
    follow(page, rf"/{language}/match")
    page.select_option("#technology", label=CABLE[language])
    page.locator(".match-form button[type=submit]").first.click()
    page.wait_for_url(re.compile("technology=submarine_cable"))
    countries = ranked(page)
    assert set(countries) == {row["code"] for row in seed_rows("countries.csv")}

    # The reasons of one country, with where each figure comes from.
    page.goto(f"{window.site}/{language}/match/PLW?technology=submarine_cable")
    text = page.locator("main").inner_text()
    assert PALAU[language] in text
    assert page.locator("main a[href^='https://']").count() > 0

    follow(page, rf"/{language}/countries/PLW")
    assert PALAU[language] in page.locator("h1").inner_text()
    assert NO_DATA[language] in page.locator("main").inner_text()
    window.check(axe=False)

    for room in ("members", "support-tools", "advisors"):
        page.goto(f"{window.site}/{language}/match?technology=submarine_cable")
        follow(page, rf"/{language}/{room}\?")
        follow(page, rf"/{language}/{room}/[\w-]+")
        assert page.locator("h1").inner_text().strip()
        window.check(axe=False)


@BOTH
def test_a_changed_weight_ranks_at_once_and_the_address_keeps_it(
    visit: Callable[..., Visit], language: str
) -> None:
    page = visit(language=language).open(f"/{language}/match?technology=telemedicine").page
    before = ranked(page)
    page.locator("#weights summary").click()
    page.fill("#w_need", "10")
    page.fill("#w_evidence", "0")
    page.wait_for_url(re.compile("w_need=10"))
    assert ranked(page) != before
    expect(page.locator("#match-status")).not_to_be_empty()
    # Whoever opens the same address without script sees the same order.
    live = ranked(page)
    plain = visit(language=language, scripts=False)
    plain.open(page.url.removeprefix(plain.site))
    assert ranked(plain.page) == live


@BOTH
def test_a_changed_weight_ranks_without_script_too(visit: Callable[..., Visit], language: str) -> None:
    page = visit(language=language, scripts=False).open(f"/{language}/match?technology=telemedicine").page
    before = ranked(page)
    page.locator("#weights summary").click()
    page.fill("#w_need", "10")
    page.fill("#w_evidence", "0")
    page.locator(".match-form button[type=submit]").last.click()
    page.wait_for_url(re.compile("w_need=10"))
    assert ranked(page) != before
    assert page.input_value("#w_need") == "10"


@BOTH
def test_reasons_open_in_place(visit: Callable[..., Visit], language: str) -> None:
    window = visit(language=language).open(f"/{language}/match?technology=submarine_cable")
    window.page.locator(".match-open").first.click()
    expect(window.page.locator(".match-fragment")).to_have_count(1)
    expect(window.page.locator(".match-fragment a[href^='https://']").first).to_be_visible()
    window.check(axe=False)


@BOTH
@WITH_AND_WITHOUT
def test_a_description_in_words_is_understood_and_can_be_changed(
    visit: Callable[..., Visit], language: str, scripts: bool
) -> None:
    page = visit(language=language, scripts=scripts).open(f"/{language}/match").page
    page.fill("#q", FREE_TEXT)
    page.locator(".match-form button[type=submit]").first.click()
    page.wait_for_url(re.compile("q="))
    assert TELEMEDICINE[language] in page.locator(".match-meaning").inner_text()
    assert page.input_value("#q") == FREE_TEXT
    # It was meant otherwise.
    page.select_option("#technology", label=CABLE[language])
    page.locator(".match-form button[type=submit]").first.click()
    page.wait_for_url(re.compile("technology=submarine_cable"))
    assert CABLE[language] in page.locator(".match-meaning").inner_text()


@BOTH
def test_three_countries_are_compared(visit: Callable[..., Visit], language: str) -> None:
    window = visit(language=language).open(f"/{language}/match?technology=submarine_cable")
    page = window.page
    names = []
    for place in range(3):
        item = page.locator("#match-list > li").nth(place)
        names.append(str(item.get_attribute("data-name")))
        item.locator("input[name=country]").check()
    page.locator(".match-compare button").click()
    page.wait_for_url(re.compile("/match/compare"))
    text = page.locator("main").inner_text()
    assert all(name in text for name in names)
    window.check(axe=False)


@BOTH
@WITH_AND_WITHOUT
def test_a_member_signs_in_sees_contacts_and_signs_out(
    visit: Callable[..., Visit], language: str, scripts: bool
) -> None:
    contact = next(
        row
        for row in seed_rows("sample/contact_persons.csv")
        if row["released"] == "1" and row["member"] != "aonagi-subsea"
    )
    page_of_member = f"/{language}/members/{contact['member']}"
    window = visit(language=language, scripts=scripts).open(page_of_member)
    page = window.page
    assert contact["email"] not in page.content()
    follow(page, r"/sign-in")
    page.fill("input[name=email]", MEMBER)
    page.fill("input[name=password]", sample_password(MEMBER))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(re.escape(page_of_member)))
    assert contact["email"] in page.locator("main").inner_text()
    window.check(axe=scripts)

    page.locator("header form[action*='sign-out'] button").first.click()
    page.wait_for_load_state()
    page.goto(window.site + page_of_member)
    assert contact["email"] not in page.content()


@BOTH
def test_a_wrong_password_says_so_and_keeps_the_address(visit: Callable[..., Visit], language: str) -> None:
    window = visit(language=language).open(f"/{language}/sign-in")
    page = window.page
    page.fill("input[name=email]", "nobody@member.example")
    page.fill("input[name=password]", "certainly not the password")
    window.expected_status = 422
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert page.input_value("input[name=email]") == "nobody@member.example"
    window.check()


@pytest.mark.parametrize("words", ["遠隔医療", "おんらいん診療", "telemedicine", "ＴＥＬＥＭＥＤＩＣＩＮＥ"])
@WITH_AND_WITHOUT
def test_search_finds_the_technology_in_any_script(
    visit: Callable[..., Visit], words: str, scripts: bool
) -> None:
    page = visit(scripts=scripts).open("/ja/").page
    page.locator("#site-search").fill(words)
    page.locator("#site-search").press("Enter")
    page.wait_for_url(re.compile("/ja/search"))
    assert page.locator("main a[href*='/ja/technologies/telemedicine']").count() > 0


@BOTH
def test_the_language_switch_keeps_page_and_question(visit: Callable[..., Visit], language: str) -> None:
    other = {"ja": "en", "en": "ja"}[language]
    page = visit(language=language).open(f"/{language}/match?technology=submarine_cable&w_need=5").page
    before = ranked(page)
    page.locator(f"header a[hreflang={other}]").first.click()
    page.wait_for_url(re.compile(f"/{other}/match.*"))
    assert "technology=submarine_cable" in page.url
    assert "w_need=5" in page.url
    assert ranked(page) == before


def test_what_is_printed_is_the_page_without_its_controls(visit: Callable[..., Visit]) -> None:
    page = visit().open("/ja/countries/PLW").page
    page.emulate_media(media="print")
    assert not page.locator("header form").first.is_visible()
    assert page.locator("main h1").is_visible()
