"""From the first address to the directory: somebody applies, the secretariat returns and approves, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE, Visit
from tests.conftest import SECRETARIAT, sample_password

WORDS = {
    "ja": {"name": "株式会社しおかぜ通信", "comment": "英語の概要をお願いします。"},
    "en": {"name": "Shiokaze Networks", "comment": "English, please."},
}


def letters_to(window: Visit, address: str, language: str) -> list[str]:
    """The links in the letters to an address, newest first, as the page of the outbox shows them."""
    page = window.open(f"/{language}/outbox").page
    links: list[str] = (
        page.locator("article", has_text=address)
        .get_by_role("link")
        .evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    )
    return [path_of(link, language) for link in links]


def path_of(link: str, language: str) -> str:
    start = min(place for place in (link.find("/ja/"), link.find("/en/")) if place >= 0)
    return f"/{language}/{link[start + 4 :]}"


def press(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def fill(page: Page, **values: str) -> None:
    for field, value in values.items():
        target = page.locator(f"[name={field}]").first
        kind = target.evaluate("(one) => one.type")
        if kind == "radio":
            page.locator(f"[name={field}][value={value}]").check()
        elif kind == "checkbox":
            target.check()
        elif kind == "select-one":
            target.select_option(value)
        else:
            target.fill(value)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_apply_returned_again_approved_signed_in_found(visit: Callable[..., Visit], language: str) -> None:
    words, address = WORDS[language], f"kaze@shiokaze-{language}.example"
    slug = f"shiokaze-{language}"
    applicant, office, visitor = visit(language=language), visit(language=language), visit(language=language)
    page = applicant.open(f"/{language}/apply").check().widen(PHONE).check().widen(1280).page
    page.locator("[name=address]").fill(address)
    press(page)
    here = letters_to(applicant, address, language)[0]
    parts: dict[str, dict[str, str]] = {
        "organisation": {
            "name_ja": WORDS["ja"]["name"], "name_en": f"{WORDS['en']['name']} {language}",
            "name_kana": "シオカゼツウシン",
            "kind": "vendor", "size_class": "medium", "prefecture": "宮城県", "summary_ja": "島の通信網をつくる。",
        },
        "capabilities": {
            "technology": "telemedicine", "what_ja": "遠隔診療の回線", "what_en": "Links for telemedicine",
            "maturity": "commercial",
        },
        "countries": {"country": "PLW", "interest": "future"},
        "people": {"person_ja": "潮 風子", "person_en": "Fuko Ushio", "phone": "03-1234-5678"},
        "rules": {"accepted": "y"},
    }  # fmt: skip
    for part, values in parts.items():
        page = applicant.open(f"{here}/{part}").check().widen(PHONE).check().widen(1280).page
        fill(page, **values)
        press(page)
    applicant.open(here).check().widen(PHONE).check().widen(1280)
    page = applicant.open(f"{here}/check").check().widen(PHONE).check().widen(1280).page
    press(page)
    page.wait_for_url("**/done")
    applicant.check()

    desk = office.open(f"/{language}/sign-in").page
    fill(desk, email=SECRETARIAT, password=sample_password(SECRETARIAT))
    press(desk)
    desk.wait_for_url(f"**/{language}/")
    office.open(f"/{language}/desk/applications").check()
    desk.locator("main a[href*='/desk/applications/']").first.click()
    office.check()
    case = desk.url
    press(desk)
    desk.goto(f"{case}/send-back")
    office.check().widen(PHONE).check().widen(1280)
    desk.locator("[name=organisation]").fill(words["comment"])
    press(desk)
    desk.wait_for_url(case)

    here = letters_to(applicant, address, language)[0]
    page = applicant.open(f"{here}/organisation").check().page
    assert words["comment"] in page.locator("main").inner_text()
    fill(page, summary_en="Builds networks for islands.")
    press(page)
    press(applicant.open(f"{here}/check").page)
    page.wait_for_url("**/done")

    visitor.open(f"/{language}/members/{slug}", 404)
    desk.goto(case)
    press(desk)
    desk.goto(f"{case}/approve")
    office.check()
    desk.locator("[name=slug]").fill(slug)
    press(desk)
    desk.wait_for_url(case)

    invitation = next(one for one in letters_to(applicant, address, language) if "invitation" in one)
    page = applicant.open(invitation).check().page
    fill(page, password="three grey herons on the pier", agreed="y")
    press(page)
    page.wait_for_url(f"**/{language}/members/{slug}")
    applicant.check().widen(PHONE).check().widen(1280)

    # The profile is completed: one field less is missing.
    record = f"/{language}/members/{slug}/record"
    missing = applicant.open(record).check().page.locator("main a[href$='/record/seeks']").count()
    page = applicant.open(f"{record}/seeks").page
    fill(page, seeks_ja="設置会社", seeks_en="Installers")
    press(page)
    assert applicant.open(record).page.locator("main a[href$='/record/seeks']").count() == missing - 1
    name = words["name"]
    assert name in visitor.open(f"/{language}/members?q=shiokaze").page.locator("main").inner_text()
