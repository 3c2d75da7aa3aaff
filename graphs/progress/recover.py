"""Choices after weeks in which less was done than planned, each worked out on the plan itself. Pure but for `replan`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from graphs.career.dates import dated
from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress, Recovery
from graphs.career.wording import in_hours
from graphs.errors import BadValue
from graphs.progress.status import Status, status
from graphs.progress.words import ordinals

QUARTER = 4
CAP = 0.25
"""At most this share more than the learner's own hours, in any week."""
FULL_WEEK = 40
"""Hours; nobody is offered more than a full working week."""
MOST_SPREAD = 10
"""Weeks; what cannot be caught up in these by a quarter more is better extended or let go."""
SHOWN = 5
MUCH = 1.5
"""Weeks' worth of open work from which on choices are offered unasked."""
MISSED = 2
"""Weeks in a row without anything done, after which choices are offered unasked."""

Kind = Literal["extend", "spread", "drop"]


@dataclass(frozen=True)
class Recipe:
    """What to change of the plan."""

    kind: Kind
    weeks: int = 0
    """To add at the end."""
    extra: Mapping[int, int] = field(default_factory=dict)
    """Quarter hours on top of the ordinary ones, by index of the week from 0."""


Replan = Callable[[LearningPlan, Recipe, Collection[str], date], LearningPlan]
"""(plan, recipe, ids of done items, today) to the next version. Raises `BadValue` when it cannot be planned."""

_BEHIND = re.compile(
    r"\b(?:(?:fall|fell|fallen|falling|i'm|am|i am|got|far|way|so|weeks?) behind|catch(?:ing)? up|back on track|off track|"
    r"(?:missed|lost|skipped|lose|miss) (?:a|an|one|two|three|four|five|six|\d+|several|some|the (?:last|past)|last|some of|all) (?:\w+ )?(?:weeks?|months?)|"
    r"(?:did|have done|done) nothing (?:for|in|since) (?:\w+ ){0,3}(?:weeks?|months?)|(?:away|ill|sick|off|busy|travell?ing) (?:for|the last|these) (?:\w+ ){0,2}(?:weeks?|months?)|"
    r"(?:recovery|catch-up) (?:choices|options|plan))\b",
    re.IGNORECASE,
)
_NAMED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("extend", re.compile(r"\b(?:exten\w+|longer|more weeks|add(?:ing)? weeks|later|move the end|push|postpone)\b", re.IGNORECASE)),
    ("spread", re.compile(r"\b(?:spread|more hours|extra hours|catch up|a bit more|cap)\b", re.IGNORECASE)),
    ("drop", re.compile(r"\b(?:drop|let (?:it |them )?go|leave out|cut|least|keep the end|same end|skip)\b", re.IGNORECASE)),
)  # fmt: skip


def says_behind(text: str) -> bool:
    """Whether the learner speaks of weeks that went by."""
    return _BEHIND.search(text.replace("’", "'")) is not None


def without_behind(text: str) -> str:
    """The words that are left to read as a check-in."""
    return _BEHIND.sub(" ", text.replace("’", "'"))


def wants_choices(plan: LearningPlan, found: Status) -> bool:
    """Whether enough is open from earlier weeks that the plan no longer says what can be done."""
    if not found.late:
        return False
    return found.missed >= MISSED or found.late_hours >= plan.hours_per_week * MUCH or found.state == "over"


def recipes(plan: LearningPlan, found: Status) -> tuple[Recipe, ...]:
    """Two or three; fewer when there is nothing to choose."""
    open_hours = found.late_hours
    if not open_hours:
        return ()
    chosen = [Recipe("extend", weeks=max(1, math.ceil(open_hours / plan.hours_per_week)))]
    if found.state == "over":
        return tuple(chosen)
    spread = _spread(plan, found)
    return (*chosen, *([spread] if spread else []), Recipe("drop"))


def _spread(plan: LearningPlan, found: Status) -> Recipe | None:
    """Evenly over the coming working weeks, within the cap."""
    cap = math.floor(plan.hours_per_week * CAP * QUARTER)
    wanted = math.ceil(found.late_hours * QUARTER)
    ahead = [
        each.number - 1
        for each in plan.weeks
        if not each.off and found.week is not None and each.number >= found.week.number
    ]
    if cap < 1 or plan.hours_per_week + cap / QUARTER > FULL_WEEK or not ahead:
        return None
    count = math.ceil(wanted / cap)
    if count > min(MOST_SPREAD, len(ahead)):
        return None
    each = math.ceil(wanted / count)
    return Recipe("spread", extra=dict.fromkeys(ahead[:count], each))


def recoveries(plan: LearningPlan, progress: Progress, today: date, replan: Replan) -> tuple[Recovery, ...]:
    """Each with its plan and what would be different; one that cannot be planned is left out."""
    found = []
    for recipe in recipes(plan, status(plan, progress, today)):
        try:
            made = replan(plan, recipe, progress.done, today)
        except BadValue:
            continue
        found.append(
            Recovery(kind=recipe.kind, title=_title(plan, recipe, made), effect=_effect(plan, made, recipe), plan=made)
        )
    return tuple(found)


def _title(plan: LearningPlan, recipe: Recipe, made: LearningPlan) -> str:
    if recipe.kind == "extend":
        count = (made.ends - plan.ends).days // 7
        return f"Take {count} more {'week' if count == 1 else 'weeks'}, with the same hours"
    if recipe.kind == "spread":
        more = next(iter(recipe.extra.values())) / QUARTER
        weeks = len(recipe.extra)
        return f"Give {in_hours(more)} more a week for {weeks} {'week' if weeks == 1 else 'weeks'}"
    return "Keep the end and the hours, and let the least important go"


def _effect(plan: LearningPlan, made: LearningPlan, recipe: Recipe) -> tuple[str, ...]:
    """The end and the hours first, then what the plan itself says is different."""
    lines = []
    if made.ends != plan.ends:
        lines.append(f"The plan ends on {dated(made.ends)} instead of {dated(plan.ends)}.")
    else:
        lines.append(f"The plan still ends on {dated(plan.ends)}.")
    if recipe.kind == "spread":
        first, last = min(recipe.extra), max(recipe.extra)
        most = plan.hours_per_week + next(iter(recipe.extra.values())) / QUARTER
        lines.append(
            f"Weeks {first + 1} to {last + 1} hold up to {in_hours(most)}, then {in_hours(plan.hours_per_week)} again."
        )
    else:
        lines.append(f"Still {in_hours(plan.hours_per_week)} a week.")
    lines += [
        each
        for each in made.changes
        if not each.startswith(("It ends on", "Moved on from")) and "stay as they are" not in each
    ]
    return tuple(lines[: SHOWN + 2])


def chosen(text: str, offered: tuple[Recovery, ...]) -> Recovery | None:
    """The choice that the words name: by its title, its number or what it does; None when they name none or several."""
    said = " ".join(text.casefold().split()).strip(" .!")
    exact = [each for each in offered if each.title.casefold() == said]
    if exact:
        return exact[0]
    kinds = {kind for kind, pattern in _NAMED if pattern.search(text)}
    named = [each for each in offered if each.kind in kinds]
    if len(named) == 1:
        return named[0]
    numbers = ordinals(text, len(offered))
    return offered[numbers[0] - 1] if len(numbers) == 1 else None
