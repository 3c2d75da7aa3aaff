"""Several conversations, kept over reload, renamed, deleted, going on out of sight."""

from __future__ import annotations

from tests.browser.conftest import Visit
from tests.browser.script import SUGGESTIONS
from tests.browser.stand_in import Stage

PAY_QUESTION = SUGGESTIONS[0]


def test_a_conversation_is_there_after_a_reload_as_it_was(visit: Visit) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    before = page.inner_text(".answer"), page.inner_text(".sources")
    assert "#/c/" in page.url
    page.reload()
    page.wait_for_selector(".turn[data-state=complete]")
    assert (page.inner_text(".answer"), page.inner_text(".sources")) == before
    page.click(".block-note .cite")
    page.wait_for_selector("#panel .document mark")


def test_switching_between_conversations(visit: Visit) -> None:
    page = visit.open()
    visit.answered("First question")
    page.click("#new-conversation")
    page.wait_for_selector(".welcome")
    visit.answered("Second question")
    page.click(".conversation >> text=First question")
    visit.until("document.querySelector('.question')?.textContent === 'First question'")
    assert page.locator("[aria-current=page]").inner_text() == "First question"
    page.go_back()
    visit.until("document.querySelector('.question')?.textContent === 'Second question'")


def test_an_answer_goes_on_while_another_conversation_is_on_screen(visit: Visit, stage: Stage) -> None:
    stage.pace = 0.2
    page = visit.open()
    visit.ask("First question")
    page.wait_for_selector(".sentence")
    page.click("#new-conversation")
    page.wait_for_selector(".welcome")
    assert page.locator("#send").get_attribute("title") == "Ask (Enter)"
    page.wait_for_selector(".running-dot")
    page.click(".conversation >> text=First question")
    page.wait_for_selector(".turn[data-state=complete]")
    assert stage.closed_early == 0
    assert page.locator(".running-dot").count() == 0


def test_rename_and_delete_ask_first(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    page.click(".row-more")
    page.click(".row-tools >> text=Rename")
    page.fill("#dialog input", "Junior pay")
    page.keyboard.press("Enter")
    page.wait_for_selector(".row-title >> text=Junior pay")
    assert "Junior pay" in page.title()
    page.click(".row-tools >> text=Delete")
    page.click("#dialog >> text=Keep it")
    assert len(stage.conversations) == 1
    page.click(".row-tools >> text=Delete")
    page.click("#dialog .button-danger")
    page.wait_for_selector(".welcome")
    assert stage.conversations == {}


def test_a_conversation_of_somebody_else_is_not_here(visit: Visit) -> None:
    page = visit.open("#/c/nobody")
    page.wait_for_selector("text=This conversation is not here")
    visit.answered(PAY_QUESTION)
    assert "#/c/c1" in page.url


def test_everything_can_be_deleted_after_two_questions(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    page.click("#your-data")
    assert page.locator("#my a[download]").get_attribute("href") == "/api/me/export"
    assert page.locator("#my .button-danger").is_disabled(), "nothing is deleted by a slip of the hand"
    page.fill("#delete-words", "Delete my data")
    page.click("#my .button-danger")
    page.wait_for_selector(".welcome")
    assert stage.conversations == {}
