"""Each planted defect must be found by the checker of plans, and a good plan must pass it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from evals.checks.plan import Learner, faults
from evals.plan_row import plan_row
from tests.plan.made import PARTS, SOME, START, plan

LEARNER = Learner(level="junior", hours=8, starts=START, ratings=SOME, off=(date(2027, 1, 5),))
GOOD = {**plan_row(plan(weeks_off=(date(2027, 1, 5),)), PARTS), "notes": []}
Row = dict[str, Any]


def _first(row: Row, kind: str) -> Row:
    return next(item for week in row["weeks"] for item in week["items"] if item["kind"] == kind)


def too_many_hours(row: Row) -> None:
    row["weeks"][0]["items"][0]["hours"] += 5


def a_sum_that_is_wrong(row: Row) -> None:
    row["weeks"][0]["hours"] -= 1


def a_week_that_begins_on_another_day(row: Row) -> None:
    row["weeks"][3]["starts"] = "2026-12-15"


def work_in_a_week_off(row: Row) -> None:
    off = next(week for week in row["weeks"] if week["off"])
    off["items"].append({**_first(row, "practice"), "id": "extra.0"})


def a_resource_that_does_not_exist(row: Row) -> None:
    _first(row, "study")["resource"] = "made-up-course"


def a_resource_for_another_skill(row: Row) -> None:
    _first(row, "study")["resource"] = "sqlbolt"


def a_resource_for_experts(row: Row) -> None:
    item = _first(row, "study")
    item["resource"], item["skill"] = "cpython-devguide", "python"


def a_retired_resource(row: Row) -> None:
    _first(row, "study")["resource"] = "mlops-specialization"


def a_step_left_out(row: Row) -> None:
    for week in row["weeks"]:
        week["items"] = [item for item in week["items"] if (item["skill"], item["to"]) != ("docker", 1)]


def what_builds_on_it_first(row: Row) -> None:
    items = row["weeks"][0]["items"]
    items.insert(
        0, {**items[0], "id": "kubernetes.1.x.0", "skill": "kubernetes", "resource": "kubernetes-basics", "hours": 0.25}
    )


def a_certificate_nobody_wanted(row: Row) -> None:
    item = _first(row, "study")
    item["resource"], item["skill"] = "github-foundations", "git"


def a_missing_project(row: Row) -> None:
    row["projects"].pop(2)


def a_project_from_nowhere(row: Row) -> None:
    row["projects"][0]["skills"] = ["vector-databases"]


def a_missing_review(row: Row) -> None:
    row["reviews"].pop()


def a_gap_that_is_not_told(row: Row) -> None:
    row["gaps"] = row["gaps"][1:]


def a_wrong_target(row: Row) -> None:
    row["gaps"][0]["target"] = 4


def an_id_twice(row: Row) -> None:
    row["weeks"][1]["items"][0]["id"] = row["weeks"][0]["items"][0]["id"]


def a_goal_with_a_placeholder(row: Row) -> None:
    row["weeks"][2]["goal"] = "By Sunday 13 December you have {make}."


def a_top_gap_without_work(row: Row) -> None:
    top = next(gap["skill"] for gap in row["gaps"] if gap["top"])
    for week in row["weeks"]:
        week["items"] = [item for item in week["items"] if item["skill"] != top]


DEFECTS = [
    too_many_hours, a_sum_that_is_wrong, a_week_that_begins_on_another_day, work_in_a_week_off,
    a_resource_that_does_not_exist, a_resource_for_another_skill, a_resource_for_experts, a_retired_resource,
    a_step_left_out, what_builds_on_it_first, a_certificate_nobody_wanted, a_missing_project, a_project_from_nowhere,
    a_missing_review, a_gap_that_is_not_told, a_wrong_target, an_id_twice, a_goal_with_a_placeholder,
    a_top_gap_without_work,
]  # fmt: skip


def test_a_good_plan_passes() -> None:
    assert faults(LEARNER, GOOD) == []


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.__name__)
def test_a_planted_defect_is_found(defect: Callable[[Row], None]) -> None:
    row = copy.deepcopy(GOOD)
    defect(row)
    assert faults(LEARNER, row)
