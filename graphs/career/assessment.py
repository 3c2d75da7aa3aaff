"""What is known of a learner, and from which of their own words."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from graphs.career.skills import Level, Rating, SkillId
from graphs.events import Frozen

Origin = Literal["interview", "background", "correction", "form", "progress"]


class Evidence(Frozen):
    """Words that the learner wrote; `quote` is verbatim, a substring of the message it was taken from."""

    quote: str
    message_id: str = ""
    at: datetime
    origin: Origin = "interview"


class SkillRating(Frozen):
    """The mentor's reading of one skill."""

    skill: SkillId
    rating: Rating | None
    """None: asked and not ratable, or declined by the learner; never a guess."""
    confidence: float = Field(ge=0.0, le=1.0)
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    """One sentence for the learner."""
    confirmed: bool = False


class Known(Frozen):
    """A fact of the profile, with where it came from."""

    value: str | int | float | bool
    evidence: Evidence


class Profile(Frozen):
    """Each field is None until the learner said it or filled it in."""

    background: Known | None = None
    current_job: Known | None = None
    target_level: Known | None = None
    target_role: Known | None = None
    hours_per_week: Known | None = None
    location: Known | None = None
    currency: Known | None = None
    budget: Known | None = None
    time_zone: Known | None = None
    preferences: Known | None = None


class Assessment(Frozen):
    """All ratings at one time; a confirmed one is final and a later one does not change it."""

    version: int = Field(ge=1)
    level: Level
    ratings: tuple[SkillRating, ...]
    started_at: datetime
    confirmed_at: datetime | None = None
    changes: tuple[str, ...] = ()
    """Against the confirmed version before: what changed and why, one sentence each."""

    def rating_of(self, skill: str) -> SkillRating | None:
        """The reading of one skill, if there is one."""
        return next((each for each in self.ratings if each.skill == skill), None)
