"""Each main page in a browser: both languages, desk and phone, with and without script, by keyboard alone."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.addresses import MAIN_PAGES, NO_PAGE
from tests.browser import DESK, PHONE, TOFU, Visit

PAGES = {**{name: (address, 200) for name, address in MAIN_PAGES.items()}, "not found": (NO_PAGE, 404)}

# Where the keyboard is, and whether one can see it.
FOCUSED = """() => {
  const one = document.activeElement;
  const look = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    tag: one.tagName,
    words: (one.innerText || one.name || one.id || "").slice(0, 40),
    seen: (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2) || look.boxShadow !== "none",
    size: box.width * box.height,
    place: [box.left + scrollX, box.top + scrollY],
  };
}"""
STEPS = 45


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_main_page_has_no_barriers(visit: Callable[..., Visit], name: str, language: str) -> None:
    address, status = PAGES[name]
    window = visit(language=language).open(f"/{language}{address}", status)
    window.check().widen(PHONE).check()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_main_page_is_whole_without_script(visit: Callable[..., Visit], name: str, language: str) -> None:
    address, status = PAGES[name]
    plain = visit(language=language, scripts=False).open(f"/{language}{address}", status)
    assert plain.page.locator("h1").inner_text().strip()
    assert plain.page.locator("main").inner_text().strip()
    for width in (DESK, PHONE):
        plain.widen(width).check(axe=False)


@pytest.mark.parametrize("name", PAGES)
def test_a_main_page_can_be_used_by_keyboard_alone(visit: Callable[..., Visit], name: str) -> None:
    """The first step leads to the text; every further one goes somewhere new and can be seen."""
    address, status = PAGES[name]
    page = visit().open("/ja" + address, status).page
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#main"
    places = []
    for _ in range(STEPS):
        places.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            break
    assert [one for one in places if not one["seen"] or not one["size"]] == []
    assert [one for one, following in pairwise(places) if one == following] == []


def test_the_skip_link_leads_to_the_text(visit: Callable[..., Visit]) -> None:
    page = visit().open("/ja/countries").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_japanese_is_drawn(visit: Callable[..., Visit], language: str) -> None:
    assert not visit(language=language).open(f"/{language}/").page.evaluate(TOFU)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_twice_as_large_text_fits(visit: Callable[..., Visit], language: str) -> None:
    """200 % on a desk is a window of 640 px."""
    for name in ("home", "match submarine cable", "chart", "members"):
        visit(language=language).widen(640).open(f"/{language}{MAIN_PAGES[name]}").check(axe=False)
