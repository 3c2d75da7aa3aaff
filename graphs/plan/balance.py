"""How the hours of a plan are divided between foundations, AI-specific work and trials. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.career.plan import PlanWeek, Project, Shares
from graphs.career.skills import SkillMatrix
from graphs.plan.request import PlanRequest


def shares(request: PlanRequest, weeks: Iterable[PlanWeek], projects: Iterable[Project], skills: SkillMatrix) -> Shares:
    """A project counts for its skills in equal parts."""
    foundation = special = trials = total = 0.0
    by_project = {f"project.{each.id}": each for each in projects}
    for item in (item for week in weeks for item in week.items):
        total += item.hours
        if item.kind == "exploration":
            trials += item.hours
        project = by_project.get(item.id.rpartition(".")[0])
        worked = (item.skill,) if item.skill else project.skills if project else ()
        for skill in worked:
            part = item.hours / len(worked)
            if skills.by_id[skill].tag == "foundation":
                foundation += part
            else:
                special += part
    return Shares(
        core=request.wishes.core,
        exploration=request.wishes.exploration,
        foundation=round(foundation / (foundation + special), 4) if foundation + special else 0.0,
        explored=round(trials / total, 4) if total else 0.0,
    )
