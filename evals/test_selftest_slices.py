"""Tests of the tests for progress, market and roadmaps: each check has a planted defect that flips it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from evals.checks import market as market_checks
from evals.checks import roadmap as roadmap_checks
from evals.gate.suite import Json
from evals.market_cases import load_market
from evals.progress_cases import Expected, load_progress
from evals.suites import load_suite
from evals.suites.progress import score_state
from evals.suites.roadmaps import traveller_of

CORPUS = Path(__file__).resolve().parents[1] / "corpus"

# Progress

STATE: Json = {
    "ticked": ["a"], "unticked": [], "ticked_unasked": [], "partly": ["b"], "not_done": [], "hours": 2.0, "plan": "extend",
    "waits": "", "reminders": {"on": True, "weekday": 4}, "said": [["You are in week 2. 6 of 91 items are done."]],
}  # fmt: skip
EXPECT = Expected(
    ticked=("a",), partly=("b",), not_done=(), hours=2, plan="extend", waits="", reminders={"weekday": 4}, says=(("6 of",),)
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "metric", "good"),
    [
        pytest.param({}, "items", 2, id="clean"),
        pytest.param({"ticked": []}, "items", 1, id="not ticked"),
        pytest.param({"ticked": ["a", "c"]}, "items", 2, id="ticked what nobody said"),
        pytest.param({"partly": [], "not_done": ["b"]}, "items", 1, id="begun held as not done"),
        pytest.param({"ticked_unasked": ["a"]}, "ticked_unasked", 1, id="ticked unasked"),
        pytest.param({"unticked": ["z"]}, "ticked_unasked", 1, id="a tick taken away"),
        pytest.param({"hours": 20.0}, "hours", 0, id="other hours"),
        pytest.param({"hours": None}, "hours", 0, id="hours lost"),
        pytest.param({"plan": "drop"}, "choices", 0, id="another choice"),
        pytest.param({"plan": "unchanged"}, "choices", 0, id="no choice taken"),
        pytest.param({"waits": "check_in"}, "waiting", 0, id="still waiting"),
        pytest.param({"reminders": {"on": True, "weekday": 3}}, "reminders", 0, id="another day"),
        pytest.param({"said": [["You are in week 2. 16 items are done."]]}, "status_said", 0, id="another count"),
    ],
)
def test_progress_defects_are_found(change: Json, metric: str, good: float) -> None:
    measures, faults = score_state(EXPECT, {**STATE, **change})
    assert measures[metric].good == good
    assert bool(faults) is bool(change)


@pytest.mark.parametrize(
    ("answer", "least"),
    [
        pytest.param({"ticked": [], "partly": [], "not_done": [], "hours": None}, 20, id="understands nothing"),
        pytest.param({"ticked": ["docker.1.make0.0"], "partly": [], "not_done": [], "hours": 2.0}, 20, id="always ticks the same"),
    ],
)  # fmt: skip
def test_a_progress_slice_that_only_looks_busy_is_wrong_nearly_everywhere(answer: Json, least: int) -> None:
    suite = load_suite("progress")
    given = {**STATE, "plan": "unchanged", "reminders": {}, **answer}
    outcomes = [suite.score(item, {**given, "said": [["fine"]] * len(item.given.says)}) for item in suite.items()]
    assert sum(not each.right for each in outcomes) >= least
    assert all(case.why and case.says for case in load_progress())


# Market


@lru_cache(maxsize=1)
def _market() -> tuple[Any, Json]:
    """A learner with an assessment and a repeated posting, through the real slice."""
    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from evals.predict_market import Line, answering

    answer = answering(load_skills(CORPUS / SKILLS_FILE))
    cases = [each for each in load_market() if each.kind == "repeats" and each.ratings]
    made = ((case, answer(Line.model_validate(case.given))) for case in cases)
    return next((case, row) for case, row in made if _rated(case, row) and " repeats " in row["report"])


def _rated(case: Any, row: Json) -> bool:
    """Whether the first row of the fit tells a rating."""
    first = market_checks.rows(market_checks.sections(row["report"])["Your fit"])[0]
    return first[2] != "not assessed"


def _found(report: str, postings: Any = None) -> list[str]:
    case, answer = _market()
    return market_checks.faults(report, answer["postings"] if postings is None else postings, case.ratings, case.level)


def test_a_true_report_passes() -> None:
    assert _found(_market()[1]["report"]) == []


def _first_cell(name: str, column: int, text: str) -> Callable[[str], str]:
    """Another text in the first row of a section's table."""

    def change(report: str) -> str:
        head, _, rest = report.partition(f"## {name}\n")
        lines = rest.splitlines(keepends=True)
        place = [number for number, line in enumerate(lines) if line.startswith("|")][2]
        cells = lines[place].split("|")
        cells[column + 1] = f" {text} "
        lines[place] = "|".join(cells)
        return f"{head}## {name}\n{''.join(lines)}"

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(lambda r: "", "no report", id="no report"),
        pytest.param(lambda r: r + "\nAs [p77] says.", "p77", id="a posting that is not there"),
        pytest.param(_first_cell("Common requirements", 1, "99 of 99"), "counted are", id="another total"),
        pytest.param(_first_cell("Common requirements", 2, "0"), "told", id="another count"),
        pytest.param(_first_cell("Common requirements", 0, "Juggling"), "Juggling", id="a skill nobody asks for"),
        pytest.param(lambda r: r.replace("“", "“Surely ", 1), "quotes what no posting says", id="an invented quotation"),
        pytest.param(_first_cell("Salary ranges", 2, "$1 to $2 a year"), "pay is told", id="another range"),
        pytest.param(lambda r: r.replace("Not stated in ", "Not stated in 9", 1) if "Not stated in " in r else r.replace("## Salary ranges", "## Salary ranges\n\nNot stated in 9 of 9.", 1), "not stated in", id="another silence"),
        pytest.param(_first_cell("Your fit", 4, "splendid"), "splendid", id="another standing"),
        pytest.param(_first_cell("Your fit", 1, "77 of 77"), "required by", id="another demand"),
        pytest.param(_first_cell("Your fit", 2, "Wizard"), "Wizard", id="another rating"),
        pytest.param(lambda r: r.replace("missing to the", "more than the"), "missing to ten", id="not told how many are missing"),
        pytest.param(_first_cell("Saved postings", 0, "[p2]"), "lists", id="a posting listed twice"),
        pytest.param(lambda r: r.replace(" repeats ", " resembles "), "not told", id="a repeat untold"),
        pytest.param(lambda r: r.replace("## Next steps", "## Afterword"), "no next step", id="no next step"),
        pytest.param(lambda r: r + "TODO", "not filled in", id="a placeholder"),
    ],
)  # fmt: skip
def test_market_defects_are_found(change: Callable[[str], str], says: str) -> None:
    changed = change(_market()[1]["report"])
    assert changed != _market()[1]["report"]
    assert any(says in fault for fault in _found(changed)), _found(changed)


