"""What to do next, each step with its day. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from graphs.career.dates import dated
from graphs.roadmap.inputs import Inputs

ENOUGH_POSTINGS = 10
"""As many as the exercise asks for."""
TO_READ = timedelta(days=14)
TO_ASSESS = timedelta(days=7)


def next_steps(inputs: Inputs, today: date) -> tuple[str, ...]:
    """Soonest first; what is done already is not among them."""
    found = sorted(_steps(inputs, today), key=lambda each: each[0])
    return tuple(f"By {dated(day)}: {words}" for day, words in found)


def _steps(inputs: Inputs, today: date) -> Iterator[tuple[date, str]]:
    plan = inputs.plan
    open_ones = [week for week in plan.weeks if week.starts + timedelta(days=6) >= today and week.items]
    if open_ones:
        week = open_ones[0]
        yield week.starts + timedelta(days=6), f"week {week.number} of the learning plan, {week.hours:g} hours."
    if inputs.assessment is None:
        yield today + TO_ASSESS, "the skills assessment, about half an hour; then plan again."
    missing = ENOUGH_POSTINGS - len(inputs.postings.distinct if inputs.postings else ())
    if missing > 0:
        noun = "posting" if missing == 1 else "postings"
        yield today + TO_READ, f"{missing} more job {noun} read and kept, to make {ENOUGH_POSTINGS}."
    trial = next(
        ((week, item) for week, item in plan.items() if item.kind == "exploration" and item.id not in inputs.done), None
    )
    if trial is not None and trial[0].starts + timedelta(days=6) >= today:
        title = trial[1].title
        yield trial[0].starts + timedelta(days=6), f"the first trial: {title[:1].lower()}{title[1:]}."
    project = next((each for each in plan.projects if each.due >= today), None)
    if project is not None:
        yield project.due, f"the project “{project.title}”, public and tested."
    review = next((day for day in plan.reviews if day >= today), None)
    if review is not None:
        yield review, "the monthly review, half an hour."
    yield max(plan.ends, today), "a second assessment, and the plan of the next six months."
