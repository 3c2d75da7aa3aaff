"""After weeks in which less was done: choices worked out on the plan, previewed, taken or not; old versions stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress, Tick
from graphs.plan.request import QUARTER
from graphs.progress.recover import CAP, recipes
from graphs.progress.status import status
from tests.progress.made import plan, works
from tests.progress.talk import LEARNER, Talk, question, words


def one_week_missed(talk: Talk) -> None:
    """Week 1 was done, week 2 was not, and week 3 has begun."""
    ticks = tuple(Tick(item=each, at=talk.now - timedelta(days=6)) for each in works(talk.plan, 1))
    talk.store.records.put(LEARNER, "progress", Progress(ticks=ticks).model_dump(mode="json"))
    talk.now = datetime(2026, 12, 8, 18, tzinfo=UTC)


def test_three_choices_with_what_each_changes(talk: Talk) -> None:
    one_week_missed(talk)
    before = talk.plan
    asked = talk("I fell behind, what now?")
    assert [each.kind for each in talk.progress.offered] == ["extend", "spread", "drop"]
    assert len(question(asked).quick_replies) == 4
    extend, spread, drop = talk.progress.offered
    assert extend.plan.ends == before.ends + timedelta(weeks=1) and spread.plan.ends == drop.plan.ends == before.ends
    assert "The plan ends on 30 May 2027 instead of 23 May 2027." in extend.effect
    assert any("then 8 hours again" in line for line in spread.effect)
    assert talk.plan == before and "Nothing changes before you choose" in words(asked)


def test_no_week_of_a_choice_has_more_than_the_cap(talk: Talk) -> None:
    one_week_missed(talk)
    talk("catch up")
    hours = talk.plan.hours_per_week
    for offered in talk.progress.offered:
        most = max(week.hours for week in offered.plan.weeks)
        assert most <= hours * (1 + CAP) if offered.kind == "spread" else most <= hours
        ids = [item.id for _, item in offered.plan.items()]
        assert len(ids) == len(set(ids)) and set(works(talk.plan, 1)) <= set(ids)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the second one", "spread"),
        ("1", "extend"),
        ("let it go", "drop"),
        ("Extend it please", "extend"),
        ("option three", "drop"),
    ],
)
def test_a_choice_is_taken_and_the_old_version_stays(talk: Talk, text: str, kind: str) -> None:
    one_week_missed(talk)
    before = talk.plan
    talk("I missed a week, how do I get back on track?")
    offered = next(each for each in talk.progress.offered if each.kind == kind)
    assert "version 2" in words(talk(text, "answer"))
    kept = [LearningPlan.model_validate(each.value) for each in talk.store.records.history(LEARNER, "plan")]
    assert kept[0] == before and kept[1].weeks == offered.plan.weeks and kept[1].version == 2
    assert talk.progress.offered == () and talk.progress.waits == ""


@pytest.mark.parametrize("text", ["no", "Leave the plan as it is", "none of them"])
def test_none_of_them_is_fine(talk: Talk, text: str) -> None:
    one_week_missed(talk)
    talk("catch up")
    talk(text, "answer")
    assert talk.plan.version == 1 and talk.progress.offered == ()


def test_an_unclear_answer_asks_again(talk: Talk) -> None:
    one_week_missed(talk)
    talk("catch up")
    assert "Which of them?" in words(talk("hmm, difficult", "answer"))
    assert len(talk.progress.offered) == 3


def test_a_plan_that_changed_meanwhile_is_worked_out_anew(talk: Talk) -> None:
    one_week_missed(talk)
    talk("catch up")
    talk.store.records.put(LEARNER, "plan", talk.plan.model_copy(update={"version": 2}).model_dump(mode="json"))
    assert "anew" in words(talk("the first one", "answer"))
    assert talk.plan.version == 2 and talk.progress.offered[0].plan.version == 3


def test_with_nothing_open_there_is_nothing_to_choose(talk: Talk) -> None:
    one_week_missed(talk)
    talk("did week 2")
    talk("yes", "answer")
    assert "can stay as it is" in words(talk("catch up", "replan")) and talk.progress.offered == ()


def test_two_weeks_without_anything_bring_the_choices_after_a_check_in(talk: Talk) -> None:
    talk.later(days=14)
    asked = talk("nothing this week, was travelling")
    assert question(asked).id == "progress.recovery" and talk.progress.waits == "recovery"


def test_a_check_in_instead_of_a_choice_is_read(talk: Talk) -> None:
    one_week_missed(talk)
    talk("catch up")
    talk("did the docker tutorial and the web server container")
    assert talk.progress.waits == "check_in" and talk.progress.offered == ()


def test_the_same_record_gives_the_same_choices(talk: Talk) -> None:
    one_week_missed(talk)
    talk("catch up")
    first = talk.progress.offered
    talk("catch up", "replan")
    assert talk.progress.offered == first


def test_what_could_not_be_caught_up_within_the_cap_is_not_offered() -> None:
    found = status(plan(), Progress(), plan().starts + timedelta(weeks=12))
    assert [each.kind for each in recipes(plan(), found)] == ["extend", "drop"]
    short = plan(hours=0.5)
    few = status(short, Progress(), short.starts + timedelta(weeks=2))
    assert all(sum(each.extra.values()) / QUARTER >= few.late_hours for each in recipes(short, few) if each.extra)


def test_after_the_end_only_more_weeks_are_offered(talk: Talk) -> None:
    talk.now = datetime(2027, 6, 10, 18, tzinfo=UTC)
    talk("catch up", "replan")
    assert [each.kind for each in talk.progress.offered] == ["extend"]
    assert talk.progress.offered[0].plan.ends > talk.plan.ends
