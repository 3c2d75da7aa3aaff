from __future__ import annotations

from datetime import date, timedelta

import pytest

from graphs.career.plan import LearningPlan
from graphs.career.skills import Level, Rating
from graphs.errors import BadValue
from graphs.plan.changes import SAME
from graphs.plan.replan import replan
from tests.plan.made import AT, PARTS, START, asked, plan

WEEK_5 = START + timedelta(days=30)


def again(before: LearningPlan, done: set[str], today: date = WEEK_5, **fields) -> LearningPlan:
    return replan(before, asked(**fields), PARTS, done=done, today=today, made_at=AT)


def done_until(made: LearningPlan, week: int) -> set[str]:
    return {item.id for each, item in made.items() if each.number <= week}


def test_nothing_changed_gives_the_same_weeks_and_says_so() -> None:
    before = plan()
    after = again(before, set(), today=START - timedelta(days=2))
    assert after.weeks == before.weeks and after.changes == (SAME,) and after.version == 2


def test_done_work_stays_where_it_was_and_is_not_planned_twice() -> None:
    before = plan()
    done = done_until(before, 3)
    after = again(before, done)
    for number in range(3):
        assert {item.id for item in after.weeks[number].items} == {item.id for item in before.weeks[number].items}
    ids = [item.id for _, item in after.items()]
    assert len(ids) == len(set(ids)) and done <= set(ids)
    assert any("that you finished" in each for each in after.changes)


def test_what_was_missed_moves_into_the_weeks_that_are_left() -> None:
    before = plan()
    missed = next(item for item in before.weeks[1].items if item.kind == "practice")
    after = again(before, done_until(before, 4) - {missed.id})
    week = next(week for week, item in after.items() if item.id == missed.id)
    assert week.starts + timedelta(days=6) >= WEEK_5
    assert any("Moved on from weeks that are over" in each for each in after.changes)


def test_hours_of_the_weeks_ahead_keep_to_the_new_ones() -> None:
    before = plan(hours_per_week=10)
    after = again(before, done_until(before, 4), hours_per_week=4)
    assert all(week.hours <= 4 for week in after.weeks if week.starts > WEEK_5)
    assert "Hours a week: 4 instead of 10." in after.changes


def test_work_done_in_part_is_planned_for_the_rest_only() -> None:
    before = plan(hours_per_week=3)
    part = next(item for _, item in before.items() if item.part[1] > 1)
    base = part.id.rpartition(".")[0]
    total = sum(item.hours for _, item in before.items() if item.id.rpartition(".")[0] == base)
    after = again(before, {part.id}, today=START + timedelta(days=8), hours_per_week=3)
    assert sum(item.hours for _, item in after.items() if item.id.rpartition(".")[0] == base) == pytest.approx(total)


def test_a_new_level_and_new_ratings() -> None:
    before = plan()
    after = again(before, set(), level=Level.MID, ratings={"docker": 2, "python": 2})
    assert "Target level: Mid instead of Junior." in after.changes
    assert not any(item.skill == "docker" and item.step == (Rating.NONE, Rating.BASIC) for _, item in after.items())


def test_a_later_start_pauses_a_plan_that_was_begun() -> None:
    before = plan()
    after = again(before, done_until(before, 2), starts=START + timedelta(days=70))
    assert after.starts == before.starts and after.ends > before.ends
    paused = [week for week in after.weeks if week.off]
    assert paused and not any(week.items for week in paused if week.starts > WEEK_5)


def test_a_start_moves_a_plan_that_was_not_begun() -> None:
    later = START + timedelta(days=21)
    after = again(plan(), set(), today=START - timedelta(days=3), starts=later)
    assert after.starts == later and "It starts on 14 December 2026 instead of 23 November 2026." in after.changes


def test_a_time_zone_change_in_the_middle_moves_the_clock_and_no_week() -> None:
    before = plan(time_zone="Europe/Berlin")
    after = again(before, done_until(before, 4), time_zone="Asia/Tokyo")
    assert [week.starts for week in after.weeks] == [week.starts for week in before.weeks]
    assert after.blocks == before.blocks and after.time_zone == "Asia/Tokyo"
    assert any("Asia/Tokyo" in each for each in after.changes)


def test_a_project_that_was_not_finished_comes_first() -> None:
    before = plan()
    first = before.projects[0]
    after = again(before, set(), today=first.due + timedelta(days=10))
    assert after.projects[0].id == first.id and after.projects[0].due > first.due


def test_more_weeks_extend_it_and_an_ended_plan_is_refused() -> None:
    before = plan()
    assert len(again(before, set(), weeks=30).weeks) == 30
    with pytest.raises(BadValue, match="Make a new one"):
        again(before, set(), today=before.ends + timedelta(days=1))
    extended = again(before, done_until(before, 26), today=before.ends + timedelta(days=3), weeks=30)
    assert len(extended.weeks) == 30


def test_done_ahead_of_its_week_is_kept() -> None:
    before = plan()
    ahead = next(item for item in before.weeks[9].items)
    after = again(before, {ahead.id}, today=START + timedelta(days=1))
    assert ahead.id in {item.id for item in after.weeks[0].items}


def test_a_second_replan_keeps_the_same_ids_for_the_same_work() -> None:
    before = plan()
    done = done_until(before, 3)
    once = again(before, done)
    twice = replan(once, asked(), PARTS, done=done, today=WEEK_5, made_at=AT)
    assert twice.weeks == once.weeks


def test_a_later_start_in_the_untouched_first_week_moves_the_whole_plan() -> None:
    before = plan()
    leap = date(2028, 2, 29)
    moved = replan(before, asked(starts=leap), PARTS, done=(), today=before.starts, made_at=AT)
    assert (moved.starts, moved.version) == (leap, before.version + 1)
    assert not any(week.off for week in moved.weeks) and len(moved.weeks) == len(before.weeks)
