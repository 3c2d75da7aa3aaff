"""Where a learner stands in their plan on one day: done, open from earlier weeks, next, hours and their trend. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from graphs.career.plan import LearningPlan, PlanItem, PlanWeek
from graphs.career.progress import Progress

RECENT = 4
"""Weeks that the pace is taken from."""


@dataclass(frozen=True)
class TrendWeek:
    """One week of the plan in hours; what is done is None for weeks that have not begun."""

    number: int
    starts: date
    planned: float
    done: float
    planned_so_far: float
    done_so_far: float | None


@dataclass(frozen=True)
class Placed:
    """An item with the number of its week."""

    week: int
    item: PlanItem


@dataclass(frozen=True)
class Status:
    """All of it; hours are rounded to hundredths."""

    state: Literal["before", "running", "over"]
    today: date
    week: PlanWeek | None
    """The present one; None before the first and after the last."""
    weeks: int
    done: tuple[Placed, ...]
    late: tuple[Placed, ...]
    """Open, from weeks that are over; reviews aside."""
    this_week: tuple[Placed, ...]
    """Open items of the present week."""
    next: tuple[Placed, ...]
    """What comes next: open items of the present week, else of the next week that has some."""
    total: int
    planned_to_date: float
    """By the end of the last week that is over."""
    planned: float
    hours: float
    """Spent, all weeks together."""
    pace: float | None
    """Hours a week over the last weeks that are over; None before there is one."""
    missed: int
    """Working weeks in a row, up to the last one that is over, in which nothing was done."""
    trend: tuple[TrendWeek, ...]

    @property
    def late_hours(self) -> float:
        """Of the open work from earlier weeks."""
        return round(sum(each.item.hours for each in self.late), 2)


def zone_of(name: str) -> ZoneInfo:
    """UTC for a name that is unknown here."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def today_of(at: datetime, zone: str) -> date:
    """The learner's day."""
    return at.astimezone(zone_of(zone)).date()


def status(plan: LearningPlan, progress: Progress, today: date, zone: str = "") -> Status:
    """`zone` is where a tick's moment falls on a day; the plan's own by default."""
    ticked = progress.done
    week = plan.week_of(today)
    placed = [Placed(each.number, item) for each, item in plan.items()]
    over = {each.number for each in plan.weeks if each.starts + timedelta(days=7) <= today}
    opened = [each for each in placed if each.item.id not in ticked]
    late = tuple(each for each in opened if each.week in over and each.item.kind != "review")
    this_week = tuple(each for each in opened if week is not None and each.week == week.number)
    upcoming = [each for each in opened if each.week not in over]
    first = upcoming[0].week if upcoming else 0
    trend = _trend(plan, progress, today, zone or plan.time_zone)
    recent = [each for each in trend if each.number in over and not plan.weeks[each.number - 1].off][-RECENT:]
    return Status(
        state="before" if today < plan.starts else "over" if today > plan.ends else "running",
        today=today,
        week=week,
        weeks=len(plan.weeks),
        done=tuple(each for each in placed if each.item.id in ticked),
        late=late,
        this_week=this_week,
        next=this_week or tuple(each for each in upcoming if each.week == first),
        total=len(placed),
        planned_to_date=round(sum(each.planned for each in trend if each.number in over), 2),
        planned=round(sum(each.planned for each in trend), 2),
        hours=round(sum(each.done for each in trend), 2),
        pace=round(sum(each.done for each in recent) / len(recent), 2) if recent else None,
        missed=_missed(recent_first(trend, over, plan)),
        trend=trend,
    )


def recent_first(trend: tuple[TrendWeek, ...], over: set[int], plan: LearningPlan) -> list[TrendWeek]:
    """Working weeks that are over, the last one first."""
    return [each for each in reversed(trend) if each.number in over and not plan.weeks[each.number - 1].off]


def _missed(weeks: list[TrendWeek]) -> int:
    count = 0
    for each in weeks:
        if each.done > 0:
            break
        count += 1
    return count


def hours_by_week(plan: LearningPlan, progress: Progress, zone: str) -> Mapping[int, float]:
    """Hours spent, by number of the week: what was reported for it, else those of the items ticked in it.

    Work before the first week counts for the first, work after the last for the last.
    """
    place = zone_of(zone)
    reported: dict[int, float] = {}
    for check_in in progress.check_ins:
        if check_in.confirmed and check_in.hours is not None:
            number = check_in.week or _number(plan, check_in.at.astimezone(place).date())
            reported[number] = reported.get(number, 0.0) + check_in.hours
    planned = {item.id: item.hours for _, item in plan.items()}
    ticked: dict[int, float] = {}
    for tick in progress.ticks:
        if tick.item in planned or tick.hours is not None:
            number = _number(plan, tick.at.astimezone(place).date())
            spent = tick.hours if tick.hours is not None else planned[tick.item]
            ticked[number] = ticked.get(number, 0.0) + spent
    return {**ticked, **reported}


def _number(plan: LearningPlan, day: date) -> int:
    return max(1, min(len(plan.weeks), math.floor((day - plan.starts).days / 7) + 1))


def _trend(plan: LearningPlan, progress: Progress, today: date, zone: str) -> tuple[TrendWeek, ...]:
    spent = hours_by_week(plan, progress, zone)
    found: list[TrendWeek] = []
    planned_so_far = done_so_far = 0.0
    for week in plan.weeks:
        planned_so_far += week.hours
        done = spent.get(week.number, 0.0)
        done_so_far += done
        begun = week.starts <= today or (week.number == 1 and done > 0)
        found.append(
            TrendWeek(
                number=week.number,
                starts=week.starts,
                planned=week.hours,
                done=round(done, 2),
                planned_so_far=round(planned_so_far, 2),
                done_so_far=round(done_so_far, 2) if begun else None,
            )
        )
    return tuple(found)
