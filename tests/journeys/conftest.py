"""The site served to a browser, and windows of it. Every test here needs a browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests import browser as browsing
from tests.browser import Visit
from tests.conftest import copied


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Which browser pytest-playwright starts, and how."""
    return browsing.launch_arguments()


@pytest.fixture(scope="module")
def site(seeded_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the seeded site; each file of stories has its own, so none reads what another wrote."""
    app = copied(seeded_app, tmp_path_factory.mktemp("site"))
    app.testing = False
    app.config["WTF_CSRF_ENABLED"] = True
    with browsing.served(app) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """``visit(language="ja", scripts=True)`` opens a window; what it met is looked at when the test ends."""
    windows: list[Visit] = []

    def opened(*, language: str = "ja", scripts: bool = True) -> Visit:
        window = browsing.context(browser, language=language, scripts=scripts).new_page()
        windows.append(Visit(window, site))
        return windows[-1]

    yield opened
    for one in windows:
        one.page.context.close()
    assert [fault for one in windows for fault in one.faults] == []
