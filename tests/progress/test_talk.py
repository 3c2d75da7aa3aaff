"""Check-ins, status, reminders by words: what is said, and what the records hold afterwards."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from app.bootstrap.progress import make_progress_deps
from graphs.progress.graph import run_progress
from tests.progress.made import KeptRecords, catalogue, works
from tests.progress.talk import GRAPH, Talk, question, words

TUTORIAL = "docker.1.docker-curriculum"


def tutorial(talk: Talk) -> set[str]:
    return {item.id for _, item in talk.plan.items() if item.id.startswith(TUTORIAL)}


def test_nothing_is_ticked_before_the_yes(talk: Talk) -> None:
    asked = talk("did the Docker course, nothing on the web server, about 4 hours")
    assert question(asked).quick_replies == ("Yes", "No")
    assert "all parts (5 hours)" in words(asked) and "Not done: A web server container" in words(asked)
    assert talk.progress.ticks == () and talk.progress.waits == "check_in"
    assert "4 hours noted" in words(talk("yes", "answer"))
    assert talk.progress.done == tutorial(talk) and talk.progress.waits == ""
    kept = talk.progress.check_ins[-1]
    assert kept.confirmed and kept.hours == 4 and kept.text.startswith("did the Docker course")
    assert talk.progress.ticks[0].quote == kept.text


@pytest.mark.parametrize("text", ["no", "No.", "nope", "that's wrong"])
def test_no_ticks_nothing(talk: Talk, text: str) -> None:
    talk("did everything")
    talk(text, "answer")
    assert talk.progress.ticks == () and talk.progress.waits == "" and talk.progress.pending is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("not 2", [0, 2, 3], id="not 2"),
        pytest.param("only the first", [0], id="only the first"),
        pytest.param("yes, but not the last one", [0, 1, 2], id="yes but"),
        pytest.param("only 1 and 3", [0, 2], id="only 1 and 3"),
        pytest.param("everything except joining the community", [0, 1, 2], id="in words"),
    ],
)
def test_the_list_can_be_corrected(talk: Talk, text: str, left: list[int]) -> None:
    talk("finished week 2")
    asked = talk(text, "answer")
    question(asked)
    assert talk.progress.ticks == ()
    talk("yes", "answer")
    week = works(talk.plan, 2)
    assert talk.progress.done == {week[each] for each in left}


def test_the_hours_can_be_corrected(talk: Talk) -> None:
    talk("finished week 2, about 4 hours")
    assert "Time: 5.5 hours" in words(talk("it was five and a half, 5.5 hours", "answer"))
    talk("ok")
    assert talk.progress.check_ins[-1].hours == 5.5


def test_what_is_not_understood_leaves_the_list_as_it_was(talk: Talk) -> None:
    talk("finished week 2")
    asked = talk("not 17", "answer")
    assert "as before" in words(asked) and len(talk.progress.pending.done) == 4  # type: ignore[union-attr]


def test_a_week_without_anything_is_noted_kindly_and_at_once(talk: Talk) -> None:
    said = words(talk("nothing this week, was sick"))
    assert "thank you for telling me" in said and talk.progress.ticks == ()
    assert talk.progress.check_ins[-1].not_done == tuple(works(talk.plan, 2)) and talk.progress.waits == ""


def test_what_cannot_be_placed_is_said_and_keeps_nothing(talk: Talk) -> None:
    said = words(talk("made a pizza and walked the dog"))
    assert "“made a pizza”" in said and talk.progress.check_ins == ()


def test_hours_beyond_a_week_are_left_out(talk: Talk) -> None:
    assert "do not fit into a week" in words(talk("did the docker tutorial, 400 hours"))
    talk("yes", "answer")
    assert talk.progress.check_ins[-1].hours is None


def test_status_at_any_time(talk: Talk) -> None:
    said = words(talk("", "show_status"))
    assert "week 2 of 26" in said and "Open from earlier weeks, 8 hours" in said and "until 6 December 2026" in said
    talk.now = talk.now.replace(year=2026, month=11, day=21)
    assert "begins on 23 November 2026" in words(talk("", "show_status"))
    talk.now = talk.now.replace(year=2028)
    assert "ran until 23 May 2027" in words(talk("", "show_status"))


def test_before_a_plan_it_says_how_to_get_one() -> None:
    records = KeptRecords()
    deps = make_progress_deps(records, catalogue(), lambda: None)  # type: ignore[arg-type,return-value]
    said = words(list(run_progress(GRAPH, deps, "progress_update", "did week 2")))
    assert "make my learning plan" in said and records.versions == {}


def test_reminders_in_words(talk: Talk) -> None:
    said = words(talk("remind me on Fridays at 6:30 pm"))
    held = talk.progress.reminders
    assert "Fridays at 18:30 (Europe/Berlin)" in said
    assert (held.on, held.weekday, held.at, held.since) == (True, 4, time(18, 30), talk.now)
    talk("please stop reminding me")
    assert not talk.progress.reminders.on


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("pause until 5 January", date(2027, 1, 5)),
        ("I'm away for two weeks", date(2026, 12, 18)),
        ("pause until 2026-12-20", date(2026, 12, 20)),
        ("pause until 30 February", None),
        ("pause", None),
        ("pause until 2020-01-01", None),
    ],
)
def test_a_rest_keeps_reminders_quiet_and_the_plan_as_it_is(talk: Talk, text: str, until: date | None) -> None:
    before = talk.plan
    talk(text, "pause")
    assert talk.progress.reminders.away_until == until and talk.plan == before
    talk("back", "resume")
    assert talk.progress.reminders.away_until is None


def test_a_yes_to_nothing_ticks_nothing(talk: Talk) -> None:
    talk("yes", "answer")
    assert talk.progress.ticks == ()


def test_the_draft_outlives_a_restart(talk: Talk, store: Store) -> None:
    talk("finished week 2")
    again = LearnerRecords(store.records, "ann1", known_learner=True)
    deps = make_progress_deps(again, catalogue(), lambda: talk.now)
    list(run_progress(GRAPH, deps, "answer", "yes"))
    assert talk.progress.done == set(works(talk.plan, 2))
