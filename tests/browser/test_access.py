"""Keyboard, narrow screens, zoom, themes, contrast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit
from tests.browser.script import SUGGESTIONS

PAY_QUESTION = SUGGESTIONS[0]

MEASURES = Path(__file__).parent / "measures"
CONTRAST = (MEASURES / "contrast.js").read_text()
SMALL = (MEASURES / "small_targets.js").read_text()


def overflow(page: Any) -> int:
    wide: int = page.evaluate(
        "Math.max(document.documentElement.scrollWidth - innerWidth, "
        "...[...document.querySelectorAll('.scroll, .panel-body, .sidebar')].map(n => n.scrollWidth - n.clientWidth))"
    )
    return wide


def test_slash_goes_to_the_question_and_enter_with_shift_makes_a_line(visit: Visit) -> None:
    page = visit.open()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two / three")
    assert page.input_value("#question") == "one\ntwo / three"
    assert page.locator("#question").bounding_box()["height"] > 60


def test_the_first_tab_stop_skips_to_the_question(visit: Visit) -> None:
    page = visit.open("#/c/nobody")  # the empty page would put the cursor into the question at once
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "question"


def test_an_answer_can_be_read_and_checked_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    page.locator(".cite").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .document mark")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#panel').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert "cite" in page.evaluate("document.activeElement.className")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_in_both_themes(browser: Any, base: str, scheme: str) -> None:
    tab = Visit(browser, base, color_scheme=scheme, reduced_motion="reduce")
    page = tab.open()
    assert page.evaluate(CONTRAST) == []
    tab.answered(PAY_QUESTION)
    tab.answered("Portugal")
    tab.answered("crash")
    page.click(".turn >> nth=0 >> .block-note .cite")
    page.wait_for_selector("#panel .document mark")
    assert page.evaluate(CONTRAST) == []
    tab.context.close()


def test_the_chosen_theme_is_kept(visit: Visit) -> None:
    page = visit.open()
    page.check("[name=theme][value=dark]")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    page.wait_for_selector("html[data-started]")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    page.check("[name=theme][value=auto]")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_a_narrow_phone_has_no_sideways_scroll_and_room_for_fingers(phone: Visit) -> None:
    page = phone.open()
    assert overflow(page) == 0
    assert page.evaluate(SMALL) == []
    phone.answered("What about " + "verylongword" * 30 + "?")
    assert overflow(page) == 0
    assert page.evaluate(SMALL) == []
    page.click(".block-note .cite")
    page.wait_for_selector("#panel .document mark")
    assert overflow(page) == 0
    assert page.locator("#panel").get_attribute("aria-modal") == "true"
    assert page.evaluate("document.querySelector('#main').inert")
    page.touchscreen.tap(180, 40)
    page.wait_for_selector("#panel", state="hidden")
    assert not page.evaluate("document.querySelector('#main').inert")


def test_the_drawer_holds_the_conversations_on_a_phone(phone: Visit) -> None:
    page = phone.open()
    phone.answered(PAY_QUESTION)
    page.click("#open-sidebar")
    page.wait_for_selector(".conversation >> text=What does a junior")
    assert page.evaluate("document.querySelector('#main').inert")
    page.wait_for_timeout(300)
    assert page.evaluate(SMALL) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "open-sidebar"
    page.click("#open-sidebar")
    page.click("#new-conversation")
    page.wait_for_selector(".welcome")


def test_at_double_zoom_everything_is_still_in_reach(browser: Any, base: str) -> None:
    tab = Visit(browser, base, viewport={"width": 640, "height": 400})
    page = tab.open()
    tab.answered(PAY_QUESTION)
    assert overflow(page) == 0
    room = page.locator("#scroll").bounding_box()["height"]
    assert room > 200, "the question box must leave room for the answer"
    tab.context.close()


def test_reduced_motion_stops_every_animation(browser: Any, base: str) -> None:
    tab = Visit(browser, base, reduced_motion="reduce")
    page = tab.open()
    tab.answered(PAY_QUESTION)
    page.click(".cite >> nth=0")
    assert page.evaluate("document.getAnimations().length") == 0
    tab.context.close()
