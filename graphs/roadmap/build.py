"""Builds a roadmap from the plan, the assessment, the postings and the sources' passages. Code alone."""

from __future__ import annotations

import re
from datetime import date, datetime

from graphs.career.dates import add_months, dated
from graphs.career.plan import LearningPlan
from graphs.career.resources import ResourceCatalogue
from graphs.career.roadmap import CareerRoadmap, SkillGoal, Stage, Statement
from graphs.career.skills import Level, Rating, Skill, SkillMatrix
from graphs.career.wording import joined
from graphs.roadmap.actions import next_steps
from graphs.roadmap.evidence import Evidence, Passages
from graphs.roadmap.inputs import Inputs
from graphs.roadmap.metrics import YEAR_METRICS, six_month_metrics, three_year_metrics, year_metrics
from graphs.roadmap.pace import after_a_year, after_plan, at_level, following, now, ready
from graphs.roadmap.pay import pay
from graphs.roadmap.risks import risks

TITLES = {
    Level.JUNIOR: "Junior AI Infrastructure Engineer",
    Level.MID: "AI Infrastructure Engineer",
    Level.SENIOR: "Senior AI Infrastructure Engineer",
    Level.STAFF: "Staff or Principal AI Infrastructure Engineer",
}
TASKS = {
    Level.JUNIOR: "levels-and-pay#junior-typical-tasks",
    Level.MID: "levels-and-pay#mid-level-typical-tasks",
    Level.SENIOR: "levels-and-pay#senior-typical-tasks",
    Level.STAFF: "levels-and-pay#staff-and-principal-years-and-skills",
}
YEARS = {
    Level.JUNIOR: "levels-and-pay#junior-years-of-experience",
    Level.MID: "levels-and-pay#mid-level-years-of-experience",
    Level.SENIOR: "levels-and-pay#senior-years-of-experience",
    Level.STAFF: "levels-and-pay#staff-and-principal-years-and-skills",
}
_JOB = re.compile(
    r"\b(?:engineer|developer|architect|administrator|admin|sre|scientist|analyst|manager|lead|specialist|consultant|researcher|intern|operator|technician|head)s?\b",
    re.IGNORECASE,
)
YEAR_PROJECTS = 2
"""More than the plan's own in the second half of the year; depth rather than number."""


def build(
    inputs: Inputs,
    skills: SkillMatrix,
    resources: ResourceCatalogue,
    passages: Passages,
    made_at: datetime,
    version: int = 1,
) -> CareerRoadmap:
    """The same inputs give the same roadmap."""
    plan, evidence = inputs.plan, Evidence(passages)
    target, after = plan.level, following(plan.level)
    location = str(inputs.profile.location.value) if inputs.profile.location else ""
    role = title_of(str(inputs.profile.target_role.value)) if inputs.profile.target_role else TITLES[target]
    held = now(inputs.assessment)
    planned = after_plan(held, plan)
    year = after_a_year(planned, held, plan, skills)
    later = at_level(year, after or target, skills)
    stages = (
        _now(inputs, held, skills, made_at.date(), role),
        _six_months(inputs, held, planned, skills, resources, role),
        _one_year(inputs, planned, year, skills, resources, role, location, evidence),
        _three_years(inputs, year, later, skills, location, evidence),
    )
    return CareerRoadmap(
        version=version,
        made_at=made_at,
        level=target,
        next_level=after,
        role=role,
        location=location,
        plan=plan.version,
        stages=stages,
        actions=next_steps(inputs, made_at.date()),
        risks=risks(plan, evidence),
        notes=_notes(inputs, evidence),
        citations=tuple(evidence.citations),
    )


def title_of(role: str) -> str:
    """What one can be called: who wants to work "in AI infrastructure" becomes an engineer of it."""
    bare = re.sub(r"\bengineering\b", "engineer", role.strip(), flags=re.IGNORECASE)
    return bare if _JOB.search(bare) else f"{bare} engineer"


