from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from graphs.career.skills import Level, Rating
from graphs.errors import BadValue
from tests.plan.made import CATALOGUE, PARTS, SOME, plan

EVERY = {skill.id: 4 for skill in CATALOGUE.skills.skills}


def test_six_months_from_the_first_day_without_a_week_over_the_hours() -> None:
    made = plan(hours_per_week=7.5)
    assert len(made.weeks) == 26
    assert [week.starts for week in made.weeks] == [made.starts + timedelta(weeks=index) for index in range(26)]
    assert made.ends == made.starts + timedelta(days=181)
    assert all(week.hours <= 7.5 for week in made.weeks)
    assert sum(week.hours for week in made.weeks) > 0.9 * 26 * 7.5


def test_the_three_largest_gaps_stand_first_and_each_is_worked_on() -> None:
    made = plan()
    top = [gap.skill for gap in made.gaps if gap.top]
    assert top[0] == "docker" and len(top) == 3
    worked = {item.skill for _, item in made.items()}
    assert set(top) <= worked


def test_a_prerequisite_is_at_basic_before_what_builds_on_it() -> None:
    order = [
        (item.skill, item.step)
        for _, item in plan({"kubernetes": 0, "linux-bash": 0, "docker": 0, "networking": 0}).items()
        if item.step
    ]
    first = {skill: place for place, (skill, _) in reversed(list(enumerate(order)))}
    last_of_basic = {skill: place for place, (skill, step) in enumerate(order) if step and step[1] == Rating.BASIC}
    assert last_of_basic["linux-bash"] < first["docker"]
    assert max(last_of_basic["docker"], last_of_basic["networking"]) < first["kubernetes"]


def test_a_prerequisite_that_is_not_assessed_is_checked_not_taught_when_the_skill_is_there() -> None:
    made = plan({"kubernetes": 2, "docker": 2, "linux-bash": 2}, level=Level.MID)
    first = next(item for _, item in made.items() if item.skill == "networking")
    assert first.id.startswith("networking.check") and first.hours <= 2
    assert first.title.startswith("Check where you stand in Networking")


def test_projects_one_a_month_with_tests_and_skills_worked_on() -> None:
    made = plan()
    assert [project.month for project in made.projects] == [1, 2, 3, 4, 5, 6]
    assert len({project.id for project in made.projects}) == 6
    for project in made.projects:
        week = made.week_of(project.due)
        assert week is not None and any(item.id.startswith(f"project.{project.id}.") for item in week.items)
        assert project.acceptance and project.task.startswith("Build ")


def test_reviews_come_once_a_month() -> None:
    made = plan()
    assert len(made.reviews) == 6
    assert all(
        28 <= (later - earlier).days <= 35 for earlier, later in zip(made.reviews, made.reviews[1:], strict=False)
    )


def test_ids_are_unique_and_parts_are_counted() -> None:
    items = [item for _, item in plan(hours_per_week=2).items()]
    assert len({item.id for item in items}) == len(items)
    parts = Counter(item.id.rpartition(".")[0] for item in items)
    assert all(item.part[1] == parts[item.id.rpartition(".")[0]] for item in items)


def test_the_same_request_gives_the_same_plan() -> None:
    assert plan() == plan()


def test_goals_name_the_last_day_of_their_week() -> None:
    made = plan(starts=date(2026, 12, 30))
    assert made.weeks[0].goal.startswith("By Tuesday 5 January ")
    assert all(week.goal.endswith(".") for week in made.weeks)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "nothing can be planned"),
        (-2, "nothing can be planned"),
        (200, "a week has only 168"),
        (0.25, "half an hour"),
        (float("nan"), "nothing"),
    ],
)
def test_hours_that_leave_nothing_to_plan_are_refused(hours: float, words: str) -> None:
    with pytest.raises(BadValue, match=words):
        plan(hours_per_week=hours)


def test_eighty_hours_are_capped_and_said() -> None:
    made = plan(hours_per_week=80)
    assert max(week.hours for week in made.weeks) <= 40
    assert any("80 hours" in each.text for each in made.guardrails if each.code == "note")


def test_half_an_hour_a_week_is_planned_and_warned_of() -> None:
    made = plan(hours_per_week=0.5)
    assert all(week.hours <= 0.5 for week in made.weeks)
    assert any(each.code == "too_little_time" for each in made.guardrails)


