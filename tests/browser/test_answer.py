"""Asking, reading the answer, opening what bears it out."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.conftest import Visit
from tests.browser.script import ANSWER, DAYS, OTHER, PAY, SUGGESTIONS
from tests.browser.stand_in import Stage

PAY_QUESTION = SUGGESTIONS[0]


def texts(page: Any, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def test_the_empty_page_offers_questions_and_answers_the_one_picked(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    assert texts(page, ".opener") == SUGGESTIONS
    page.click(".opener >> nth=1")
    page.wait_for_selector(".turn[data-state=complete]")
    assert stage.asked == [SUGGESTIONS[1]]
    assert page.locator(".welcome").count() == 0


def test_sentences_appear_as_they_are_verified(visit: Visit, stage: Stage) -> None:
    stage.pace = 0.4
    page = visit.open()
    visit.ask(PAY_QUESTION)
    page.wait_for_selector(".block-lead .sentence")
    assert page.locator(".turn").get_attribute("data-state") is None, "the first sentence must not wait for the last"
    assert page.locator(".turn").get_attribute("aria-busy") == "true"
    stage.pace = 0
    page.wait_for_selector(".turn[data-state=complete]")
    heard = texts(page, "#live-answer p")
    assert heard == [re.sub(r"\*\*|`", "", event["text"]) for event in ANSWER if event["type"] == "sentence"], (
        "each sentence is announced once"
    )


def test_an_answer_is_laid_out_by_the_styles_of_its_sentences(visit: Visit) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    blocks = page.locator(".answer > .block").evaluate_all("nodes => nodes.map(n => [n.tagName, n.dataset.style])")
    assert blocks == [["P", "lead"], ["P", "note"], ["H3", "heading"], ["UL", "bullet"], ["P", "text"]]
    assert page.locator(".block-bullet > li").count() == len(DAYS), "bullets that follow each other are one list"
    assert page.locator(".answer code").count() == 2
    assert texts(page, ".source-number") == ["1", "2", "3"]
    assert "3 passages from 2 sources" in page.inner_text(".sources-head")


def test_a_citation_opens_its_passage_with_the_words_marked_and_in_view(visit: Visit) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    cite = page.locator(".block-note .cite")
    cite.click()
    mark = page.locator("#panel mark")
    mark.wait_for()
    assert mark.inner_text() == OTHER
    assert page.inner_text("#panel-source") == "AI Infrastructure Career Path Guide"
    visit.until("document.querySelector('#panel-body').scrollTop > 0")
    visit.until(  # the scroll is smooth
        """() => { const m = document.querySelector('#panel mark').getBoundingClientRect();
                   const b = document.querySelector('#panel-body').getBoundingClientRect();
                   return m.top >= b.top && m.bottom <= b.bottom; }"""
    )
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert cite.evaluate("node => node === document.activeElement"), "the focus goes back to the number"


def test_two_sentences_with_one_number_each_open_their_own_words(visit: Visit) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    page.click(".block-lead .cite >> nth=0")
    visit.until("document.querySelector('#panel mark')?.textContent.startsWith('A junior')")
    page.click(".block-lead .cite >> nth=1")
    visit.until("document.querySelector('#panel .document mark')?.textContent === 'The median was $93,500.'")


def test_the_panel_steps_through_the_sources_and_opens_the_whole_document(visit: Visit) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    page.click(".source >> nth=0")
    page.wait_for_selector("#panel .document mark")
    assert page.locator("#panel-prev").is_disabled()
    page.click("#panel-next")
    visit.until(f"document.querySelector('#panel .document mark')?.textContent === {OTHER!r}")
    with visit.context.expect_page() as opened:
        page.click("#panel-open")
    opened.value.wait_for_selector(".reader mark")
    assert opened.value.inner_text(".reader mark") == OTHER
    assert opened.value.locator("#dock").is_hidden()


def test_a_long_list_of_sources_is_folded(visit: Visit) -> None:
    page = visit.open()
    visit.answered("everything")
    assert page.locator(".source:visible").count() == 5
    page.click("text=Show all 12")
    assert page.locator(".source:visible").count() == 12
    assert page.evaluate("document.activeElement.textContent").startswith("6")


def test_a_document_that_is_gone_still_shows_the_quoted_words(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    page.route(
        "**/api/documents/**",
        lambda route: route.fulfill(status=404, json={"error": {"code": "not_found", "message": ""}}),
    )
    page.click(".source >> nth=0")
    page.wait_for_selector("text=changed or removed")
    assert page.inner_text("#panel mark") == PAY


def test_declined_offers_what_the_sources_do_answer(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    visit.answered("What do juniors earn in Portugal?")
    assert "do not cover" in page.inner_text(".declined-kind")
    page.click(".declined .chip >> nth=0")
    visit.until("document.querySelectorAll('.turn[data-state=complete]').length === 2")
    assert stage.asked[-1] == "What does a junior earn in the US?"


def test_quick_replies_and_followups_are_asked_when_picked(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    visit.answered("Which of these?")
    page.click(".chip >> text=Backend")
    visit.until("document.querySelectorAll('.turn[data-state=complete]').length === 2")
    page.click(".turn.latest .followup >> nth=0")
    visit.until("document.querySelectorAll('.turn[data-state=complete]').length === 3")
    assert stage.asked[1:] == ["Backend", "And what does a senior earn?"]
    assert page.locator(".followups:visible").count() == 1, "only the last answer offers what to ask next"


def test_copy_takes_the_sources_along(visit: Visit) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=visit.base)
    page = visit.open()
    visit.answered(PAY_QUESTION)
    page.click("[aria-label='Copy the answer with its sources']")
    page.wait_for_selector("text=Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "earned between $67,000 and $120,000 in 2025. [1]" in copied
    assert f"- {DAYS[0]} [3]" in copied
    assert "[2] AI Infrastructure Career Path Guide: Career paths in AI infrastructure › Pay by level" in copied


def test_a_vote_down_asks_for_the_reason_and_can_be_taken_back(visit: Visit, stage: Stage) -> None:
    page = visit.open()
    visit.answered(PAY_QUESTION)
    down = page.locator("[aria-label='This answer did not help']")
    down.click()
    page.click(".reason .chip >> text=Not correct")
    page.fill(".reason-text", "It is more")
    page.click(".reason >> text=Send")
    page.wait_for_selector("text=Thank you, noted.")
    assert list(stage.votes.values()) == [{"vote": "down", "reason": "Not correct; It is more"}]
    page.reload()
    page.wait_for_selector("[aria-label='This answer did not help'][aria-pressed=true]")
    down.click()
    page.wait_for_selector("[aria-label='This answer did not help'][aria-pressed=false]")
    for _ in range(200):  # the page shows it at once, the request follows
        if not stage.votes:
            break
        page.wait_for_timeout(50)
    assert stage.votes == {}


def test_what_a_learner_types_is_never_markup(visit: Visit) -> None:
    page = visit.open()
    typed = "<img src=x onerror=alert(1)> <b>pay</b>?"
    visit.answered(typed)
    assert page.inner_text(".question") == typed
    assert page.locator(".question *, .row-title *").count() == 0