def _now(inputs: Inputs, held: dict[str, Rating], skills: SkillMatrix, day: date, role: str) -> Stage:
    profile, plan = inputs.profile, inputs.plan
    job = str(profile.current_job.value) if profile.current_job else ""
    background = str(profile.background.value) if profile.background else ""
    title = job or f"Learning toward {role}"
    level = plan.level.value.capitalize()
    if held:
        found = ready(held, plan.level, skills)
        asked = len(found.met) + len(found.short) + len(found.unassessed)
        summary = f"{len(found.met)} of the {asked} skills that {level} asks for in the matrix are at their target."
        if found.unassessed:
            summary += f" {_count(len(found.unassessed))} not assessed."
    else:
        summary = "Nothing is assessed yet, so this roadmap begins at the start of each skill."
    if background:
        summary += f" Background, in your words: {background}"
    rated = [skill for skill in skills.skills if skill.id in held]
    return Stage(
        horizon="now",
        due=day,
        title=title,
        summary=summary,
        skills=tuple(_goal(skill, held[skill.id], None) for skill in rated),
        milestones=(f"Aim: {role}.",),
        metrics=(Statement(text=f"{_hours_done(inputs):g} of {_hours(plan):g} planned hours are ticked off today."),),
    )


def _six_months(
    inputs: Inputs,
    held: dict[str, Rating],
    planned: dict[str, Rating],
    skills: SkillMatrix,
    resources: ResourceCatalogue,
    role: str,
) -> Stage:
    plan = inputs.plan
    found = ready(planned, plan.level, skills)
    asked = len(found.met) + len(found.short) + len(found.unassessed)
    level = plan.level.value.capitalize()
    if found.verdict == "ready":
        title = f"Ready to apply as {role}"
    elif found.verdict == "nearly":
        title = f"Nearly ready for {role}: apply to the postings that fit best"
    else:
        title = f"On the way to {role}: {len(found.met)} of {asked} skills at the target of {level}"
    left = [skills.by_id[skill].name for skill in found.short]
    summary = f"The plan of {plan.hours_per_week:g} hours a week ends on {dated(plan.ends)}."
    summary += (
        f" Still short of {level}: {joined(left)}." if left else f" No skill that is assessed is short of {level}."
    )
    exams = [
        each.title
        for item in dict.fromkeys(
            item.resource for _, item in plan.items() if item.kind == "certificate" and item.resource
        )
        if (each := resources.get(item)) is not None
    ]
    return Stage(
        horizon="six_months",
        due=plan.ends,
        title=title,
        summary=summary,
        skills=_changed(held, planned, skills),
        projects=tuple(f"{each.title} (due {dated(each.due)})" for each in plan.projects),
        certificates=tuple(exams),
        milestones=tuple(f"{dated(each.due)}: {each.text}" for each in plan.milestones if " at " in each.text),
        metrics=six_month_metrics(plan, _hours(plan), len(found.met), asked),
    )


def _one_year(
    inputs: Inputs,
    planned: dict[str, Rating],
    year: dict[str, Rating],
    skills: SkillMatrix,
    resources: ResourceCatalogue,
    role: str,
    location: str,
    evidence: Evidence,
) -> Stage:
    plan = inputs.plan
    due = add_months(plan.starts, 12)
    found = ready(year, plan.level, skills)
    sure = found.verdict in ("ready", "nearly")
    level = plan.level.value.capitalize()
    summary = "At the pace of the plan" + (
        f", the targets of {level} are reached: time to work as one."
        if sure
        else f", {_count(len(found.short))} still short of {level}; more hours a week or a narrower aim would change that."
        if found.short
        else f", what is assessed reaches {level}; {_count(len(found.unassessed))} still to be assessed."
    )
    gained = _changed(planned, year, skills)
    return Stage(
        horizon="one_year",
        due=due,
        title=role if sure else f"{role}, or a neighbouring role on the way to it",
        summary=summary,
        skills=gained,
        projects=_year_projects(gained),
        certificates=_certificates(year, skills, resources),
        pay=pay(plan.level, location, inputs.postings, evidence),
        responsibilities=(*evidence.sentences(YEARS[plan.level]), *evidence.items(TASKS[plan.level])),
        milestones=(
            f"{dated(add_months(plan.starts, 6))}: assessment taken again, second plan made from it.",
            f"{dated(add_months(plan.starts, 7))}: ten postings read, and the three that fit best chosen.",
            f"{dated(add_months(plan.starts, 8))}: first applications, each with one portfolio project that answers it.",
            f"{dated(due)}: assessment and this roadmap renewed.",
        ),
        metrics=(*year_metrics(found, plan.level), *evidence.items(YEAR_METRICS, 4))
        if plan.level == Level.JUNIOR
        else year_metrics(found, plan.level),
    )


