"""How one will know: each measure can be answered with a number, a date, yes or no. Pure."""

from __future__ import annotations

from graphs.career.dates import dated
from graphs.career.gaps import Readiness
from graphs.career.plan import LearningPlan
from graphs.career.roadmap import Statement
from graphs.career.skills import Level
from graphs.roadmap.evidence import Evidence

YEAR_METRICS = "junior-role#how-the-success-of-a-junior-is-measured"
KEPT = 0.8
"""Of the planned hours: a plan that is kept this far was realistic."""


def six_month_metrics(plan: LearningPlan, hours: float, met: int, asked: int) -> tuple[Statement, ...]:
    """From the plan's own figures."""
    found = [
        f"At least {hours * KEPT:.0f} of {hours:g} planned hours ticked off by {dated(plan.ends)}.",
        f"{len(plan.projects)} projects public, each passing its acceptance tests before a stranger.",
        f"{met} of {asked} skills at the target of {plan.level.value.capitalize()}, confirmed by a second assessment.",
        f"{len(plan.reviews)} monthly reviews held.",
    ]
    return tuple(Statement(text=text) for text in found)


def year_metrics(found: Readiness, level: Level) -> tuple[Statement, ...]:
    """Of the search for work, with the readiness expected by then."""
    asked = len(found.met) + len(found.short) + len(found.unassessed)
    texts = [
        f"{len(found.met)} of {asked} skills at the target of {level.value.capitalize()}.",
        "At least ten applications sent, each with a project that answers the posting; replies and interviews counted.",
        "One person who does this work has reviewed your portfolio.",
    ]
    return tuple(Statement(text=text) for text in texts)


def three_year_metrics(level: Level, evidence: Evidence) -> tuple[Statement, ...]:
    """Of the work itself."""
    return (
        Statement(
            text=f"Every skill of the matrix at the target of {level.value.capitalize()}, shown by work in production."
        ),
        Statement(text="A system of yours with a service level, met in four quarters in a row."),
        Statement(text="Two people who learnt from you do alone what you taught them."),
        Statement(
            text="At least a fifth of your learning time still goes to the core platform.",
            sources=tuple(
                number
                for each in evidence.sentences("strategic-path#skill-development-policy-with-20-and-10-of-time")
                for number in each.sources
            ),
        ),
    )
