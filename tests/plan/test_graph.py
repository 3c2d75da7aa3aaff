from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from graphs.career.assessment import Assessment, Evidence, Known, Profile, SkillRating
from graphs.career.plan import LearningPlan
from graphs.career.posting import Posting, Postings, SkillAsked
from graphs.career.progress import Progress, Tick
from graphs.career.skills import Level, Rating
from graphs.events import DocumentReady, Question, Sentence
from graphs.plan.graph import PlanDeps, build_graph, run_plan
from graphs.plan.records import read_plan, waits
from graphs.testing import MemoryRecords
from tests.plan.made import PARTS, SOME

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
GRAPH = build_graph()
Say = Callable[..., list]


class Talk:
    def __init__(self) -> None:
        self.records = MemoryRecords()
        self.now = NOW

    def say(self, act: str, text: str) -> list:
        deps = PlanDeps(self.records, PARTS, lambda: self.now)
        return list(run_plan(GRAPH, deps, act, text))

    def words(self, act: str, text: str) -> str:
        return "\n".join(event.text for event in self.say(act, text) if isinstance(event, (Sentence, Question)))

    @property
    def plan(self) -> LearningPlan:
        found = read_plan(self.records)
        assert found is not None
        return found


@pytest.fixture
def talk() -> Talk:
    return Talk()


@pytest.fixture
def assessed(talk: Talk) -> Talk:
    ratings = tuple(SkillRating(skill=skill, rating=Rating(rating), confidence=0.8) for skill, rating in SOME.items())
    kept = Assessment(version=3, level=Level.JUNIOR, ratings=ratings, started_at=NOW)
    talk.records.put("assessment", kept.model_dump(mode="json"))
    return talk


def told(talk: Talk, at: datetime = NOW, **facts: object) -> None:
    known = {name: Known(value=value, evidence=Evidence(quote=str(value), at=at)) for name, value in facts.items()}
    talk.records.put("profile", Profile(**known).model_dump(mode="json"))


def test_without_an_assessment_it_asks_once_and_then_plans_from_the_start(talk: Talk) -> None:
    events = talk.say("make_plan", "make my learning plan")
    assert [type(event) for event in events] == [Question] and waits(talk.records)
    assert "Plan anyway" in events[0].quick_replies
    events = talk.say("answer", "Plan anyway")
    assert isinstance(events[-1], DocumentReady) and events[-1].address == "/documents/plan"
    assert not waits(talk.records)
    assert "not said how many hours" in talk.plan.notes[0]


def test_the_interview_first_is_a_choice(talk: Talk) -> None:
    talk.say("make_plan", "make my learning plan")
    assert "assess my skills" in talk.words("answer", "Assess my skills")
    assert read_plan(talk.records) is None and not waits(talk.records)


def test_hours_are_asked_for_and_a_bare_number_answers(assessed: Talk) -> None:
    events = assessed.say("make_plan", "make my plan, start on 4 January, no videos")
    assert isinstance(events[-1], Question) and "hours" in events[-1].text
    assessed.say("answer", "7")
    assert assessed.plan.hours_per_week == 7
    assert assessed.plan.starts == date(2027, 1, 4)
    assert assessed.plan.wishes.avoid == ("video",)


def test_a_plan_from_the_records_is_told_in_short(assessed: Talk) -> None:
    told(assessed, hours_per_week=9, time_zone="Europe/Berlin", budget="120 EUR", preferences="mornings, no books")
    words = assessed.words("make_plan", "make my learning plan")
    made = assessed.plan
    assert (made.hours_per_week, made.time_zone, made.budget, made.currency) == (9, "Europe/Berlin", 120, "EUR")
    assert made.wishes.avoid == ("book",) and made.wishes.time_of_day == "mornings" and made.assessment == 3
    assert "9 hours a week, toward Junior" in words and "1. Docker: None to" in words and "Week 1" in words
    assert len(words) < 2500


