"""The sandbox's page in a real browser: what a person does there reaches the real shell."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.slack.minds import Interview, parts_of
from tests.slack.stage import opened

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The sandbox with the mentor in it, on a loop of its own: the browser's driver blocks this thread."""
    told: list[str] = []
    ready, stop = threading.Event(), threading.Event()

    async def serve() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(Interview())):
            told.append(stage.slack.base)
            ready.set()
            while not stop.is_set():
                await asyncio.sleep(0.05)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(60)
    yield told[0]
    stop.set()
    thread.join(30)


@pytest.fixture
def page(address: str) -> Iterator[Any]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("No Chromium found.")
    playwright = pytest.importorskip("playwright.sync_api")
    faults: list[str] = []
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=found, args=["--headless=new", "--no-sandbox", "--disable-gpu"]
        )
        tab = chromium.new_page()
        tab.set_default_timeout(30_000)
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.goto(address)
        tab.wait_for_selector("html[data-ready]")
        yield tab
        chromium.close()
    assert [each for each in faults if "fetch" not in each] == []


def test_an_interview_with_buttons_and_words_home_and_a_form(page: Any) -> None:
    page.fill("#text", "Assess my skills")
    page.press("#text", "Enter")
    page.locator("#messages .replies").click()
    page.locator("#replies button", has_text="Yes").click()
    page.wait_for_selector("#replies >> text=You answered: Yes")
    page.wait_for_selector("#replies >> text=And Kubernetes?")
    page.fill("#thread-text", "Enough <script>alert(1)</script>")
    page.press("#thread-text", "Enter")
    page.wait_for_selector("#replies >> text=That was the last one.")
    assert page.locator("#replies script").count() == 0
    page.locator("#tabs button", has_text="Home").click()
    page.wait_for_selector("#home >> text=Your career mentor")
    page.locator("#home button", has_text="Settings").click()
    page.fill("dialog input[name=hours]", "7")
    page.locator("dialog .primary").click()
    page.wait_for_selector("#home >> text=hours a week: 7")


def test_a_command_is_answered_for_the_asker_alone(page: Any) -> None:
    page.locator("#side button", has_text="general").click()
    page.fill("#text", "/mentor help")
    page.press("#text", "Enter")
    page.wait_for_selector("#messages >> text=only visible to you")
    page.wait_for_selector("#messages >> text=What you can ask me")
