"""Makes a learning plan. Code alone: the same request gives the same plan."""

from __future__ import annotations

from datetime import datetime

from graphs.career.plan import LearningPlan, Project
from graphs.career.wording import joined
from graphs.plan.allot import Finished, allot, finished, held_at
from graphs.plan.assemble import assemble
from graphs.plan.choose import Purse
from graphs.plan.past import Past
from graphs.plan.portfolio import (
    Stand,
    choose_project,
    choose_trial,
    idea_of,
    project,
    project_task,
    trial_task,
    worked_on,
)
from graphs.plan.request import QUARTER, PlanParts, PlanRequest, check, weekly
from graphs.plan.reserve import Month, Slot, reserve
from graphs.plan.steps import LEARNT_SHARE, Step, effort, steps
from graphs.plan.tasks import Task, of_steps, of_upkeep
from graphs.plan.weeks import Placed, Week, calendar_of

SCALES = (1.0, 0.75, 0.5, 0.35)
"""Sizes at which steps are planned; the first at which the top three gaps all get their first step is taken."""
FILLED = 0.85


def make_plan(
    request: PlanRequest, parts: PlanParts, made_at: datetime, *, version: int = 1, past: Past | None = None
) -> LearningPlan:
    """Raises `BadValue` when hours, start, budget or time zone leave nothing to plan."""
    check(request)
    past = past or Past()
    weeks = _weeks(request, past)
    months = reserve(weeks, request.wishes.exploration, _months_without(weeks, past))
    room = sum(week.room for week in weeks if not week.over)
    found = steps(request, parts.skills, room / QUARTER)
    purse = Purse(request)
    scale = _scale(found, sum(week.capacity for week in weeks) * LEARNT_SHARE)
    tasks = of_steps(found, scale, parts, purse, past.done)
    whole = allot(tasks, weeks)
    _keep_only_planned(purse, weeks, past)
    done = finished(found, tasks, whole, weeks)
    exhausted = False
    if len(whole) == len(tasks):
        held = held_at(request.ratings, done, len(weeks))
        held = {skill: rating for skill, rating in held.items() if skill not in request.wishes.leave_out}
        extra = of_upkeep(held, parts, past.done)
        exhausted = len(allot(extra, weeks)) == len(extra)
        tasks += extra
    _fill_trials(months, request, done, parts, past)
    projects = _fill_projects(months, weeks, request, done, parts, past)
    _fill_reviews(months, done, parts)
    return assemble(request, parts, made_at, version, past, weeks, projects, found, done, purse, tasks, exhausted)


def _weeks(request: PlanRequest, past: Past) -> list[Week]:
    count = request.wishes.weeks + len(past.paused)
    weeks = calendar_of(request.starts, count, weekly(request), (*request.wishes.weeks_off, *past.paused))
    for week in weeks:
        if week.index < past.open_from:
            week.over, week.off = True, past.weeks[week.index].off
            week.kept = list(past.weeks[week.index].items)
        else:
            week.kept = list(past.kept.get(week.index, ()))
            week.capacity += past.extra.get(week.index, 0) if week.capacity else 0
    return weeks


def _months_without(weeks: list[Week], past: Past) -> frozenset[int]:
    return frozenset(week.month for week in weeks) - {each.month for each in past.projects}


def _scale(found: tuple[Step, ...], room: float) -> float:
    """`room` is that of the whole plan, so that work keeps its size when it is planned again halfway."""
    first: list[Step] = []
    for step in found:
        first.append(step)
        if len({each.skill for each in first if each.aim.top}) == min(3, len({s.skill for s in found if s.aim.top})):
            break
    needed = sum(effort(step) for step in first) * QUARTER
    return next((scale for scale in SCALES if needed * scale <= room * FILLED), SCALES[-1])


def _keep_only_planned(purse: Purse, weeks: list[Week], past: Past) -> None:
    """Money is not kept for work that lies beyond the last week."""
    planned = {placed.task.resource.id for week in weeks for placed in week.placed if placed.task.resource is not None}
    purse.spent = [each for each in purse.spent if each.resource in planned or _was_done(each.resource, past)]


def _was_done(resource: str, past: Past) -> bool:
    return any(base.endswith(f".{resource}") for base in past.done)


def _fill_trials(months: list[Month], request: PlanRequest, done: list[Finished], parts: PlanParts, past: Past) -> None:
    taken = {base.removeprefix("trial.") for base in past.done if base.startswith("trial.")}
    for month in months:
        for slot in sorted(month.trials, key=lambda slot: slot.week.index):
            slot.week.held_back -= slot.size
            trial = choose_trial(held_at(request.ratings, done, slot.week.index), parts, taken)
            if trial is not None:
                taken.add(trial.id)
                _place(slot, trial_task(trial, 0, slot.size))


def _fill_projects(
    months: list[Month],
    weeks: list[Week],
    request: PlanRequest,
    done: list[Finished],
    parts: PlanParts,
    past: Past,
) -> list[Project]:
    found = list(past.projects)
    taken = {each.id for each in past.projects}
    waiting = [idea for each in past.begun if (idea := idea_of(each, parts)) is not None]
    top = {each.step.skill for each in done if each.step.aim.top}
    for month in months:
        slots = month.project
        for slot in slots:
            slot.week.held_back -= slot.size
        if not slots:
            continue
        last = slots[-1].week
        stand = Stand(
            held=held_at(request.ratings, done, slots[0].week.index),
            now=worked_on(weeks, [month.number], slots[0].week.index),
            before=worked_on(weeks, range(1, month.number), slots[0].week.index),
            top=top,
        )
        idea = waiting.pop(0) if waiting else choose_project(stand, parts, taken)
        if idea is None:
            continue
        taken.add(idea.id)
        start = max((end for _, end in past.done.get(f"project.{idea.id}", ())), default=0)
        size = sum(slot.size for slot in slots)
        task = project_task(idea, start, size)
        at = start
        for slot in slots:
            slot.week.placed.append(Placed(task, at, slot.size))
            at += slot.size
        found.append(project(idea, month.number, size, last, start / QUARTER))
    return sorted(found, key=lambda each: each.due)


def _fill_reviews(months: list[Month], done: list[Finished], parts: PlanParts) -> None:
    for month in months:
        if month.review is None:
            continue
        month.review.week.held_back -= month.review.size
        names = dict.fromkeys(
            parts.skills.by_id[each.step.skill].name
            for each in done
            if each.week is not None and each.week.month == month.number
        )
        again = f"rate yourself again in {joined(list(names)[:3])}" if names else "rate the month's skill again"
        task = Task(
            base=f"review.{month.number}",
            kind="review",
            title=f"Review month {month.number}: tick off what is done, {again}, and change the plan where it does not fit",
            start=0,
            size=month.review.size,
        )
        _place(month.review, task)


def _place(slot: Slot, task: Task) -> None:
    slot.week.placed.append(Placed(task, task.start, slot.size))
