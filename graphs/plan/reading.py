"""Reads what a learner asks of a plan out of their words: hours, level, start, budget, weeks off, certificates. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from graphs.career.plan import TimeOfDay
from graphs.career.resources import Kind
from graphs.career.skills import Level, SkillId, SkillMatrix
from graphs.events import Frozen
from graphs.plan.days import days, weeks_named
from graphs.plan.request import PlanRequest

_NUMBER = (
    r"(?P<number>-?\d+(?:[.,]\d+)?|half an|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
)
_WORDS = {
    "half an": 0.5,
    "an": 1.0,
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "twelve": 12.0,
    "fifteen": 15.0,
    "twenty": 20.0,
}
_HOURS = re.compile(
    _NUMBER + r"(?P<half> and a half)?\s*(?:h\b|hrs?\b|hours?\b)(?!\s+(?:of|on)\b)"
    r"(?:\s*(?:/|a|an|per|each|every)\s*(?P<per>day|weekday|workday|week|month|wk|w)\b)?",
    re.IGNORECASE,
)
_NOT_STUDY = re.compile(r"\b(?:work|working|job|shifts?|sleep|commute|teach|meetings?)\b[^.,;\n]{0,25}$", re.IGNORECASE)
"""Before hours that are spent on something else."""
_PER = {"day": 7.0, "weekday": 5.0, "workday": 5.0, "month": 12 / 52}
_LEVEL = re.compile(r"\b(junior|mid|middle|senior|staff|principal)(?:[- ]level)?\b", re.IGNORECASE)
_LEVELS = {"middle": Level.MID, "principal": Level.STAFF}
_START = re.compile(
    r"\b(?:start|begin|from|as of|beginning|move (?:it|the plan|the start) to)\w*\b(?:[^.;\n]|\.(?=\d))*", re.IGNORECASE
)
_OFF = re.compile(
    r"(?:[^.;\n]|\.(?=\d))*\b(?:off|holidays?|vacation|away|break|busy|no time|travel\w*|leave|pause)\b(?:[^.;\n]|\.(?=\d))*",
    re.IGNORECASE,
)
_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pounds": "GBP",
}
_MONEY = re.compile(
    r"(?P<sign>[$€£₹])\s?(?P<sum1>\d[\d,. ]*\d|\d)|(?P<sum2>\d[\d,.]*\d|\d)\s?(?P<code>USD|EUR|GBP|CHF|INR|CAD|AUD|SEK|NOK|DKK|PLN|JPY|BRL|ZAR|NZD|SGD|€|\$|£|₹|dollars?|euros?|pounds)(?![A-Za-z])",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:free (?:only|resources|courses|material\w*|things|stuff)|only free|nothing (?:that costs|paid)|no (?:money|budget|paid)|"
    r"zero budget|without (?:paying|cost)|can(?:'|’)?t (?:pay|spend|afford)|cannot (?:pay|spend|afford))\b",
    re.IGNORECASE,
)
_CERTIFICATES = re.compile(r"\b(?:certificat\w*|certifi\w*|certs?|exams?)\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:no|not|without|skip|don['’]?t|do not|drop|leave out|avoid|never|hate|instead of|stop)\b", re.IGNORECASE
)
_TIMES: dict[TimeOfDay, re.Pattern[str]] = {
    "mornings": re.compile(r"\b(?:in the )?(?:mornings?|before work)\b", re.IGNORECASE),
    "weekends": re.compile(r"\b(?:weekends?|saturdays?|sundays?)\b", re.IGNORECASE),
    "evenings": re.compile(r"\b(?:evenings?|after work|nights?)\b", re.IGNORECASE),
    "daytime": re.compile(r"\b(?:daytime|during the day|full[- ]time)\b", re.IGNORECASE),
}
_SHARE = re.compile(
    r"(?P<percent>\d{1,3})\s*(?:%|percent|per cent)[^.;,\n\d]{0,25}?\b(?P<which>core|foundation\w*|platform|explor\w*|trial\w*|experiment\w*)"
    r"|\b(?P<which2>core|foundation\w*|explor\w*|trial\w*)(?: share)?(?: of| to|:| at|=)? ?(?P<percent2>\d{1,3})\s*(?:%|percent)",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Za-z_+\-0-9/]+|\bUTC\b"
)
_LENGTH = re.compile(
    r"\b(?:over|for|in|plan of) (?P<count>\d{1,2}|three|four|six|nine|twelve) (?P<unit>months|weeks)\b", re.IGNORECASE
)
_FIRST = re.compile(r"\b(?:first|start with|begin with|prioriti[sz]e|focus on|most important)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[^.,;\n]+")
READ_CHARS = 2000
"""What a learner asks of a plan stands at the beginning; the rest of a long paste is not searched."""
_WEEKS_A_MONTH = 26 / 6


class Asked(Frozen):
    """What the words ask for; None and empty where they say nothing."""

    hours: float | None = None
    level: Level | None = None
    starts: date | None = None
    time_zone: str | None = None
    budget: float | None = None
    currency: str | None = None
    free_only: bool | None = None
    certificates: bool | None = None
    weeks_off: tuple[date, ...] = ()
    core: float | None = None
    exploration: float | None = None
    first: tuple[SkillId, ...] = ()
    leave_out: tuple[SkillId, ...] = ()
    prefer: tuple[Kind, ...] = ()
    avoid: tuple[Kind, ...] = ()
    time_of_day: TimeOfDay | None = None
    weeks: int | None = None

    @property
    def nothing(self) -> bool:
        """Whether the words asked for nothing that a plan can hold."""
        return self == Asked()

    def applied(self, request: PlanRequest) -> PlanRequest:
        """The request with what was asked; the rest stays."""
        wishes = request.wishes
        for name in ("free_only", "certificates", "core", "exploration", "time_of_day", "weeks"):
            if getattr(self, name) is not None:
                wishes = wishes.model_copy(update={name: getattr(self, name)})
        for name in ("weeks_off", "first", "leave_out", "prefer", "avoid"):
            if added := getattr(self, name):
                wishes = wishes.model_copy(update={name: tuple(dict.fromkeys((*getattr(wishes, name), *added)))})
        fields = {"hours_per_week": self.hours, "level": self.level, "starts": self.starts, "time_zone": self.time_zone}
        fields |= {"budget": self.budget, "currency": self.currency}
        return request.model_copy(
            update={"wishes": wishes, **{name: value for name, value in fields.items() if value is not None}}
        )


def read_asked(text: str, today: date, skills: SkillMatrix) -> Asked:
    """Raises `NoSuchDay` for words such as 30 February."""
    text = text[:READ_CHARS]
    off = " ; ".join(match.group() for match in _OFF.finditer(text))
    rest = _OFF.sub(" ", text)
    free = _FREE.search(text) is not None
    money = None if free else _money(text)
    level = _LEVEL.search(text)
    length = _LENGTH.search(rest)
    prefer, avoid = _kinds(text)
    first, leave_out = _skills(text, skills)
    zone = _ZONE.search(text)
    return Asked(
        hours=_hours(text),
        level=None if level is None else _level(level[1]),
        starts=_starts(rest, today),
        time_zone=None if zone is None else zone.group().rstrip("/"),
        budget=0.0 if free else money[0] if money else None,
        currency=money[1] if money else None,
        free_only=True if free else None,
        certificates=_certificates(text),
        weeks_off=weeks_named(off, today) if off else (),
        first=first,
        leave_out=leave_out,
        prefer=prefer,
        avoid=avoid,
        time_of_day=next((name for name, pattern in _TIMES.items() if pattern.search(rest)), None),
        weeks=None if length is None else _length(length),
        **_shares(text),
    )


def _hours(text: str) -> float | None:
    found = [match for match in _HOURS.finditer(text) if not _NOT_STUDY.search(text[: match.start()])]
    if not found:
        return None
    match = found[0]
    words = match["number"].casefold()
    value = _WORDS[words] if words in _WORDS else float(words.replace(",", "."))
    value += 0.5 if match["half"] else 0
    return round(value * _PER.get((match["per"] or "week").casefold(), 1.0), 2)


def _level(word: str) -> Level:
    found = _LEVELS.get(word.casefold())
    return found or Level(word.casefold())


def _starts(text: str, today: date) -> date | None:
    for match in _START.finditer(text):
        found = days(match.group(), today)
        if found:
            return found[0][0]
    return None


def _money(text: str) -> tuple[float, str] | None:
    match = _MONEY.search(text)
    if match is None:
        return None
    digits = re.sub(r"[.,](?=\d{3}\b)| ", "", match["sum1"] or match["sum2"]).replace(",", ".")
    unit = match["sign"] or match["code"]
    try:
        return float(digits), _SIGNS.get(unit.casefold(), unit.upper())
    except ValueError:
        return None


def _certificates(text: str) -> bool | None:
    for clause in _CLAUSE.finditer(text):
        if match := _CERTIFICATES.search(clause.group()):
            return _NOT.search(clause.group()[: match.start()]) is None
    return None


def _kinds(text: str) -> tuple[tuple[Kind, ...], tuple[Kind, ...]]:
    prefer: list[Kind] = []
    avoid: list[Kind] = []
    for clause in (match.group() for match in _CLAUSE.finditer(text)):
        for kind in get_args(Kind):
            match = re.search(rf"\b{kind}s?\b", clause, re.IGNORECASE)
            if match is None or kind == "certificate":
                continue
            if _NOT.search(clause[: match.start()]):
                avoid.append(kind)
            elif re.search(r"\b(?:prefer|like|love|learn best|best with|rather|enjoy)\w*\b", clause, re.IGNORECASE):
                prefer.append(kind)
    return tuple(prefer), tuple(avoid)


def _skills(text: str, skills: SkillMatrix) -> tuple[tuple[SkillId, ...], tuple[SkillId, ...]]:
    first: list[SkillId] = []
    leave_out: list[SkillId] = []
    for clause in (match.group() for match in _CLAUSE.finditer(text)):
        refused = re.search(r"\b(?:skip|leave out|drop|without|no)\b(?P<what>.*)", clause, re.IGNORECASE)
        wanted = _FIRST.search(clause)
        if not refused and not wanted:
            continue
        named = _named(refused["what"] if refused else clause, skills)
        (leave_out if refused else first).extend(named)
    return tuple(dict.fromkeys(first)), tuple(dict.fromkeys(leave_out))


def _named(words: str, skills: SkillMatrix) -> list[SkillId]:
    """Skills by their names and ids, in the order of the words; aliases are often names of tools and are left alone."""
    found = []
    for skill in skills.skills:
        for name in {skill.name.casefold(), skill.id.replace("-", " ")}:
            match = re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", words.casefold())
            if match:
                found.append((match.start(), skill.id))
                break
    return [skill for _, skill in sorted(found)]


def _shares(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for match in _SHARE.finditer(text):
        which = (match["which"] or match["which2"]).casefold()
        share = int(match["percent"] or match["percent2"]) / 100
        if which.startswith(("explor", "trial", "experiment")):
            found["exploration"] = min(share, 0.5)
        else:
            found["core"] = min(share, 1.0)
    return found


def _length(match: re.Match[str]) -> int:
    words = match["count"].casefold()
    count = int(_WORDS.get(words) or words)
    return max(1, min(104, round(count * _WEEKS_A_MONTH) if match["unit"].casefold() == "months" else count))