def test_a_figure_that_is_not_in_the_posting_and_an_untold_fraud_are_found() -> None:
    report, postings = _market()[1]["report"], copy.deepcopy(_market()[1]["postings"])
    paid = next(each for each in postings if each["pay"] and each["duplicate_of"] is None)
    paid["pay"][0]["quote"] = "a million a minute"
    assert any("is not in it" in fault for fault in _found(report, postings))
    postings[0]["warnings"] = ["fee"]
    assert any("signs of a fraud" in fault for fault in _found(report, postings))


def test_who_was_never_assessed_is_told_no_fit() -> None:
    case, answer = _market()
    assert any(
        "never assessed" in fault
        for fault in market_checks.faults(answer["report"], answer["postings"], {}, case.level)
    )


def test_counts_against_the_labels_fall_when_requirements_are_lost() -> None:
    suite = load_suite("market")
    case, answer = _market()
    item = next(each for each in suite.items() if each.given == case)
    good = suite.score(item, answer).measures
    lost = copy.deepcopy(answer)
    for each in lost["postings"]:
        each["required"] = each["required"][:1]
    assert suite.score(item, lost).measures["counts"].good < good["counts"].good * 0.6
    for each in lost["postings"]:
        each["duplicate_of"] = None
    assert suite.score(item, lost).measures["counted"].good == 0


# Roadmaps


@lru_cache(maxsize=1)
def _roadmap() -> tuple[Any, Json]:
    """A junior with some ratings, through the real builder."""
    from app.adapters.corpus_passages import CorpusPassages
    from app.settings import Settings
    from evals.predict_roadmaps import answering, plan_parts

    item = next(each for each in load_suite("roadmaps").items() if each.id == "nurse-first-steps")
    return item, answering(plan_parts(Settings()), CorpusPassages(CORPUS))(item.given)


