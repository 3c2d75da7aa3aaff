"""Facts of the profile, read wherever they are said, and checked before they are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.career.assessment import Known
from graphs.career.skills import Level
from graphs.interview.models import Fact

MOST_HOURS = 60
HOURS_OF_A_WEEK = 168
_RANK = {Level.JUNIOR: 0, Level.MID: 1, Level.SENIOR: 2, Level.STAFF: 3}
_NUMBERS = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty", "thirty", "forty"],
                    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 40), strict=True))  # fmt: skip
_N = r"(?P<n>\d{1,4}|" + "|".join(_NUMBERS) + r")"
_HOURS = (
    re.compile(_N + r"(?:\s*(?:-|–|to|or)\s*(?P<to>\d{1,3}))?\s*(?:\+\s*)?(?:hours?|hrs?|h)\b\s*(?:of (?:study|learning|time)\s*)?(?P<per>(?:a|per|each|every|/)\s*(?:week|wk|day|weekday|evening|month)|weekly|daily|/w(?:ee)?k|on weekends?)", re.I),
    re.compile(r"\b(?:only (?:do|have|spend|manage)|can (?:only )?(?:do|spend|spare|manage|give|invest)|have (?:about |around |only )?|spend|free|spare|available)\b[^.!?\n\d]{0,20}" + _N + r"(?:\s*(?:-|–|to|or)\s*(?P<to>\d{1,3}))?\s*(?:hours?|hrs?|h)\b(?P<per>)(?!\s*(?:ago|of (?:work|meetings|downtime)|long|straight|to|every|on call|debugging|late))", re.I),
)  # fmt: skip
_LEVEL_WORD = r"(?P<level>junior|entry[- ]level|mid(?:[- ]?level)?|intermediate|middle|senior|staff|principal)"
_AIM = r"(?:aim(?:ing)?(?: (?:at|for|to (?:be|become)))?|target(?:ing)?(?: (?:level|role))?(?: is)?:?|want(?: to (?:be|become|work as|get))?|would like(?: to (?:be|become|work as))?|'d like(?: to (?:be|become|work as))?|goal(?: is)?(?: to (?:be|become))?:?|become|becoming|hop(?:e|ing) to (?:be|become|land|get)|looking for|apply(?:ing)? for|go(?:ing)? for|reach|get(?: into| to| promoted to)?|dream(?: job)?(?: is)?|move (?:in)?to|transition(?:ing)? (?:in)?to|land)"
_TARGET = re.compile(
    r"\b"
    + _AIM
    + r"\s+(?:be |being |become |as )?(?:an? |the |my first |my next )?(?:job (?:as|in) |role (?:as|in) |position as )?(?:an? )?"
    + _LEVEL_WORD
    + r"\b",
    re.I,
)
_TARGET_ALONE = re.compile(r"^\s*(?:at |for |the )?(?:an? )?" + _LEVEL_WORD + r"(?:[- ]level)?\b", re.I)
_ROLE = re.compile(
    r"\b"
    + _AIM
    + r"\s+(?:be |being |become |as )?(?:an? |the )?(?:(?:junior|entry[- ]level|mid(?:[- ]?level)?|senior|staff|principal)\s+)?(?P<role>(?:(?:ai|ml|machine learning|data|platform|cloud|devops|mlops|infrastructure|site reliability|gpu|backend|software)[ /-]*){1,4}(?:engineer|architect|developer|specialist|engineering|infrastructure|lead|sre)|mlops|devops|sre)\b",
    re.I,
)
_JOB = re.compile(
    r"\b(?:i(?:'m| am)(?: currently| now)?(?: working as| employed as)?|i (?:currently )?work as|working as|"
    r"i(?:'ve| have) been(?= (?:an? |the )?(?:[a-z/+&-]+ ){0,6}(?:in|at|for|since)\b)|"
    r"my (?:current )?job is|currently|employed as)\s+"
    r"(?:an? |the )?(?P<job>(?:[a-z/+&-]+ ){0,5}?(?:engineer|developer|administrator|admin|analyst|scientist|architect|student|teacher|manager|"
    r"consultant|technician|designer|sysadmin|sre|lead|intern|tester|programmer|nurse|accountant|doctor|physician|pharmacist|paramedic|therapist|lawyer|paralegal|chef|cook|driver|electrician|"
    r"mechanic|plumber|carpenter|librarian|journalist|translator|researcher|physicist|mathematician|statistician|economist|biologist|"
    r"chemist|writer|editor|marketer|recruiter|cashier|barista|waiter|waitress|clerk|officer|pilot|operator|bookkeeper|assistant|"
    r"coordinator|worker|postdoc|professor|lecturer|tutor|musician|photographer|welder|farmer|support specialist|freelancer))\b",
    re.I,
)
_LOCATION = re.compile(
    r"\b(?:(?:[Ii](?:'m| am) |[Ii] )?(?:live|living|based|located|reside)(?: and work)? (?:in|near|at)|[Ii](?:'m| am) (?:in|from)|[Ll]ocation:|[Mm]oved to|[Cc]urrently in|[Ii] work (?:remotely )?from)\s+"
    r"(?P<place>[A-Z][\w.'-]+(?:[ ,]+(?:[A-Z][\w.'-]+|de|do|la)){0,3})"
)
_CURRENCIES = {"$": "USD", "usd": "USD", "dollars": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
               "£": "GBP", "gbp": "GBP", "pounds": "GBP", "inr": "INR", "₹": "INR", "rupees": "INR", "chf": "CHF", "francs": "CHF",
               "cad": "CAD", "aud": "AUD", "pln": "PLN", "zloty": "PLN", "sek": "SEK", "brl": "BRL", "reais": "BRL", "yen": "JPY", "jpy": "JPY"}  # fmt: skip
_MONEY = r"(?:(?P<sign>[$€£₹])\s?(?P<sum>\d[\d,.]*k?)|(?P<sum2>\d[\d,.]*k?)\s*(?P<name>usd|dollars?|eur|euros?|€|gbp|pounds|£|inr|rupees|chf|francs|cad|aud|pln|zloty|sek|brl|reais|jpy|yen))"
_BUDGET = re.compile(
    r"(?:\bbudget\b[^.!?\n]{0,30}?|\b(?:can|could|willing to|want to|will|happy to)\s+(?:only\s+)?(?:spend|pay|afford|invest)[^.!?\n\d]{0,20}?)"
    + _MONEY
    + r"(?P<per>\s*(?:a|per|each|/)\s*(?:month|year|week))?",
    re.I,
)
_NO_BUDGET = re.compile(
    r"\b(?:no budget|zero budget|only free (?:resources|courses|material|things|stuff)|free (?:resources|courses|material) only|can(?:'?t|not) (?:pay|spend)(?: anything| money)?|don'?t have (?:any )?money)\b",
    re.I,
)
_CURRENCY = re.compile(
    r"\b(?:paid in|salary in|currency(?: is)?:?|prices in|earn in|use)\s+(?P<name>usd|dollars?|eur|euros?|gbp|pounds|inr|rupees|chf|cad|aud|pln|sek|brl|jpy|yen)\b",
    re.I,
)
_ZONE = re.compile(
    r"(?<!\w)(?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::\d\d)?|UTC|GMT|CET|CEST|EST|EDT|PST|PDT|CST|IST|[A-Z][a-z]+/[A-Z][A-Za-z_]+)(?!\w)"
)
_BACKGROUND = re.compile(
    r"\b(?:background|degree|studied|graduated|years? (?:of|as|in)|worked (?:as|in|at|for)|my experience|bachelor|master'?s|phd|bootcamp|self[- ]taught|career)\b",
    re.I,
)
_PREFERENCE = re.compile(r"\bi (?:prefer|learn best|like (?:learning|to learn))\b[^.!?\n]*", re.I)


@dataclass(frozen=True)
class Objection:
    """Why a fact is asked about before it is kept."""

    text: str
    quick_replies: tuple[str, ...]
    otherwise: str | int | None = None
    """What "no" would keep instead, if that is plain."""


def level_named(words: str) -> Level:
    """The level that these words name."""
    low = words.casefold()
    if low.startswith(("junior", "entry")):
        return Level.JUNIOR
    if low.startswith(("mid", "inter")):
        return Level.MID
    return Level.SENIOR if low.startswith("senior") else Level.STAFF


def read_facts(text: str, *, asked: bool = False) -> tuple[Fact, ...]:
    """Facts in a message; `asked` when the question was about them, so that short answers count."""
    found: list[Fact] = []
    hours = next((match for pattern in _HOURS if (match := pattern.search(text))), None)
    if hours is None and asked:
        hours = re.search(
            r"(?<![\w$€£])" + _N + r"(?:\s*(?:-|–|to)\s*(?P<to>\d{1,3}))?\s*(?:hours?|hrs?|h\b|$)(?P<per>)",
            text.strip(),
            re.I,
        )
    if hours:
        found.append(Fact("hours_per_week", _hours(hours), hours.group().strip()))
    target = _TARGET.search(text) or (
        _TARGET_ALONE.search(text) or re.search(r"\b" + _LEVEL_WORD + r"\b", text, re.I) if asked else None
    )
    if target:
        found.append(Fact("target_level", level_named(target["level"]).value, target.group().strip()))
    for name, pattern, group in (
        ("target_role", _ROLE, "role"),
        ("current_job", _JOB, "job"),
        ("location", _LOCATION, "place"),
        ("time_zone", _ZONE, "zone"),
    ):
        match = pattern.search(text)
        if match:
            found.append(Fact(name, match[group].strip(" ,."), match.group().strip()))
    job = _JOB.search(text)
    if job and not any(fact.field == "location" for fact in found):
        place = re.match(r"\s+in\s+(?P<place>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)", text[job.end() :])
        if place:
            found.append(Fact("location", place["place"], place.group().strip()))
    found += _money(text)
    preference = _PREFERENCE.search(text)
    if preference:
        found.append(Fact("preferences", preference.group().strip(), preference.group().strip()))
    return tuple(found)


def background(text: str) -> Fact | None:
    """The paragraph that tells of the learner's background, whole."""
    words = text.strip()
    if len(words.split()) < 8 and not _BACKGROUND.search(words):
        return None
    short = words if len(words) <= 600 else words[:600].rsplit(" ", 1)[0]
    return Fact("background", short, short)


