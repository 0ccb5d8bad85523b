"""What members and the secretariat do with records and seats, in a browser and in both languages."""

import csv
import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, Visit
from tests.conftest import MEMBER, SECRETARIAT, sample_password, seed_rows
from tests.journeys.test_apply import fill, press

LEAVERS = {
    "ja": ("takumi@sakibure-disaster.example", "sakibure-disaster"),
    "en": (MEMBER, "aonagi-subsea"),
}
BOTH = pytest.mark.parametrize("language", ["ja", "en"])
WORDS = {
    "ja": {"same": "変更なし", "end": "登録を終了する", "seeks": "現地の設置会社を探しています。"},
    "en": {"same": "Same", "end": "Close the seat", "seeks": "Looks for local installers."},
}


def signed_in(window: Visit, language: str, email: str) -> Page:
    page = window.open(f"/{language}/sign-in").page
    fill(page, email=email, password=sample_password(email))
    press(page)
    page.wait_for_url(f"**/{language}/")
    return page


@BOTH
def test_a_field_is_written_hidden_and_seen_by_those_who_may(
    visit: Callable[..., Visit], language: str
) -> None:
    own, visitor, other = visit(language=language), visit(language=language), visit(language=language)
    page = signed_in(own, language, MEMBER)
    record = f"/{language}/members/aonagi-subsea"
    own.open(f"{record}/record").check().widen(PHONE).check().widen(1280)
    own.open(f"{record}/record/seeks").check().widen(PHONE).check().widen(1280)
    words = WORDS[language]["seeks"]
    fill(page, seeks_ja=words, seeks_en=words, release_seeks="members")
    press(page)
    own.check()
    assert words not in visitor.open(record).page.content()
    assert words not in own.open(f"{record}/preview?as=visitor").check().page.locator("main").inner_text()
    signed_in(other, language, LEAVERS["ja"][0] if language == "ja" else SECRETARIAT)
    assert words in other.open(record).page.locator("main").inner_text()
    for address in (
        "capabilities",
        "capabilities/new",
        "countries",
        "contacts",
        "profile",
        "logo",
        "history",
    ):
        own.open(f"{record}/record/{address}").check().widen(PHONE).check().widen(1280)


@BOTH
def test_the_secretariat_changes_the_sheet_of_all_members(visit: Callable[..., Visit], language: str) -> None:
    office = visit(language=language)
    page = signed_in(office, language, SECRETARIAT)
    office.open(f"/{language}/desk/members/export")
    fill(page, kind="members", headers="machine", form="csv")
    with page.expect_download() as download:
        page.locator("main form button[type=submit]").first.click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    members = len(seed_rows("members.csv")) + len(seed_rows("sample/members.csv"))
    assert len(rows) == members + 1 == 125
    changed = f"Lays cables, says the {language} sheet."
    line = next(row for row in rows if row[0] == "aonagi-subsea")
    line[rows[0].index("summary_en")] = changed
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    page = office.open(f"/{language}/desk/members/import").page
    fill(page, kind="members")
    page.locator("[name=file]").set_input_files(
        {"name": "members.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode("utf-8-sig")}
    )
    press(page)
    expect(page.locator("main ins", has_text=changed)).to_be_visible(timeout=20_000)
    expect(page.locator("main")).to_contain_text("123")
    office.check().widen(PHONE).check().widen(1280)
    assert changed not in visit(language=language).open("/en/members/aonagi-subsea").page.content()
    press(page)
    expect(page.locator("main form")).to_have_count(0, timeout=20_000)
    assert changed in visit(language=language).open("/en/members/aonagi-subsea").page.content()


# The last story of this file: whose seat it closes signs in no more.
@BOTH
def test_a_leavers_seat_is_closed_and_their_browser_is_out_at_once(
    visit: Callable[..., Visit], language: str
) -> None:
    email, member = LEAVERS[language]
    leaver, office = visit(language=language), visit(language=language)
    signed_in(leaver, language, email)
    assert leaver.open(f"/{language}/requests").page.url.endswith("/requests")
    desk = signed_in(office, language, SECRETARIAT)
    office.open(f"/{language}/members/{member}/seats").check()
    desk.locator("main a", has_text=WORDS[language]["end"]).first.click()
    office.check().widen(PHONE).check().widen(1280)
    press(desk)
    assert "/sign-in" in leaver.open(f"/{language}/requests").page.url
    page = leaver.page
    leaver.expected_status = 422
    fill(page, email=email, password=sample_password(email))
    press(page)
    assert "/sign-in" in page.url
