"""What is asked next, and when a second look is worth a question."""

from __future__ import annotations

import pytest

from graphs.career.skills import Level
from graphs.interview.models import GROUPS, SKILLS
from graphs.interview.policy import (
    MOST_TOGETHER,
    Next,
    groups_left,
    in_order,
    most_urgent,
    next_question,
    packed,
    second_look,
)
from graphs.interview.state import Held, InterviewState, OpenQuestion
from tests.interview.scripted import Reading, lexicon

MATRIX = lexicon().matrix


@pytest.mark.parametrize("level", list(Level))
def test_prerequisites_come_first_and_soft_skills_last(level: Level) -> None:
    order = [skill for group in in_order(MATRIX, level) for skill in group]
    assert sorted(order) == sorted(SKILLS)
    for earlier, later in (("linux-bash", "docker"), ("docker", "kubernetes"), ("python", "ml-frameworks")):
        assert order.index(earlier) < order.index(later)
    assert in_order(MATRIX, level)[-1] == GROUPS[-1]


def test_it_begins_with_the_background() -> None:
    assert next_question(InterviewState(), MATRIX) == Next("background")


def test_proposals_are_confirmed_before_anything_else_is_asked() -> None:
    state = (
        InterviewState(asked=1)
        .hold("git", Held(standing="proposed", rating=2))
        .hold("docker", Held(standing="proposed", rating=1))
    )
    assert next_question(state, MATRIX) == Next("confirm_prefill", ("git", "docker"))


def test_a_skill_already_told_of_is_not_asked_again() -> None:
    state = InterviewState(asked=2, aim_asked=True).hold("linux-bash", Held(standing="rated", rating=2))
    assert next_question(state, MATRIX) == Next("open", ("git",))


def test_the_last_question_is_kept_for_the_confirmation() -> None:
    assert next_question(InterviewState(asked=14, aim_asked=True), MATRIX) == Next("final_confirmation")


@pytest.mark.parametrize(
    ("reading", "kind"),
    [
        (Reading(2, 0.8, "x", "y"), None),
        (Reading(None, 0.2, "", "y", "follow_up"), "follow_up"),
        (Reading(4, 0.95, "x", "y"), "episode"),
        (Reading(3, 0.6, "x", "y"), "episode"),
        (Reading(3, 0.9, "x", "y"), None),
        (Reading(2, 0.4, "x", "y"), "probe_down"),
        (Reading(1, 0.4, "x", "y"), "probe_up"),
    ],
)
def test_a_second_look_only_where_it_decides_something(reading: Reading, kind: str | None) -> None:
    state = InterviewState(asked=3, aim_asked=True)
    assert second_look("docker", reading, state, MATRIX, ("docker",)) == kind


def test_a_second_look_is_taken_once_and_only_with_questions_to_spare() -> None:
    vague = Reading(None, 0.2, "", "y", "follow_up")
    once = InterviewState(asked=3, aim_asked=True).mark(("docker",), followed_up=True)
    assert second_look("docker", vague, once, MATRIX) is None
    assert second_look("docker", vague, InterviewState(asked=13, aim_asked=True), MATRIX) is None


def test_unclear_readings_share_one_question() -> None:
    assert most_urgent((("git", "probe_up"), ("cloud", "follow_up"), ("terraform", "follow_up"))) == Next(
        "follow_up", ("cloud", "terraform")
    )


def test_what_is_told_after_the_first_confirmation_waits_for_the_last() -> None:
    confirmed = OpenQuestion(id="q2", kind="confirm_prefill", skills=("git",), text="Is that about right?")
    state = InterviewState(asked=4, aim_asked=True, closed=(confirmed,)).hold(
        "docker", Held(standing="proposed", rating=2)
    )
    assert next_question(state, MATRIX).kind == "open"


def test_the_last_open_question_goes_to_the_soft_skills() -> None:
    assert next_question(InterviewState(asked=13, aim_asked=True), MATRIX) == Next("open", GROUPS[-1])


def test_every_skill_is_asked_before_any_is_asked_twice() -> None:
    state = InterviewState(asked=9, aim_asked=True).count(("git",))
    left = len(groups_left(state, MATRIX))
    assert next_question(state.with_(asked=14 - left), MATRIX).skills != ("git",)
    assert next_question(state.with_(asked=13 - left), MATRIX) == Next("open", ("git",))


def test_what_came_to_nothing_twice_is_not_asked_again() -> None:
    state = InterviewState(asked=3, aim_asked=True)
    for group in GROUPS:
        state = state.count(group).count(group)
    assert next_question(state, MATRIX) == Next("final_confirmation")


@pytest.mark.parametrize("room", range(1, 10))
def test_neighbours_share_a_question_when_few_are_left(room: int) -> None:
    groups = groups_left(InterviewState(), MATRIX)
    found = packed(groups, room)
    assert sorted(skill for group in found for skill in group) == sorted(SKILLS)
    assert all(len(group) <= MOST_TOGETHER for group in found)
    if room >= 5:
        assert len(found) <= room
