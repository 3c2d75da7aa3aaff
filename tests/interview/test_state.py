"""The record survives JSON, remembers corrections, and is refused when it is not valid."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from graphs.interview.state import Held, InterviewState, OpenQuestion, begin, close, correct, withdraw
from tests.interview.scripted import NOON

TWO = Held(standing="rated", rating=2, confidence=0.8, reason="you wrote one")
THREE = Held(standing="rated", rating=3, confidence=0.9)


def test_the_record_is_equal_after_json() -> None:
    state = InterviewState(started_at=NOON, open=OpenQuestion(id="q1", kind="open", skills=("git",), text="Git?"))
    state = correct(state.hold("git", TWO), "git", THREE, "make git 3", NOON)
    assert InterviewState.model_validate_json(state.model_dump_json()) == state


def test_a_correction_can_be_taken_back_and_stays_in_the_history() -> None:
    state = correct(InterviewState().hold("git", TWO), "git", THREE, "make git 3", NOON)
    state, change = withdraw(state)
    assert change is not None
    assert state.held("git") == TWO
    assert [each.withdrawn for each in state.changes] == [True]
    assert withdraw(state) == (state, None)


def test_corrections_are_taken_back_newest_first() -> None:
    state = correct(InterviewState().hold("git", TWO), "git", THREE, "make git 3", NOON)
    state = correct(state, "git", Held(standing="rated", rating=1), "no, 1", NOON)
    state, _ = withdraw(state)
    assert state.held("git").rating == 3
    state, _ = withdraw(state)
    assert state.held("git").rating == 2


def test_a_closed_question_is_remembered() -> None:
    state = close(InterviewState(open=OpenQuestion(id="q1", kind="open", skills=("git",), text="Git?")))
    assert state.open is None
    assert [question.id for question in state.closed] == ["q1"]


def test_a_reassessment_knows_the_confirmed_readings() -> None:
    confirmed = InterviewState(status="confirmed", started_at=NOON).hold("git", TWO)
    again = begin(confirmed, NOON)
    assert again.previous["git"] == TWO
    assert again.assessment_version == 2
    assert again.held("git").rating is None


@pytest.mark.parametrize(
    "broken", [{"version": 2}, {"asked": "x"}, {"skills": {"git": {"now": {"rating": 9}}}}, {"x": 1}]
)
def test_a_broken_record_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        InterviewState.model_validate(broken)