def _three_years(
    inputs: Inputs,
    year: dict[str, Rating],
    later: dict[str, Rating],
    skills: SkillMatrix,
    location: str,
    evidence: Evidence,
) -> Stage:
    plan = inputs.plan
    level = following(plan.level) or plan.level
    years = evidence.sentences(YEARS[level])
    summary = (
        f"The level after {plan.level.value.capitalize()}: {TITLES[level]}."
        if level != plan.level
        else "There is no level above in the sources: the aim is impact beyond the own team."
    )
    if level == Level.STAFF:
        summary += f" {skills.staff_note}"
    return Stage(
        horizon="three_years",
        due=add_months(plan.starts, 36),
        title=TITLES[level],
        summary=summary,
        skills=_changed(year, later, skills),
        projects=(
            "One system that others depend on, yours from design to its second year in production.",
            "One public contribution a year to a project of the field.",
        ),
        pay=pay(level, location, inputs.postings, evidence),
        responsibilities=(*years, *evidence.items(TASKS[level])),
        milestones=(
            f"{dated(add_months(plan.starts, 18))}: a project led from design to operation.",
            f"{dated(add_months(plan.starts, 24))}: skills assessed against {level.value.capitalize()}, gaps planned.",
            f"{dated(add_months(plan.starts, 36))}: work at {level.value.capitalize()}, in title or in fact.",
        ),
        metrics=three_year_metrics(level, evidence),
    )


def _goal(skill: Skill, rating: Rating, was: Rating | None) -> SkillGoal:
    return SkillGoal(skill=skill.id, name=skill.name, rating=rating, was=was)


def _changed(before: dict[str, Rating], after: dict[str, Rating], skills: SkillMatrix) -> tuple[SkillGoal, ...]:
    return tuple(
        _goal(skill, after[skill.id], before.get(skill.id))
        for skill in skills.skills
        if skill.id in after and after[skill.id] > before.get(skill.id, Rating.NONE)
    )


def _year_projects(gained: tuple[SkillGoal, ...]) -> tuple[str, ...]:
    named = [each.name for each in sorted(gained, key=lambda each: -each.rating)[: YEAR_PROJECTS * 2]]
    if not named:
        return ("The best project of the plan, kept running and maintained in public for half a year.",)
    pairs = [named[place : place + 2] for place in range(0, len(named), 2)]
    return (
        *(f"A project that shows {' and '.join(pair)} together, used by somebody other than you." for pair in pairs),
        "The best project of the plan, kept running and maintained in public.",
    )


def _certificates(held: dict[str, Rating], skills: SkillMatrix, resources: ResourceCatalogue) -> tuple[str, ...]:
    """Those that the sources name and that these ratings prepare for; a choice, not a duty."""
    found = [
        f"{each.title}, {each.cost.label} (if you want one in {skills.by_id[each.skills[0]].name})"
        for each in resources.resources
        if each.kind == "certificate"
        and each.available
        and each.sources
        and each.skills[0] in held
        and each.from_rating < held[each.skills[0]] <= each.to_rating
    ]
    return tuple(found[:3])


def _notes(inputs: Inputs, evidence: Evidence) -> tuple[str, ...]:
    found = [
        "Ratings after the plan are what its work leads to, not a promise; the monthly reviews put them right.",
        "The year assumes the pace of the plan, the three years what the sources ask of the next level.",
    ]
    if inputs.assessment is None:
        found.append("Nothing is assessed: an assessment would make every stage more certain.")
    if inputs.profile.location is None:
        found.append("You have not said where you want to work; pay differs most by place.")
    if evidence.missing:
        found.append("Some passages of the sources could not be found, so their statements are missing here.")
    return tuple(found)


def _count(number: int) -> str:
    return "1 skill is" if number == 1 else f"{number} skills are"


def _hours(plan: LearningPlan) -> float:
    return sum(week.hours for week in plan.weeks)


def _hours_done(inputs: Inputs) -> float:
    return sum(item.hours for _, item in inputs.plan.items() if item.id in inputs.done)
