"""How people word a correction: of a skill they name, or of the one that was shown last."""

from __future__ import annotations

import pytest

from graphs.interview.state import Held, InterviewState, OpenQuestion
from tests.interview.scripted import NOON, Talk

RATED = ("docker", "git", "linux-bash", "python", "cloud", "terraform", "kubernetes", "communication", "system-design")


def rated(skill: str, rating: int, last: str) -> Talk:
    state = InterviewState(started_at=NOON, numbered=6, asked=6, aim_asked=True)
    for each in dict.fromkeys((*RATED, skill)):
        state = state.hold(each, Held(standing="rated", rating=rating if each == skill else 2))
    question = OpenQuestion(id="q6", kind="open", skills=("time-management",), text="How do you keep tasks on time?")
    return Talk(state=state.with_(open=question, last_read=(last,)))


def ratings(talk: Talk, besides: str) -> set[int | None]:
    return {talk.rating(skill) for skill in RATED if skill != besides}


@pytest.mark.parametrize(
    ("text", "skill", "before", "after"),
    [
        ("I think you lowballed my python", "python", 2, 3),
        ("Git's better than what you've got down", "git", 2, 3),
        ("my k8s should go up", "kubernetes", 2, 3),
        ("you're being hard on me with docker", "docker", 2, 3),
        ("give me more credit for Linux", "linux-bash", 2, 3),
        ("terraform: bit stronger than that tbh", "terraform", 2, 3),
        ("wouldn't put my cloud skills that low", "cloud", 2, 3),
        ("don't undervalue my git", "git", 2, 3),
        ("my Linux isn't that weak", "linux-bash", 2, 3),
        ("can you raise communication", "communication", 2, 3),
        ("push docker up one", "docker", 2, 3),
        ("docker +1", "docker", 2, 3),
        ("I reckon system design could go up by one", "system-design", 2, 3),
        ("python's rated too harshly", "python", 2, 3),
        ("I was too modest about cloud", "cloud", 2, 3),
        ("Docker: up", "docker", 2, 3),
        ("I'm not that good at kubernetes really", "kubernetes", 2, 1),
        ("k8s is flattering, drop it", "kubernetes", 2, 1),
        ("docker - lower please", "docker", 2, 1),
        ("honestly my terraform isn't that high", "terraform", 2, 1),
        ("Reduce git by 1", "git", 2, 1),
        ("that's generous for docker", "docker", 2, 1),
        ("Terraform looks inflated", "terraform", 2, 1),
        ("I overdid it with python", "python", 2, 1),
        ("dial down linux", "linux-bash", 2, 1),
        ("I gave myself too much credit on cloud", "cloud", 2, 1),
        ("downgrade kubernetes", "kubernetes", 2, 1),
        ("python's a bit optimistic", "python", 2, 1),
        ("you give me too much for git", "git", 2, 1),
        ("I wouldn't say I'm that far in monitoring", "monitoring", 2, 1),
        ("docker? more a 3", "docker", 2, 3),
        ("I'd give git 3", "git", 2, 3),
        ("Python = 3", "python", 2, 3),
        ("python: 3", "python", 2, 3),
        ("git → 1", "git", 2, 1),
        ("linux at 3 please", "linux-bash", 2, 3),
        ("I should get a 2 for cloud", "cloud", 1, 2),
        ("Docker 3, I've been on call for it", "docker", 2, 3),
        ("k8s only 1", "kubernetes", 2, 1),
        ("3 for terraform is what I'd say", "terraform", 2, 3),
        ("2 is fairer for docker", "docker", 3, 2),
        ("in docker I'm a 3", "docker", 2, 3),
        ("rate my git 1", "git", 2, 1),
        ("terraform is 1 at best", "terraform", 2, 1),
        ("kubernetes, that's a 2 not a 1", "kubernetes", 1, 2),
        ("Let's say docker is intermediate", "docker", 1, 2),
        ("I'm advanced in python, not intermediate", "python", 2, 3),
        ("docker basic, not intermediate", "docker", 2, 1),
    ],
)
def test_the_skill_named_is_corrected_and_no_other(text: str, skill: str, before: int, after: int) -> None:
    talk = rated(skill, before, "git")
    talk.say(text)
    assert talk.rating(skill) == after
    assert ratings(talk, skill) == {2}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("higher", 2, 3),
        ("lower please", 2, 1),
        ("one higher", 2, 3),
        ("a bit low", 2, 3),
        ("nah 3", 2, 3),
        ("3 actually", 2, 3),
        ("more like advanced", 2, 3),
        ("that's not right, I'm a 1", 2, 1),
        ("too low", 2, 3),
        ("hmm that's generous", 2, 1),
        ("you overrate me", 2, 1),
        ("no, lower", 2, 1),
        ("not 3, 2", 3, 2),
    ],
)
def test_without_a_name_the_reading_shown_last_is_meant(text: str, before: int, after: int) -> None:
    talk = rated("python", before, "python")
    talk.say(text)
    assert talk.rating("python") == after
    assert ratings(talk, "python") == {2}


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("I use python in docker containers on 3 machines", "python"),
        ("python is my favourite language", "python"),
        ("I'd like to get better at python", "python"),
        ("does python matter for a junior?", "python"),
        ("we keep the terraform in git", "git"),
        ("git has 3 areas: work tree, index, repo", "git"),
        ("My team lead is way better at docker than me", "docker"),
        ("I want to get docker up to 3 this year", "docker"),
        ("The docs of Docker are better than that", "docker"),
        ("A year ago Docker would have been a 1 for me", "docker"),
    ],
)
def test_what_only_sounds_like_a_correction_changes_nothing(text: str, skill: str) -> None:
    talk = rated(skill, 2, "git")
    talk.say(text)
    assert ratings(talk, "") == {2}


@pytest.mark.parametrize(
    "text",
    [
        "leave docker as it was",
        "forget what I said about docker, the old rating was right",
        "undo that last change",
        "no, docker was fine as it was",
        "put docker back to what it was",
        "you were right about docker",
    ],
)
def test_a_correction_can_be_taken_back_in_many_words(text: str) -> None:
    talk = rated("docker", 2, "docker")
    talk.say("make docker 3")
    assert talk.rating("docker") == 3
    talk.say(text)
    assert talk.rating("docker") == 2


def test_two_readings_are_swapped() -> None:
    talk = rated("docker", 3, "git")
    talk.say("swap docker and git")
    assert (talk.rating("docker"), talk.rating("git")) == (2, 3)


def test_two_skills_share_a_figure() -> None:
    talk = rated("docker", 3, "git")
    talk.say("make python and git 1, the docker one can stay")
    assert [talk.rating(skill) for skill in ("python", "git", "docker")] == [1, 1, 3]


def test_more_to_tell_of_a_skill_decides_its_reading() -> None:
    talk = rated("docker", 1, "git")
    talk.say("About docker, I forgot to say: I designed the multi-stage images of our team and profiled them")
    assert talk.rating("docker") == 3
    assert talk.state.held("docker").evidence[-1].origin == "correction"
