"""When a reminder is due, from the records alone: a restart or a second server comes to the same. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress
from graphs.progress.status import status, zone_of

CATCH_UP = timedelta(days=2)
"""What fell due longer ago is not made up for: it would speak of a week that is past."""
SPOKE = timedelta(days=3)
"""After a check-in of one's own no reminder asks for one."""
REVIEWED = timedelta(days=10)

CHECK_IN_REPLIES = ("Did everything", "Nothing this week", "Show my status")
REVIEW_REPLIES = ("Start my review", "Show my status")


@dataclass(frozen=True)
class Due:
    """One reminder."""

    name: str
    """Of what and for which day; together with the learner it exists once."""
    kind: Literal["check_in", "review"]
    at: datetime
    text: str
    replies: tuple[str, ...]


def due(plan: LearningPlan, progress: Progress, zone: str, now: datetime) -> Due | None:
    """The one reminder that is due now, if there is one; at most the newest of those that were not sent."""
    wish = progress.reminders
    if not wish.on:
        return None
    today = now.astimezone(zone_of(zone)).date()
    if wish.away_until is not None and today <= wish.away_until:
        return None
    found = [each for day in _days(plan, today) if (each := _of(day, plan, progress, zone, now)) is not None]
    return max(found, key=lambda each: (each.at, each.kind == "review"), default=None)


def _days(plan: LearningPlan, today: date) -> list[date]:
    """The last few, while the plan runs."""
    back = CATCH_UP.days + 1
    days = [today - timedelta(days=each) for each in range(back + 1)]
    return [day for day in days if plan.starts <= day <= plan.ends]


def _of(day: date, plan: LearningPlan, progress: Progress, zone: str, now: datetime) -> Due | None:
    wish = progress.reminders
    # Compared in UTC: two times of one zone are compared by the clock on the wall, which an hour can have twice.
    at = datetime.combine(day, wish.at, zone_of(zone)).astimezone(UTC)
    if not now - CATCH_UP <= at <= now:
        return None
    if wish.since is not None and at <= wish.since:
        return None
    if wish.away_until is not None and day <= wish.away_until:
        return None
    if day in plan.reviews and not _reviewed(progress, at):
        return Due(f"review-{day}", "review", at, _review_text(plan, day), REVIEW_REPLIES)
    week = plan.week_of(day)
    if day.weekday() != wish.weekday or _spoke(progress, at) or week is None or week.off:
        return None
    return Due(f"check_in-{day}", "check_in", at, _check_in_text(plan, progress, day, zone), CHECK_IN_REPLIES)


def _spoke(progress: Progress, at: datetime) -> bool:
    return any(each.confirmed and at - SPOKE <= each.at for each in progress.check_ins)


def _reviewed(progress: Progress, at: datetime) -> bool:
    return any(at - REVIEWED <= each.at for each in progress.reviews)


def _check_in_text(plan: LearningPlan, progress: Progress, day: date, zone: str) -> str:
    found = status(plan, progress, day, zone)
    assert found.week is not None
    of = [item for item in found.week.items if item.kind != "review"]
    ticked = sum(item.id in progress.done for item in of)
    number = found.week.number
    if of and ticked == len(of):
        return f"Week {number} is ticked off, all {len(of)} items. How long did it take? “About 5 hours” is enough."
    so_far = f"{ticked} of {len(of)} items are ticked off" if ticked else f"it has {len(of)} items"
    return f"Week {number}: {so_far}. How was it? One sentence is enough, such as “did the first two, about 4 hours”."


def _review_text(plan: LearningPlan, day: date) -> str:
    number = plan.reviews.index(day) + 1
    return f"Month {number} of your plan is complete. Say “start my review”, and we look at two or three skills again; it takes about ten minutes."
