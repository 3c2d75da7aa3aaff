"""The validation script: the source's five lines when everything is there, and else what each document lacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.documents import validate_exercise01 as script
from tests.bundle.by_hand import ASSESSMENT, FILES, MARKET, PLAN, ROADMAP

COMPLETE = """✅ Skills assessment completed
✅ Learning plan created
✅ Career roadmap defined
✅ Job market research done

🎉 Exercise 01 Complete! Ready for Exercise 02.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_five_lines_exactly(folder: Path) -> None:
    complete, text = script.report(folder)
    assert complete and text + "\n" == COMPLETE


def test_it_runs_alone_from_its_folder_without_any_library(folder: Path) -> None:
    (folder / "scripts").mkdir()
    copy = folder / "scripts" / "validate_exercise01.py"
    copy.write_bytes(Path(script.__file__).read_bytes())
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(copy)], cwd="/", env=environment, capture_output=True, timeout=120
    )
    assert (done.returncode, done.stdout.decode()) == (0, COMPLETE), done.stderr.decode()
    (folder / "docs" / "career-roadmap.md").unlink()
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(copy)], cwd="/", env=environment, capture_output=True, timeout=120
    )
    assert done.returncode == 1 and "❌ docs/career-roadmap.md\n   - the file is not there" in done.stdout.decode()


def without(text: str, heading: str) -> str:
    """The document without one section."""
    parts = text.split("\n## ")
    kept = [part for part in parts if not part.startswith(heading)]
    assert len(kept) == len(parts) - 1
    return "\n## ".join(kept)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        pytest.param("docs/skills-assessment-completed.md", "", "0 of the 10 technical skills are rated", id="empty"),
        pytest.param(
            "docs/skills-assessment-completed.md",
            ASSESSMENT.replace("⭐", ""),
            "technical skills are rated",
            id="names only",
        ),
        pytest.param(
            "docs/skills-assessment-completed.md",
            without(ASSESSMENT, "Where the gaps"),
            "no section names the gaps",
            id="no gaps",
        ),
        pytest.param(
            "docs/skills-assessment-completed.md",
            without(ASSESSMENT, "Priority"),
            "what comes first",
            id="no priorities",
        ),
        pytest.param(
            "docs/skills-assessment-completed.md",
            without(ASSESSMENT, "Soft skills"),
            "0 of the 4 soft skills",
            id="no soft skills",
        ),
        pytest.param(
            "docs/skills-assessment-completed.md",
            ASSESSMENT.replace("Machine learning basics: 2/4", ""),
            "ML knowledge",
            id="no ML",
        ),
        pytest.param("docs/learning-plan.md", PLAN.replace("Week", "Day"), "0 weeks have a goal", id="no weeks"),
        pytest.param(
            "docs/learning-plan.md",
            "".join(line for line in PLAN.splitlines(True) if not line.startswith(("- Week 1", "- Week 2"))),
            "weeks have a goal",
            id="seven weeks",
        ),
        pytest.param(
            "docs/learning-plan.md", without(PLAN, "Resources"), "fewer than three are listed", id="no resources"
        ),
        pytest.param("docs/learning-plan.md", without(PLAN, "Schedule"), "no weekly study time", id="no times"),
        pytest.param(
            "docs/learning-plan.md",
            PLAN.replace(" run lesson", " TODO lesson"),
            "a placeholder is left to fill in: TODO",
            id="a template",
        ),
        pytest.param(
            "docs/career-roadmap.md", without(ROADMAP, "3-year"), "3 years: there is no section", id="no vision"
        ),
        pytest.param("docs/career-roadmap.md", without(ROADMAP, "Milestones"), "milestones: none", id="no milestones"),
        pytest.param("docs/career-roadmap.md", without(ROADMAP, "Success"), "metrics: nothing", id="no metrics"),
        pytest.param(
            "docs/career-roadmap.md", without(ROADMAP, "Next"), "action plan: no next steps", id="no action plan"
        ),
        pytest.param(
            "docs/career-roadmap.md",
            ROADMAP.replace("80,000 - 95,000 USD", "more"),
            "no salary expectation",
            id="no salary",
        ),
        pytest.param(
            "docs/career-roadmap.md",
            ROADMAP.replace("I am a backend developer", "[your background]"),
            "placeholder",
            id="blank",
        ),
        pytest.param(
            "docs/job-market-research.md",
            MARKET.replace("10. ML engineer at Company 10, https://jobs.example/10\n", ""),
            "9 of 10 are saved",
            id="nine",
        ),
        pytest.param(
            "docs/job-market-research.md", without(MARKET, "Common"), "fewer than three common", id="no requirements"
        ),
        pytest.param(
            "docs/job-market-research.md", without(MARKET, "Salary"), "there is no section on pay", id="no pay"
        ),
        pytest.param(
            "docs/job-market-research.md",
            MARKET.replace("€55,000 to €65,000", "good"),
            "names no range",
            id="no figures",
        ),
        pytest.param(
            "docs/job-market-research.md", MARKET.replace(" in Berlin", ""), "for which location", id="no place"
        ),
    ],
)
def test_what_is_missing_is_named(folder: Path, name: str, text: str, says: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    complete, said = script.report(folder)
    assert not complete and f"❌ {name}" in said and says in said
    assert said.count("✅") == 3 and script.DONE not in said


def test_every_document_missing_and_an_unreadable_one(tmp_path: Path) -> None:
    complete, said = script.report(tmp_path)
    assert not complete and said.count("the file is not there") == 4
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "learning-plan.md").write_bytes(b"\xff\xfe\x00bad")
    assert "cannot be read" in script.report(tmp_path)[1]


def test_windows_line_ends_and_a_byte_order_mark_are_fine(folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert script.report(folder)[0]
