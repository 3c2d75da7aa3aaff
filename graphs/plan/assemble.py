"""Puts the record together from weeks that are filled. Pure."""

from __future__ import annotations

from datetime import datetime

from graphs.career.plan import LearningPlan, PlanItem, PlanWeek, Project
from graphs.career.skills import Rating
from graphs.plan.allot import Finished, held_at
from graphs.plan.balance import shares
from graphs.plan.blocks import study_blocks
from graphs.plan.choose import Purse
from graphs.plan.goals import following, goal
from graphs.plan.guardrails import guardrails
from graphs.plan.notes import milestones, notes, plan_gaps
from graphs.plan.past import Past
from graphs.plan.request import QUARTER, PlanParts, PlanRequest, weekly
from graphs.plan.steps import Step
from graphs.plan.tasks import Task
from graphs.plan.weeks import Placed, Week


def assemble(
    request: PlanRequest,
    parts: PlanParts,
    made_at: datetime,
    version: int,
    past: Past,
    weeks: list[Week],
    projects: list[Project],
    found: tuple[Step, ...],
    done: list[Finished],
    purse: Purse,
    tasks: list[Task],
    exhausted: bool,
) -> LearningPlan:
    """The record, from weeks that are filled."""
    ends: dict[str, int] = {}
    for task in tasks:
        ends[task.base] = max(ends.get(task.base, 0), task.end)
    planned = _plan_weeks(weeks, past, ends)
    divided = shares(request, planned, projects, parts.skills)
    reached = held_at(request.ratings, done, len(weeks))
    listed = plan_gaps(request, parts.skills, found, done, planned)
    uncovered = [each.skill for each in listed if each.top and not _worked(each.skill, planned)]
    return LearningPlan(
        version=version,
        made_at=made_at,
        level=request.level,
        starts=request.starts,
        ends=weeks[-1].ends,
        hours_per_week=request.hours_per_week,
        time_zone=request.time_zone,
        budget=request.budget,
        currency=request.currency,
        gaps=listed,
        weeks=planned,
        projects=tuple(projects),
        milestones=milestones(done, projects, weeks, parts.skills),
        reviews=tuple(
            week.ends
            for week in weeks
            if any(placed.task.kind == "review" for placed in week.placed)
            or any(item.kind == "review" for item in week.kept)
        ),
        blocks=study_blocks(weekly(request), request.wishes.time_of_day),
        shares=divided,
        guardrails=guardrails(request, divided, reached, parts.skills, uncovered),
        notes=notes(request, parts, listed, planned, purse, exhausted=exhausted),
        wishes=request.wishes,
        spending=tuple(purse.spent),
        postings=request.postings,
        assessment=request.assessment,
    )


def _plan_weeks(weeks: list[Week], past: Past, ends: dict[str, int]) -> tuple[PlanWeek, ...]:
    stretches: dict[str, set[int]] = {}
    for week in weeks:
        for placed in week.placed:
            ends[placed.task.base] = max(ends.get(placed.task.base, 0), placed.task.end)
            stretches.setdefault(placed.task.base, set()).add(placed.start)
        for item in week.kept:
            base, _, start = item.id.rpartition(".")
            stretches.setdefault(base, set()).add(int(start))
    order = {base: sorted(found) for base, found in stretches.items()}
    planned = []
    for week in weeks:
        items = [_renumbered(item, order) for item in week.kept]
        items += [_item(placed, order) for placed in week.placed]
        words = past.weeks[week.index].goal if week.over and week.kept else goal(week, ends, following(weeks, week))
        planned.append(
            PlanWeek(number=week.index + 1, starts=week.starts, goal=words, items=tuple(items), off=week.off)
        )
    return tuple(planned)


def _item(placed: Placed, order: dict[str, list[int]]) -> PlanItem:
    task = placed.task
    parts = order[task.base]
    return PlanItem(
        id=placed.id,
        kind=task.kind,
        title=task.title,
        skill=task.skill,
        step=None if task.to is None else (Rating(task.to - 1), task.to),
        resource=None if task.resource is None else task.resource.id,
        check=f"{task.check}; all its tests stand under “Portfolio projects”" if task.kind == "project" else task.check,
        hours=placed.size / QUARTER,
        part=(parts.index(placed.start) + 1, len(parts)),
    )


def _renumbered(item: PlanItem, order: dict[str, list[int]]) -> PlanItem:
    base, _, start = item.id.rpartition(".")
    parts = order[base]
    return item.model_copy(update={"part": (parts.index(int(start)) + 1, len(parts))})


def _worked(skill: str, weeks: tuple[PlanWeek, ...]) -> bool:
    return any(item.skill == skill for week in weeks for item in week.items)