def test_the_29th_of_february_and_the_turn_of_the_year() -> None:
    made = plan(starts=date(2028, 2, 29))
    assert made.weeks[0].starts == date(2028, 2, 29) and len(made.projects) == 6
    made = plan(starts=date(2026, 12, 31))
    assert made.weeks[1].starts == date(2027, 1, 7) and len(made.reviews) == 6


def test_weeks_off_hold_nothing_and_their_month_still_has_its_project() -> None:
    off = (date(2026, 12, 24), date(2026, 12, 30))
    made = plan(weeks_off=off)
    resting = [week for week in made.weeks if week.off]
    assert [week.starts for week in resting] == [date(2026, 12, 21), date(2026, 12, 28)]
    assert not any(week.items for week in resting)
    assert {project.month for project in made.projects} == {1, 2, 3, 4, 5, 6}


def test_a_whole_month_off_has_no_project() -> None:
    off = tuple(date(2026, 12, 23) + timedelta(days=day) for day in range(31))
    made = plan(weeks_off=off)
    assert 2 not in {project.month for project in made.projects}


def test_every_skill_at_expert_leads_to_upkeep_and_projects_for_the_experienced() -> None:
    made = plan(EVERY, level=Level.STAFF)
    assert made.gaps == ()
    assert all(week.items for week in made.weeks)
    assert any("at its target" in note for note in made.notes)
    levels = [idea.level for project in made.projects if (idea := PARTS.workbook.idea(project.id))]
    assert min(levels) >= 2


def test_nothing_assessed_is_said_and_planned_from_the_start() -> None:
    made = plan({})
    assert all(gap.assumed for gap in made.gaps)
    assert "Nothing is assessed yet" in made.notes[0]
    assert all(item.step[0] == 0 for item in made.weeks[0].items if item.step)


def test_a_target_below_the_ratings_goes_on_to_the_next_level() -> None:
    made = plan(dict.fromkeys(SOME, 3) | {"terraform": 3, "ml-frameworks": 2, "system-design": 2, "ml-knowledge": 2})
    beyond = [gap for gap in made.gaps if gap.stretch]
    assert beyond and "Beyond Junior" in beyond[0].reason
    assert not any(gap.top for gap in beyond)


def test_one_gap_only_is_closed_first() -> None:
    ratings = {skill.id: int(target) for skill, target in CATALOGUE.skills.asked_at(Level.JUNIOR)} | {"git": 1}
    made = plan(ratings)
    assert [gap.skill for gap in made.gaps if gap.top] == ["git"]
    assert next(item.skill for _, item in made.items() if item.skill) == "git"


def test_postings_move_what_they_ask_for_forward() -> None:
    ratings = SOME | {"gpu": 0, "ml-knowledge": 1, "model-serving": 0, "rest-apis": 1, "docker": 2}
    without, demanded = plan(ratings), plan(ratings, postings=10, demand={"gpu": 10, "model-serving": 9})
    place = {gap.skill: number for number, gap in enumerate(without.gaps)}
    now = {gap.skill: number for number, gap in enumerate(demanded.gaps)}
    assert now["gpu"] < place["gpu"] and now["gpu"] < 3
    gap = next(each for each in demanded.gaps if each.skill == "gpu")
    assert gap.demand == 10 and "10 of your 10 postings ask for it." in gap.reason


def test_a_skill_that_postings_ask_for_and_nobody_assessed_is_named() -> None:
    made = plan(postings=10, demand={"vector-databases": 6})
    assert any("Vector Databases (6)" in note for note in made.notes)


def test_first_and_left_out() -> None:
    made = plan(first=("monitoring",), leave_out=("git",))
    assert made.gaps[0].skill == "monitoring"
    assert not any(item.skill == "git" for _, item in made.items())


def test_what_is_left_out_is_planned_when_something_cannot_be_begun_without_it() -> None:
    made = plan(
        {"kubernetes": 0, "docker": 0, "networking": 1, "linux-bash": 1}, leave_out=("docker",), hours_per_week=15
    )
    assert any(item.skill == "docker" for _, item in made.items())


def test_what_is_not_assessed_comes_by_what_the_postings_ask_for() -> None:
    ratings: dict[str, int | None] = dict.fromkeys(SOME, 3)
    made = plan(ratings, postings=10, demand={"model-serving": 6, "ci-cd": 4})
    order = [gap.skill for gap in made.gaps]
    assert order.index("model-serving") < order.index("sql") and order.index("ci-cd") < order.index("sql")
    reasons = {gap.skill: gap.reason for gap in made.gaps}
    assert "6 of your 10 postings ask for it." in reasons["model-serving"] and "postings" not in reasons["sql"]
