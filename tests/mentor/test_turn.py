"""Whole turns through the front door: real graphs and store, scripted meaning and ratings."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from graphs.events import DocumentReady, Failed, Question, Sentence
from graphs.mentor.slices import Slices
from graphs.mentor.talk_record import read_talk
from tests.interview.test_dialogue import COOPERATIVE
from tests.mentor.talking import Asking, Room, done, question, spoken

PAY = "What does a junior earn?"


def finish(room: Room, learner: str = "ada") -> None:
    room.say("assess my skills", learner=learner)
    for text in COOPERATIVE:
        room.say(text, learner=learner)


def test_a_question_is_answered_from_the_sources(room: Room) -> None:
    events = room.say(PAY)
    assert "$70,000" in spoken(events)
    assert done(events).suggestions
    assert room.records().get("talk") is None, "nothing is to be remembered of a plain question"


def test_an_interview_from_the_first_word_to_the_assessment(room: Room) -> None:
    first = room.say("assess my skills")
    asked = question(first)
    assert asked is not None and asked.id == "q1"
    for text in COOPERATIVE[:-1]:
        assert question(room.say(text)) is not None
    last = room.say(COOPERATIVE[-1])
    assert DocumentReady(name="assessment", address="/documents/assessment") in last
    assert done(last).suggestions[0] == "Make my learning plan"
    state = room.interview()
    assert state is not None and state.status == "confirmed"
    assert room.records().get("assessment")["confirmed_at"]  # type: ignore[index]


def test_evidence_points_to_the_stored_message(room: Room) -> None:
    room.say("assess my skills")
    room.say(COOPERATIVE[0], message_id="m-17")
    state = room.interview()
    assert state is not None
    assert {each.message_id for track in state.skills.values() for each in track.now.evidence} == {"m-17"}


def test_a_question_in_the_middle_comes_back(room: Room) -> None:
    room.say("assess my skills")
    open_question = question(room.say(COOPERATIVE[0]))
    events = room.say(PAY)
    assert "$70,000" in spoken(events)
    assert "Back to where we were." in spoken(events)
    assert question(events) == open_question


@pytest.mark.parametrize("text", ["help", "export my data", "show my status", "that is boring", "that was hard haha"])
def test_something_else_in_the_middle_comes_back(room: Room, text: str) -> None:
    room.say("assess my skills")
    open_question = question(room.say(COOPERATIVE[0]))
    before = room.interview()
    events = room.say(text)
    assert question(events) == open_question
    assert room.interview() == before


def test_another_conversation_does_not_answer_the_interview(room: Room) -> None:
    room.say("assess my skills")
    before = room.interview()
    assert "Back to where we were" not in spoken(room.say(PAY, conversation="c2"))
    assert room.interview() == before
    resumed = room.say("resume", conversation="c2")
    assert question(resumed) is not None
    room.say(COOPERATIVE[0], conversation="c2")
    assert room.interview() != before


def test_pause_and_resume_days_later(room: Room) -> None:
    room.say("assess my skills")
    open_question = question(room.say(COOPERATIVE[0]))
    assert question(room.say("pause")) is None
    room.now += timedelta(days=5)
    assert "$70,000" in spoken(room.say(PAY))
    assert question(room.say("resume")) == open_question


def test_a_reply_to_a_question_that_is_gone_changes_nothing(room: Room) -> None:
    room.say("assess my skills")
    first = question(room.say(COOPERATIVE[0]))
    assert first is not None
    room.say("Yes, that's right", answers_to=first.id)
    before = room.interview()
    late = room.say("Not quite", answers_to=first.id)
    assert "already has its answer" in spoken(late)
    assert room.interview() == before


def test_two_learners_never_see_each_other(room: Room) -> None:
    finish(room, "ada")
    room.say("assess my skills", learner="bob", conversation="b1")
    room.say("I run payroll in Cobol at Acme, and I used git once", learner="bob", conversation="b1")
    adas = json.dumps([each.model_dump(mode="json") for each in room.say("show my status", learner="ada")])
    bobs = json.dumps(
        [each.model_dump(mode="json") for each in room.say("show my status", learner="bob", conversation="b1")]
    )
    assert "Leeds" in adas and "Leeds" not in bobs
    for kind in ("profile", "interview", "assessment", "talk"):
        assert "Acme" not in json.dumps(room.records("ada").get(kind))
        assert "Leeds" not in json.dumps(room.records("bob").get(kind))
    # Even with the other's conversation id nothing of the other is read.
    stranger = spoken(room.say("show my status", learner="eve", conversation="c1"))
    assert "I know nothing about you yet" in stranger


def test_deletion_takes_a_question_and_a_clear_yes(room: Room) -> None:
    finish(room)
    asked = question(room.say("delete my data"))
    assert asked is not None and asked.quick_replies[0] == "Yes, delete everything"
    gone = room.say("Yes, delete everything")
    assert done(gone).forgotten and "is deleted" in spoken(gone)
    assert all(room.records().get(kind) is None for kind in ("profile", "interview", "assessment", "talk"))


@pytest.mark.parametrize("between", [PAY, "hmm", "help", "no", "yes but keep my plan"])
def test_a_yes_confirms_only_the_question_before_it(room: Room, between: str) -> None:
    finish(room)
    room.say("delete my data")
    assert "nothing was deleted" in spoken(room.say(between)).lower()
    assert not done(room.say("yes")).forgotten
    assert room.interview() is not None


def test_a_yes_in_another_conversation_or_after_an_hour_confirms_nothing(room: Room) -> None:
    finish(room)
    room.say("delete my data")
    assert not done(room.say("yes, delete everything", conversation="c2")).forgotten
    room.now += timedelta(hours=1)
    assert not done(room.say("yes")).forgotten
    assert room.interview() is not None


def test_a_slice_gets_the_answer_to_its_question(room: Room) -> None:
    plan = Asking()
    room.slices = Slices({"plan": plan})
    assert question(room.say("plan me something"))
    assert spoken(room.say("10")) == "A plan for 10."
    assert [act for act, _ in plan.seen] == ["make_plan", "answer"]
    assert "$70,000" in spoken(room.say(PAY))


def test_a_question_between_leaves_the_slice_waiting_and_a_command_does_not(room: Room) -> None:
    plan = Asking()
    room.slices = Slices({"plan": plan})
    room.say("plan me something")
    assert "$70,000" in spoken(room.say(PAY))
    room.say("10")
    assert plan.seen[-1] == ("answer", "10")
    room.say("plan me something")
    room.say("export my data")
    room.say("10")
    assert plan.seen[-1][0] == "make_plan"


def test_a_slice_asks_in_the_middle_of_the_interview(room: Room) -> None:
    plan = Asking()
    room.slices = Slices({"plan": plan})
    room.say("assess my skills")
    before = room.interview()
    asked = question(room.say("plan me something"))
    assert asked is not None and asked.id == "plan-1"
    events = room.say("5", answers_to="plan-1")
    assert plan.seen[-1] == ("answer", "5")
    assert question(events) is not None and "Back to where we were" in spoken(events)
    assert room.interview() == before


def test_what_is_not_installed_is_said(room: Room) -> None:
    assert "in this installation" in spoken(room.say("plan me something"))


def test_hours_are_noted_outside_the_interview_and_nonsense_is_asked_about(room: Room) -> None:
    asked = question(room.say("the hours: 200 hours a week"))
    assert asked is not None and "168" in asked.text
    assert "12 hours a week" in spoken(room.say("12"))
    assert room.records().get("profile")["hours_per_week"]["value"] == 12  # type: ignore[index]


def test_corrections_after_the_confirmation_make_a_version(room: Room) -> None:
    finish(room)
    said = spoken(room.say("make Docker 2"))
    assert "Docker" in said and "2 of 4" in said
    state = room.interview()
    assert state is not None and state.held("docker").rating == 2 and state.status == "confirmed"


def test_nothing_to_correct_without_ratings(room: Room) -> None:
    assert "not rated any" in spoken(room.say("make Docker 2"))
    assert room.interview() is None


def test_own_questions_are_answered_from_the_records_with_sources(room: Room) -> None:
    before = room.say("am I ready for a junior role?")
    assert "Assess my skills" in spoken(before)
    finish(room)
    events = room.say("am I ready for a junior role?")
    assert spoken(events).startswith("By your assessment")
    assert "you said “" in spoken(events)


def test_sources_only_touches_no_record(room: Room) -> None:
    room.say("assess my skills")
    before = room.interview()
    events = room.say("I use docker every day", sources_only=True)
    assert room.interview() == before
    assert not any(isinstance(event, Question) for event in events)


@pytest.mark.parametrize(
    "text", ["", "🙂🙂", "?!", "Ich habe keine Ahnung von dieser Frage und das ist nicht gut", "x" * 50_000]
)
def test_odd_messages_lose_nothing(room: Room, text: str) -> None:
    room.say("assess my skills")
    open_question = question(room.say(COOPERATIVE[0]))
    held = room.interview()
    events = room.say(text)
    assert not any(isinstance(event, Failed) for event in events)
    after = room.interview()
    assert held is not None and after is not None
    assert after.skills == held.skills
    assert question(events) == open_question


def test_a_record_of_another_version_is_said_not_guessed_at(room: Room) -> None:
    room.say(PAY)
    room.records().put("interview", {"version": 99})
    events = room.say(PAY)
    assert isinstance(events[-1], Failed) and events[-1].code == "record_unreadable"


def test_the_talk_record_holds_no_words_of_the_learner(room: Room) -> None:
    room.say("assess my skills")
    room.say("I live in Zanzibar and herd goats; I used git")
    kept = read_talk(room.records())
    assert kept.interview == "c1"
    assert "Zanzibar" not in kept.model_dump_json()
    assert any(isinstance(event, Sentence) for event in room.say("help"))
