"""What is set aside in each month before steps are planned: project, trial, review, and time to catch up. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphs.plan.request import QUARTER
from graphs.plan.weeks import Week, by_month

PROJECT_SHARE = 0.25
LEAST_PROJECT, MOST_PROJECT = QUARTER, 24 * QUARTER
OF_A_WEEK = 0.6
"""A project takes no more of one week, so that learning goes on beside it."""
LEAST_PART = QUARTER
"""A part of a project that would be shorter than this is left out."""
LEAST_TRIAL, MOST_TRIAL = QUARTER, 8 * QUARTER
REVIEW = 2
"""Quarter hours of a monthly review."""
CATCH_UP = 0.15
CATCH_UP_FROM = 3 * QUARTER
"""Weeks with fewer hours than this leave none for catching up."""


@dataclass
class Slot:
    """Time in one week set aside for something of a month."""

    week: Week
    size: int


@dataclass
class Month:
    """What is set aside in one month."""

    number: int
    weeks: list[Week]
    project: list[Slot] = field(default_factory=list)
    trials: list[Slot] = field(default_factory=list)
    review: Slot | None = None


def reserve(weeks: Sequence[Week], exploration: float, with_project: frozenset[int]) -> list[Month]:
    """`with_project` are the months that still need a project. Shares count what the weeks hold in all."""
    months = []
    carried = 0.0
    for number, active in by_month(weeks).items():
        month = Month(number, active)
        total = sum(week.room for week in active)
        month.review = _set_aside(active[-1], min(REVIEW, max(1, active[-1].capacity // 2)))
        if active[-1].capacity >= CATCH_UP_FROM:
            _set_aside(active[-1], int(active[-1].capacity * CATCH_UP))
        carried += total * exploration
        while int(carried) >= LEAST_TRIAL:
            slot = _set_aside(_roomiest(active), min(int(carried), MOST_TRIAL))
            if slot is None:
                break
            month.trials.append(slot)
            carried -= slot.size
        if number in with_project:
            month.project = _project(active, total)
        months.append(month)
    return months


def _project(active: list[Week], total: int) -> list[Slot]:
    """From the end of the month backwards."""
    wanted = min(MOST_PROJECT, max(LEAST_PROJECT, int(total * PROJECT_SHARE)))
    slots: list[Slot] = []
    for limit in (OF_A_WEEK, 1.0):
        for week in reversed(active):
            size = min(wanted, week.room, max(1, int(week.capacity * limit)))
            if slots and wanted < LEAST_PART:
                break
            if size > 0 and not any(slot.week is week for slot in slots):
                week.held_back += size
                slots.append(Slot(week, size))
                wanted -= size
    return sorted(slots, key=lambda slot: slot.week.index)


def _set_aside(week: Week, size: int) -> Slot | None:
    size = min(size, week.room)
    if size <= 0:
        return None
    week.held_back += size
    return Slot(week, size)


def _roomiest(active: list[Week]) -> Week:
    """The middle of the month rather than its first or last week, where there is the same room."""
    middle = [*active[1:-1], *active[:1], *active[-1:]]
    return max(middle, key=lambda week: week.room)
