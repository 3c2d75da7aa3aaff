"""The panel itself: its width, its keyboard, its failures, its colours."""

from __future__ import annotations

from typing import Any

import pytest

from app.adapters.store.store import Store
from tests.assessed import interviewed
from tests.browser.conftest import Visit
from tests.browser.mine.panel import CONTRAST, SMALL, learner_of, planned, show


def test_on_a_phone_the_panel_is_a_sheet_within_the_width(phone: Visit, store: Store) -> None:
    page = phone.open()
    interviewed(store, learner_of(page), docker=1, python=3, kubernetes=0)
    show(page, "assessment")
    assert page.get_attribute("#my", "aria-modal") == "true"
    page.wait_for_selector("#my img.chart")
    page.click("#my [data-key=skill-docker] summary")
    page.click("#my [data-key=skill-docker] .button")
    for tab in ("assessment", "profile", "market", "plan", "documents", "data"):
        show(page, tab)
        assert page.evaluate(SMALL) == [], tab
        inside, wide = page.evaluate("[document.getElementById('my-body').scrollWidth, innerWidth]")
        assert inside <= wide, tab
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab
    page.keyboard.press("Escape")
    assert not page.is_visible("#my")
    assert page.evaluate("document.activeElement.id") == "open-my-top"


def test_the_tabs_are_one_stop_of_the_keyboard(visit: Visit) -> None:
    page = visit.open()
    page.focus("#open-my")
    page.keyboard.press("Enter")
    page.wait_for_selector("#my-body:not([aria-busy])")
    assert page.evaluate("document.activeElement.id") == "my-tab-assessment"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "my-tab-profile"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.id") == "my-tab-data"
    assert page.locator("#my-tabs [tabindex='0']").count() == 1
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "open-my"


def test_a_failing_tab_says_so_and_tries_again(visit: Visit) -> None:
    page = visit.open()
    page.route("**/api/assessment*", lambda route: route.abort())
    page.click("#open-my")
    page.wait_for_selector("#my .my-failed")
    page.unroute("**/api/assessment*")
    page.click("#my .my-failed .button")
    page.wait_for_selector("#my .my-empty")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_panel_can_be_read(browser: Any, base: str, store: Store, scheme: str) -> None:
    visit = Visit(browser, base, color_scheme=scheme)
    page = visit.open()
    planned(page, store)
    for tab in ("assessment", "profile", "market", "plan", "documents", "data"):
        show(page, tab)
        page.wait_for_selector("#my-body > *")
        weak = page.evaluate(CONTRAST)
        assert weak == [], (tab, weak)
    visit.context.close()
