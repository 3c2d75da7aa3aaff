"""What is said to the mentor about itself, from the heart, or in between about oneself."""

from __future__ import annotations

import numpy as np
import pytest

from app.bootstrap import open_embedder
from app.settings import Settings
from graphs.events import Declined
from graphs.mentor.about import CRISIS, NONE, cited_here, features, in_crisis, load_about, replies, without_talk
from ingest.testing import BlankEmbedder
from tests.mentor.talking import Room, done, question, spoken, told_about


def test_every_topic_but_the_crisis_has_its_reply() -> None:
    assert set(load_about().topics) == {*replies(), CRISIS, NONE}


def test_a_long_message_is_none_of_these() -> None:
    assert told_about().topic_of("tell me a joke", BlankEmbedder()) == "joke"
    assert told_about().topic_of("tell me a joke " * 30, BlankEmbedder()) == NONE


def test_words_and_vector_are_weighed_together() -> None:
    about = load_about()
    blank = np.zeros(BlankEmbedder().dimension, dtype=np.float32)
    row = features("tell me a joke", blank, about.vocabulary)
    assert row.shape == (about.weights.shape[1],)
    assert about.probabilities("tell me a joke", blank).sum() == pytest.approx(1.0, abs=1e-5)


def test_equal_numbers_give_equal_bytes() -> None:
    assert load_about().dumped() == load_about().dumped()


def test_what_is_asked_of_the_mentor_is_told_by_the_mentor(room: Room) -> None:
    assert spoken(room.say("tell me a joke")) == replies()["joke"]
    assert spoken(room.say("where do your numbers come from?")) == replies()["sources"]


@pytest.mark.parametrize(
    "text", ["I want to kill myself", "i don’t want to live anymore", "I keep thinking of suicide, my life is over"]
)
def test_somebody_in_danger_is_sent_to_people(room: Room, text: str) -> None:
    assert in_crisis(text)
    events = room.say(text)
    assert any(isinstance(each, Declined) and each.kind == "unsafe" for each in events)
    assert "emergency number" in spoken(events)


@pytest.mark.parametrize("text", ["this exam is killing me", "how do I kill a zombie process", "kill -9 in the middle"])
def test_talk_of_processes_and_exams_is_no_crisis(text: str) -> None:
    assert not in_crisis(text)


def test_a_crisis_is_met_in_the_interview_too(room: Room) -> None:
    room.say("assess my skills")
    events = room.say("I want to end my life")
    assert "emergency number" in spoken(events)
    assert question(events) is None


def test_what_was_quoted_is_named() -> None:
    assert cited_here([]) == ""
    assert cited_here(["A", "B", "A"]) == "So far I have quoted “A”; “B”."
    assert cited_here(["A", "B", "C", "D", "E", "F"]).endswith("“D” and 2 more.")


def test_what_is_told_around_a_question_is_kept(room: Room) -> None:
    room.say("I have 6h a week for this. What does a junior earn?")
    profile = room.records().get("profile")
    assert profile is not None
    assert profile["hours_per_week"]["value"] == 6


@pytest.mark.parametrize(
    "text",
    [
        "Can a person with 5h a week become mid-level?",
        "What does a junior earn if I have 5h a week?",
        "I used to have 5h a week. What does a junior earn?",
    ],
)
def test_what_is_only_asked_or_supposed_is_not_kept(room: Room, text: str) -> None:
    room.say(text)
    assert (room.records().get("profile") or {}).get("hours_per_week") is None


def test_what_is_known_is_not_overwritten_in_passing(room: Room) -> None:
    room.say("set my hours to 6 hours a week")
    room.say("I only had 2h a week at school. What does a junior earn?")
    assert (room.records().get("profile") or {})["hours_per_week"]["value"] == 6


def test_a_follow_up_leans_on_questions_and_not_on_talk() -> None:
    said = ["what does a junior earn", "tell me a joke"]
    assert without_talk(said, told_about(), BlankEmbedder()) == ["what does a junior earn"]
    assert without_talk([], told_about(), BlankEmbedder()) == []


@pytest.mark.weights
def test_other_wordings_are_known_with_the_real_vectors() -> None:
    embedder = open_embedder(Settings())
    about = load_about()
    for text, topic in (
        ("my manager just told me today was my last day", "lost_job"),
        ("will the people I work for find out what I typed?", "privacy"),
        ("what does a junior earn", NONE),
        ("I never got past the docker tutorial", NONE),
    ):
        assert about.topic_of(text, embedder) == topic


def test_who_asks_for_a_way_in_is_offered_the_assessment(room: Room) -> None:
    events = room.say("I want to get into AI infrastructure, where do I start?")
    assert "assess my skills" in spoken(events)
    assert done(events).suggestions[0] == "Assess my skills"
    assert "assess my skills" not in spoken(room.say("What does a junior AI infrastructure engineer earn?"))
