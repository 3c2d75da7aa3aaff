"""What a learner did of a plan: ticks, check-ins, reviews and reminders."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from graphs.career.plan import LearningPlan
from graphs.career.skills import Rating, SkillId
from graphs.events import Frozen

Waits = Literal["", "check_in", "recovery", "review", "ratings"]
"""A check-in to confirm, a choice after missed weeks, an answer of a review, new ratings to confirm."""


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
    partly: tuple[str, ...] = ()
    """Begun and not finished: they stay open."""
    hours: float | None = None
    week: int | None = None
    """The week of the plan that it speaks of."""
    confirmed: bool = False
    """Nothing is ticked before the learner confirmed the reading."""


class Review(Frozen):
    """One monthly review."""

    at: datetime.datetime
    before: dict[SkillId, Rating | None]
    after: dict[SkillId, Rating | None]
    text: str


class ReviewAnswer(Frozen):
    """One skill of a review, as it was answered."""

    skill: SkillId
    before: Rating | None
    after: Rating | None
    quote: str = ""
    """The learner's words, or the description that was picked."""
    picked: bool = False
    reason: str = ""
    """Why the rating is what it is, for the learner."""


class ReviewTalk(Frozen):
    """A review that is under way."""

    skills: tuple[SkillId, ...]
    answers: tuple[ReviewAnswer, ...] = ()
    claimed: ReviewAnswer | None = None
    """A higher rating that was picked, waiting for an example."""

    @property
    def asked(self) -> SkillId | None:
        """The skill that waits for an answer; None when all are answered."""
        answered = {each.skill for each in self.answers}
        return next((skill for skill in self.skills if skill not in answered), None)


class Reminders(Frozen):
    """When the learner wants to be reminded; nothing is sent while `on` is false."""

    on: bool = False
    weekday: int = Field(default=6, ge=0, le=6)
    """Of the weekly check-in; 0 is Monday."""
    at: datetime.time = datetime.time(18, 0)
    """In the learner's own time zone."""
    away_until: datetime.date | None = None
    """The last day away."""
    since: datetime.datetime | None = None
    """When they were last turned on or changed: what fell due before is not caught up."""


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
    waits: Waits = ""
    """What the mentor asked last and waits for."""
    pending: CheckIn | None = None
    """A check-in as it was read, waiting to be confirmed."""
    review: ReviewTalk | None = None

    @property
    def done(self) -> frozenset[str]:
        """Ids of the items ticked off."""
        return frozenset(tick.item for tick in self.ticks)
