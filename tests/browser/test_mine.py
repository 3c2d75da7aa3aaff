"""The learner's panel on the real web service and store, with the real interview behind the conversation."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.adapters.catalogue import load_catalogue
from app.adapters.store.store import Store, open_store
from app.adapters.store.versions import LearnerRecords
from app.learner_plan import make_learner_plan
from app.settings import load_settings
from app.web.app import create_app
from graphs.events import Done, Event, Sentence
from graphs.interview.graph import InterviewDeps, build_graph, run_interview
from graphs.mentor.request import TurnRequest
from graphs.plan.reading import Asked
from tests.assessed import interviewed
from tests.browser.conftest import Visit
from tests.browser.serving import served
from tests.interview.scripted import lexicon, rate
from tests.web.scripted import scripted_parts

CONTRAST = (Path(__file__).parent / "measures" / "contrast.js").read_text()
SMALL = (Path(__file__).parent / "measures" / "small_targets.js").read_text()
CATALOGUE = load_catalogue(Path(__file__).parents[2] / "corpus")
BACKGROUND = "I'm a support engineer in Leeds. I did a Docker tutorial and never used Terraform."
POSTING = """Junior Machine Learning Infrastructure Engineer
Acme Robotics, Berlin (hybrid)

About the role
You run the platform that our researchers train on.

Requirements
- Python and Linux
- Docker and Kubernetes
- 1+ years of experience

Nice to have
- Terraform

Salary: EUR 55,000 - 65,000 per year
"""


@dataclass
class Interviewer:
    """The real interview over the real store, with readings by plain words."""

    store: Store | None = None
    said: list[TurnRequest] = field(default_factory=list)
    graph: Any = field(default_factory=build_graph)
    inside: int = 0
    """For the queue that the status tells of."""

    def __call__(self, request: TurnRequest) -> Iterator[Event]:
        assert self.store is not None
        self.said.append(request)
        if "assess" not in request.text.lower() and len(self.said) == 1:
            yield Sentence(text="Hello.", quoted=False)
        else:
            deps = InterviewDeps(
                records=LearnerRecords(self.store.records, request.learner_id, known_learner=True),
                lexicon=lexicon(),
                rate=rate,
                clock=lambda: datetime.now(UTC),
            )
            turn = run_interview(
                self.graph, deps, request.text, message_id=request.message_id, answers_to=request.answers_to
            )
            with closing(turn):  # type: ignore[type-var]
                yield from turn
        yield Done(message_id="")


@pytest.fixture
def mind() -> Interviewer:
    return Interviewer()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(load_settings(data_dir=tmp_path))


@pytest.fixture
def base(mind: Interviewer, store: Store, tmp_path: Path) -> Iterator[str]:
    mind.store = store
    with served(create_app(scripted_parts(mind), store, load_settings(data_dir=tmp_path))) as address:  # type: ignore[arg-type]
        yield address


def show(page: Any, tab: str) -> None:
    if not page.is_visible("#my"):
        page.click("#open-my" if page.is_visible("#open-my") else "#open-my-top")
    page.click(f"#my-tab-{tab}")
    page.wait_for_selector("#my-body:not([aria-busy])")


def learner_of(page: Any) -> str:
    """The id in the browser's cookie; the page itself is only told its beginning."""
    cookie = next(each["value"] for each in page.context.cookies() if each["name"] == "mentor_learner")
    payload = cookie.split(".")[0]
    return str(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))))


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


def test_postings_are_pasted_refused_kept_and_removed(visit: Visit) -> None:
    page = visit.open()
    show(page, "market")
    page.fill("#posting-text", "Cook the onions in butter. Add two eggs and a little salt. Serve with bread.")
    page.click("#my .posting-form .button-main")
    page.wait_for_selector("#my .posting-form .bad")
    assert page.locator("#my .posting").count() == 0
    page.fill("#posting-text", POSTING)
    page.click("#my .posting-form .button-main")
    page.wait_for_selector("#my .posting")
    row = page.inner_text("#my .posting")
    assert "Acme Robotics" in row and "55,000" in row.replace("55000", "55,000")
    page.click("#my .posting-name")
    assert "Kubernetes" in page.inner_text("#my .posting-detail")
    page.click("#my .posting-detail >> text=Remove")
    page.click("#my .posting-detail >> text=Remove it")
    page.wait_for_selector("#my .my-empty")


def test_a_posting_comes_from_a_file(visit: Visit) -> None:
    page = visit.open()
    show(page, "market")
    page.set_input_files("#posting-file", {"name": "acme.txt", "mimeType": "text/plain", "buffer": POSTING.encode()})
    page.wait_for_selector("#my .posting >> text=Acme Robotics")


def planned(page: Any, store: Store) -> None:
    interviewed(store, learner_of(page), docker=1, python=2, kubernetes=0, confirmed=True)
    made = page.evaluate(
        "fetch('/api/plan', {method: 'POST', headers: {'Content-Type': 'application/json'},"
        " body: JSON.stringify({hours_per_week: 6, time_zone: 'UTC'})}).then((answer) => answer.status)"
    )
    assert made == 200


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


def test_a_document_is_read_here_and_downloaded(visit: Visit, store: Store) -> None:
    page = visit.open()
    show(page, "documents")
    assert page.locator("#my .documents li").count() == 4
    assert page.locator("#my [data-key^=read]").count() == 0, "nothing to read yet, and each says how to get it"
    interviewed(store, learner_of(page), "I wrote <b>Dockerfiles</b>", docker=1, confirmed=True)
    show(page, "documents")
    page.click("#my [data-key=read-assessment]")
    page.wait_for_selector("#my .document h1")
    assert "I wrote <b>Dockerfiles</b>" in page.inner_text("#my .document"), "words of the learner stay words"
    with page.expect_download() as begun:
        page.click("#my .my-back a[download]")
    assert begun.value.suggested_filename == "skills-assessment-completed.md"
    assert Path(begun.value.path()).read_text().startswith("# Skills assessment")
    page.click("#my [data-key=all-documents]")
    with page.expect_download() as begun:
        page.click("#my >> text=Download everything (.zip)")
    with zipfile.ZipFile(io.BytesIO(Path(begun.value.path()).read_bytes())) as archive:
        assert any(name.endswith("skills-assessment-completed.md") for name in archive.namelist())


def test_the_plan_comes_as_a_calendar_with_an_address_that_can_be_taken_back(visit: Visit, store: Store) -> None:
    page = visit.open()
    planned(page, store)
    show(page, "documents")
    with page.expect_download() as begun:
        page.click("#my >> text=Download (.ics)")
    assert Path(begun.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")
    page.click("#my >> text=Make an address to follow")
    address = page.input_value("#feed-address")
    assert page.request.get(address).ok
    show(page, "documents")
    page.click("#my >> text=Take the address back")
    page.wait_for_selector("#my >> text=Make an address to follow")
    assert page.request.get(address).status == 404


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


def test_everything_can_be_taken_along_and_deleted(visit: Visit, store: Store) -> None:
    page = visit.open()
    interviewed(store, learner_of(page), docker=1)
    page.click("#your-data")
    with page.expect_download() as begun:
        page.click("#my a[download]")
    with zipfile.ZipFile(io.BytesIO(Path(begun.value.path()).read_bytes())) as archive:
        assert "records.json" in archive.namelist()
    learner = learner_of(page)
    page.fill("#delete-words", "delete my dat")
    assert page.is_disabled("#my .button-danger")
    page.fill("#delete-words", "delete my data")
    page.click("#my .button-danger")
    page.wait_for_selector("#my", state="hidden")
    assert store.records.newest(learner, "assessment") is None


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
