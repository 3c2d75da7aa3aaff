from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from app.cli.program import program

run = CliRunner()


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("MENTOR_DATA_DIR", str(tmp_path / "data"))


def mentor(*words: str):
    return run.invoke(program, list(words))


def test_make_show_and_replan() -> None:
    made = mentor(
        "plan",
        "make",
        "--hours",
        "7.5",
        "--start",
        "2030-01-07",
        "--budget",
        "200 EUR",
        "--off",
        "20 to 27 January 2030",
        "--json",
    )
    assert made.exit_code == 0, made.output
    plan = json.loads(made.stdout)
    assert (plan["hours_per_week"], plan["budget"], plan["currency"]) == (7.5, 200, "EUR")
    shown = mentor("plan", "show", "--week", "2")
    assert shown.exit_code == 0 and "Week 2" in shown.stdout and "[ ]" in shown.stdout and "Week 3" not in shown.stdout
    again = mentor("plan", "replan", "--hours", "4", "--time-zone", "asia/tokyo")
    assert "Hours a week: 4 instead of 7.5." in again.stdout and "Asia/Tokyo" in again.stdout
    assert mentor("plan", "show", "--markdown").stdout.startswith("# Learning plan")


def test_the_roadmap_is_made_on_first_sight() -> None:
    assert mentor("roadmap").exit_code != 0
    mentor("plan", "make", "--hours", "6")
    first = mentor("roadmap")
    assert first.exit_code == 0 and first.stdout.startswith("# Career roadmap")
    assert json.loads(mentor("roadmap", "show", "--json").stdout)["version"] == 1
    assert json.loads(mentor("roadmap", "make", "--json").stdout)["version"] == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--hours", "0"), "nothing can be planned"),
        (("--hours", "200"), "168"),
        (("--start", "30 February"), "no 30 February"),
        (("--start", "soon"), "no day"),
        (("--level", "guru"), "junior"),
        (("--time-zone", "Mars"), "Europe/Berlin"),
        (("--budget", "plenty"), "no amount"),
    ],
)
def test_bad_options_say_what_to_write(words: tuple[str, ...], told: str) -> None:
    result = mentor("plan", "make", *words)
    assert result.exit_code == 2 and told in result.stderr


def test_show_before_the_first_plan() -> None:
    result = mentor("plan", "show")
    assert result.exit_code == 2 and "mentor plan make" in result.stderr
