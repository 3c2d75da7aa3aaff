"""Answers to the interview's questions, in one window and in two."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import Visit
from tests.browser.mine.panel import BACKGROUND, Interviewer


def test_answers_are_picked_by_keyboard_and_rest_once_the_question_is_closed(visit: Visit, mind: Interviewer) -> None:
    page = visit.open()
    visit.answered("assess my skills")
    visit.answered(BACKGROUND)
    reply = page.locator(".turn.latest .reply", has_text="Yes, that's right")
    assert page.locator(".turn.latest .replies").get_attribute("aria-labelledby") == page.locator(
        ".turn.latest .asked"
    ).get_attribute("id"), "the answers are named by their question"
    reply.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn >> nth=2")
    page.wait_for_selector(".turn.latest[data-state=complete]")
    assert (mind.said[-1].text, bool(mind.said[-1].answers_to)) == ("Yes, that's right", True)
    older = page.locator(".turn >> nth=1")
    assert older.locator(".reply:not([disabled])").count() == 0
    assert older.locator(".reply.picked").inner_text() == "Yes, that's right"
    visit.answered("skip")
    third = page.locator(".turn >> nth=2")
    assert "This question is closed" in third.locator(".replies-note").inner_text()
    page.reload()
    page.wait_for_selector(".turn.latest[data-state=complete]")
    assert page.locator(".turn:not(.latest) .reply:not([disabled])").count() == 0


def test_two_windows_answer_the_same_question_once(visit: Visit, mind: Interviewer) -> None:
    page = visit.open()
    visit.answered("assess my skills")
    visit.answered(BACKGROUND)
    second = visit.context.new_page()
    second.goto(page.url)
    second.wait_for_selector(".turn.latest .reply:not([disabled])")
    page.click(".turn.latest .reply >> nth=0")
    page.wait_for_selector(".turn >> nth=2")
    page.wait_for_selector(".turn.latest[data-state=complete]")
    second.wait_for_selector(".turn >> nth=2")
    assert second.locator(".turn >> nth=1").locator(".reply:not([disabled])").count() == 0
    assert len(mind.said) == 3


def test_a_window_that_heard_nothing_is_told_so_by_the_mentor(visit: Visit, browser: Any, base: str) -> None:
    page = visit.open()
    visit.answered("assess my skills")
    visit.answered(BACKGROUND)
    other = Visit(browser, base, storage_state=visit.context.storage_state())
    other.page.goto(page.url)
    other.page.wait_for_selector(".turn.latest .reply:not([disabled])")
    page.click(".turn.latest .reply >> nth=0")
    page.wait_for_selector(".turn >> nth=2")
    page.wait_for_selector(".turn.latest[data-state=complete]")
    other.page.click(".turn.latest .reply >> nth=1")
    other.page.wait_for_selector(".turn >> nth=2")
    other.page.wait_for_selector(".turn.latest[data-state=complete] .asked")
    assert other.faults == []
    other.context.close()
    page.reload()
    page.wait_for_selector(".turn >> nth=3")
