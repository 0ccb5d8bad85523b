"""A real browser for the journeys: where it is found, how the site is served to it, and what it may not meet."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
from werkzeug.serving import WSGIRequestHandler, make_server

from tests import machine

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Named one by one: without "wcag22aa" axe leaves the size of targets out.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK, PHONE = 1280, 320

# Two signs of one shape mean that the machine draws boxes.
TOFU = """() => {
  const drawn = (sign) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 40;
    const pen = canvas.getContext("2d");
    pen.font = "32px " + getComputedStyle(document.body).fontFamily;
    pen.fillText(sign, 2, 34);
    return canvas.toDataURL();
  };
  return drawn("海") === drawn("国");
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.body.querySelectorAll("*")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 5).map((one) => one.tagName + "." + one.className)"""


class QuietHandler(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log(self, type: str, message: str, *args: Any) -> None:
        pass


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application on a free port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def launch_arguments() -> dict[str, Any]:
    return {"executable_path": str(machine.browser()), "args": FLAGS}


@dataclass
class Visit:
    """One browser window at the site, and everything it met that it should not have."""

    page: Page
    site: str
    expected_status: int = 200
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._watch_origin)
        self.page.on("console", self._watch_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def open(self, address: str, status: int = 200) -> "Visit":
        self.expected_status = status
        answer = self.page.goto(self.site + address, wait_until="load")
        assert answer is not None
        assert answer.status == status, f"{address} answered {answer.status}"
        return self

    def widen(self, width: int) -> "Visit":
        self.page.set_viewport_size({"width": width, "height": 900})
        return self

    def check(self, *, axe: bool = True) -> "Visit":
        """Nothing from elsewhere, no error, nothing beyond the right edge, no barrier axe can see.

        axe waits for a promise, which a window without scripts never keeps.
        """
        # Where a press has just led on, the next page may not be there yet.
        self.page.wait_for_load_state()
        self.page.locator("body").wait_for(state="attached")
        where = f"{self.page.url} at {(self.page.viewport_size or {}).get('width')} px"
        too_wide = self.page.evaluate(TOO_WIDE)
        if too_wide > 0:
            self.faults.append(f"{too_wide} px too wide: {self.page.evaluate(WIDEST)}")
        if axe:
            self.faults += barriers(self.page)
        assert not self.faults, f"{where}:\n  " + "\n  ".join(self.faults)
        return self

    def _watch_origin(self, request: Request) -> None:
        if not request.url.startswith((self.site + "/", "data:", "blob:")):
            self.faults.append(f"asks {urlsplit(request.url).netloc}: {request.url}")

    def _watch_console(self, message: ConsoleMessage) -> None:
        # The browser reports the status of the page itself as an error, too.
        wanted = self.expected_status >= 400 and f"status of {self.expected_status}" in message.text
        if message.type in {"error", "warning"} and not wanted:
            self.faults.append(f"console: {message.text}")


def barriers(page: Page) -> list[str]:
    """What axe finds, one line a rule with the places."""
    found = Axe().run(
        page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    )
    return [
        f"axe {one['id']}: {one['help']}: "
        + "; ".join(f"{node['target'][0]} {_measure(node)}" for node in one["nodes"][:4])
        for one in found.response["violations"]
    ]


def _measure(node: dict[str, Any]) -> str:
    return " ".join(one["message"] for one in node["any"][:1])[:160]


def context(browser: Browser, *, language: str = "ja", scripts: bool = True) -> BrowserContext:
    made = browser.new_context(
        locale={"ja": "ja-JP", "en": "en-GB"}[language],
        timezone_id="Asia/Tokyo",
        reduced_motion="reduce",
        java_script_enabled=scripts,
        viewport={"width": DESK, "height": 900},
    )
    made.set_default_timeout(10_000)
    return made