def _hours(match: re.Match[str]) -> int:
    low = _NUMBERS.get(match["n"].casefold()) or int(match["n"])
    per = (match["per"] or "").casefold()
    if match["to"]:
        low = (low + int(match["to"])) // 2
    if "month" in per:
        return max(1, round(low / 4.3))
    if "weekday" in per or "evening" in per:
        return low * 5
    return low * 7 if "day" in per or "daily" in per else low


def _money(text: str) -> list[Fact]:
    found: list[Fact] = []
    budget = _BUDGET.search(text)
    if budget:
        amount = (budget["sum"] or budget["sum2"]).rstrip(".,")
        code = _CURRENCIES[(budget["sign"] or budget["name"]).casefold()]
        per = re.sub(r"\s+", " ", (budget["per"] or "").strip())
        found.append(Fact("budget", f"{amount} {code} {per}".strip(), budget.group().strip()))
        found.append(Fact("currency", code, budget.group().strip()))
    elif free := _NO_BUDGET.search(text):
        found.append(Fact("budget", "free only", free.group()))
    currency = _CURRENCY.search(text)
    if currency and not budget:
        found.append(Fact("currency", _CURRENCIES[currency["name"].casefold()], currency.group()))
    return found


def objection(fact: Fact, profile: Mapping[str, Known]) -> Objection | None:
    """A friendly question when the fact cannot be right, or is unlikely to be meant."""
    if fact.field == "hours_per_week":
        hours = int(fact.value)
        if hours > HOURS_OF_A_WEEK:
            return Objection(
                f"You wrote “{fact.quote}”, and a week has only {HOURS_OF_A_WEEK} hours. "
                "How many hours a week can you really keep free for learning?",
                ("5", "10", "15", "20"),
            )
        if hours > MOST_HOURS:
            return Objection(
                f"{hours} hours a week beside everything else would wear anyone out. Is that what you meant, "
                "or would a smaller number be nearer?",
                (f"Yes, {hours} hours", "10", "20", "40"),
            )
        if hours == 0:
            return Objection(
                "No hours at all would make for a very short plan. Is there even one hour a week?", ("1", "2", "5")
            )
    if fact.field == "target_level" and "current_job" in profile:
        job = str(profile["current_job"].value)
        now = re.search(r"\b(?:senior|staff|principal|mid|lead|junior)\b", job, re.I)
        if now:
            current = Level.SENIOR if now.group().casefold() == "lead" else level_named(now.group())
            target = Level(str(fact.value))
            if _RANK[target] < _RANK[current]:
                return Objection(
                    f"You work as {_article(job)} {job} now, and {target.value.capitalize()} is a step below that. People do that "
                    f"when they change fields. Is {target.value.capitalize()} what you mean?",
                    (f"Yes, {target.value}", f"No, {current.value}"),
                    current.value,
                )
    return None


def _article(word: str) -> str:
    return "an" if word[:1].casefold() in "aeiou" else "a"
