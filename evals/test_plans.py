"""Plans for the learners of `plans/learners.jsonl` and for 500 random ones: every constraint, every plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.catalogue import load_catalogue
from evals.checks.plan import faults
from evals.plan_cases import learner_of, load_lines, random_lines
from evals.predict import Answer
from evals.predict_plans import Line, answering
from graphs.plan.request import PlanParts
from graphs.plan.workbook import load_workbook

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
RANDOM = 500
LINES = load_lines()


@pytest.fixture(scope="module")
def answer() -> Iterator[Answer]:
    catalogue = load_catalogue(CORPUS)
    return answering(PlanParts(catalogue.skills, catalogue.resources, load_workbook()))


def test_there_are_enough_learners() -> None:
    assert len({line.id for line in LINES}) == len(LINES) >= 60


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line.id))
def test_every_constraint_holds(line: Line, answer: Answer) -> None:
    if isinstance(line.constraints, list):
        plan = answer(line)
        assert not any(each["cost"] != "free" for each in plan["resources"])
        return
    assert faults(learner_of(line), answer(line)) == []


def test_the_same_learner_gets_the_same_plan(answer: Answer) -> None:
    for line in LINES[::7]:
        assert answer(line) == answer(line)


def test_random_learners(answer: Answer) -> None:
    broken = {}
    for line in random_lines(RANDOM):
        found = faults(learner_of(line), answer(line))
        if found:
            broken[line.id] = found[:3]
    assert broken == {}


def test_what_cannot_be_planned_says_so(answer: Answer) -> None:
    for hours, start in ((0, "2027-01-04"), (200, "2027-01-04"), (-3, "2027-01-04"), (8, "2027-02-30"), (8, "soon")):
        row = answer(Line(id="x", hours_per_week=hours, start_date=start, ratings={"docker": 0}))
        assert row["error"] == "bad_value" and row["weeks"] == [] and row["message"]
