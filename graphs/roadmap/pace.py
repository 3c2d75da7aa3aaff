"""Ratings at the four points in time: now, after the plan, after a year at its pace, and by the next level. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from graphs.career.assessment import Assessment, SkillRating
from graphs.career.gaps import Readiness, gaps, readiness
from graphs.career.plan import LearningPlan
from graphs.career.skills import Level, Rating, SkillMatrix

Ratings = Mapping[str, Rating]
LEVELS = tuple(Level)
WEIGHTS = {Rating.BASIC: 1, Rating.INTERMEDIATE: 2, Rating.ADVANCED: 3, Rating.EXPERT: 5}
"""What a step to a rating takes, against one to Basic."""
_ANY = datetime(2000, 1, 1, tzinfo=UTC)


def now(assessment: Assessment | None) -> dict[str, Rating]:
    """What is assessed."""
    return {each.skill: each.rating for each in assessment.ratings if each.rating is not None} if assessment else {}


def after_plan(held: Ratings, plan: LearningPlan) -> dict[str, Rating]:
    """Where the planned work leads."""
    reached = dict(held)
    for gap in plan.gaps:
        if gap.reached > reached.get(gap.skill, Rating.NONE):
            reached[gap.skill] = gap.reached
    return reached


def after_a_year(held: Ratings, start: Ratings, plan: LearningPlan, skills: SkillMatrix) -> dict[str, Rating]:
    """As much work again as the plan holds, on what is left, first of the level and then of the next."""
    left = sum(_weight(start.get(skill, Rating.NONE), rating) for skill, rating in held.items())
    # What is not assessed is taken as not there, as the plan does.
    asked = {skill.id: Rating.NONE for skill, _ in skills.asked_at(plan.level)}
    reached = {**asked, **held}
    for level in (plan.level, following(plan.level)):
        if level is None:
            break
        for gap in gaps(assessment_of(reached, level), skills, level):
            while reached[gap.skill] < gap.target and left >= WEIGHTS[Rating(reached[gap.skill] + 1)]:
                reached[gap.skill] = Rating(reached[gap.skill] + 1)
                left -= WEIGHTS[reached[gap.skill]]
    return {skill: rating for skill, rating in reached.items() if rating > Rating.NONE or skill in held}


def _weight(start: Rating, end: Rating) -> int:
    return sum(WEIGHTS[Rating(step)] for step in range(start + 1, end + 1))


def at_level(held: Ratings, level: Level, skills: SkillMatrix) -> dict[str, Rating]:
    """At least what a level asks for."""
    reached = dict(held)
    for skill, target in skills.asked_at(level):
        reached[skill.id] = max(target, reached.get(skill.id, Rating.NONE))
    return reached


def ready(held: Ratings, level: Level, skills: SkillMatrix) -> Readiness:
    """How ready ratings make for a level."""
    return readiness(assessment_of(held, level), skills, level)


def following(level: Level) -> Level | None:
    """The level after this one."""
    place = LEVELS.index(level) + 1
    return LEVELS[place] if place < len(LEVELS) else None


def assessment_of(held: Ratings, level: Level) -> Assessment:
    """Ratings in the form that gaps are found in."""
    return Assessment(
        version=1,
        level=level,
        ratings=tuple(SkillRating(skill=skill, rating=rating, confidence=1.0) for skill, rating in held.items()),
        started_at=_ANY,
    )
