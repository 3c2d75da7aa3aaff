"""Days and months as documents say and count them. Pure."""

from __future__ import annotations

import calendar
from datetime import date

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def said(day: date) -> str:
    """As in "Sunday 6 December"."""
    return f"{DAYS[day.weekday()]} {day.day} {day:%B}"


def dated(day: date) -> str:
    """As in "6 December 2026"."""
    return f"{day.day} {day:%B %Y}"
