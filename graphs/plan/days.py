"""Reads days out of words: written dates, "tomorrow", "next Monday", spans and whole months. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from graphs.plan.weeks import add_months

_MONTHS = {
    name[:size].casefold(): number for number, name in enumerate(calendar.month_name) if name for size in (3, len(name))
} | {"sept": 9}
_MONTH = r"(?P<month{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
_WEEKDAY = "|".join(_DAYS)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAY = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)"
    r"|\b(?P<d1>\d{1,2})[./](?P<m1>\d{1,2})[./](?P<y1>\d{4})\b"
    r"|\b(?:the )?(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? " + _MONTH.format(2) + r"(?:,? (?P<y2>\d{4}))?"
    r"|\b" + _MONTH.format(3) + r" (?:the )?(?P<d3>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?P<y3>\d{4}))?"
    r"|\b(?P<word>today|now|tomorrow|next week|next month)\b"
    rf"|\b(?:on |next |this |coming )(?:(?:the )?(?:next|coming) )?(?P<weekday>{_WEEKDAY})\b"
    r"|\bin (?P<count>\d{1,2}|a|one|two|three|four|five|six) (?P<unit>days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(r"^\s*(?:to|until|till|through|and|-|–|—)\s*(?:the )?$", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:all of |whole of |in |during |throughout )?" + _MONTH.format(4) + r"(?: (?P<y4>\d{4}))?", re.IGNORECASE
)


class NoSuchDay(ValueError):
    """Words that look like a day and name none, such as 30 February; the message is the words."""


def days(text: str, today: date) -> list[tuple[date, int, int]]:
    """Each day named, with where its words stand. Raises `NoSuchDay`."""
    return [(_day(match, today), match.start(), match.end()) for match in _DAY.finditer(text)]


def weeks_named(text: str, today: date) -> tuple[date, ...]:
    """A day of each week that is named by a day, a span or a whole month. Raises `NoSuchDay`."""
    found: list[date] = []
    named = days(text, today)
    taken: list[tuple[int, int]] = []
    for place, (day, start, end) in enumerate(named):
        taken.append((start, end))
        before = named[place - 1] if place else None
        if (
            before is not None
            and _SPAN.match(text[before[2] : start])
            and before[0] <= day <= before[0] + timedelta(days=366)
        ):
            found.pop()
            found += _trimmed(list(_every(before[0], day)))
        else:
            found.append(day)
    for match in _WHOLE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            year = int(match["y4"]) if match["y4"] else _year(_MONTHS[match["month4"].casefold()], 1, today)
            first = date(year, _MONTHS[match["month4"].casefold()], 1)
            found += _every(first, add_months(first, 1) - timedelta(days=1))
    return tuple(dict.fromkeys(found))


def _trimmed(span: list[date]) -> list[date]:
    """A longer span that begins on a weekend or ends on a Monday does not cost the whole week at its edge."""
    if len(span) < 7:
        return span
    while span[0].weekday() >= 5:
        span = span[1:]
    return span[:-1] if span[-1].weekday() == 0 else span


def _every(first: date, last: date) -> Iterator[date]:
    """Each day, so that weeks that begin on any weekday are met; a week touched by one day only is met as well."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _day(match: re.Match[str], today: date) -> date:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["d1"]:
            day, month = int(match["d1"]), int(match["m1"])
            # 12/24/2026 can only be read with the month first.
            return date(int(match["y1"]), *((day, month) if month > 12 else (month, day)))
        for number in ("2", "3"):
            if match[f"d{number}"]:
                month, day = _MONTHS[match[f"month{number}"].casefold()], int(match[f"d{number}"])
                given = match[f"y{number}"]
                return date(int(given) if given else _year(month, day, today), month, day)
    except ValueError:
        raise NoSuchDay(match.group().strip()) from None
    if match["weekday"]:
        ahead = (_DAYS[match["weekday"].casefold()] - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    if match["count"]:
        count = _NUMBERS.get(match["count"].casefold()) or int(match["count"])
        unit = match["unit"].casefold()
        return (
            add_months(today, count)
            if unit.startswith("m")
            else today + timedelta(days=count * (7 if unit[0] == "w" else 1))
        )
    word = match["word"].casefold()
    if word == "tomorrow":
        return today + timedelta(days=1)
    if word == "next week":
        return today + timedelta(days=7 - today.weekday())
    return add_months(today, 1).replace(day=1) if word == "next month" else today


def _year(month: int, day: int, today: date) -> int:
    """The next time that this day comes, counting today."""
    return today.year if (month, day) >= (today.month, today.day) else today.year + 1
