from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest

from app.adapters.store.store import Store, open_store
from app.cli.learner import terminal_learner
from app.settings import load_settings
from tests.assessed import interviewed

DOCUMENT = "docs/skills-assessment-completed.md"


@pytest.fixture
def store(mentor) -> Store:
    mentor("profile", "show")
    opened = open_store(load_settings())
    yield opened
    opened.close()


@pytest.fixture
def assessed(mentor, store: Store) -> str:
    learner = terminal_learner(mentor.data)
    interviewed(store, learner, "I wrote a Dockerfile", docker=1, python=3)
    interviewed(store, "somebodyelse", "zanzibar", docker=4)
    return learner


def test_one_learner_whom_only_this_user_may_read(mentor) -> None:
    assert mentor("profile", "set", "hours-per-week", "8").exit_code == 0
    assert "8  (you filled it in" in mentor("profile", "show").stdout
    assert stat.S_IMODE((mentor.data / "learner").stat().st_mode) == 0o600
    assert [file.name for file in mentor.data.glob("learner*")] == ["learner"]


def test_an_id_that_is_none_is_not_used(mentor) -> None:
    mentor("profile", "show")
    (mentor.data / "learner").write_text("../../x")
    done = mentor("profile", "show")
    assert done.exit_code == 3 and "holds no id" in done.stderr


def test_a_profile_is_set_shown_and_cleared(mentor) -> None:
    assert mentor("profile", "set", "target_level", "Senior").exit_code == 0
    shown = json.loads(mentor("profile", "show", "--json").stdout)
    assert shown["target_level"]["value"] == "senior"
    assert mentor("profile", "set", "target_level", "").exit_code == 0
    assert json.loads(mentor("profile", "show", "--json").stdout)["target_level"] is None


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("hours_per_week", "200", "168 hours"), ("salary", "5", "has no field salary"), ("currency", "gold", "USD")],
)
def test_what_cannot_be_set_says_why(mentor, field: str, value: str, says: str) -> None:
    done = mentor("profile", "set", field, value)
    assert done.exit_code == 2 and says in done.stderr and done.stdout == ""


def test_editing_asks_again_after_a_slip_and_keeps_what_is_not_changed(mentor) -> None:
    mentor("profile", "set", "current_job", "senior engineer")
    mentor("profile", "set", "location", "Berlin")
    typed = "\n".join(["", "", "junior", "", "200", "6", "-", *[""] * 4]) + "\n"
    done = mentor("profile", "edit", typed=typed)
    assert done.exit_code == 0 and "a week has only 168 hours" in done.stderr and "a step below" in done.stderr
    shown = json.loads(mentor("profile", "show", "--json").stdout)
    found = {field: shown[field] and shown[field]["value"] for field in shown if shown[field]}
    assert found == {"current_job": "senior engineer", "target_level": "junior", "hours_per_week": 6}


def test_before_an_assessment_it_says_how_to_begin(mentor, tmp_path: Path) -> None:
    for command in (["assessment", "show"], ["assessment", "export", str(tmp_path / "x")]):
        done = mentor(*command)
        assert done.exit_code == 2 and "no assessment yet" in done.stderr
    assert not (tmp_path / "x").exists()


def test_an_assessment_is_shown_and_written(mentor, assessed: str, tmp_path: Path) -> None:
    shown = mentor("assessment", "show").stdout
    assert "1. Docker: Junior asks for Intermediate (2), you are at Basic (1)." in shown
    assert mentor("assessment", "show", "--level", "wizard").exit_code == 2
    assert json.loads(mentor("assessment", "show", "--json", "--level", "senior").stdout)["level"] == "senior"
    assert mentor("assessment", "export", str(tmp_path / "out")).stdout.strip() == str(tmp_path / "out" / DOCUMENT)
    text = (tmp_path / "out" / DOCUMENT).read_text()
    assert "“I wrote a Dockerfile”" in text and "zanzibar" not in text


def test_a_folder_that_cannot_be_written(mentor, assessed: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = mentor("assessment", "export", str(tmp_path / "file"))
    assert done.exit_code == 2 and "Choose another folder" in done.stderr


def test_everything_is_exported_and_nothing_of_others(mentor, assessed: str, tmp_path: Path) -> None:
    done = mentor("export", str(tmp_path / "out"))
    assert done.exit_code == 0
    files = {str(file.relative_to(tmp_path / "out")) for file in (tmp_path / "out").rglob("*") if file.is_file()}
    assert {"records.json", "profile.md", DOCUMENT} <= files
    assert all(b"zanzibar" not in (tmp_path / "out" / name).read_bytes() for name in files)
    mentor("export", str(tmp_path / "all.zip"))
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert set(archive.namelist()) == files
    assert stat.S_IMODE((tmp_path / "all.zip").stat().st_mode) == 0o600


@pytest.mark.parametrize("typed", ["delete\n", "yes\n", "\n", ""])
def test_nothing_is_deleted_without_the_word(mentor, assessed: str, store: Store, typed: str) -> None:
    done = mentor("delete-my-data", typed=typed)
    assert done.exit_code == 2 and "Nothing was deleted" in done.stderr
    assert store.records.newest(assessed, "assessment") is not None
    assert terminal_learner(mentor.data) == assessed


@pytest.mark.parametrize(("options", "typed"), [([], "DELETE\n"), (["--yes"], None)])
def test_deletion_takes_everything_of_this_learner_alone(
    mentor, assessed: str, store: Store, options: list[str], typed: str | None
) -> None:
    assert mentor("delete-my-data", *options, typed=typed).exit_code == 0
    assert all(rows == [] for rows in store.learners.export(assessed).values())
    assert store.records.newest("somebodyelse", "assessment") is not None
    assert terminal_learner(mentor.data) != assessed
