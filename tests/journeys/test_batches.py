"""The secretariat does the same for many members, and takes it back, in the browser."""

from collections.abc import Callable

import pytest

from tests.browser import PHONE, Visit
from tests.conftest import SECRETARIAT
from tests.journeys.test_apply import fill, press
from tests.journeys.test_membership import signed_in

WORDS = {
    "ja": ("事務局での確認", "2会員に行いました", "元に戻しました"),
    "en": ("Renewal season", "Done for 2 members", "Taken back"),
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_many_members_are_asked_for_renewal_and_it_is_taken_back(
    visit: Callable[..., Visit], language: str
) -> None:
    reason, done, back = WORDS[language]
    office = visit(language=language)
    page = signed_in(office, language, SECRETARIAT)
    office.open(f"/{language}/desk/members?q=ami").check().widen(PHONE).check().widen(1280)
    boxes = page.locator('input[name="member"]')
    for place in (0, 1):
        boxes.nth(place).check()
    fill(page, act="fall_due", reason=reason)
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").click()
    office.check().widen(PHONE).check().widen(1280)
    press(page)
    assert done in page.locator("main").inner_text()
    office.check().widen(PHONE).check().widen(1280)
    press(page)
    assert back in page.locator("main").inner_text()
    office.check()
