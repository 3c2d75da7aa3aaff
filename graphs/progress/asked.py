"""What a message is to this slice: an answer to its own question, or something new. Pure."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Literal

from graphs.career.progress import Progress, Reminders, Waits
from graphs.progress.recover import chosen, says_behind

Act = Literal["progress_update", "show_status", "replan", "pause", "resume", "skip", "review", "answer"]
"""`answer`: what the learner says to a question of this slice; the others are intents, or `review` from a command."""

Step = Literal[
    "check_in",
    "confirm",
    "show",
    "recover",
    "choose",
    "review",
    "rate",
    "settle",
    "remind",
    "rest",
    "come_back",
    "leave",
]

_REVIEW = re.compile(
    r"\b(?:(?:monthly|month'?s?|my|do|start|begin|the) review|review (?:me|my (?:skills|month|progress))|re-?rate|rate (?:me|myself) again|re-?assess)\b",
    re.IGNORECASE,
)
_REMIND = re.compile(r"\bremind(?:ers?| me|ing)?\b", re.IGNORECASE)
_STOP = re.compile(r"\W*(?:stop|cancel|quit|end|leave|enough)\b[\w ]{0,24}\W*", re.IGNORECASE)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_OFF = re.compile(r"\b(?:stop|no|off|don'?t|do not|never|quit|disable|turn(?:ed)? off|without|mute)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:at|around|by) (?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>am|pm)?\b|\b(?P<hour2>\d{1,2})(?:[:.](?P<minute2>[0-5]\d))?\s*(?P<half2>am|pm)\b|\b(?P<hour3>[01]?\d|2[0-3])[:.](?P<minute3>[0-5]\d)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b|\b(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\b(?P<name3>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* (?P<day3>\d{1,2})\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\bfor (?:the next |about )?(?P<count>a|an|one|two|three|four|five|six|\d{1,2}) (?P<unit>days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
LONGEST_AWAY = 366
MOST_READ = 300
LONGEST_PLEA = 30
"""Words; a longer message says something besides."""
_POLITE = r"\W*(?:(?:please|ok(?:ay)?|hey|hi|yes|could you|can you|i want you to|i'd like you to)[\s,]+)*"
_REMINDERS = re.compile(
    _POLITE
    + r"(?:remind me\b(?! (?:what|who|why|how|which|of what|again what))|(?:stop|quit|don't|do not|no more) remind\w*|(?:turn|switch) (?:on |off )?(?:the |my )?(?:weekly )?reminders?\b|reminders? (?:on|off)\b)",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|no|nope|ok(?:ay)?|right|correct|but|please|can you|could you|actually)\b[\s,.]*)*"
    r"(?:not|all but|all except|ex\w{0,3}ept|everything but|everything except|without|only|just|minus|apart from|besides|drop|remove|skip|delete|untick|"
    r"uncheck|take|leave|cross|scratch|strike|also|add)\b\W*\w|\b(?:isn'?t|wasn'?t|not|can wait|later|wrong|still open|half)\W*$",
    re.IGNORECASE,
)
_OF_MORE = re.compile(
    r"\?|\b(?:data|everything about|account|plan|road ?map|postings?|assessment|remind\w*|review|status|until|week off|me)\b",
    re.IGNORECASE,
)
"""What a correction of a list does not speak of."""
LONGEST_CORRECTION = 12
"""Words."""
_ASKS_REVIEW = re.compile(
    _POLITE
    + r"(?:i'?m ready for |(?:let'?s|let us) (?:do|start|have|begin) |start |begin |do |time for )?(?:my |the |a |our |this month'?s )?(?:monthly )?review\b(?! (?:of|my|the|this|our) )\W*(?:now|please|then)?\W*$",
    re.IGNORECASE,
)


def step_of(act: Act, text: str, waits: Waits) -> Step:
    """What to do with the message."""
    if act == "show_status":
        return "show"
    if act == "replan":
        return "recover"
    if act == "review":
        return "review"
    if act == "pause":
        return "leave" if waits == "review" else "rest"
    if act == "resume":
        return "come_back"
    if waits == "review":
        return "leave" if _STOP.fullmatch(text) else "rate"
    if act == "skip" and not (waits == "check_in" and len(text.split()) > 1):  # "skip the second" corrects the list
        return "rest"
    if waits == "ratings":
        return "settle"
    if _REMIND.search(text) and not waits:
        return "remind"
    if _REVIEW.search(text.replace("’", "'")) and waits != "check_in":
        return "review"
    if waits == "recovery":
        return "choose"
    if waits == "check_in":
        return "confirm"
    return "check_in"


def belongs(text: str, progress: Progress) -> bool:
    """Whether a message is this slice's whatever else it resembles: reminders, a review, weeks gone by, an offered choice, a list to correct."""
    said = " ".join(text.replace("’", "'").split())[:MOST_READ]
    if progress.waits == "check_in" and _corrects(said):
        return True
    if (
        _REMINDERS.match(said)
        or _ASKS_REVIEW.match(said)
        or (progress.waits == "recovery" and chosen(said, progress.offered))
    ):
        return True
    return says_behind(said) and len(said.split()) <= LONGEST_PLEA


def _corrects(said: str) -> bool:
    """Whether it is worded as a correction of the list that was just shown, which commands and feelings resemble."""
    return (
        len(said.split()) <= LONGEST_CORRECTION and _CORRECTS.search(said) is not None and _OF_MORE.search(said) is None
    )


def reminder_wish(text: str, held: Reminders) -> Reminders:
    """On or off, the weekday and the time, as far as the words say."""
    low = text.casefold().replace("’", "'")
    if _OFF.search(low):
        return held.model_copy(update={"on": False})
    weekday = next(
        (place for place, name in enumerate(_DAYS) if re.search(rf"\b{name[:3]}(?:{name[3:]})?s?\b", low)), held.weekday
    )
    return held.model_copy(update={"on": True, "weekday": weekday, "at": _time(low) or held.at, "away_until": None})


def _time(text: str) -> time | None:
    match = _TIME.search(text)
    if match is None:
        return None
    hour = int(match["hour"] or match["hour2"] or match["hour3"])
    minute = int(match["minute"] or match["minute2"] or match["minute3"] or 0)
    half = (match["half"] or match["half2"] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 else None


def away_until(text: str, today: date) -> date | None:
    """The last day away; None when the words name none, or one that is past."""
    match = _FOR.search(text)
    if match:
        count = _COUNTS.get(match["count"].casefold()) or int(match["count"])
        days = {"d": 1, "w": 7, "m": 30}[match["unit"][0].casefold()]
        return today + timedelta(days=min(LONGEST_AWAY, count * days))
    found = _UNTIL.search(text)
    if found:
        day = _date(found, today)
        return day if day is not None and today <= day <= today + timedelta(days=LONGEST_AWAY) else None
    if re.search(r"\b(?:this|the) week\b", text, re.IGNORECASE):
        return today + timedelta(days=6 - today.weekday())
    if re.search(r"\bnext week\b", text, re.IGNORECASE):
        return today + timedelta(days=13 - today.weekday())
    return None


def _date(match: re.Match[str], today: date) -> date | None:
    try:
        if match["year"]:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        name = (match["name"] or match["name3"]).casefold()
        month = next(place for place, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))
        day = date(today.year, month, int(match["day2"] or match["day3"]))
        return day if day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None


def forgotten(progress: Progress) -> Progress:
    """Waits for nothing."""
    return progress.model_copy(update={"waits": "", "pending": None, "offered": (), "review": None})
