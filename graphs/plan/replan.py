"""Makes the next version of a plan: what is done stays, the rest moves into the weeks that are left. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from graphs.career.plan import LearningPlan, PlanItem, PlanWeek, Project
from graphs.errors import BadValue
from graphs.plan.build import make_plan
from graphs.plan.changes import changes
from graphs.plan.goals import OVER
from graphs.plan.past import Past
from graphs.plan.request import QUARTER, PlanParts, PlanRequest

PROJECT = "project."


def replan(
    before: LearningPlan,
    request: PlanRequest,
    parts: PlanParts,
    *,
    done: Collection[str],
    today: date,
    made_at: datetime,
    extra: Mapping[int, int] | None = None,
) -> LearningPlan:
    """`extra` are quarter hours that some weeks hold beyond the ordinary ones, by index, as the learner chose to catch up.

    `done` are ids of ticked items. `request.starts` moves the plan's first day when nothing is done in its first week; afterwards a
    later day pauses it until then, and an earlier one is ignored. Weeks that are over are never planned again.

    Raises `BadValue` when every week of the plan is over.
    """
    ticked = [item for _, item in before.items() if item.id in done]
    first_week = today < before.starts + timedelta(weeks=1)
    if not ticked and (today < before.starts or (first_week and request.starts > today)):
        fresh = make_plan(request, parts, made_at, version=before.version + 1)
        return fresh.model_copy(update={"changes": changes(before, fresh, parts.skills, done, today)})
    paused = _paused(before, request.starts, today)
    request = request.model_copy(update={"starts": before.starts})
    past = replace(_past(before, request, frozenset(item.id for item in ticked), today, paused), extra=extra or {})
    made = make_plan(request, parts, made_at, version=before.version + 1, past=past)
    return made.model_copy(update={"changes": changes(before, made, parts.skills, done, today)})


def _paused(before: LearningPlan, starts: date, today: date) -> tuple[date, ...]:
    """A day of each week between now and a later start."""
    if starts <= max(before.starts, today):
        return ()
    first = max(0, (today - before.starts).days // 7)
    until = -(-(starts - before.starts).days // 7)
    return tuple(before.starts + timedelta(weeks=index) for index in range(first, until))


def _past(
    before: LearningPlan, request: PlanRequest, done: frozenset[str], today: date, paused: tuple[date, ...]
) -> Past:
    open_from = max(0, (today - before.starts).days // 7)
    count = request.wishes.weeks + len(paused)
    if open_from >= count:
        last = before.starts + timedelta(days=7 * count - 1)
        raise BadValue(f"start: the plan ended on {last}. Make a new one, or give this one more weeks.")
    over = [_over(week, done) for week in before.weeks[:open_from]]
    # A plan that was shorter may be extended after its end: the weeks in between were free.
    for index in range(len(over), open_from):
        starts = before.starts + timedelta(weeks=index)
        over.append(PlanWeek(number=index + 1, starts=starts, goal=OVER, items=(), off=True))
    kept: dict[int, tuple[PlanItem, ...]] = {}
    ahead: list[PlanItem] = []
    for week in before.weeks[open_from:]:
        own = tuple(item for item in week.items if item.id in done)
        ahead += own
    if ahead:
        # Done ahead of its week: it was done by now, so that is where it stands.
        kept[open_from] = tuple(ahead)
    finished = [each for each in before.projects if _is_done(each, before, done)]
    return Past(
        open_from=open_from,
        weeks=tuple(over),
        kept=kept,
        done=_stretches(before, done),
        projects=tuple(finished),
        begun=tuple(
            each.id for each in before.projects if each not in finished and _comes_first(each, before, done, today)
        ),
        paused=paused,
    )


def _over(week: PlanWeek, done: frozenset[str]) -> PlanWeek:
    items = tuple(item for item in week.items if item.id in done)
    return week.model_copy(update={"items": items, "goal": week.goal if items or week.off else OVER})


def _stretches(before: LearningPlan, done: frozenset[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for week in before.weeks:
        for item in week.items:
            if item.id not in done:
                continue
            base, _, start = item.id.rpartition(".")
            found.setdefault(base, []).append((int(start), int(start) + round(item.hours * QUARTER)))
    return {base: tuple(sorted(stretches)) for base, stretches in found.items()}


def _is_done(project: Project, before: LearningPlan, done: frozenset[str]) -> bool:
    own = [item.id for _, item in before.items() if item.id.rpartition(".")[0] == PROJECT + project.id]
    return bool(own) and all(item in done for item in own)


def _comes_first(project: Project, before: LearningPlan, done: frozenset[str], today: date) -> bool:
    """Begun, or due before now: it is finished before a new one is begun."""
    own = [item.id for _, item in before.items() if item.id.rpartition(".")[0] == PROJECT + project.id]
    return project.due < today or any(item in done for item in own)
