from __future__ import annotations

from pathlib import Path

import pytest

import app.bootstrap.interview
from app.adapters.store.store import open_store
from app.adapters.store.versions import LearnerRecords
from app.cli.learner import terminal_learner
from app.settings import load_settings
from graphs.interview.records import load
from graphs.interview.state import InterviewState
from tests.interview.scripted import rate
from tests.interview.test_dialogue import COOPERATIVE


@pytest.fixture(autouse=True)
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.bootstrap.interview, "open_rate", lambda _embedder, _lexicon: rate)


def typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def kept(data: Path) -> InterviewState:
    store = open_store(load_settings())
    try:
        state = load(LearnerRecords(store.records, terminal_learner(data)))
    finally:
        store.close()
    assert state is not None
    return state


def test_a_whole_interview_leads_to_an_assessment(mentor, tmp_path: Path) -> None:
    done = mentor("interview", typed=typed(*COOPERATIVE))
    assert done.exit_code == 0, done.output
    assert "what do you do now" in done.stdout
    assert "(0 of 15 skills)" in done.stderr and "(15 of 15 skills)" in done.stderr
    assert "Your assessment is final now" in done.stdout
    assert kept(mentor.data).status == "confirmed"
    shown = mentor("assessment", "show")
    assert shown.exit_code == 0 and "confirmed on" in shown.stdout
    assert mentor("assessment", "export", str(tmp_path / "out")).exit_code == 0
    written = (tmp_path / "out" / "docs" / "skills-assessment-completed.md").read_text()
    assert "I built a small Flask API with tests" in written


def test_the_end_of_the_input_pauses_and_another_shell_goes_on(mentor) -> None:
    done = mentor("interview", typed=typed(*COOPERATIVE[:4]))
    assert done.exit_code == 0
    assert "Nothing is lost" in done.stderr
    before = kept(mentor.data)
    assert before.status == "running" and before.open is not None
    rest = mentor("interview", typed=typed(*COOPERATIVE[4:]))
    assert before.open.text in rest.stdout
    assert kept(mentor.data).status == "confirmed"


def test_pause_in_words_and_resume(mentor) -> None:
    done = mentor("interview", typed=typed(*COOPERATIVE[:3], "pause", "this is not read any more"))
    assert done.exit_code == 0
    before = kept(mentor.data)
    assert before.status == "paused" and before.open is not None
    again = mentor("interview", typed="")
    assert before.open.text in again.stdout and "Good to have you back" in again.stdout
    assert kept(mentor.data).open == before.open


def test_a_reply_is_picked_by_its_number(mentor) -> None:
    first = mentor("interview", typed=typed(COOPERATIVE[0]))
    assert "  1. Yes, that's right\n  2. Not quite\n" in first.stdout
    second = mentor("interview", typed=typed("1", "about 6 hours a week"))
    assert "(Yes, that's right)" in second.stderr
    state = kept(mentor.data)
    assert state.held("docker").rating == 1 and state.held("docker").settled
    mentor("interview", typed=typed("I use branches in git", "3"))
    state = kept(mentor.data)
    assert state.held("python").rating == 2


def test_a_number_of_hours_is_no_pick(mentor) -> None:
    mentor("interview", typed=typed(*COOPERATIVE[:2], "3"))
    assert kept(mentor.data).profile["hours_per_week"].value == 3


def test_a_question_in_the_middle_is_answered_with_its_source_and_then_back(mentor) -> None:
    done = mentor("interview", typed=typed(*COOPERATIVE[:3], "What does a junior earn?"))
    assert done.exit_code == 0, done.output
    _, _, after = done.stdout.partition("$67,000")
    assert "[1] Junior role" in after
    open_question = kept(mentor.data).open
    assert open_question is not None
    assert open_question.text in after.partition("Back to where we were")[2]


def test_after_confirmation_it_begins_anew_only_when_asked_to(mentor) -> None:
    mentor("interview", typed=typed(*COOPERATIVE))
    idle = mentor("interview", typed="")
    assert idle.stdout == "" and "--again" in idle.stderr
    mentor("interview", "--again", typed="")
    state = kept(mentor.data)
    assert state.status == "running" and state.assessment_version == 2
    assert state.previous["python"].rating == 2
