"""What a learner did of a plan: ticks, check-ins, reviews and reminders."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from graphs.career.plan import LearningPlan
from graphs.career.skills import Rating, SkillId
from graphs.events import Frozen


class Tick(Frozen):
    """An item of the plan that is done."""

    item: str
    at: datetime.datetime
    hours: float | None = None
    """What the learner said it took; None: as planned."""
    quote: str = ""
    """The learner's words, empty when it was ticked with a box."""


class CheckIn(Frozen):
    """One weekly report in the learner's words, and how it was understood."""

    at: datetime.datetime
    text: str
    done: tuple[str, ...] = ()
    """Ids of plan items."""
    not_done: tuple[str, ...] = ()
    hours: float | None = None
    confirmed: bool = False
    """Nothing is ticked before the learner confirmed the reading."""


class Review(Frozen):
    """One monthly review."""

    at: datetime.datetime
    before: dict[SkillId, Rating | None]
    after: dict[SkillId, Rating | None]
    text: str


class Reminders(Frozen):
    """When the learner wants to be reminded; nothing is sent while `on` is false."""

    on: bool = False
    weekday: int = Field(default=6, ge=0, le=6)
    """Of the weekly check-in; 0 is Monday."""
    at: datetime.time = datetime.time(18, 0)
    """In the learner's own time zone."""
    away_until: datetime.date | None = None


class Recovery(Frozen):
    """A choice after missed weeks, previewed before it is taken."""

    kind: Literal["extend", "spread", "drop"]
    title: str
    effect: tuple[str, ...]
    """The differences to the plan as it stands, one sentence each."""
    plan: LearningPlan


class Progress(Frozen):
    """The record `progress`."""

    ticks: tuple[Tick, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    reviews: tuple[Review, ...] = ()
    reminders: Reminders = Reminders()
    offered: tuple[Recovery, ...] = ()
    """Choices that wait for the learner's answer."""

    @property
    def done(self) -> frozenset[str]:
        """Ids of the items ticked off."""
        return frozenset(tick.item for tick in self.ticks)
