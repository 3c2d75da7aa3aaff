"""The gaps as the plan treats them, its milestones, and what could not be planned and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphs.career.plan import Milestone, PlanGap, PlanWeek, Project
from graphs.career.skills import Rating, SkillMatrix
from graphs.career.wording import joined
from graphs.plan.aims import aims
from graphs.plan.allot import Finished, held_at
from graphs.plan.choose import Purse, comparable
from graphs.plan.request import PlanParts, PlanRequest
from graphs.plan.steps import Step
from graphs.plan.weeks import Week

NAMED = 6
"""More names than this in one sentence are not read."""


def plan_gaps(
    request: PlanRequest,
    skills: SkillMatrix,
    found: Iterable[Step],
    done: Sequence[Finished],
    weeks: Sequence[PlanWeek],
) -> tuple[PlanGap, ...]:
    """Every gap of the level in order of priority, then prerequisites and what lies beyond, if work is planned on it."""
    reached = held_at(request.ratings, done, len(weeks))
    worked = {item.skill for week in weeks for item in week.items if item.skill}
    wanted = {aim.skill: aim for aim in aims(request, skills)}
    for step in found:
        if step.skill in worked:
            wanted.setdefault(step.skill, step.aim)
    return tuple(
        PlanGap(
            skill=aim.skill,
            current=aim.current,
            target=aim.target,
            reached=max(aim.current, reached.get(aim.skill, Rating.NONE)),
            demand=request.demand.get(aim.skill, 0) if request.postings else None,
            reason=aim.reason,
            top=aim.top,
            assumed=aim.assumed,
            stretch=aim.stretch,
        )
        for aim in wanted.values()
    )


def milestones(
    done: Iterable[Finished], projects: Iterable[Project], weeks: Sequence[Week], skills: SkillMatrix
) -> tuple[Milestone, ...]:
    """Each rating reached, each exam and each project, by day."""
    found = [
        Milestone(
            due=each.week.ends,
            text=f"{skills.by_id[each.step.skill].name} at {each.step.to.label}: {_can(each.step, skills)}",
        )
        for each in done
        if each.week is not None and not each.step.check
    ]
    exams: dict[str, Milestone] = {}
    for week in weeks:
        for placed in week.placed:
            if placed.task.kind == "certificate" and placed.task.resource is not None:
                title = placed.task.resource.title
                exams[title] = Milestone(due=week.ends, text=f"Exam taken: {title}.")
    found += exams.values()
    found += [Milestone(due=each.due, text=f"Project {each.month}: {each.title}.") for each in projects]
    return tuple(sorted(found, key=lambda each: (each.due, each.text)))


def notes(
    request: PlanRequest,
    parts: PlanParts,
    listed: Sequence[PlanGap],
    weeks: Sequence[PlanWeek],
    purse: Purse,
    *,
    exhausted: bool,
) -> tuple[str, ...]:
    """What a learner should know of the plan's limits; `exhausted` when nothing is left that could be planned."""
    names = {skill.id: skill.name for skill in parts.skills.skills}
    found = [*_of_gaps(request, listed, names), *_of_money(request, purse, parts)]
    last = max((week.number for week in weeks if _learns(week)), default=0)
    idle = [week for week in weeks if week.number > last and not week.off]
    if exhausted and idle and last:
        found.append(
            f"From week {last + 1} on there is nothing left to learn from the catalogue; projects and trials go on, and the "
            "other hours are free. Postings or a higher level would fill them."
        )
    skipped = sorted({names[skill] for skill in request.wishes.leave_out if skill in names})
    if skipped:
        found.append(f"Left out as you asked: {joined(skipped, NAMED)}.")
    return tuple(found)


def _of_gaps(request: PlanRequest, listed: Sequence[PlanGap], names: dict[str, str]) -> list[str]:
    level = request.level.value.capitalize()
    of_level = [gap for gap in listed if not gap.stretch]
    rated = any(rating is not None for rating in request.ratings.values())
    found = []
    if not rated:
        found.append(
            "Nothing is assessed yet. The plan assumes nothing and begins each skill at the start, prerequisites first. "
            "Half an hour of assessment will make it yours: write “assess my skills”, then plan again."
        )
    elif not of_level:
        found.append(
            f"Every skill that {level} asks for is at its target. The plan goes on to what comes after it"
            + (", and keeps alive what you have." if not any(gap.stretch for gap in listed) else ".")
        )
    assumed = [names[gap.skill] for gap in of_level if gap.assumed]
    if rated and assumed:
        found.append(
            f"Not assessed: {joined(assumed, NAMED)}. They come after the gaps that are known, unless something builds on "
            "them, and begin at the start. Get them assessed and plan again if you already have them."
        )
    asked = [
        f"{name} ({request.demand[skill]})"
        for skill, name in names.items()
        if request.postings
        and request.demand.get(skill, 0) * 3 >= request.postings
        and request.demand[skill] > 1
        and request.rating(skill) is None
        and not any(gap.skill == skill for gap in of_level)
    ]
    if asked:
        found.append(
            f"Of your {request.postings} postings, so many ask for skills that are not assessed: {joined(asked, NAMED)}. Rate "
            "yourself in them, and they find their place in the plan."
        )
    short = [gap for gap in of_level if gap.reached < gap.target]
    if short:
        told = [names[gap.skill] for gap in short]
        found.append(
            f"Not at the target of {level} at the end of these weeks: {joined(told, NAMED)}. The next plan goes on there."
        )
    return found


def _of_money(request: PlanRequest, purse: Purse, parts: PlanParts) -> list[str]:
    found = []
    unknown = [parts.resources.by_id[each.resource].title for each in purse.spent if each.amount is None]
    if unknown:
        found.append(
            f"Paid, but the catalogue knows no price: {joined(unknown, NAMED)}. Look it up before you count on it."
        )
    foreign = {each.currency for each in purse.spent if each.currency and each.currency != request.currency}
    if foreign:
        found.append(
            f"Some prices are in {', '.join(sorted(foreign))} and your budget is in {request.currency}; they were counted "
            "with room to spare. Check the price in your currency before you book."
        )
    if request.wishes.certificates and not any(_is_exam(each.resource, parts) for each in purse.spent):
        why = "nothing of it fits your budget" if purse.refused else "none ends at a rating that this plan reaches"
        if purse.refused and request.budget and not comparable(request.currency):
            why = f"the exams are priced in US dollars, and I do not convert to {request.currency}; name a budget in dollars"
        cheapest = min((each.cost.amount for each in purse.refused if each.cost.amount), default=None)
        told = f" The cheapest that would fit costs about {cheapest} USD." if cheapest else ""
        found.append(f"You asked for certificates: {why}, so none is planned.{told}")
    return found


def _learns(week: PlanWeek) -> bool:
    return any(item.kind in ("study", "practice", "certificate") for item in week.items)


def _is_exam(resource: str, parts: PlanParts) -> bool:
    found = parts.resources.get(resource)
    return found is not None and found.kind == "certificate"


def _can(step: Step, skills: SkillMatrix) -> str:
    words = skills.by_id[step.skill].anchor(step.to)
    return words[:1].lower() + words[1:]
