"""Pages of those who are signed in, and what they do there, in a browser and in both languages."""

from collections.abc import Callable

import pytest

from tests.browser import PHONE, Visit
from tests.conftest import SECRETARIAT, sample_password

OWN = {
    "own data": "/account/data",
    "closing": "/account/data/close",
    "sessions": "/account/sessions",
    "second step": "/account/second-step",
    "address": "/account/address",
    "password": "/account/password",
    "desk": "/desk",
    "tasks": "/desk/tasks",
    "new task": "/desk/tasks/new",
    "letters": "/desk/letters",
    "new letter": "/desk/letters/new",
    "mail": "/desk/mail",
    "lost password": "/reset-password",
    "seats": "/members/aonagi-subsea/seats",
    "members without window contact": "/desk/members/without-window-contact",
    "requests of all": "/desk/requests",
    "notifications": "/notifications",
    "ways of notification": "/notifications/settings",
    "outbox": "/outbox",
    "applications": "/desk/applications",
    "standing of a member": "/desk/members/aonagi-subsea/standing",
    "records to verify": "/desk/records/to-verify",
    "stale records": "/desk/records/stale",
    "sheets out": "/desk/members/export",
    "sheets in": "/desk/members/import",
    "journal": "/desk/journal",
}
WORDS = {
    "ja": {
        "task": "名簿を確認する",
        "save": "保存する",
        "done": "完了",
        "finished": "完了しました：名簿を確認する",
        "wrong": "することを入力してください",
        "check": "送る前に確認する",
        "send": "今すぐ送る",
        "count": "送信箱に入れたメール：1通",
        "link": "リンクを送る",
        "sent": "メールを送りました",
        "set": "パスワードを設定する",
        "welcome": "新しいパスワードを設定しました",
    },
    "en": {
        "task": "Check the list",
        "save": "Save",
        "done": "Done",
        "finished": "Done: Check the list",
        "wrong": "Enter what is to be done",
        "check": "Check before sending",
        "send": "Send now",
        "count": "Letters in the outbox: 1",
        "link": "Send the link",
        "sent": "A letter is on its way",
        "set": "Set the password",
        "welcome": "Your new password is set",
    },
}
# Whose password each language's story changes: the other stories sign in with the office's.
LOST = {"ja": "mina@aonagi-subsea.example", "en": "takumi@sakibure-disaster.example"}


def sign_in(window: Visit, language: str, email: str = SECRETARIAT) -> None:
    page = window.open(f"/{language}/sign-in").page
    page.locator("#email").fill(email)
    page.locator("#password").fill(sample_password(email))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/{language}/")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_for_the_signed_in_have_no_barriers(visit: Callable[..., Visit], language: str) -> None:
    window = visit(language=language)
    sign_in(window, language)
    for address in OWN.values():
        window.widen(1280).open(f"/{language}{address}").check().widen(PHONE).check()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_for_members_have_no_barriers(visit: Callable[..., Visit], language: str) -> None:
    window = visit(language=language)
    sign_in(window, language, LOST["ja"])
    for address in ("/requests", "/members/sakibure-disaster/contact", "/members/aonagi-subsea"):
        window.widen(1280).open(f"/{language}{address}").check().widen(PHONE).check()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_task_is_given_and_done(visit: Callable[..., Visit], language: str) -> None:
    words, window = WORDS[language], visit(language=language)
    sign_in(window, language)
    page = window.open(f"/{language}/desk/tasks/new").page
    window.expected_status = 422
    page.get_by_role("button", name=words["save"]).click()
    summary = page.locator(".error-summary")
    assert words["wrong"] in summary.inner_text()
    assert page.evaluate("() => document.activeElement.className") == "error-summary"
    window.check()
    summary.get_by_role("link").first.click()
    page.keyboard.type(words["task"])
    page.get_by_role("button", name=words["save"]).click()
    page.locator(".task", has_text=words["task"]).get_by_role("button", name=words["done"]).click()
    assert words["finished"] in page.locator(".flash").inner_text()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_letter_to_members_is_looked_at_before_it_leaves(
    visit: Callable[..., Visit], language: str
) -> None:
    words, window = WORDS[language], visit(language=language)
    sign_in(window, language)
    page = window.open(f"/{language}/desk/letters/new?technology=submarine_cable").page
    page.locator("#subject_ja").fill("説明会のご案内")
    page.locator("#text_ja").fill("十二月に説明会を開きます。\n\nぜひご参加ください。")
    page.get_by_role("button", name=words["check"]).click()
    page.get_by_role("button", name=words["send"]).wait_for()
    window.check().widen(PHONE).check().widen(1280)
    page.get_by_role("button", name=words["send"]).click()
    assert words["count"] in page.locator(".flash").inner_text()
    assert "説明会のご案内" in page.locator("main table").inner_text()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_lost_password_is_replaced_by_the_link_in_the_letter(
    visit: Callable[..., Visit], language: str
) -> None:
    words, window = WORDS[language], visit(language=language)
    page = window.open(f"/{language}/reset-password").page
    page.locator("#email").fill(LOST[language])
    page.get_by_role("button", name=words["link"]).click()
    assert words["sent"] in page.locator("h1").inner_text()
    window.check()
    letter = window.open(f"/{language}/outbox").page.locator("article", has_text=LOST[language]).first
    link = letter.get_by_role("link").first.get_attribute("href") or ""
    window.open(link[link.index("/ja/") :].replace("/ja/", f"/{language}/")).check()
    page.locator("#password").fill(f"three grey herons on the {language} pier")
    page.get_by_role("button", name=words["set"]).click()
    assert words["welcome"] in page.locator(".flash").inner_text()
    page.locator("#email").fill(LOST[language])
    page.locator("#password").fill(f"three grey herons on the {language} pier")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/{language}/")
    assert page.locator(".account").first.inner_text()
