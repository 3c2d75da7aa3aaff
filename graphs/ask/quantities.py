"""Reads the figures of a text: money, percentages, durations, years, ratings and plain numbers, normalised.

Two spellings of one figure compare equal (`$93.5k`, `93,500 dollars`; `35 percent`, `35%`), two figures of different
kinds never do (`20%` is not `20 hours`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

QuantityKind = Literal["money", "percent", "duration", "year", "clock", "number"]

WORD_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000,
}  # fmt: skip

SCALES = {
    "k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9,
    "billion": 1e9, "t": 1e12, "trillion": 1e12,
}  # fmt: skip

UNITS = {
    "second": "second", "seconds": "second", "sec": "second", "secs": "second", "minute": "minute",
    "minutes": "minute", "min": "minute", "mins": "minute", "hour": "hour", "hours": "hour", "hr": "hour",
    "hrs": "hour", "h": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month",
    "months": "month", "year": "year", "years": "year", "yr": "year", "yrs": "year", "yoe": "year",
}  # fmt: skip

NUMBER = re.compile(
    r"(?P<currency>US\$|[$€£₹]|USD\s?|EUR\s?|GBP\s?)?\s?"
    r"(?<![\w.])(?<!(?-i:[A-Z])-)(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>k|K|[mM]n?|[bB]n?|thousand|grand|million|billion|trillion)(?!\w))?"
    r"\+?(?P<after>\s?%|\s?percent\b|\s?per cent\b|\s?pct\b|\s?(?:US )?dollars\b|\s?(?:usd|eur|gbp|euros?|bucks)\b)?"
    r"(?P<clock>:\d{2}|\s?[ap]\.?m\b\.?)?"
    r"(?P<unit>[\s-]?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|yoe)\b)?",
    re.IGNORECASE,
)

WORD_QUANTITY = re.compile(
    r"\b(?P<word>"
    + "|".join(WORD_NUMBERS)
    + r")[\s-](?P<unit>(?:percent|per cent|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b)",
    re.IGNORECASE,
)

RANGE_DASH = re.compile(r"(?<=\d)\s?[-–—]\s?(?=[$€£]?\d)")
RANGE_SHARED_SCALE = re.compile(
    r"(?<![\w.,])(\d+(?:\.\d+)?)\s?(?:-|–|—|to|and)\s?(\d+(?:\.\d+)?)\s?(k|thousand|grand|million)\b", re.IGNORECASE
)
RANGE_SHARED_UNIT = re.compile(
    r"(?<![\w.,$€£])(\d+(?:\.\d+)?)\s?(?:-|–|—|to|or)\s?(\d+(?:\.\d+)?)([\s-](?:years?|months?|weeks?|hours?|minutes?|days?)\b|\s?%|\s?percent\b)", re.IGNORECASE
)  # fmt: skip


_SHARES = {"half a": 0.5, "a quarter": 0.25, "quarter of a": 0.25, "three quarters of a": 0.75}
_UP_TO_NINE = {word: value for word, value in WORD_NUMBERS.items() if 1 <= value <= 90} | {"a": 1}
_SPELLED = re.compile(
    r"\b(?:(?P<share>half a|a quarter(?: of a)?|quarter of a|three quarters of a)[\s-](?P<whole>million|billion)"
    rf"|(?P<count>{'|'.join(_UP_TO_NINE)})[\s-](?:and a (?P<half>half)[\s-])?(?P<scale>hundred (?:thousand|grand|k)|thousand|grand|million|billion)"
    rf"|(?P<hundreds>{'|'.join(_UP_TO_NINE)})[\s-]hundred[\s-](?:and[\s-])?(?P<rest>{'|'.join(_UP_TO_NINE)})[\s-](?:thousand|grand|k))\b",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(
    r"\b(?:dollars?|bucks|grand|usd|salar\w+|earn\w*|pay\w*|paid|makes?|making|money|income|compensation|wages?|figures)\b|\$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\b(?P<count>four|five|six|seven|eight|4|5|6|7|8)[\s-]figures?\b", re.IGNORECASE)


def spelled_money(text: str) -> frozenset[Quantity]:
    """Amounts in words (`half a million`, `two hundred thousand`) of a text that speaks of money."""
    if not _OF_MONEY.search(text):
        return frozenset()
    return frozenset(Quantity("money", _spelled(match)) for match in _SPELLED.finditer(text))


def _spelled(match: re.Match[str]) -> float:
    if match["share"]:
        share = next(value for words, value in _SHARES.items() if match["share"].lower().startswith(words))
        return share * SCALES[match["whole"].lower()]
    if match["hundreds"]:
        return float((_UP_TO_NINE[match["hundreds"].lower()] * 100 + _UP_TO_NINE[match["rest"].lower()]) * 1000)
    count = _UP_TO_NINE[match["count"].lower()] + (0.5 if match["half"] else 0.0)
    scale = match["scale"].lower()
    return count * (1e5 if scale.startswith("hundred") else SCALES[scale])


def digits_of_money(text: str) -> int:
    """How many digits `six figures` speaks of; 0 when the text says nothing of the kind."""
    match = _DIGITS.search(text)
    if match is None:
        return 0
    word = match["count"].lower()
    return int(word) if word.isdigit() else WORD_NUMBERS[word]


@dataclass(frozen=True, order=True)
class Quantity:
    """One figure: `kind`, its value (dollars, percent, the unit of `unit`) and the unit of a duration."""

    kind: QuantityKind
    value: float
    unit: str = ""


def quantities(text: str) -> frozenset[Quantity]:
    """Every figure of the text. A bare four-digit 19xx or 20xx is a year; `1st`, `K8s`, `GPT-4` are not figures."""
    spread = RANGE_SHARED_SCALE.sub(lambda m: f"{m[1]}{m[3]} to {m[2]}{m[3]}", text)
    spread = RANGE_SHARED_UNIT.sub(lambda m: f"{m[1]}{m[3]} to {m[2]}{m[3]}", spread)
    spread = RANGE_DASH.sub(" to ", spread)
    found: set[Quantity] = set()
    for match in NUMBER.finditer(spread):
        quantity = _read(match, spread)
        if quantity is not None:
            found.add(quantity)
    for match in WORD_QUANTITY.finditer(spread):
        value = float(WORD_NUMBERS[match["word"].lower()])
        unit = match["unit"].lower()
        if unit.startswith("per"):
            found.add(Quantity("percent", value))
        else:
            found.add(Quantity("duration", value, UNITS[unit]))
    return frozenset(found)


def _read(match: re.Match[str], text: str) -> Quantity | None:
    following = text[match.end("value") : match.end("value") + 3]
    if re.match(r"(st|nd|rd|th)\b", following) or (
        re.match(r"[a-zA-Z]\w", following) and not match["scale"] and not match["unit"]
    ):
        return None
    value = float(match["value"].replace(",", ""))
    scale = (match["scale"] or "").lower()
    value *= SCALES.get(scale, 1.0)
    after = (match["after"] or "").strip().lower()
    if match["currency"] or after in {"dollars", "us dollars", "usd", "eur", "gbp", "euro", "euros", "bucks"}:
        return Quantity("money", value)
    if after in {"%", "percent", "per cent", "pct"}:
        return Quantity("percent", value)
    if match["clock"]:
        return Quantity("clock", value)
    if match["unit"]:
        return Quantity("duration", value, UNITS[match["unit"].strip(" -\t\n").lower()])
    if scale in {"k", "thousand", "grand", "million"} and value >= 1000:
        return Quantity("money", value)
    if (
        "," not in match["value"]
        and not scale
        and value == int(value)
        and 1900 <= value <= 2100
        and len(match["value"]) == 4
    ):
        return Quantity("year", value)
    return Quantity("number", value)


def unsupported(sentence: str, evidence: str) -> frozenset[Quantity]:
    """Figures of the sentence that the evidence does not hold; a bare number is satisfied by any kind of the same value."""
    return missing(sentence, quantities(evidence))


def missing(sentence: str, present: frozenset[Quantity]) -> frozenset[Quantity]:
    """The same for evidence that was read already."""
    values = {quantity.value for quantity in present}
    return frozenset(
        quantity
        for quantity in quantities(sentence)
        if quantity not in present and not (quantity.kind in {"number", "year"} and quantity.value in values)
    )
