"""Every number, amount of money and percentage of a sentence has to stand in the passages it cites."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_SCALE = {"k": 1e3, "m": 1e6, "b": 1e9, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<money>[$€£]\s?|usd\s?)?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale>\s?(?:thousand|million|billion|trillion)\b|[kmb]\b)?"
    r"(?P<percent>\s?(?:%|per\s?cent\b|percentage points?\b))?"
    r"(?P<dollars>\s?(?:dollars|usd)\b)?",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:-|to|and|or|through)\s*", re.IGNORECASE)
_WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
]
_VALUES = [*range(2, 13), 15, 20, 30, 40, 50]
_WORD_VALUES = dict(zip(_WORDS, _VALUES, strict=True)) | {"one": 1, "half": 0.5, "a quarter": 0.25}
_MEASURED = re.compile(
    rf"\b({'|'.join(_WORDS)})(?=[\s-]+(?:to \w+ |or \w+ )?"
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|per\s?cent|times|levels?|gpus?)\b)",
    re.IGNORECASE,
)
_ANY_WORD = re.compile(rf"\b({'|'.join(_WORD_VALUES)})\b", re.IGNORECASE)


class Figure(NamedTuple):
    """A value with its unit: `money`, `percent` or `plain`."""

    value: float
    unit: str

    def __str__(self) -> str:
        if self.unit == "money":
            return f"${self.value:,.10g}"
        return f"{self.value:.10g}{'%' if self.unit == 'percent' else ''}"


def figures(text: str) -> set[Figure]:
    """All figures; both ends of a range carry its unit: `$67,000-120,000`, `20 to 30%`, `100-150k`."""
    plain = unicodedata.normalize("NFKC", text).translate(dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"))
    plain = re.sub(r"[*`_]", "", plain)
    found: list[tuple[re.Match[str], float, str, float]] = []
    for match in _NUMBER.finditer(plain):
        scale = _SCALE.get((match["scale"] or "").strip().lower(), 1.0)
        unit = "money" if match["money"] or match["dollars"] else "percent" if match["percent"] else "plain"
        found.append((match, float(match["value"].replace(",", "")), unit, scale))
    result: set[Figure] = set()
    for place, (match, value, unit, scale) in enumerate(found):
        if unit == "plain" or scale == 1.0:
            for other, apart in ((place + 1, 1), (place - 1, -1)):
                if not 0 <= other < len(found):
                    continue
                near, _, near_unit, near_scale = found[other]
                between = plain[match.end() : near.start()] if apart == 1 else plain[near.end() : match.start()]
                if not _JOINT.fullmatch(between):
                    continue
                if unit == "plain" and not (apart == -1 and near_unit == "percent"):
                    unit = near_unit
                if scale == 1.0 and apart == 1 and value < 1000:
                    scale = near_scale
        result.add(Figure(round(value * scale, 6), unit))
    result |= {Figure(float(_WORD_VALUES[match[1].lower()]), "plain") for match in _MEASURED.finditer(plain)}
    return result


def unsupported(sentence: str, evidence: str) -> list[str]:
    """Figures of the sentence that the evidence does not hold; money needs money of that value, a share a share."""
    held = figures(evidence)
    values = {figure.value for figure in held} | {
        float(_WORD_VALUES[match[1].lower()]) for match in _ANY_WORD.finditer(evidence)
    }
    money = {figure.value for figure in held if figure.unit == "money"}
    # A pay table may name its currency in the head only.
    in_currency = bool(re.search(r"\busd\b|\$|dollar", evidence, re.IGNORECASE))
    percent = {figure.value for figure in held if figure.unit == "percent"}
    lacks = []
    for figure in sorted(figures(sentence)):
        if figure.unit == "money":
            there = figure.value in money or (in_currency and figure.value >= 1000 and figure.value in values)
        elif figure.unit == "percent":
            there = figure.value in percent
        else:
            there = figure.value in values
        if not there:
            lacks.append(str(figure))
    return lacks
