"""The tab "Plan"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.adapters.catalogue import load_catalogue
from app.adapters.store.store import Store
from app.learner_plan import make_learner_plan
from graphs.plan.reading import Asked
from tests.assessed import interviewed
from tests.browser.conftest import Visit
from tests.browser.mine.panel import learner_of, planned, show

CATALOGUE = load_catalogue(Path(__file__).parents[3] / "corpus")


def test_an_item_is_ticked_off_and_stays_so(visit: Visit, store: Store) -> None:
    page = visit.open()
    planned(page, store)
    show(page, "plan")
    box = page.locator("#my .week-now input[type=checkbox]").first
    key = box.get_attribute("data-key")
    box.check()
    page.wait_for_selector("#my .week-now .item.done")
    assert page.evaluate("document.activeElement.dataset.key") == key, "the focus stays where the learner is"
    page.reload()
    page.wait_for_selector(f'#my [data-key="{key}"]:checked')
    page.uncheck(f'#my [data-key="{key}"]')
    visit.until("!document.querySelector('#my .item.done') && !!document.querySelector('#my .item')")


def test_the_plan_is_made_again_with_other_hours(visit: Visit, store: Store) -> None:
    page = visit.open()
    planned(page, store)
    show(page, "plan")
    page.click("#my [data-key=replan] summary")
    page.fill("#replan-hours", "3")
    page.click("#my .replan .button-main")
    page.wait_for_selector("#my .my-standing >> text=3 hours a week")
    page.wait_for_selector("#my >> text=What version 2 changed")


def test_weeks_gone_by_lead_to_choices_and_one_is_taken(visit: Visit, store: Store) -> None:
    page = visit.open()
    learner = learner_of(page)
    interviewed(store, learner, docker=1, python=2, kubernetes=0, confirmed=True)
    asked = Asked.model_validate({"hours": 6, "time_zone": "UTC"})
    make_learner_plan(store.records, learner, CATALOGUE, asked, datetime.now(UTC) - timedelta(weeks=6))
    show(page, "plan")
    page.click("#my .my-late >> text=Show me the choices")
    page.wait_for_selector("#my .way >> nth=1")
    assert page.locator("#my .way .my-list li").count() > 0, "each says what would be different"
    page.reload()
    page.wait_for_selector("#my .way >> nth=1")
    page.click("#my .way >> nth=0 >> button")
    page.wait_for_selector("#my >> text=What version 2 changed")


def test_a_review_is_begun_comes_back_after_a_reload_and_is_left(visit: Visit, store: Store) -> None:
    page = visit.open()
    planned(page, store)
    show(page, "plan")
    page.click("#my [data-key=review]")
    page.wait_for_selector("#my .asked-here >> text=1 of")
    page.reload()
    page.wait_for_selector("#my .asked-here >> text=1 of")
    page.click("#my .my-talk .button >> text=Skip")
    page.wait_for_selector("#my .asked-here >> text=2 of")
    page.click("#my >> text=Leave the review")
    page.wait_for_selector("#my .my-talk >> text=Nothing was changed")
    page.wait_for_selector("#my [data-key=review]")


def test_a_check_in_is_told_read_back_and_amended(visit: Visit, store: Store) -> None:
    page = visit.open()
    planned(page, store)
    show(page, "plan")
    page.click("#my .talk-form .button-main")
    assert page.evaluate("document.activeElement.id") == "talk-text", "nothing written, nothing sent"
    page.fill("#talk-text", "something about whales")
    page.click("#my .talk-form .button-main")
    page.wait_for_selector("#my .my-talk >> text=I could not match that to your plan")
    page.fill("#talk-text", "finished week 1, about 5 hours")
    page.click("#my .talk-form .button-main")
    page.wait_for_selector("#my .my-talk >> text=This is how I read it")
    page.fill("#talk-text", "only 1")
    page.click("#my .talk-form .button-main")
    page.wait_for_selector("#my .my-talk >> text=Shall I tick it off?")
    page.click("#my .my-talk .reply >> text=Yes")
    page.wait_for_selector("#my .week-now .item.done")
    assert page.locator("#my .week-now .item.done").count() == 1
