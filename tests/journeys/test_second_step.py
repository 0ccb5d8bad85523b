"""The second step in a browser: set up, asked for, and got past with a recovery code when the device is lost."""

from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, Visit
from tests.conftest import MEMBER, sample_password
from tests.journeys.test_apply import fill, press
from tests.journeys.test_membership import LEAVERS, signed_in

WHO = {"ja": MEMBER, "en": LEAVERS["ja"][0]}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_set_up_asked_for_and_recovered(visit: Callable[..., Visit], language: str) -> None:
    email = WHO[language]
    window = visit(language=language)
    page = signed_in(window, language, email)
    window.open(f"/{language}/account/second-step").check().widen(PHONE).check().widen(1280)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    fill(page, code=pyotp.TOTP(secret).now(), current=sample_password(email))
    press(page)
    window.check().widen(PHONE).check().widen(1280)
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 10
    window.open(f"/{language}/account/second-step").check().widen(PHONE).check().widen(1280)
    expect(page.locator("main")).to_contain_text("10")
    # Another browser has to show a code; this one has lost its device.
    other = visit(language=language)
    there = other.open(f"/{language}/sign-in").page
    fill(there, email=email, password=sample_password(email))
    press(there)
    other.check().widen(PHONE).check().widen(1280)
    with there.expect_navigation():
        there.locator('main a[href*="way=recovery"]').click()
    other.check().widen(PHONE).check().widen(1280)
    fill(there, code=codes[0])
    press(there)
    there.wait_for_url(f"**/{language}/")
    other.open(f"/{language}/account/second-step")
    expect(there.locator("main")).to_contain_text("9")
    other.open(f"/{language}/account/second-step/codes").check().widen(PHONE).check().widen(1280)
