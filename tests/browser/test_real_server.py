"""The page on the real web service and store; only the mind behind it is scripted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.adapters.store.store import open_store
from app.settings import load_settings
from app.web.app import create_app
from tests.browser.conftest import Visit
from tests.browser.serving import served
from tests.web.scripted import QUOTE, ScriptedMind, scripted_parts


@pytest.fixture
def mind() -> ScriptedMind:
    return ScriptedMind(pause=0.05)


@pytest.fixture
def base(mind: ScriptedMind, tmp_path: Path) -> Iterator[str]:
    settings = load_settings(data_dir=tmp_path)
    with served(create_app(scripted_parts(mind), open_store(settings), settings)) as address:
        yield address


def test_ask_read_check_and_come_back(visit: Visit) -> None:
    page = visit.open()
    page.wait_for_selector(".opener")
    visit.answered("What does a junior earn?")
    assert page.locator(".turn").get_attribute("data-state") == "complete"
    assert page.locator(".answer script").count() == 0
    assert "<script>alert(1)</script>" in page.inner_text(".answer"), "markup in a sentence is shown as typed"
    page.click(".cite >> nth=0")
    page.wait_for_selector("#panel .document .cited mark")
    assert "".join(page.locator("#panel mark").all_inner_texts()) == QUOTE
    answer = page.inner_text(".answer")
    page.reload()
    page.wait_for_selector(".turn[data-state=complete]")
    assert page.inner_text(".answer") == answer
    page.wait_for_selector(".conversation >> text=What does a junior earn?")


def test_stop_ends_the_turn_on_the_server_too(visit: Visit, mind: ScriptedMind) -> None:
    page = visit.open()
    visit.ask("endless")
    page.wait_for_selector(".sentence >> nth=1")
    page.click("#send")
    page.wait_for_selector(".turn[data-state=stopped]")
    assert mind.left.wait(60)
    page.reload()
    page.wait_for_selector(".turn[data-state=stopped] >> text=Ask again")


def test_leaving_the_page_frees_the_mind_and_says_so_on_return(visit: Visit, mind: ScriptedMind) -> None:
    page = visit.open()
    visit.ask("endless")
    page.wait_for_selector(".sentence >> nth=1")
    page.reload()
    assert mind.left.wait(60)
    page.wait_for_selector(".turn[data-state] >> text=Ask again")
    assert page.locator(".sentence").count() >= 2, "what was verified before is kept"


@pytest.mark.parametrize(
    ("question", "selector", "words"),
    [
        pytest.param("decline", ".declined", "My sources do not say that.", id="declined"),
        pytest.param("fail", ".ending-failed", "The engine stopped. Ask again.", id="failed"),
        pytest.param("crash", ".ending-failed", "The engine stopped. Ask again.", id="crashed"),
        pytest.param("busy", ".ending-busy", "Ten questions are waiting already.", id="busy"),
        pytest.param("bug", ".ending-failed", "Something broke on our side.", id="bug"),
    ],
)
def test_every_ending_is_told_now_and_after_a_reload(visit: Visit, question: str, selector: str, words: str) -> None:
    page = visit.open()
    visit.answered(question)
    assert words in page.inner_text(selector)
    page.reload()
    page.wait_for_selector(".turn[data-state]")
    assert words in page.inner_text(".turn")


def test_rename_vote_delete(visit: Visit) -> None:
    page = visit.open()
    visit.answered("What does a junior earn?")
    page.click("[aria-label='This answer helped']")
    page.wait_for_selector("text=Thank you.")
    page.click(".row-more")
    page.click(".row-tools >> text=Rename")
    page.fill("#dialog input", "Pay")
    page.keyboard.press("Enter")
    page.wait_for_selector(".row-title >> text=Pay")
    page.reload()
    page.wait_for_selector("[aria-label='This answer helped'][aria-pressed=true]")
    page.click(".row-more")
    page.click(".row-tools >> text=Delete")
    page.click("#dialog .button-danger")
    page.wait_for_selector(".welcome")
    page.wait_for_selector("text=Your conversations will be listed here.")


def test_two_browsers_do_not_see_each_other(visit: Visit, browser: Any, base: str) -> None:
    page = visit.open()
    visit.answered("What does a junior earn?")
    address = page.url
    other = Visit(browser, base)
    other.page.goto(address)
    other.page.wait_for_selector("text=This conversation is not here")
    assert other.page.locator(".conversation").count() == 0
    other.context.close()


def test_everything_can_be_deleted(visit: Visit) -> None:
    page = visit.open()
    visit.answered("What does a junior earn?")
    page.click("#your-data")
    page.fill("#delete-words", "delete my data")
    page.click("#my .button-danger")
    page.wait_for_selector(".welcome")
    page.wait_for_selector("text=Your conversations will be listed here.")
