"""Whole conversations: what the learner says decides the end state, whenever the process died in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from graphs.events import Event, Question, Sentence
from graphs.interview.graph import InterviewDeps, build_graph, run_interview
from graphs.interview.models import SKILLS
from graphs.interview.records import load
from graphs.interview.render import assessment
from graphs.interview.state import begin
from graphs.testing import MemoryRecords
from tests.interview.scripted import NOON, Talk, lexicon, questions, rate

COOPERATIVE = (
    "I'm a support engineer in Leeds. I've used Linux at work, and I did a Docker tutorial. "
    "I want to become a junior AI engineer.",
    "Yes, that's right",
    "about 6 hours a week",
    "I use branches in git and sort out merge conflicts",
    "I built a small Flask API with tests",
    "never touched it",
    "I set up an EC2 machine, and terraform only from a course",
    "I'm an expert in ML",
    "I did a course on scikit-learn and trained a classifier",
    "I read the grafana dashboards on shift",
    "I designed the order pipeline with a queue",
    "I narrowed a leak down, kept a runbook, and we met the deadline",
    "Yes, that's me",
)


def talk(*texts: str, resume: bool = False) -> Talk:
    played = Talk(resume=resume)
    played.begin()
    played.say_all(texts)
    return played


def test_a_cooperative_learner_is_through_within_fifteen_questions() -> None:
    played = talk(*COOPERATIVE)
    assert played.state.status == "confirmed"
    assert played.state.asked <= 15
    assert all(len(questions(outcome)) <= 1 for _, outcome in played.turns)
    assert all(text.count("?") <= 1 for _, outcome in played.turns for text in questions(outcome))
    assert played.rating("kubernetes") == 0
    assert played.rating("ml-knowledge") == 2
    assert len(played.state.settled) == len(SKILLS)


def test_vague_claims_everywhere_stay_within_fifteen_questions() -> None:
    played = talk("Hello there, I do all sorts of things")
    for _ in range(14):
        if played.state.open is not None and played.state.open.kind != "final_confirmation":
            played.say("I am really an expert in that")
    assert played.state.asked <= 15
    assert played.state.open is not None
    assert played.state.open.kind == "final_confirmation"
    assert all(played.rating(skill) is None for skill in SKILLS)


def test_resuming_after_every_turn_changes_nothing() -> None:
    assert talk(*COOPERATIVE, resume=True).state == talk(*COOPERATIVE).state


def test_evidence_is_verbatim() -> None:
    played = talk(*COOPERATIVE)
    said = {f"m{number}": text for number, (text, _) in enumerate(played.turns)}
    for skill in SKILLS:
        held = played.state.held(skill)
        assert held.rating is None or held.evidence
        assert all(each.quote in said[each.message_id] for each in held.evidence)


@pytest.mark.parametrize(
    ("texts", "skill", "rating"),
    [
        (("make docker 2",), "docker", 2),
        (("actually I'm better at linux than that",), "linux-bash", 2),
        (("forget what I said about docker",), "docker", None),
        (("make docker 3", "no wait, keep it"), "docker", 1),
        (("forget what I said about docker", "no wait, keep it"), "docker", 1),
        (("make docker 3", "make docker 2", "undo that"), "docker", 3),
        (("make docker 3", "make git 3", "can you undo the docker change?"), "docker", 1),
    ],
)
@pytest.mark.parametrize("resume", [False, True])
def test_corrections_later(texts: tuple[str, ...], skill: str, rating: int | None, resume: bool) -> None:
    played = talk(*COOPERATIVE[:5], *texts, resume=resume)
    assert played.rating(skill) == rating
    assert played.rating("python") == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂🙂",
        "x" * 50_000,
        "Ich habe noch nie mit der Cloud gearbeitet und kann das nicht",
        "what do you mean?",
        "> she is great",
    ],
)
def test_what_cannot_be_read_changes_nothing_and_asks_again(text: str) -> None:
    played = talk(*COOPERATIVE[:4])
    before = played.state
    outcome = played.say(text)
    assert played.state == before
    assert before.open is not None
    assert questions(outcome) == [before.open.text]


def test_a_question_in_the_middle_goes_out_and_comes_back() -> None:
    played = talk(*COOPERATIVE[:4])
    before = played.state
    outcome = played.say("What does a junior earn?")
    assert outcome.side_question is not None
    assert outcome.side_question.text == "What does a junior earn?"
    assert played.state == before
    assert len(questions(outcome)) == 1


def test_an_answer_from_another_tab_is_said_kindly() -> None:
    played = talk(*COOPERATIVE[:4])
    assert played.state.open is not None
    answered = played.state.open.id
    played.say("I built a small Flask API with tests", answers_to=answered)
    before = played.state
    outcome = played.say("I never used Python", answers_to=answered)
    assert played.state == before
    assert isinstance(outcome.before[0], Sentence)
    assert "nothing" in outcome.before[0].text


def test_pause_and_resume_days_later() -> None:
    played = talk(*COOPERATIVE[:4])
    open_before = played.state.open
    assert not questions(played.say("pause"))
    outcome = played.say("I'm back")
    assert played.state.open == open_before
    assert len(questions(outcome)) == 1


def test_impossible_hours_are_asked_about_and_then_the_interview_goes_on() -> None:
    played = talk(*COOPERATIVE[:2], "200 hours a week")
    assert "hours_per_week" not in played.state.profile
    played.say("10")
    assert played.state.profile["hours_per_week"].value == 10
    assert played.state.open is not None
    assert played.state.open.kind == "open"


def test_skip_refusal_and_back() -> None:
    played = talk(*COOPERATIVE[:4], "skip", "I'd rather not say")
    assert (played.rating("python"), played.rating("kubernetes")) == (None, None)
    played.say("go back to python")
    played.say("I built a small Flask API with tests")
    assert played.rating("python") == 2


def test_nothing_is_final_before_the_learner_confirms() -> None:
    played = talk(*COOPERATIVE[:-1])
    before = assessment(played.state, lexicon())
    assert before is not None
    assert before.confirmed_at is None
    played.say("no")
    played.say("make git 1")
    assert played.state.status == "running"
    played.say("yes")
    after = assessment(played.state, lexicon())
    assert after is not None
    assert after.confirmed_at is not None
    assert played.rating("git") == 1


def test_a_reassessment_says_what_changed_and_why() -> None:
    first = talk(*COOPERATIVE)
    again = Talk(state=begin(first.state, NOON))
    again.begin("I ran a few pods from a tutorial on Kubernetes")
    again.say("yes")
    found = assessment(again.state, lexicon())
    assert found is not None
    assert found.version == 2
    assert any("Kubernetes went up from 0 to 1" in change and "pods" in change for change in found.changes)


def test_the_graph_keeps_the_record_and_answers_a_side_question() -> None:
    asked: list[str] = []

    def side(text: str) -> Iterator[Event]:
        asked.append(text)
        yield Sentence(text="A junior earned 93,500 dollars at the median.")

    records = MemoryRecords()
    graph = build_graph()
    for text in ("assess me", *COOPERATIVE[:3], "What does a junior earn?", *COOPERATIVE[3:]):
        deps = InterviewDeps(records, lexicon(), rate, lambda: datetime(2026, 3, 2, tzinfo=UTC), side)
        events = list(run_interview(graph, deps, text))
        assert sum(isinstance(event, Question) for event in events) <= 1
    state = load(records)
    assert state is not None
    assert state.status == "confirmed"
    assert asked == ["What does a junior earn?"]
    kept = records.get("assessment")
    assert kept is not None
    assert kept["confirmed_at"]
    profile = records.get("profile")
    assert profile is not None
    assert profile["hours_per_week"]["value"] == 6
