"""The tab "Profile"."""

from __future__ import annotations

from typing import Any

from app.adapters.store.store import Store
from tests.assessed import interviewed
from tests.browser.conftest import Visit
from tests.browser.mine.panel import learner_of, show


def test_the_profile_says_where_it_comes_from_and_refuses_nonsense_at_the_field(visit: Visit, store: Store) -> None:
    page = visit.open()
    interviewed(store, learner_of(page), "aiming at junior", docker=1)
    show(page, "profile")
    assert "You said" in page.inner_text("#profile-target_level-note")
    page.fill("#profile-hours_per_week", "200")
    page.click("#my .form-foot .button-main")
    page.wait_for_selector("#profile-hours_per_week[aria-invalid=true]")
    assert "Hours a week for learning: 200 is too much" in page.inner_text("#my .form-foot")
    page.fill("#profile-hours_per_week", "6")
    page.click("#my .form-foot .button-main")
    page.wait_for_selector("#my .form-foot >> text=Saved.")
    assert "You wrote this here" in page.inner_text("#profile-hours_per_week-note")


def test_a_profile_changed_in_another_window_is_not_covered(visit: Visit, browser: Any, base: str) -> None:
    page = visit.open()
    show(page, "profile")
    page.fill("#profile-location", "Leeds")
    other = Visit(browser, base, storage_state=visit.context.storage_state())
    other.open()
    show(other.page, "profile")
    other.page.fill("#profile-location", "York")
    other.page.click("#my .form-foot .button-main")
    other.page.wait_for_selector("#my .form-foot >> text=Saved.")
    other.context.close()
    page.click("#my .form-foot .button-main")
    page.wait_for_selector("#my .form-foot >> text=changed in another window")
    assert page.input_value("#profile-location") == "Leeds", "what was written is still there to be copied"
    page.click("#my .form-foot >> text=Show the newest")
    page.wait_for_selector("#my .form-foot .button-main[disabled]")
    assert page.input_value("#profile-location") == "York"


def test_what_is_being_written_is_not_swept_away_by_an_answer(visit: Visit, store: Store) -> None:
    page = visit.open()
    show(page, "profile")
    page.fill("#profile-location", "Leeds")
    visit.answered("assess my skills")
    page.wait_for_selector("#my-newer >> visible=true")
    assert page.input_value("#profile-location") == "Leeds"
    page.click("#my-newest")
    page.wait_for_selector("#my-newer", state="hidden")
    assert page.input_value("#profile-location") == ""
