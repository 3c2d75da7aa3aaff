"""Everything that is not a finished answer: starting, waiting, busy, offline, broken, stopped, cut short."""

from __future__ import annotations

from tests.browser.conftest import Visit
from tests.browser.script import SUGGESTIONS
from tests.browser.stand_in import READY, Stage

PAY_QUESTION = SUGGESTIONS[0]
LOADING = {**READY, "model": {"state": "loading", "detail": "warming up", "name": "SmolLM2"}}
DONE = {**READY, "model": {"state": "ready", "detail": "", "name": "SmolLM2"}}


def test_while_starting_it_says_which_part_and_asks_the_held_question_when_ready(visit: Visit, stage: Stage) -> None:
    stage.parts = LOADING
    page = visit.open()
    page.wait_for_selector("text=The mentor is getting ready")
    assert "warming up" in page.inner_text(".part-loading")
    visit.ask(PAY_QUESTION)
    page.wait_for_selector("text=Your question is held")
    assert stage.asked == []
    stage.parts = DONE
    page.wait_for_selector(".turn[data-state=complete]")
    assert stage.asked == [PAY_QUESTION]
    assert page.locator(".notice").count() == 0
    assert page.input_value("#question") == ""


def test_a_held_question_that_is_changed_is_not_asked_by_itself(visit: Visit, stage: Stage) -> None:
    stage.parts = LOADING
    page = visit.open()
    visit.ask(PAY_QUESTION)
    page.wait_for_selector("text=Your question is held")
    page.fill("#question", "Something else")
    page.wait_for_selector("text=You can write your question now")
    stage.parts = DONE
    page.wait_for_selector(".notice", state="detached")
    assert stage.asked == []
    assert page.input_value("#question") == "Something else"


def test_a_part_that_failed_is_named_with_what_to_do(visit: Visit, stage: Stage) -> None:
    stage.parts = {**READY, "model": {"state": "failed", "detail": "The file is not a GGUF model.", "name": "x"}}
    page = visit.open()
    page.wait_for_selector("text=The mentor could not start")
    assert "The file is not a GGUF model." in page.inner_text(".part-failed")
    assert "mentor doctor" in page.inner_text(".notice")


def test_the_place_in_the_queue_is_shown(visit: Visit, stage: Stage) -> None:
    stage.pace = 1
    page = visit.open()
    visit.ask("queue")
    page.wait_for_selector("text=You are 3rd in line")
    page.wait_for_selector("text=You are 2nd in line")
    page.wait_for_selector("text=You are next in line")
    stage.pace = 0
    page.wait_for_selector(".turn[data-state=complete]")


def test_busy_keeps_the_question_and_tries_again_on_request(visit: Visit, stage: Stage) -> None:
    stage.busy = 1
    page = visit.open()
    visit.ask(PAY_QUESTION)
    page.wait_for_selector("text=Busy at the moment")
    assert page.input_value("#question") == PAY_QUESTION
    assert page.locator(".turn").count() == 0
    page.click("text=Try again")
    page.wait_for_selector(".turn[data-state=complete]")
    assert page.input_value("#question") == ""
    assert page.locator(".notice").count() == 0


def test_offline_says_so_keeps_the_text_and_recovers(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    visit.context.set_offline(True)
    visit.ask(PAY_QUESTION)
    page.wait_for_selector(".notice >> text=Offline")
    assert page.input_value("#question") == PAY_QUESTION
    assert page.locator("#send").is_disabled()
    assert "out of reach" in page.inner_text("#hint-text")
    visit.context.set_offline(False)
    page.wait_for_selector(".notice", state="detached")
    page.press("#question", "Enter")
    page.wait_for_selector(".turn[data-state=complete]")
    assert stage.asked == [PAY_QUESTION]


def test_a_broken_turn_shows_the_servers_sentence_and_can_be_asked_again(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    visit.answered("crash")
    assert "being restarted" in page.inner_text(".ending-failed")
    assert page.locator(".sentence").count() == 2, "what was verified stays"
    page.click("button >> text=Ask again")
    visit.until("document.querySelectorAll('.turn[data-state]').length === 2")
    assert stage.asked == ["crash", "crash"]


def test_a_connection_that_breaks_is_not_dressed_as_an_answer(visit: Visit) -> None:
    page = visit.open()
    visit.answered("cut")
    assert "connection was lost" in page.inner_text(".ending-lost")
    page.reload()
    page.wait_for_selector(".ending-interrupted >> text=Ask again")


def test_stop_by_button_and_by_escape(visit: Visit, stage: Stage) -> None:
    stage.pace = 0.3
    page = visit.open()
    visit.ask(PAY_QUESTION)
    page.wait_for_selector(".sentence")
    page.click("#send")
    page.wait_for_selector(".turn[data-state=stopped]")
    assert "Stopped here" in page.inner_text(".ending")
    visit.ask(PAY_QUESTION)
    page.wait_for_selector(".turn.latest .sentence")
    page.keyboard.press("Escape")
    page.wait_for_selector(".turn.latest[data-state=stopped]")
    assert len(stage.stopped) == 2


def test_too_long_a_question_is_counted_and_held_back(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    page.fill("#question", "x" * 7300)
    assert page.inner_text("#counter") == "7,300 of 8,000"
    page.fill("#question", "x" * 8005)
    assert "Too long by 5 characters" in page.inner_text("#hint-text")
    assert page.locator("#send").is_disabled()
    page.press("#question", "Enter")
    assert stage.asked == []


def test_a_draft_survives_a_reload(visit: Visit) -> None:
    page = visit.open()
    page.fill("#question", "half a thought")
    page.reload()
    page.wait_for_selector("html[data-started]")
    assert page.input_value("#question") == "half a thought"
