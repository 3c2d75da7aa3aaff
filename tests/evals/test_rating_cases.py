"""The interview's cases: they load, there are enough of each sort, and a broken one is named by file and line."""

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from evals.cases import CaseError
from evals.rating_cases import (
    INTERVIEW_SKILLS,
    Action,
    Context,
    Intent,
    State,
    load_intents,
    load_interviews,
    load_ratings,
)

RATING = {
    "id": "git-01",
    "skill": "git",
    "question": "And Git?",
    "answer": "never",
    "rating": 0,
    "action": "rate",
    "why": "none",
}
INTENT = {"id": "ask-01", "message": "what is a pod", "context": "idle", "intent": "ask"}
INTERVIEW = """\
- id: short-one
  persona: terse
  why: stops at once
  opening: [hello]
  answers: {git: never}
  fallback: no more
  confirm: []
  expect: {ratings: {git: 0}, state: stopped}
"""


def test_enough_rated_answers_of_every_skill_rating_and_action() -> None:
    cases = load_ratings()
    assert len(cases) >= 250
    assert {case.skill for case in cases} == set(INTERVIEW_SKILLS)
    assert min(Counter(case.rating for case in cases if case.rating is not None).values()) >= 25
    assert {case.action for case in cases} == set(get_args(Action))
    for skill in INTERVIEW_SKILLS:
        assert {case.rating for case in cases if case.skill == skill} == {0, 1, 2, 3, 4, None}
    assert sum(case.rating is None for case in cases) >= 75


def test_no_answer_or_message_is_there_twice() -> None:
    assert max(Counter(case.answer for case in load_ratings()).values()) == 1
    assert max(Counter((case.message, case.context) for case in load_intents()).values()) == 1


def test_enough_messages_of_every_intent_and_context() -> None:
    cases = load_intents()
    assert len(cases) >= 150
    assert {case.context for case in cases} == set(get_args(Context))
    intents = Counter(case.intent for case in cases)
    assert set(intents) == set(get_args(Intent))
    assert min(intents.values()) >= 5


def test_enough_interviews_that_end_in_every_way() -> None:
    cases = load_interviews()
    assert len(cases) >= 40
    assert {case.expect.state for case in cases} == set(get_args(State))
    assert any(case.expect.corrections for case in cases)
    assert any(case.expect.skipped for case in cases)
    assert any(event.new_shell for case in cases for event in case.events)
    assert any("" in case.sayings for case in cases)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param({"rating": 5}, "rating", id="rating out of range"),
        pytest.param({"rating": True}, "rating", id="rating that is no number"),
        pytest.param({"rating": None}, "does not fit", id="rated without a rating"),
        pytest.param({"action": "guess"}, "action", id="unknown action"),
        pytest.param({"skill": "juggling"}, "juggling", id="unknown skill"),
        pytest.param({"note": "x"}, "note", id="unknown field"),
        pytest.param({"id": "git-01"}, "already used", id="id used twice"),
    ],
)
def test_a_broken_rating_is_named_by_file_and_line(tmp_path: Path, change: dict[str, object], named: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(RATING) + "\n" + json.dumps({**RATING, "id": "git-02", **change}) + "\n")
    with pytest.raises(CaseError, match=named) as error:
        load_ratings(path)
    assert f"{path}:2: " in str(error.value)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        pytest.param(json.dumps({**INTENT, "intent": "dance"}), "intent", id="unknown intent"),
        pytest.param(json.dumps({**INTENT, "context": "asleep"}), "context", id="unknown context"),
        pytest.param("{", "not JSON", id="no JSON"),
    ],
)
def test_a_broken_intent_is_named_by_file_and_line(tmp_path: Path, line: str, named: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(CaseError, match=named) as error:
        load_intents(path)
    assert f"{path}:1: " in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        pytest.param("state: stopped", "state: finished", "confirmed", id="finished without a confirmation"),
        pytest.param("{git: 0}", "{juggling: 0}", "juggling", id="unknown skill"),
        pytest.param("state: stopped", "state: stopped, skipped: [git]", "skipped and rated", id="skipped and rated"),
        pytest.param(
            "confirm: []", "events: [{say: hi}]\n  confirm: []", "after_question", id="event without a moment"
        ),
        pytest.param("persona: terse", "persona: [", "not YAML", id="no YAML"),
    ],
)
def test_a_broken_interview_is_named_by_file_and_line(tmp_path: Path, old: str, new: str, named: str) -> None:
    path = tmp_path / "some.yaml"
    path.write_text(INTERVIEW)
    assert [case.id for case in load_interviews(tmp_path)] == ["short-one"]
    path.write_text(INTERVIEW.replace(old, new))
    with pytest.raises(CaseError, match=named) as error:
        load_interviews(tmp_path)
    assert str(path) in str(error.value)
