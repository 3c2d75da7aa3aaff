"""Corrections of skills that hold no reading yet, and facts in a short first message."""

from __future__ import annotations

import pytest

from graphs.interview.state import Held, InterviewState
from tests.interview.scripted import NOON, Talk


def waiting_for_docker() -> Talk:
    talk = Talk()
    talk.begin()
    talk.say("I work in a call centre and like computers")
    talk.say("a junior role, 6 hours a week")
    return talk


@pytest.mark.parametrize(
    ("text", "skill", "rating"),
    [
        ("please put Kubernetes at 1", "kubernetes", 1),
        ("oh, and Terraform should be a 3", "terraform", 3),
        ("set my Python to intermediate", "python", 2),
        ("Actually Kubernetes 2", "kubernetes", 2),
        ("I know more Kubernetes than you think", "kubernetes", 2),
        ("I am weaker at Terraform than that", "terraform", 0),
    ],
)
def test_a_skill_without_a_reading_can_be_corrected(text: str, skill: str, rating: int) -> None:
    talk = waiting_for_docker()
    assert talk.state.held(skill).standing == "pending"
    talk.say(text)
    held = talk.state.held(skill)
    assert (held.standing, held.rating) == ("rated", rating)
    assert held.evidence[-1].origin == "correction"


def test_a_proposed_reading_can_be_corrected_before_it_is_confirmed() -> None:
    talk = waiting_for_docker()
    talk.state = talk.state.hold("docker", Held(standing="proposed", rating=1))
    talk.say("put Docker at 3 instead")
    assert (talk.state.held("docker").standing, talk.rating("docker")) == ("rated", 3)


def test_more_than_that_speaks_of_the_assessment_before() -> None:
    talk = Talk(state=InterviewState(started_at=NOON, previous={"terraform": Held(standing="rated", rating=2)}))
    talk.begin()
    talk.say("I know more Terraform than that")
    assert talk.rating("terraform") == 3


@pytest.mark.parametrize("text", ["I set up Kubernetes on 3 machines", "My team put 2 people on Terraform"])
def test_a_deed_with_a_number_is_no_correction(text: str) -> None:
    talk = waiting_for_docker()
    talk.say(text)
    assert not talk.state.changes


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I can spare 7 hours a week", {"hours_per_week": 7}),
        ("I'd like to become a senior engineer", {"target_level": "senior"}),
        ("I'm a pharmacist in Bergen", {"current_job": "pharmacist", "location": "Bergen"}),
    ],
)
def test_a_short_first_message_tells_of_the_profile(text: str, facts: dict[str, object]) -> None:
    talk = Talk()
    opened = talk.begin(text)
    assert {name: talk.state.profile[name].value for name in facts} == facts
    assert len(opened.before) >= 2
    assert talk.state.open is not None


def test_impossible_hours_in_a_first_message_are_asked_about() -> None:
    talk = Talk()
    talk.begin("I have 200 hours a week")
    assert talk.state.open is not None and talk.state.open.kind == "profile_check"
    assert "hours_per_week" not in talk.state.profile
