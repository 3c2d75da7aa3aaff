"""Job postings that the learner saved, as read from their text."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from graphs.career.skills import SkillId
from graphs.events import Frozen

Seniority = Literal["intern", "junior", "mid", "senior", "staff", "lead", "manager", "unknown"]
RemoteWork = Literal["remote", "hybrid", "onsite", "unknown"]
PayPeriod = Literal["year", "month", "week", "day", "hour"]


class Salary(Frozen):
    """One stated range of pay; never an estimate."""

    min: float | None = Field(default=None, gt=0)
    max: float | None = Field(default=None, gt=0)
    """Equal to `min` when one figure is stated; one of the two is None for "from" and "up to"."""
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    """ISO 4217."""
    period: PayPeriod
    quote: str
    """The words of the posting, verbatim; empty where the learner corrected it."""
    note: str = ""
    """What the range is for, where a posting has several: a place, a level."""


class SkillAsked(Frozen):
    """A skill of the catalogue that a posting asks for."""

    skill: SkillId
    required: bool
    """False: nice to have."""
    quote: str
    """The words of the posting, verbatim; empty where the learner added it."""


class WarningSign(Frozen):
    """Something that a careful reader would ask about."""

    code: Literal[
        "unpaid", "no_employer", "fee", "many_roles", "old", "no_details", "pressure", "instructions", "other"
    ]
    text: str
    """One sentence for the learner."""
    quote: str = ""


class Posting(Frozen):
    """One saved posting; what it does not state is empty or unknown."""

    id: str
    """Stable within a learner's postings, such as `p3`."""
    title: str = ""
    company: str = ""
    locations: tuple[str, ...] = ()
    remote: RemoteWork = "unknown"
    seniority: Seniority = "unknown"
    years_min: int | None = Field(default=None, ge=0, le=40)
    years_max: int | None = Field(default=None, ge=0, le=40)
    salaries: tuple[Salary, ...] = ()
    skills: tuple[SkillAsked, ...] = ()
    posted: datetime.date | None = None
    warnings: tuple[WarningSign, ...] = ()
    text: str
    """As the learner saved it, cleaned of markup."""
    saved_at: datetime.datetime
    origin: str = "pasted"
    """`pasted`, or the name of the file."""
    duplicate_of: str | None = None
    """The id of an earlier posting that this one repeats; it counts once."""

    def asks(self, skill: str) -> SkillAsked | None:
        """How this posting asks for a skill, if it does."""
        return next((each for each in self.skills if each.skill == skill), None)


class Postings(Frozen):
    """The record `postings`: all that a learner saved, oldest first."""

    postings: tuple[Posting, ...] = ()

    @property
    def distinct(self) -> tuple[Posting, ...]:
        """Without those that repeat an earlier one."""
        return tuple(each for each in self.postings if each.duplicate_of is None)

    def get(self, posting_id: str) -> Posting | None:
        """The posting with this id."""
        return next((each for each in self.postings if each.id == posting_id), None)
