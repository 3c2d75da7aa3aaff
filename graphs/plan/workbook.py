"""What a learner makes on the way: the outcomes of each step, the portfolio projects and the trials of AI tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from graphs.career.skills import Rating, SkillId
from graphs.events import Frozen

_FOLDER = Path(__file__).resolve().parent / "work"
_OUTCOMES = ("foundations.yaml", "platform.yaml", "ai.yaml", "people.yaml")
_ARROW = " => "


@dataclass(frozen=True)
class Outcome:
    """Something made: `make` follows "you have", `check` is how another person sees that it is done."""

    make: str
    check: str


class ProjectIdea(Frozen):
    """A portfolio project that can be chosen for a month."""

    id: str
    skills: tuple[SkillId, ...]
    level: int
    """The rating that the learner should have in most of the skills."""
    title: str
    task: str
    acceptance: tuple[str, ...]
    """In order of weight: the first ones suffice in a month with few hours."""


class Trial(Frozen):
    """A small trial of an AI tool or service."""

    id: str
    needs: tuple[SkillId, ...]
    """To have at Basic before it."""
    first: bool = False
    """Before all others."""
    about: str
    title: str
    check: str


@dataclass(frozen=True)
class Workbook:
    """All of it."""

    outcomes: Mapping[tuple[str, Rating], tuple[Outcome, ...]]
    """By skill and the rating that the work leads to."""
    upkeep: Mapping[str, tuple[Outcome, ...]]
    """By skill, for those who have nothing above them to learn."""
    projects: tuple[ProjectIdea, ...]
    any_skill: tuple[ProjectIdea, ...]
    """With `{skill}` in title and task, for whom the other ideas ran out."""
    trials: tuple[Trial, ...]

    def idea(self, project_id: str) -> ProjectIdea | None:
        """The project with this id."""
        return next((each for each in self.projects if each.id == project_id), None)


@lru_cache(maxsize=1)
def load_workbook() -> Workbook:
    """Read once from the package's own files."""
    outcomes: dict[tuple[str, Rating], tuple[Outcome, ...]] = {}
    upkeep: dict[str, tuple[Outcome, ...]] = {}
    for name in _OUTCOMES:
        for skill, steps in _read(name).items():
            for step, lines in steps.items():
                found = tuple(Outcome(*line.split(_ARROW, 1)) for line in lines)
                if step == "keep":
                    upkeep[skill] = found
                else:
                    outcomes[skill, Rating(step)] = found
    return Workbook(
        outcomes=outcomes,
        upkeep=upkeep,
        projects=tuple(ProjectIdea.model_validate(each) for each in _read("projects.yaml")),
        any_skill=tuple(ProjectIdea.model_validate({**each, "skills": ()}) for each in _read("any_skill.yaml")),
        trials=tuple(Trial.model_validate(each) for each in _read("trials.yaml")),
    )


def _read(name: str) -> Any:
    return yaml.safe_load((_FOLDER / name).read_text("utf-8"))
