"""The secretariat makes two records one, in the browser."""

from collections.abc import Callable

import pytest

from tests.browser import PHONE, Visit
from tests.conftest import SECRETARIAT
from tests.journeys.test_apply import press
from tests.journeys.test_membership import signed_in

PAIRS = {"ja": ("aonagi-subsea", "sakibure-disaster"), "en": ("namishirabe-cable", "minewatari-cable")}
WORDS = {"ja": "統合しました", "en": "The two records are one."}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_two_records_are_compared_checked_and_made_one(visit: Callable[..., Visit], language: str) -> None:
    kept, other = PAIRS[language]
    office = visit(language=language)
    page = signed_in(office, language, SECRETARIAT)
    office.open(f"/{language}/desk/duplicates").check().widen(PHONE).check().widen(1280)
    page.fill("#kept", kept)
    page.fill("#other", other)
    press(page)
    assert page.url.endswith(f"/desk/duplicates/{kept}/{other}")
    office.check().widen(PHONE).check().widen(1280)
    page.locator('input[name="column-website"][value="other"]').check()
    page.fill('textarea[name="reason"]', "同じ組織" if language == "ja" else "One organisation")
    press(page)
    office.check().widen(PHONE).check().widen(1280)
    press(page)
    assert WORDS[language] in page.locator("main").inner_text()
    assert page.url.endswith(f"/{language}/members/{kept}")
    assert (
        office.open(f"/{language}/desk/members/{other}/standing")
        .check()
        .page.locator("main .lead")
        .inner_text()
    )
    visitor = visit(language=language).open(f"/{language}/members/{other}")
    assert visitor.page.url.endswith(f"/{language}/members/{kept}")
