"""Words of the progress slice. What is open is said as it is, and never held against anybody. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from graphs.career.dates import dated
from graphs.career.plan import LearningPlan, PlanItem
from graphs.career.progress import CheckIn, Progress, Recovery
from graphs.career.wording import in_hours, joined, say
from graphs.events import DocumentReady, Event, Question
from graphs.progress.check_in import Work, works
from graphs.progress.match import base
from graphs.progress.reading import Reading
from graphs.progress.status import Placed, Status

SHOWN = 6
YES, NO = "Yes", "No"
HOURS_ONLY = "Only the hours"
NEITHER = "Leave the plan as it is"
NAMED = 4
"""Names of a list before the rest is counted."""
NO_PLAN = (
    "You have no learning plan yet. Say “make my learning plan” and I will write one; then we can follow it together."
)
NOT_PLACED = (
    "I could not match that to your plan. Name a thing from it, such as “finished the Docker tutorial”, a week (“did week 2”), "
    "or the hours (“about 4 hours”)."
)


def proposal(pending: CheckIn, reading: Reading | None, plan: LearningPlan) -> Iterator[Event]:
    """What was understood, and the question whether to keep it."""
    done = works(pending.done, plan)
    yield say("This is how I read it:", "lead")
    for number, work in enumerate(done, 1):
        yield say(f"{number}. Done: {_work(work)}", "bullet")
    for work in works(pending.partly, plan):
        yield say(f"Begun: {work.name}. It stays open.", "bullet")
    for work in works(pending.not_done, plan):
        yield say(f"Not done: {work.name}", "bullet")
    if pending.hours is not None:
        when = f", week {pending.week}" if pending.week else ""
        yield say(f"Time: {in_hours(pending.hours)}{when}", "bullet")
    if reading is not None:
        yield from doubts(reading)
    asks = "Shall I tick it off?" if len(done) == 1 else "Shall I tick these off?"
    yield Question(
        text=asks + " You can also say “only 1”, “not 2”, or put it differently.",
        quick_replies=(YES, NO),
        id="progress.check_in",
    )


def doubts(reading: Reading) -> Iterator[Event]:
    """What could not be placed or cannot be."""
    if reading.done_before:
        titles = [work.name for work in _works(reading.done_before)]
        yield say(f"Ticked off already: {joined([f'“{title}”' for title in titles], NAMED)}.", "note")
    for words in reading.unclear[:3]:
        yield say(f"I could not match “{_short(words)}” to anything in the plan.", "note")
    if reading.too_many_hours is not None:
        yield say(
            f"{in_hours(reading.too_many_hours)} do not fit into a week, so I left the hours out. Tell me the right figure.",
            "note",
        )


def noted(pending: CheckIn, plan: LearningPlan) -> Iterator[Event]:
    """A check-in without anything to tick."""
    said = []
    if pending.hours is not None:
        said.append(f"{in_hours(pending.hours)}" + (f" for week {pending.week}" if pending.week else ""))
    begun = [work.name for work in works(pending.partly, plan)]
    if begun:
        said.append(f"begun: {joined([f'“{title}”' for title in begun], NAMED)}")
    if said:
        yield say(f"Noted: {'; '.join(said)}. Nothing is ticked off yet.", "lead")
    elif pending.not_done:
        yield say(
            "Noted, thank you for telling me. Weeks like that happen; nothing is lost, and the plan can move with you.",
            "lead",
        )


def where_to(plan: LearningPlan, progress: Progress, week: int | None) -> Iterator[Event]:
    """After hours alone: what is open in their week, and the question what they went to; nothing where nothing is open."""
    found = [
        Placed(each.number, item)
        for each, item in plan.items()
        if each.number == week and item.id not in progress.done and item.kind != "review"
    ]
    if not found:
        return
    yield say(f"Open in week {week}:")
    for title in _titles(found):
        yield say(title, "bullet")
    yield Question(
        text="Which of them did the time go to? Say what is finished and what is only begun, or leave it at the hours.",
        quick_replies=(HOURS_ONLY,),
        id="progress.hours",
    )


def kept(confirmed: CheckIn, found: Status, plan: LearningPlan) -> Iterator[Event]:
    """After the yes: what is ticked, and what comes next."""
    spent = f" {in_hours(confirmed.hours)} noted." if confirmed.hours is not None else ""
    yield say(
        f"Ticked off: {joined([f'“{work.name}”' for work in works(confirmed.done, plan)], NAMED)}.{spent}", "lead"
    )
    if found.week is not None and not found.this_week and found.week.items:
        yield say(f"Everything in week {found.week.number} is done.")
    yield from _next(found)


def standing(found: Status, plan: LearningPlan) -> Iterator[Event]:
    """The status in a few lines."""
    if found.state == "before":
        yield say(
            f"Your plan begins on {dated(plan.starts)}, with {in_hours(plan.weeks[0].hours)} in its first week.", "lead"
        )
    elif found.state == "over":
        yield say(f"Your plan ran until {dated(plan.ends)}. {len(found.done)} of {found.total} items are done.", "lead")
    else:
        assert found.week is not None
        yield say(
            f"You are in week {found.week.number} of {found.weeks}. {len(found.done)} of {found.total} items are done.",
            "lead",
        )
    pace = f", about {found.pace:g} a week lately" if found.pace else ""
    if found.state != "before" or found.hours:
        yield say(
            f"Hours: {found.hours:g} so far{pace}. The plan has {found.planned_to_date:g} before this week and {found.planned:g} in all."
        )
    if found.late:
        yield say(f"Open from earlier weeks, {in_hours(found.late_hours)}:")
        for title in _titles(found.late):
            yield say(title, "bullet")
    yield from _next(found)
    yield DocumentReady(name="plan", address="/documents/plan")


def _next(found: Status) -> Iterator[Event]:
    if not found.next:
        if not found.late:
            yield say("Nothing is left to do in this plan. Say “make a new plan” when you want to go on.")
        return
    week = found.next[0].week
    if found.week is not None and week == found.week.number:
        yield say(f"Next, until {dated(found.week.starts + timedelta(days=6))}:")
    else:
        yield say(f"Next, in week {week}:")
    for title in _titles(found.next):
        yield say(title, "bullet")


def choices(offered: Sequence[Recovery], found: Status) -> Iterator[Event]:
    """The ways to go on, each with what it changes."""
    yield say(
        f"{in_hours(found.late_hours)} of the plan are open from weeks that are over. Plans are made to move; these are ways to go on. "
        "Nothing changes before you choose.",
        "lead",
    )
    for number, each in enumerate(offered, 1):
        yield say(f"**{number}. {each.title}**", "text")
        for line in each.effect:
            yield say(line, "bullet")
    yield Question(
        text="Which one shall it be? The present plan is kept either way.",
        quick_replies=(*(each.title for each in offered), NEITHER),
        id="progress.recovery",
    )


def taken(recovery: Recovery) -> Iterator[Event]:
    """After the choice."""
    yield say(
        f"Done: {recovery.title[:1].lower()}{recovery.title[1:]}. This is version {recovery.plan.version} of your plan; the one before is kept.",
        "lead",
    )
    for line in recovery.effect:
        yield say(line, "bullet")
    yield DocumentReady(name="plan", address="/documents/plan")


def _titles(placed: Sequence[Placed]) -> list[str]:
    """One line for each piece of work, however many parts of it are in the list."""
    lines = [_work(work) for work in _works(placed)]
    return lines if len(lines) <= SHOWN else [*lines[:SHOWN], f"{len(lines) - SHOWN} more"]


def _works(placed: Sequence[Placed]) -> list[Work]:
    found: dict[str, list[PlanItem]] = {}
    for each in placed:
        found.setdefault(base(each.item.id), []).append(each.item)
    return [Work(tuple(items)) for items in found.values()]


def _work(work: Work) -> str:
    return f"{work.name} ({in_hours(work.hours)})"


def _short(words: str, most: int = 80) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
