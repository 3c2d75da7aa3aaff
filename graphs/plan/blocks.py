"""Fixed times for study in a week, in the learner's own time zone. Pure."""

from __future__ import annotations

import datetime

from graphs.career.plan import StudyBlock, TimeOfDay

EVENING, MORNING, DAY, WEEKEND = datetime.time(19, 0), datetime.time(7, 0), datetime.time(9, 0), datetime.time(10, 0)
SPREAD = (1, 3, 5, 0, 6, 2, 4)
"""Tuesday, Thursday and Saturday first: days apart let things settle."""
WORKDAYS = (0, 1, 2, 3, 4)
_SATURDAY = 5
LEAST = 30
AT_A_TIME = {"evenings": 120, "mornings": 90, "daytime": 480, "weekends": 300}
WEEKEND_AT_A_TIME = 240
BESIDE_WORK = 16
"""Hours a week; more are planned over the day, as a learner with them is not working full time."""


def study_blocks(quarters: int, wish: TimeOfDay | None) -> tuple[StudyBlock, ...]:
    """Together exactly the hours of a week, in blocks of half an hour or more where the hours allow it."""
    minutes = quarters * 15
    chosen: TimeOfDay = wish or ("daytime" if minutes > BESIDE_WORK * 60 else "evenings")
    days = {"weekends": (5, 6, 2, 4, 1, 3, 0), "daytime": (*WORKDAYS, 5, 6)}.get(chosen, SPREAD)
    most = [_most(chosen, day) for day in days]
    if sum(most) < minutes:
        chosen = "daytime"
        days, most = (*WORKDAYS, 5, 6), [_most("daytime", day) for day in range(7)]
    given = [0] * len(days)
    # A few long blocks rather than many short ones, but on at least two days from two hours on.
    for place, limit in enumerate(most):
        share = min(limit, minutes, max(LEAST, minutes // 2)) if place == 0 and minutes >= 120 else min(limit, minutes)
        given[place] = share
        minutes -= share
        if 0 < minutes < LEAST:
            given[place] += minutes
            minutes = 0
    blocks = [
        StudyBlock(weekday=day, begins=_begins(chosen, day), minutes=size)
        for day, size in zip(days, given, strict=True)
        if size
    ]
    return tuple(sorted(blocks, key=lambda block: block.weekday))


def _most(chosen: str, day: int) -> int:
    if chosen == "weekends":
        return AT_A_TIME["weekends"] if day >= _SATURDAY else 120
    if day >= _SATURDAY and chosen != "daytime":
        return WEEKEND_AT_A_TIME
    return AT_A_TIME[chosen]


def _begins(chosen: str, day: int) -> datetime.time:
    if day >= _SATURDAY:
        return WEEKEND if chosen != "mornings" else DAY
    return {"evenings": EVENING, "mornings": MORNING, "daytime": DAY, "weekends": EVENING}[chosen]
