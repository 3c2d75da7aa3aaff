"""The calendar of a plan: weeks from its first day, the month that each belongs to, and the room in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from graphs.career.dates import DAYS, add_months, dated, said
from graphs.career.plan import PlanItem
from graphs.plan.tasks import Task

__all__ = ["DAYS", "Placed", "Week", "add_months", "by_month", "calendar_of", "dated", "month_of", "said"]


@dataclass(frozen=True)
class Placed:
    """A stretch of a task in a week."""

    task: Task
    start: int
    size: int

    @property
    def id(self) -> str:
        """Of the item: the work and where in it this stretch begins."""
        return f"{self.task.base}.{self.start}"


@dataclass
class Week:
    """One week while it is being filled; sizes in quarter hours."""

    index: int
    starts: date
    month: int
    """From 1, counted from the first day of the plan."""
    capacity: int
    """0 in a week off and in one that is over."""
    off: bool = False
    over: bool = False
    kept: list[PlanItem] = field(default_factory=list)
    """Done already; they count against the capacity."""
    placed: list[Placed] = field(default_factory=list)
    held_back: int = 0
    """Reserved for a project, a trial, a review or catching up."""

    @property
    def ends(self) -> date:
        """The last day."""
        return self.starts + timedelta(days=6)

    @property
    def room(self) -> int:
        """What steps may still use; never below 0."""
        kept = round(sum(item.hours for item in self.kept) * 4)
        return max(0, self.capacity - kept - self.held_back - sum(each.size for each in self.placed))


def month_of(start: date, day: date) -> int:
    """Which month of the plan a day falls into, from 1."""
    months = (day.year - start.year) * 12 + day.month - start.month
    while add_months(start, months) > day:
        months -= 1
    while add_months(start, months + 1) <= day:
        months += 1
    return months + 1


def calendar_of(start: date, count: int, capacity: int, off: Iterable[date]) -> list[Week]:
    """All weeks, each with its capacity; a day in `off` frees its whole week."""
    free = {(day - start).days // 7 for day in off if day >= start}
    weeks = []
    for index in range(count):
        starts = start + timedelta(weeks=index)
        is_off = index in free
        weeks.append(Week(index, starts, month_of(start, starts), 0 if is_off else capacity, is_off))
    return weeks


def by_month(weeks: Iterable[Week]) -> dict[int, list[Week]]:
    """Weeks that can be worked in, by month; a month without one is missing."""
    found: dict[int, list[Week]] = {}
    for week in weeks:
        if week.capacity and not week.over:
            found.setdefault(week.month, []).append(week)
    return found
