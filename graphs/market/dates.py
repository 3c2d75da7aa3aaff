"""When a posting was published, as it says itself."""

from __future__ import annotations

import datetime
import re

_MONTHS = {name: index for index, names in enumerate(("jan(?:uary|uar)?", "feb(?:ruary|ruar)?", "mar(?:ch)?|märz", "apr(?:il)?", "may|mai", "june?|juni", "july?|juli", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?|okt(?:ober)?", "nov(?:ember)?", "dec(?:ember)?|dez(?:ember)?"), start=1) for name in (names,)}  # fmt: skip
_LABEL = r"(?:re-?posted|posted|published|date posted|posting date|posted on|veröffentlicht(?: am)?|online seit|eingestellt am|listed|advertised|updated)\s*(?:on|am|:)?\s*:?\s*"
_AGO = re.compile(
    rf"{_LABEL}(?:about |over |more than |vor )?(?P<n>\d{{1,3}}|an?|one|two|three|four|five|six|ein(?:em|er)?)\+?\s*(?P<unit>minute|min|hour|hr|h|day|d|week|wk|month|mo|year|tag|woche|monat|stunde|jahr)\w*\b(?:\s*ago)?|(?<![\w-])(?P<n2>\d{{1,3}}|an?)\+?\s*(?P<unit2>hour|day|week|month|year)s?\s+ago(?=\s*(?:[·•|,]|$))",
    re.I | re.M,
)
_TODAY = re.compile(rf"{_LABEL}(?P<word>today|yesterday|just now|heute|gestern)", re.I)
_ISO = re.compile(rf"{_LABEL}(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", re.I)
_DOTTED = re.compile(rf"{_LABEL}(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<y>20\d\d)", re.I)
_MONTH_NAMES = "|".join(f"(?:{pattern})" for pattern in _MONTHS)
_WORDS = re.compile(
    rf"{_LABEL}(?:\w+day,?\s+)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?P<m1>{_MONTH_NAMES})\.?,?\s+(?P<y1>20\d\d)|(?P<m2>{_MONTH_NAMES})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>20\d\d))",
    re.I,
)
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ein": 1,
    "einem": 1,
    "einer": 1,
}
_DAYS = {"min": 0, "h": 0, "hr": 0, "hou": 0, "stu": 0, "d": 1, "day": 1, "tag": 1, "w": 7, "wee": 7, "wk": 7, "woc": 7, "mo": 30, "mon": 30, "yea": 365, "jah": 365}  # fmt: skip


def read_posted(text: str, today: datetime.date) -> datetime.date | None:
    """The day of publishing; ages ("3 days ago") count back from `today`. None where nothing is said, or what is said is to come."""
    head = text[:1500] + "\n" + text[-600:]
    found = _read(head, today)
    return found if found is not None and found <= today else None


def _read(text: str, today: datetime.date) -> datetime.date | None:
    if (match := _TODAY.search(text)) is not None:
        return today - datetime.timedelta(days=match["word"].casefold() in ("yesterday", "gestern"))
    for pattern in (_ISO, _DOTTED):
        if (match := pattern.search(text)) is not None:
            return _date(int(match["y"]), int(match["m"]), int(match["d"]))
    if (match := _WORDS.search(text)) is not None:
        month = (match["m1"] or match["m2"]).casefold()
        number = next((index for name, index in _MONTHS.items() if re.fullmatch(name, month)), 0)
        return _date(int(match["y1"] or match["y2"]), number, int(match["d1"] or match["d2"]))
    if (match := _AGO.search(text)) is not None:
        amount = (match["n"] or match["n2"]).casefold()
        unit = (match["unit"] or match["unit2"]).casefold()
        days = next((_DAYS[unit[:size]] for size in (3, 2, 1) if unit[:size] in _DAYS), 1)
        return today - datetime.timedelta(days=days * (int(amount) if amount.isdigit() else _NUMBERS[amount]))
    return None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
