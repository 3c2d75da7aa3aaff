"""What is different between two versions of a plan, sentence by sentence. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from graphs.career.plan import LearningPlan, PlanGap
from graphs.career.skills import SkillMatrix
from graphs.career.wording import in_hours, joined
from graphs.plan.weeks import dated

NAMED = 4
SAME = "Nothing changed: hours, level, start and finished work are as they were."


def changes(
    before: LearningPlan, after: LearningPlan, skills: SkillMatrix, done: Collection[str], today: date
) -> tuple[str, ...]:
    """The learner's own changes first, then what follows from them; one sentence when nothing is different."""
    found = [
        *_wishes(before, after),
        *_work(before, after, done, today),
        *_skills(before, after, skills),
        *_projects(before, after),
    ]
    return tuple(found) or (SAME,)


def _wishes(before: LearningPlan, after: LearningPlan) -> Iterator[str]:
    if before.hours_per_week != after.hours_per_week:
        yield f"Hours a week: {after.hours_per_week:g} instead of {before.hours_per_week:g}."
    if before.level != after.level:
        yield f"Target level: {after.level.value.capitalize()} instead of {before.level.value.capitalize()}."
    if before.starts != after.starts:
        yield f"It starts on {dated(after.starts)} instead of {dated(before.starts)}."
    if before.ends != after.ends:
        yield f"It ends on {dated(after.ends)} instead of {dated(before.ends)}."
    if before.time_zone != after.time_zone:
        yield f"Study times are in {after.time_zone} now, not in {before.time_zone}; the hours on the clock stay the same."
    if (before.budget, before.currency) != (after.budget, after.currency):
        yield f"Budget: {_money(after)} instead of {_money(before)}."
    if before.wishes.certificates != after.wishes.certificates:
        yield "Certificates are planned now." if after.wishes.certificates else "Certificates are no longer planned."
    off = [week for week in after.weeks if week.off and not _was_off(before, week.starts)]
    if off:
        yield f"{len(off)} {'week' if len(off) == 1 else 'weeks'} off, from {joined([dated(week.starts) for week in off], NAMED)}."
    old, new = before.wishes, after.wishes
    if (old.core, old.exploration) != (new.core, new.exploration):
        yield (
            f"Shares: {new.core:.0%} core and {new.exploration:.0%} exploration instead of {old.core:.0%} and "
            f"{old.exploration:.0%}."
        )


def _work(before: LearningPlan, after: LearningPlan, done: Collection[str], today: date) -> Iterator[str]:
    kept = [item for _, item in after.items() if item.id in done]
    if kept:
        things = "thing" if len(kept) == 1 else "things"
        yield f"{len(kept)} {things} that you finished ({in_hours(sum(item.hours for item in kept))}) stay as they are."
    late = [
        item
        for week, item in before.items()
        if (today - week.starts).days >= 7 and item.id not in done and item.kind != "review"
    ]
    if late:
        titles = list(dict.fromkeys(item.title for item in late))
        yield f"Moved on from weeks that are over: {joined([f'“{title}”' for title in titles], NAMED)}."


def _skills(before: LearningPlan, after: LearningPlan, skills: SkillMatrix) -> Iterator[str]:
    old, new = {gap.skill: gap for gap in before.gaps}, {gap.skill: gap for gap in after.gaps}
    lost = [skills.by_id[skill].name for skill, gap in new.items() if _lost(old.get(skill), gap)]
    won = [skills.by_id[skill].name for skill, gap in new.items() if _won(old.get(skill), gap)]
    if lost:
        yield f"No longer fits into these weeks: {joined(lost, NAMED)}."
    if won:
        yield f"Now fits as well: {joined(won, NAMED)}."
    for skill, gap in new.items():
        name, was = skills.by_id[skill].name, old.get(skill)
        then, now = _reached_on(before, was, name), _reached_on(after, gap, name)
        if was is None or _lost(was, gap) or _won(was, gap):
            continue
        if gap.reached < was.reached:
            yield f"{name} reaches {gap.reached.label} in these weeks instead of {was.reached.label}."
        elif gap.reached > was.reached:
            yield f"{name} reaches {gap.reached.label} instead of {was.reached.label}."
        elif then and now and abs((now - then).days) >= 7:
            yield f"{name} is at {gap.reached.label} by {dated(now)} instead of {dated(then)}."
    gone = [skills.by_id[skill].name for skill, was in old.items() if skill not in new and was.reached > was.current]
    if gone:
        yield f"No longer planned, as nothing is missing there or you left it out: {joined(gone, NAMED)}."


def _lost(was: PlanGap | None, gap: PlanGap) -> bool:
    return was is not None and was.reached > was.current and gap.reached == gap.current and gap.current == was.current


def _won(was: PlanGap | None, gap: PlanGap) -> bool:
    return gap.reached > gap.current and (was is None or was.reached == was.current)


def _projects(before: LearningPlan, after: LearningPlan) -> Iterator[str]:
    old, new = {each.id: each for each in before.projects}, {each.id: each for each in after.projects}
    for key, project in new.items():
        if key not in old:
            yield f"New project: {project.title}, due {dated(project.due)}."
        elif old[key].due != project.due:
            yield f"Project “{project.title}” is due {dated(project.due)} instead of {dated(old[key].due)}."
    gone = [f"“{project.title}”" for key, project in old.items() if key not in new]
    if gone:
        yield f"No longer planned: {'project' if len(gone) == 1 else 'projects'} {joined(gone, NAMED)}."


def _reached_on(plan: LearningPlan, gap: PlanGap | None, name: str) -> date | None:
    if gap is None or gap.reached <= gap.current:
        return None
    return next((each.due for each in plan.milestones if each.text.startswith(f"{name} at {gap.reached.label}:")), None)


def _was_off(before: LearningPlan, starts: date) -> bool:
    week = before.week_of(starts)
    return week is not None and week.off


def _money(plan: LearningPlan) -> str:
    return "no limit" if plan.budget is None else f"{plan.budget:g} {plan.currency}"
