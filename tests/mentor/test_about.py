"""What is said to the mentor about itself, from the heart, or in between about oneself."""

from __future__ import annotations

import pytest

from graphs.events import Declined
from graphs.mentor.about import About, _read, cited_here, embed_about, in_crisis, reply_to, without_talk
from ingest.testing import HashedEmbedder
from tests.mentor.talking import Room, question, spoken


@pytest.fixture(scope="module")
def about() -> About:
    return embed_about(HashedEmbedder())


def told(about: About, text: str) -> str:
    return about.topic_of(text, HashedEmbedder().encode([text])[0])[0]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("where do your numbers come from?", "sources"),
        ("is my data safe with you?", "privacy"),
        ("I got laid off yesterday", "lost_job"),
        ("tell me a joke", "joke"),
        ("what does a junior earn", ""),
        ("what is imposter syndrome and is it common", ""),
        ("quantum chromodynamics of leaves", ""),
    ],
)
def test_the_nearest_example_tells_the_topic(about: About, text: str, topic: str) -> None:
    assert told(about, text) == topic


def test_wording_that_a_topic_never_has_is_not_it(about: About) -> None:
    assert told(about, "can you write me a cover letter?") == "applications"
    vector = HashedEmbedder().encode(["can you write me a cover letter?"])[0]
    assert about.topic_of("a cover letter template", vector) == ("", 0.0)


def test_a_long_message_is_none_of_these(about: About) -> None:
    assert told(about, "tell me a joke " * 30) == ""


def test_every_topic_has_a_reply_and_is_met_by_an_example(about: About) -> None:
    known = {topic for topic in about.topics if topic}
    met = {told(about, text) for topic in _read()["topics"].values() for text in topic["examples"]}
    assert known <= met
    assert all(reply_to(topic) for topic in known)


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


def test_a_follow_up_leans_on_questions_and_not_on_talk(about: About) -> None:
    said = ["what does a junior earn", "tell me a joke", "is my data safe with you?"]
    assert without_talk(said, about, HashedEmbedder()) == ["what does a junior earn"]
    assert without_talk([], about, HashedEmbedder()) == []
