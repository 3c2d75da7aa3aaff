"""`mentor progress`, `mentor validate`, and the export of the bundle."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.adapters.store.store import open_store
from app.cli.learner import terminal_learner
from app.settings import load_settings
from tests.assessed import interviewed
from tests.bundle.by_hand import FILES


@pytest.fixture
def planned(mentor):
    mentor("profile", "show")
    store = open_store(load_settings())
    interviewed(store, terminal_learner(mentor.data), confirmed=True, docker=1, python=2, linux_bash=1)
    store.close()
    assert mentor("plan", "make", "--hours", "6").exit_code == 0
    return mentor


def test_before_a_plan_it_says_how_to_get_one(mentor) -> None:
    for command in (["show"], ["checkin", "did week 1"], ["review"], ["choices"]):
        done = mentor("progress", *command)
        assert done.exit_code == 2 and "mentor plan make" in done.stderr


def test_show(planned) -> None:
    shown = planned("progress", "show")
    assert shown.exit_code == 0 and "Your plan begins on" in shown.stdout
    assert json.loads(planned("progress", "show", "--json").stdout)["status"]["done"] == 0


def test_a_check_in_is_confirmed_at_the_prompt(planned) -> None:
    done = planned("progress", "checkin", "finished week 1, about 5 hours", typed="only 1\nyes\n")
    assert done.exit_code == 0 and "1. Done:" in done.stdout and "Ticked off" in done.stdout
    found = json.loads(planned("progress", "show", "--json").stdout)
    assert found["check_ins"][0]["hours"] == 5 and 0 < found["status"]["done"] < 5


def test_an_open_question_waits_for_the_next_time(planned) -> None:
    planned("progress", "checkin", "finished week 1", typed="")
    assert json.loads(planned("progress", "show", "--json").stdout)["waits"] == "check_in"


def test_yes_for_scripts(planned) -> None:
    done = planned("progress", "checkin", "finished week 1", "--yes")
    assert done.exit_code == 0 and json.loads(planned("progress", "show", "--json").stdout)["status"]["done"] > 0


def test_a_review_at_the_prompt(planned) -> None:
    done = planned("progress", "review", typed="skip\nskip\nskip\n")
    assert done.exit_code == 0 and "your assessment says" in done.stdout and "stays as it is" in done.stdout


def test_validate_a_complete_folder_and_an_empty_one(mentor, tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / name).write_text(text, encoding="utf-8")
    done = mentor("validate", str(tmp_path / "mine"))
    assert done.exit_code == 0 and done.stdout.splitlines()[-1] == "🎉 Exercise 01 Complete! Ready for Exercise 02."
    (tmp_path / "empty").mkdir()
    done = mentor("validate", str(tmp_path / "empty"))
    assert done.exit_code == 1 and done.stdout.count("the file is not there") == 4
    done = mentor("validate", str(tmp_path / "nothing"))
    assert done.exit_code == 2 and "There is no folder" in done.stderr


def test_the_exported_script_says_what_is_missing(planned, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = planned("export", str(folder))
    assert done.exit_code == 0 and str(folder / "docs/learning-plan.md") in done.stdout
    script = folder / "scripts" / "validate_exercise01.py"
    told = subprocess.run([sys.executable, "-I", str(script)], capture_output=True, timeout=120, cwd=tmp_path)
    assert told.returncode == 1
    said = told.stdout.decode()
    assert "✅ Learning plan created" in said and "❌ docs/job-market-research.md" in said
