"""Words a plan for the conversation: short, with the first week and where the whole of it is. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graphs.career.plan import LearningPlan, PlanItem
from graphs.career.skills import SkillMatrix
from graphs.career.wording import in_hours, say
from graphs.events import DocumentReady, Event, Question
from graphs.plan.weeks import dated, said

ADDRESS = "/documents/plan"
ASK_HOURS = Question(
    text="How many hours do you have for learning in an ordinary week?",
    quick_replies=("4 hours", "8 hours", "12 hours"),
    id="plan.hours",
)
ASK_ASSESSMENT = Question(
    text=(
        "I don't know yet what you can do. Shall we find out first, in about half an hour, or shall I plan from the "
        "beginning of each skill?"
    ),
    quick_replies=("Assess my skills", "Plan anyway"),
    id="plan.assessment",
)
NO_PLAN = "There is no plan yet. Say how many hours a week you have, and I make one: “plan with 8 hours a week”."
SHOWN_CHANGES = 9
SHOWN_NOTES = 3


def told(plan: LearningPlan, skills: SkillMatrix, today: date) -> Iterator[Event]:
    """What a learner reads after a plan is made or shown."""
    level = plan.level.value.capitalize()
    yield say(
        f"Your plan runs from {said(plan.starts)} to {dated(plan.ends)}, {plan.hours_per_week:g} hours a week, toward "
        f"{level}.",
        "lead",
    )
    for number, gap in enumerate((each for each in plan.gaps if each.top), 1):
        name = skills.by_id[gap.skill].name
        until = next(
            (each.due for each in plan.milestones if each.text.startswith(f"{name} at {gap.reached.label}:")), None
        )
        if gap.reached > gap.current and until is not None:
            yield say(f"{number}. {name}: {gap.current.label} to {gap.reached.label} by {dated(until)}.", "bullet")
        else:
            yield say(f"{number}. {name}: begun, but not at the next rating in these weeks.", "bullet")
    yield from _week(plan, today)
    if plan.projects:
        project = next((each for each in plan.projects if each.due >= today), plan.projects[-1])
        yield say(f"Next project, due {dated(project.due)}: {project.title}. {project.task}")
    for guardrail in plan.guardrails:
        if guardrail.code in ("over_specialised", "too_little_time"):
            yield say(guardrail.text, "note")
    for note in plan.notes[:SHOWN_NOTES]:
        yield say(note, "note")
    yield DocumentReady(name="plan", address=ADDRESS)


def changed(plan: LearningPlan) -> Iterator[Event]:
    """What is different from the version before."""
    if plan.version == 1 or not plan.changes:
        return
    yield say(f"This is version {plan.version} of your plan; the one before is kept.", "lead")
    for change in plan.changes[:SHOWN_CHANGES]:
        yield say(change, "bullet")
    if len(plan.changes) > SHOWN_CHANGES:
        yield say(f"{len(plan.changes) - SHOWN_CHANGES} more changes stand in the document.", "note")


def nothing_yet() -> Iterator[Event]:
    """There is nothing to show."""
    yield say(NO_PLAN)


def _week(plan: LearningPlan, today: date) -> Iterator[Event]:
    week = plan.week_of(today) or (plan.weeks[0] if today < plan.starts else None)
    if week is None:
        yield say(f"The plan ended on {dated(plan.ends)}. Ask for a new one to go on.")
        return
    yield say(f"Week {week.number}, {week.hours:g} hours. {week.goal}")
    for item in week.items:
        yield say(item_words(item), "bullet")


def item_words(item: PlanItem) -> str:
    """An item on one line."""
    part = f" (part {item.part[0]} of {item.part[1]})" if item.part[1] > 1 else ""
    return f"{item.title}{part}: {in_hours(item.hours)}"
