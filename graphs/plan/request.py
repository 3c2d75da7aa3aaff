"""What a plan is made from, and what cannot be planned."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from graphs.career.plan import Wishes
from graphs.career.resources import ResourceCatalogue
from graphs.career.skills import Level, Rating, SkillId, SkillMatrix
from graphs.errors import BadValue
from graphs.events import Frozen
from graphs.plan.workbook import Workbook

QUARTER = 4
"""Work is planned in quarter hours; this many make an hour."""
LEAST_HOURS = 0.5
HOURS_OF_A_WEEK = 168
MOST_PLANNED = 40
"""Hours a week; what a learner has beyond a full working week is left free."""
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class PlanParts:
    """The catalogues that a plan draws on."""

    skills: SkillMatrix
    resources: ResourceCatalogue
    workbook: Workbook


class PlanRequest(Frozen):
    """The learner's side of a plan."""

    level: Level
    starts: date
    hours_per_week: float
    ratings: Mapping[SkillId, Rating | None]
    """A skill that is missing or None is not assessed; nothing is assumed of it."""
    time_zone: str = "UTC"
    budget: float | None = None
    currency: str = "USD"
    wishes: Wishes = Wishes()
    demand: Mapping[SkillId, int] = Field(default_factory=dict)
    """How many of `postings` ask for a skill."""
    postings: int | None = None
    assessment: int | None = None

    def rating(self, skill: str) -> Rating | None:
        """None when not assessed."""
        return self.ratings.get(skill)


def check(request: PlanRequest) -> None:
    """Raises `BadValue` with what to write instead when nothing sensible can be planned."""
    hours = request.hours_per_week
    if not hours == hours or hours < LEAST_HOURS:
        raise BadValue(
            f"hours: with {_number(hours)} hours a week nothing can be planned. Say how many hours you have in an "
            "ordinary week, at least half an hour."
        )
    if hours > HOURS_OF_A_WEEK:
        raise BadValue(
            f"hours: a week has only {HOURS_OF_A_WEEK} hours, so {_number(hours)} cannot be right. Say how many you have "
            "in an ordinary week, such as 8."
        )
    if not EARLIEST <= request.starts <= LATEST:
        raise BadValue(f"start: {request.starts} is too far away. Write a day such as 2027-09-01.")
    if request.budget is not None and not 0 <= request.budget < 10**9:
        raise BadValue("budget: write an amount from 0 up, such as 200.")
    if not known_zone(request.time_zone):
        raise BadValue(
            f"time zone: there is no {request.time_zone[:60]}. Write a name such as Europe/Berlin, America/New_York or UTC."
        )


def known_zone(name: str) -> bool:
    """Whether the machine's time zone data knows it; without any data every name is taken as it is."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return not zoneinfo.available_timezones()
    return True


def weekly(request: PlanRequest) -> int:
    """Quarter hours that an ordinary week holds; never more than the learner has."""
    return min(int(request.hours_per_week * QUARTER), MOST_PLANNED * QUARTER)


def _number(value: float) -> str:
    return f"{value:g}"
