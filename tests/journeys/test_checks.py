"""The checks themselves: a page with a barrier, an error or something from elsewhere does not pass."""

from collections.abc import Callable

import pytest

from tests.browser import Visit, barriers

BROKEN = {
    "a field without label": ("<input name=q>", "axe label"),
    "grey on white": ('<p id="pale">pale words</p>', "axe color-contrast"),
    "a small target": ('<a href="/ja/" id="small">a</a><a href="/en/" id="small2">b</a>', "axe target-size"),
}
LOOKS = (
    "#pale { color: #bbb; background: #fff } #small, #small2 { display: inline-block; width: 9px; height: 9px; "
    "overflow: hidden }"
)

SPOIL = """() => {
  const wide = document.createElement("canvas");
  wide.width = 3000;
  wide.style.maxWidth = "none";
  document.querySelector("main").append(wide);
  console.error("broken");
}"""


@pytest.mark.parametrize("name", BROKEN)
def test_a_barrier_is_seen(visit: Callable[..., Visit], name: str) -> None:
    inside, rule = BROKEN[name]
    page = visit().page
    page.set_content(
        f"<!doctype html><html lang=en><title>t</title><style>{LOOKS}</style><main><h1>h</h1>{inside}</main>"
    )
    assert [one for one in barriers(page) if one.startswith(rule)], barriers(page)


def test_width_errors_and_strangers_are_seen(visit: Callable[..., Visit]) -> None:
    window = visit().open("/ja/sign-in")
    window.page.evaluate(SPOIL)
    with pytest.raises(AssertionError, match="px too wide") as seen:
        window.check(axe=False)
    assert "console: broken" in str(seen.value)
    with window.page.expect_event("requestfailed"):
        window.page.evaluate("() => { new Image().src = 'http://elsewhere.invalid/one.png' }")
    assert any("elsewhere.invalid" in one for one in window.faults)
    window.faults.clear()
