"""Puts tasks into the room of weeks, in order, splitting them where a week ends. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphs.career.skills import Rating
from graphs.plan.steps import Step
from graphs.plan.tasks import Task
from graphs.plan.weeks import Placed, Week

LEAST_STRETCH = 2
"""Quarter hours; less of a longer task is not worth sitting down for, unless the week holds no more."""


@dataclass(frozen=True)
class Finished:
    """A step whose work is all planned or done."""

    step: Step
    week: Week | None
    """None when all of it was done before."""


def allot(tasks: Iterable[Task], weeks: Sequence[Week]) -> set[Task]:
    """Fills the weeks; returns the tasks that found room as a whole."""
    whole = set[Task]()
    open_weeks = [week for week in weeks if week.capacity and not week.over]
    at = 0
    for task in tasks:
        start = task.start
        while start < task.end and at < len(open_weeks):
            week = open_weeks[at]
            size = min(week.room, task.end - start)
            left = task.end - start - size
            if 0 < left < LEAST_STRETCH < size:
                size -= LEAST_STRETCH - left
            if size == 0 or (size < min(LEAST_STRETCH, task.end - start) and week.placed):
                at += 1
                continue
            week.placed.append(Placed(task, start, size))
            start += size
        if start >= task.end:
            whole.add(task)
        if at >= len(open_weeks):
            break
    return whole


def finished(found: Iterable[Step], tasks: Iterable[Task], whole: set[Task], weeks: Iterable[Week]) -> list[Finished]:
    """Steps in order; the first that is not finished ends what counts for its skill."""
    work: dict[tuple[str | None, Rating | None], list[Task]] = {}
    for task in tasks:
        work.setdefault((task.skill, task.to), []).append(task)
    last: dict[Task, Week] = {placed.task: week for week in weeks for placed in week.placed}
    stopped = set[str]()
    done = []
    for step in found:
        own = work.get((step.skill, step.to), [])
        if step.skill in stopped or not all(task in whole for task in own):
            stopped.add(step.skill)
            continue
        done.append(Finished(step, max((last[task] for task in own), key=lambda week: week.index, default=None)))
    return done


def held_at(ratings: Mapping[str, Rating | None], done: Iterable[Finished], before: int) -> dict[str, Rating]:
    """Ratings when the week with this index begins."""
    held = {skill: rating for skill, rating in ratings.items() if rating is not None}
    for each in done:
        if each.week is None or each.week.index < before:
            held[each.step.skill] = max(each.step.to, held.get(each.step.skill, Rating.NONE))
    return held
