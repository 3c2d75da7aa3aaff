"""Chooses the project of each month and the trials, from what the learner has worked on by then. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphs.career.plan import Project
from graphs.career.skills import Rating
from graphs.plan.request import QUARTER, PlanParts
from graphs.plan.tasks import Task
from graphs.plan.weeks import Week
from graphs.plan.workbook import ProjectIdea, Trial

SMALL, MIDDLE = 5, 10
"""Hours: below the first one test is asked for, below the second two."""
WORKED_NOW, WORKED_BEFORE = 3.0, 1.0
ENOUGH = 4
"""Hours on a skill before a project is built with it; less in months that have few hours in all."""
AT_ONCE = 2
"""A third skill in one project adds less, so that small finished things come before large ones."""


@dataclass(frozen=True)
class Stand:
    """Where the learner is when a project is due."""

    held: Mapping[str, Rating]
    now: Collection[str]
    """Skills worked on in this month."""
    before: Collection[str]
    """Skills worked on in the months before."""
    top: Collection[str]


def choose_project(stand: Stand, parts: PlanParts, taken: Collection[str]) -> ProjectIdea | None:
    """The idea that shows most of what was just learnt; None when nothing was worked on.

    Ideas run out for a learner who stays with one skill for months: then comes one that any skill can be shown by.
    """
    fitting = [
        (idea, worth)
        for idea in parts.workbook.projects
        if idea.id not in taken and (worth := _worth(idea, stand)) is not None
    ]
    if not fitting:
        fitting = [
            (idea, worth)
            for skill in sorted({*stand.now, *stand.before})
            for idea in _for_any_skill(skill, parts)
            if idea.id not in taken and (worth := _worth(idea, stand)) is not None
        ]
    return max(fitting, key=lambda each: each[1])[0] if fitting else None


def idea_of(project_id: str, parts: PlanParts) -> ProjectIdea | None:
    """The project with this id, whichever kind it is of."""
    found = parts.workbook.idea(project_id)
    if found is None:
        ideas = (idea for skill in parts.skills.by_id for idea in _for_any_skill(skill, parts))
        found = next((idea for idea in ideas if idea.id == project_id), None)
    return found


def _for_any_skill(skill: str, parts: PlanParts) -> tuple[ProjectIdea, ...]:
    name = parts.skills.by_id[skill].name
    return tuple(
        ProjectIdea(
            id=f"{each.id}-{skill}",
            skills=(skill,),
            level=each.level,
            title=each.title.format(skill=name),
            task=each.task.format(skill=name),
            acceptance=each.acceptance,
        )
        for each in parts.workbook.any_skill
    )


def _worth(idea: ProjectIdea, stand: Stand) -> float | None:
    worked = set(stand.now) | set(stand.before)
    if not set(idea.skills) & worked:
        return None
    if not all(skill in worked or stand.held.get(skill, Rating.NONE) >= Rating.BASIC for skill in idea.skills):
        return None
    gains = sorted(
        (
            WORKED_NOW if skill in stand.now else WORKED_BEFORE if skill in stand.before else 0.3
            for skill in idea.skills
        ),
        reverse=True,
    )
    gain = sum(gains[:AT_ONCE]) + sum(gains[AT_ONCE:]) / 2
    gain += sum(0.5 for skill in idea.skills if skill in stand.top)
    level = sum(max(Rating.BASIC, stand.held.get(skill, Rating.NONE)) for skill in idea.skills) / len(idea.skills)
    too_hard = max(0.0, idea.level - level)
    too_easy = max(0.0, level - idea.level)
    return gain - 6 * too_hard - 2 * too_easy


def project(idea: ProjectIdea, month: int, quarters: int, last: Week, hours_before: float = 0) -> Project:
    """As a month's project, with as many tests as its hours carry."""
    hours = quarters / QUARTER + hours_before
    tests = 1 if hours < SMALL else 2 if hours < MIDDLE else len(idea.acceptance)
    return Project(
        month=month,
        title=idea.title,
        skills=idea.skills,
        task=f"Build {idea.task}.",
        acceptance=tuple(_sentence(test) for test in idea.acceptance[:tests]),
        hours=hours,
        due=last.ends,
        id=idea.id,
    )


def project_task(idea: ProjectIdea, start: int, quarters: int) -> Task:
    """Its work, from where it was left."""
    return Task(
        base=f"project.{idea.id}",
        kind="project",
        title=f"Project “{idea.title}”",
        start=start,
        size=quarters,
        make=idea.title,
        check=idea.acceptance[0],
    )


def choose_trial(held: Mapping[str, Rating], parts: PlanParts, taken: Collection[str]) -> Trial | None:
    """The most demanding one that the learner can do, after the one that comes first; each is planned once."""
    ready = [
        trial
        for trial in parts.workbook.trials
        if trial.id not in taken and all(held.get(skill, Rating.NONE) >= Rating.BASIC for skill in trial.needs)
    ]
    return max(ready, key=lambda trial: (trial.first, len(trial.needs))) if ready else None


def trial_task(trial: Trial, start: int, quarters: int) -> Task:
    """Its work."""
    return Task(
        base=f"trial.{trial.id}",
        kind="exploration",
        title=trial.title,
        start=start,
        size=quarters,
        make=trial.about,
        check=trial.check,
    )


def worked_on(weeks: Iterable[Week], months: Sequence[int], until: int) -> set[str]:
    """Skills with enough work in these months, up to the week with this index, to build something with."""
    hours: dict[str, float] = {}
    for week in weeks:
        if week.month in months and week.index <= until:
            for placed in week.placed:
                if placed.task.skill:
                    hours[placed.task.skill] = hours.get(placed.task.skill, 0) + placed.size / QUARTER
            for item in week.kept:
                if item.skill:
                    hours[item.skill] = hours.get(item.skill, 0) + item.hours
    least = min(ENOUGH, sum(hours.values()) / 4)
    return {skill for skill, spent in hours.items() if spent >= least}


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
