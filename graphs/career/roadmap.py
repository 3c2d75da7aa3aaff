"""A career roadmap: where a learner stands, and where six months, a year and three years lead."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from graphs.career.skills import Level, Rating, SkillId
from graphs.events import Citation, Frozen

Horizon = Literal["now", "six_months", "one_year", "three_years"]


class Statement(Frozen):
    """One sentence, with what it rests on."""

    text: str
    sources: tuple[int, ...] = ()
    """Numbers of `CareerRoadmap.citations`."""
    postings: tuple[str, ...] = ()
    """Ids of the learner's own postings."""


class SkillGoal(Frozen):
    """A rating to have by then."""

    skill: SkillId
    name: str
    rating: Rating
    was: Rating | None
    """At the stage before; None when not assessed."""


class Stage(Frozen):
    """One of the four points in time."""

    horizon: Horizon
    due: datetime.date
    title: str
    """The job title, or how near it is."""
    summary: str
    skills: tuple[SkillGoal, ...] = ()
    projects: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    pay: tuple[Statement, ...] = ()
    """What the sources and the learner's postings say; empty where neither does."""
    responsibilities: tuple[Statement, ...] = ()
    milestones: tuple[str, ...] = ()
    metrics: tuple[Statement, ...] = ()
    """Each can be answered with a number, a date, yes or no."""


class CareerRoadmap(Frozen):
    """The record `roadmap`; a version is never changed."""

    version: int = Field(ge=1)
    made_at: datetime.datetime
    level: Level
    """The level aimed for."""
    next_level: Level | None
    """The one after it; None after Staff."""
    role: str
    """The job title aimed for."""
    location: str = ""
    plan: int
    """The version of the plan that it was made from."""
    stages: tuple[Stage, ...] = Field(min_length=4, max_length=4)
    actions: tuple[str, ...] = ()
    """The next steps, each with a day, soonest first."""
    risks: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    """Numbered from 1."""

    def stage(self, horizon: Horizon) -> Stage:
        """One of the four."""
        return next(each for each in self.stages if each.horizon == horizon)
