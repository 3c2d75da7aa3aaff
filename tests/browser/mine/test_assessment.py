"""The tab "Assessment": it grows during an interview, and ratings are edited."""

from __future__ import annotations

from app.adapters.store.store import Store
from tests.assessed import interviewed
from tests.browser.conftest import Visit
from tests.browser.mine.panel import BACKGROUND, learner_of, show


def test_the_panel_grows_during_an_interview(visit: Visit) -> None:
    page = visit.open()
    show(page, "assessment")
    page.click("#my .my-empty .button-main")
    page.wait_for_selector(".turn.latest[data-state=complete] .asked")
    visit.answered(BACKGROUND)
    page.wait_for_selector("#my [data-key=skill-terraform] .rating-value >> text=None")
    page.wait_for_selector("#my img.chart")
    before = page.get_attribute("#my img.chart", "src")
    assert page.locator("#my [data-key=skill-python] .rating-value").inner_text().startswith("Not assessed")
    visit.answered("Yes, that's right")
    visit.answered("Junior, 5 hours")
    visit.answered("I wrote Python services and built the tests for them")
    page.wait_for_selector("#my [data-key=skill-python] .rating-value >> text=Intermediate")
    assert page.get_attribute("#my img.chart", "src") != before, "the drawing follows the ratings"
    assert page.evaluate("document.querySelector('#my img.chart').decode().then(() => true)")
    page.click("#my [data-key=skill-python] summary")
    assert "wrote Python services" in page.inner_text("#my [data-key=skill-python] .evidence")
    assert "skills" in page.inner_text(".turn.latest .steps-text")


def test_a_rating_is_edited_by_picking_a_description(visit: Visit, store: Store) -> None:
    page = visit.open()
    interviewed(store, learner_of(page), docker=1, python=3)
    show(page, "assessment")
    row = page.locator("#my [data-key=skill-docker]")
    row.locator("summary").click()
    row.locator(".button").click()
    row.locator(".anchor").nth(3).click()
    row.locator("textarea").fill("I halved our image size")
    row.locator(".button-main").click()
    page.wait_for_selector("#my [data-key=skill-docker] .rating-value >> text=Advanced")
    assert "I halved our image size" in page.inner_text("#my [data-key=skill-docker] .rating-body")
    page.reload()
    page.wait_for_selector("#my [data-key=skill-docker] .rating-value >> text=Advanced")
