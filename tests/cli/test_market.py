from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.market.conftest import POSTING

RECIPE = "Preheat the oven, chop two onions, stir in a cup of flour and bake for 20 minutes. Serves 4."


@pytest.fixture
def market(mentor):
    """The program; "market" is its command too."""
    return mentor


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "posting.txt"
    file.write_text(POSTING, encoding="utf-8")
    return file


def test_files_and_what_is_piped_are_added(market, saved: Path) -> None:
    done = market("market", "add", str(saved))
    assert done.exit_code == 0, done.stderr
    assert "Saved as p1: Machine Learning Platform Engineer at Larkhill Systems" in done.stdout
    piped = market("market", "add", typed=POSTING.replace("Lyon, France", "Ghent, Belgium"))
    assert "Saved as p2" in piped.stdout and "8 more are missing" in piped.stdout


def test_a_bad_file_does_not_stop_the_others(market, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "soup.txt").write_text(RECIPE, encoding="utf-8")
    done = market("market", "add", str(tmp_path / "soup.txt"), str(tmp_path / "missing.txt"), str(saved))
    assert done.exit_code == 2
    assert "soup.txt: I can't find a job" in done.stderr and "missing.txt: it cannot be read" in done.stderr
    assert "Saved as p1" in done.stdout


def test_list_show_and_remove(market, saved: Path) -> None:
    assert "There are no postings yet" in market("market", "list").stdout
    market("market", "add", str(saved))
    assert "Larkhill Systems" in market("market", "list").stdout
    assert json.loads(market("market", "list", "--json").stdout)["counted"] == 1
    shown = market("market", "show", "p1").stdout
    assert "- Docker: “Docker in production”" in shown and "€52,000 to €61,000 a year" in shown
    assert market("market", "remove", "p1").stdout.startswith("p1 is removed.")
    gone = market("market", "show", "p1")
    assert gone.exit_code == 2 and "no posting p1" in gone.stderr


def test_the_report_is_printed_or_written(market, saved: Path, tmp_path: Path) -> None:
    assert market("market", "report").exit_code == 2
    market("market", "add", str(saved))
    assert market("market", "report").stdout.startswith("# Job market research")
    assert market("market", "report", "--to", str(tmp_path / "out")).exit_code == 0
    assert (tmp_path / "out" / "docs" / "job-market-research.md").read_text().startswith("# Job market research")
    assert json.loads(market("market", "report", "--json").stdout)["counted"] == ["p1"]