def _stage(name: str, **changes: Any) -> Callable[[Json], None]:
    def change(answer: Json) -> None:
        next(each for each in answer["roadmap"]["stages"] if each["horizon"] == name).update(changes)

    return change


def _in(*path: Any, value: Any) -> Callable[[Json], None]:
    def change(answer: Json) -> None:
        place: Any = answer["roadmap"]
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


def _goal(stage: int, **changes: Any) -> Callable[[Json], None]:
    return lambda answer: answer["roadmap"]["stages"][stage]["skills"][0].update(changes)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(lambda a: a["roadmap"]["stages"].pop(), "the stages are", id="three stages"),
        pytest.param(_stage("now", due="2020-01-01"), "made on", id="begins in the past"),
        pytest.param(_stage("six_months", due="2027-01-01"), "first stage ends", id="not the plan's end"),
        pytest.param(_stage("one_year", due="2027-10-01"), "one_year is due", id="a year of ten months"),
        pytest.param(_stage("three_years", due="2027-01-01"), "do not follow", id="stages out of order"),
        pytest.param(_stage("six_months", milestones=["1 May 2031: all done."]), "after the stage ends", id="a milestone too late"),
        pytest.param(_goal(0, rating=4), "assessed", id="another rating than assessed"),
        pytest.param(_stage("now", skills=[]), "left out", id="assessed and left out"),
        pytest.param(_goal(1, rating=0), "goes from", id="a rating that falls"),
        pytest.param(_goal(1, rating=4), "after the plan", id="more than the plan leads to"),
        pytest.param(_goal(2, was=4), "was", id="another rating before"),
        pytest.param(_stage("three_years", skills=[]), "asks for", id="short of the next level"),
        pytest.param(_in("next_level", value="staff"), "aims for", id="another level after"),
        pytest.param(_stage("six_months", projects=["Build a moon"]), "projects that the plan", id="another project"),
        pytest.param(_stage("six_months", projects=[]), "0 projects", id="no project"),
        pytest.param(_stage("six_months", certificates=["CKA"]), "certificate", id="a certificate nobody planned"),
        pytest.param(_stage("one_year", certificates=["Diploma of Everything"]), "catalogue does not have", id="an invented certificate"),
        pytest.param(_stage("one_year", metrics=[]), "nothing to measure", id="no metric"),
        pytest.param(_in("citations", 0, "text", value="Everybody earns $900,000."), "is not in", id="an invented citation"),
        pytest.param(_in("citations", 0, "number", value=40), "numbered", id="citations misnumbered"),
        pytest.param(_stage("one_year", pay=[{"text": "It pays well.", "sources": [99], "postings": []}]), "not there", id="a source that is not there"),
        pytest.param(_stage("one_year", pay=[{"text": "Juniors earn $912,345.", "sources": [1], "postings": []}]), "not in what is cited", id="another figure"),
        pytest.param(_stage("one_year", pay=[{"text": "Juniors earn $90,000.", "sources": [], "postings": []}]), "without a source", id="money without a source"),
        pytest.param(_in("risks", value=[]), "no risk", id="no risk"),
        pytest.param(_in("actions", value=["Do something."]), "without a day", id="a step without a day"),
        pytest.param(_in("actions", value=["By 3 May 2029: b.", "By 1 May 2029: a."]), "not in order", id="steps out of order"),
        pytest.param(_stage("one_year", title="TODO"), "not filled in", id="a placeholder"),
        pytest.param(_stage("one_year", summary="You will get a job."), "promises", id="a promise"),
    ],
)  # fmt: skip
def test_roadmap_defects_are_found(change: Callable[[Json], Any], says: str) -> None:
    item, true = _roadmap()
    planted = copy.deepcopy(true)
    change(planted)
    who = traveller_of(item.given)
    assert roadmap_checks.faults(who, true["roadmap"], true["plan"], true["passages"]) == []
    found = roadmap_checks.faults(who, planted["roadmap"], planted["plan"], planted["passages"])
    assert any(says in fault for fault in found), found


def test_a_stage_without_its_sources_is_counted() -> None:
    item, true = _roadmap()
    planted = copy.deepcopy(true)
    _stage("three_years", pay=[], responsibilities=[])(planted)
    suite = load_suite("roadmaps")
    assert suite.score(item, true).measures["stages_with_sources"].good == 2
    assert suite.score(item, planted).measures["stages_with_sources"].good == 1
