"""A real browser on the page; without one the tests are skipped, with the command that would bring one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import served
from tests.browser.stand_in import Stage, create_stand_in

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSTALL = "No Chromium found. Install one: `sudo apt-get install chromium` (or your system's package)."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(INSTALL)
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: `pip install -e .[dev]`.")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def base(stage: Stage) -> Iterator[str]:
    with served(create_stand_in(stage)) as address:
        yield address


class Visit:
    """A learner's tab, with what went wrong in it."""

    def __init__(self, browser: Any, base: str, **context: Any):
        self.base = base
        self.context = browser.new_context(viewport=context.pop("viewport", {"width": 1280, "height": 800}), **context)
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.foreign: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", self._requested)

    def _heard(self, line: Any) -> None:
        if "Content Security" in line.text:
            self.faults.append(line.text)

    def _requested(self, request: Any) -> None:
        if not request.url.startswith(self.base):
            self.foreign.append(request.url)

    def open(self, hash_: str = "") -> Any:
        self.page.goto(f"{self.base}/{hash_}")
        self.page.wait_for_selector("html[data-started]")
        return self.page

    def ask(self, text: str) -> None:
        self.page.fill("#question", text)
        self.page.press("#question", "Enter")

    def until(self, expression: str) -> None:
        """Playwright's own `wait_for_function` is evaluated as a string, which the page's policy rightly forbids."""
        deadline = time.monotonic() + 60
        while not self.page.evaluate(expression):
            assert time.monotonic() < deadline, f"never came true: {expression}"
            self.page.wait_for_timeout(30)

    def answered(self, text: str) -> None:
        self.ask(text)
        self.page.wait_for_selector(".turn.latest[data-state]")


@pytest.fixture
def visit(browser: Any, base: str) -> Iterator[Visit]:
    """On a desktop. At the end nothing may have been thrown, blocked, or asked of another host."""
    tab = Visit(browser, base)
    yield tab
    tab.context.close()
    assert tab.faults == []
    assert tab.foreign == []


@pytest.fixture
def phone(browser: Any, base: str) -> Iterator[Visit]:
    tab = Visit(browser, base, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield tab
    tab.context.close()
    assert tab.faults == []
    assert tab.foreign == []
