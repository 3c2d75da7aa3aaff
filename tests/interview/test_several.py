"""Answers about several skills at once: whose words they are, and which skills are to be left out."""

from __future__ import annotations

import pytest

from graphs.interview.answer import read_answer
from graphs.interview.state import InterviewState, OpenQuestion
from tests.interview.scripted import NOON, Talk, lexicon


def asking(*skills: str) -> InterviewState:
    return InterviewState(started_at=NOON, open=OpenQuestion(id="q4", kind="open", skills=skills, text="Tell me?"))


def concern(skill: str, words: str) -> float:
    """By words that only one skill uses."""
    marks = {"kubernetes": "rollout", "docker": "image", "communication": "told", "problem-solving": "narrowed"}
    return 0.9 if marks.get(skill, "-") in words else 0.01


@pytest.mark.parametrize(
    ("text", "docker", "kubernetes"),
    [
        ("I use both every day at work", "both every day", "both every day"),
        ("docker and kubernetes daily, on-call too", "daily", "daily"),
        ("docker, k8s: never", "never", "never"),
        ("Docker daily, kubernetes only in a course", "Docker daily", "only in a course"),
        ("I write Dockerfiles, but Kubernetes never", "Dockerfiles", "never"),
        ("The former a lot, the latter not yet", "a lot", "not yet"),
        ("The second one only in a course. The other I use daily at work.", "daily", "in a course"),
        ("kubernetes not at all; docker I build our own images", "our own images", "not at all"),
        ("3 and 1", "3", "1"),
        ("1 for k8s, 2 for docker", "2 for docker", "1 for k8s"),
        ("I cut our image size by half\nwatched a rollout once", "image size", "rollout"),
        ("watched a rollout once\nI cut our image size by half last year", "image size", "rollout"),
    ],
)
def test_each_skill_gets_the_words_that_speak_of_it(text: str, docker: str, kubernetes: str) -> None:
    answers = dict(read_answer(text, asking("docker", "kubernetes"), lexicon(), concern).answers)
    assert docker in answers["docker"]
    assert kubernetes in answers["kubernetes"]


def test_what_contrasts_is_not_shared() -> None:
    answers = dict(
        read_answer("Docker daily, kubernetes only in a course", asking("docker", "kubernetes"), lexicon()).answers
    )
    assert "course" not in answers["docker"]
    assert "daily" not in answers["kubernetes"]


def test_an_episode_that_shows_two_skills_counts_for_both() -> None:
    text = "I narrowed it down and told my lead every evening."
    meaning = read_answer(text, asking("problem-solving", "communication"), lexicon(), concern)
    assert dict(meaning.answers) == {"problem-solving": text, "communication": text}


def test_same_for_takes_the_reading_of_the_other() -> None:
    talk = Talk(state=asking("docker", "terraform"))
    talk.say("I built our own Docker setup for the team. Same for Terraform.")
    assert (talk.rating("docker"), talk.rating("terraform")) == (2, 2)
    assert talk.state.held("terraform").evidence[-1].quote == "Same for Terraform."


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("I built our own docker setup. Skip the second one please.", "kubernetes"),
        ("Rather not talk about k8s, but docker: I built our own setup", "kubernetes"),
        ("I'd rather not talk about kubernetes", "kubernetes"),
        ("no comment on docker. Kubernetes: I built a cluster in a course", "docker"),
        ("can we leave kubernetes out of it? I built our docker setup", "kubernetes"),
        ("docker I don't want in there, k8s: I built our cluster", "docker"),
        ("kubernetes: pass. docker I built our own setup", "kubernetes"),
    ],
)
def test_a_refusal_inside_an_answer_is_honoured(text: str, left_out: str) -> None:
    talk = Talk(state=asking("docker", "kubernetes"))
    talk.say(text)
    held = talk.state.held(left_out)
    assert (held.standing, held.rating) == ("skipped", None)
    other = {"docker": "kubernetes", "kubernetes": "docker"}[left_out]
    assert talk.state.held(other).standing != "skipped"


@pytest.mark.parametrize("text", ["I skip the tests when I build images", "I pass on what I see in the pod logs"])
def test_a_deed_is_no_refusal(text: str) -> None:
    assert not read_answer(text, asking("docker", "kubernetes"), lexicon()).left_out


def test_words_about_another_skill_are_not_rated_for_the_one_asked() -> None:
    meaning = read_answer("watched one rollout in a course last year", asking("docker"), lexicon(), concern)
    assert not meaning.answers
    assert [skill for skill, _ in meaning.volunteered] == ["kubernetes"]


def test_a_bare_yes_is_asked_again() -> None:
    talk = Talk(state=asking("docker"))
    outcome = talk.say("yes")
    assert talk.state.open is not None and talk.state.open.skills == ("docker",)
    assert "sentence or two" in str(outcome.before[0])


def test_a_figure_is_taken_when_nothing_more_can_be_asked() -> None:
    talk = Talk(state=asking("docker").with_(asked=14))
    talk.say("4/4")
    held = talk.state.held("docker")
    assert held.rating in (3, 4) and held.confidence <= 0.4