def test_replan_says_what_changed_and_keeps_the_old_version(assessed: Talk) -> None:
    assessed.say("make_plan", "8 hours a week")
    words = assessed.words("replan", "only 4 hours from now on")
    assert "version 2" in words and "Hours a week: 4 instead of 8." in words
    assert len(assessed.records.history("plan")) == 2


def test_ticks_are_kept_and_the_rest_moves(assessed: Talk) -> None:
    assessed.say("make_plan", "8 hours a week")
    done = assessed.plan.weeks[0].items[0]
    assessed.records.put("progress", Progress(ticks=(Tick(item=done.id, at=NOW),)).model_dump(mode="json"))
    assessed.now = datetime(2026, 12, 16, 9, tzinfo=UTC)
    assessed.say("replan", "plan again")
    assert [item.id for item in assessed.plan.weeks[0].items] == [done.id]
    assert any("Moved on" in change for change in assessed.plan.changes)


def test_what_was_told_after_the_plan_counts_at_the_next_one(assessed: Talk) -> None:
    told(assessed, hours_per_week=9)
    assessed.say("make_plan", "5 hours a week")
    assessed.now = datetime(2026, 11, 22, tzinfo=UTC)
    assessed.say("replan", "again")
    assert assessed.plan.hours_per_week == 5
    told(assessed, at=datetime(2026, 11, 22, 9, tzinfo=UTC), hours_per_week=12)
    assessed.now = datetime(2026, 11, 22, 10, tzinfo=UTC)
    assessed.say("replan", "again")
    assert assessed.plan.hours_per_week == 12


def test_postings_count_once_each(assessed: Talk) -> None:
    asks = (SkillAsked(skill="monitoring", required=True, quote="Prometheus"),)
    postings = tuple(
        Posting(id=f"p{number}", text="x", skills=asks, saved_at=NOW, duplicate_of="p1" if number == 3 else None)
        for number in (1, 2, 3)
    )
    assessed.records.put("postings", Postings(postings=postings).model_dump(mode="json"))
    assessed.say("make_plan", "8 hours a week")
    gap = next(each for each in assessed.plan.gaps if each.skill == "monitoring")
    assert (assessed.plan.postings, gap.demand) == (2, 2)


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("0 hours a week", "nothing can be planned"),
        ("200 hours a week", "a week has only 168 hours"),
        ("start on 30 February", "There is no 30 February"),
    ],
)
def test_what_cannot_be_is_answered_with_what_to_say(assessed: Talk, words: str, reply: str) -> None:
    said = assessed.words("make_plan", f"make a plan, {words}" if "hours" in words else f"plan 8 hours a week, {words}")
    assert reply.casefold() in said.casefold()
    assert read_plan(assessed.records) is None


def test_a_start_in_the_past_begins_today(assessed: Talk) -> None:
    assessed.say("make_plan", "8 hours a week, start 2024-03-01")
    assert assessed.plan.starts == NOW.date()
    assert any("1 March 2024 is past" in note for note in assessed.plan.notes)


def test_a_new_plan_is_begun_when_asked_for_and_when_the_old_one_ended(assessed: Talk) -> None:
    assessed.say("make_plan", "8 hours a week")
    first = assessed.plan
    assessed.now = datetime(2026, 12, 9, tzinfo=UTC)
    assessed.say("make_plan", "make a new plan from scratch, 6 hours a week")
    assert assessed.plan.starts == date(2026, 12, 14) and assessed.plan.version == 2
    assessed.now = datetime(2027, 9, 1, tzinfo=UTC)
    assessed.say("make_plan", "make my learning plan")
    assert assessed.plan.starts > first.ends


def test_show_without_a_plan_and_with_one(assessed: Talk) -> None:
    assert "There is no plan yet" in assessed.words("show_plan", "show my plan")
    assessed.say("make_plan", "8 hours a week")
    assert "Your plan runs from Monday 23 November" in assessed.words("show_plan", "show my plan")
    assert len(assessed.records.history("plan")) == 1
