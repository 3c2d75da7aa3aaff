"""Ratings as people write them: "3/4", "7/10", "★★", "80%", "intermediate", "three"."""

from __future__ import annotations

import re

NAMED = {
    "none": 0, "nothing": 0, "zero": 0, "basic": 1, "beginner": 1, "novice": 1, "one": 1, "intermediate": 2, "two": 2,
    "advanced": 3, "three": 3, "expert": 4, "four": 4,
}  # fmt: skip
_COUNTS = ("one", "two", "three", "four")
"""Words that also count things: "one thing after the other" is no rating."""
_AFTER = (
    r"(?!\s*(?:x\b|k\b|\.\d|\d))(?!\s*-\s*\w*\d)(?!\s+(?!(?:i|i'?d|i'?m|i'?ve|maybe|perhaps|probably|honestly|please|pls|now|then|instead|not|for|in|on|at|would|is|was|"
    r"and|or|rather|but|because|cause|cos|since|as|if|with|though|tops|actually|really|thanks|thx|there|here|too|that|this|from|so|to|out|of|max|level|"
    r"rating|by|sorry|right|imo|tbh|lol|haha|when|after|before|my|you|it|think|guess|can|could|should|overall|today|fits|sounds|seems|feels|isn|ish|"
    r"more|less|than|stars?|both|will|do|does|be|were|which|while|just|only|still|all|than|well|hm+|yes|no|the|a|we|also|oh|ok|okay)\b)[a-z]+)"
)
"""Behind a bare figure there stands no thing that it would count: "3 machines" is no rating."""
RATING = (
    r"(?:(?P<stars>[★⭐]{1,5})|(?:a |an |level |rating )*(?P<number>\d{1,3}(?:\.\d)?)(?:\s*(?:/|out of|of)\s*(?P<of>\d{1,3})|\s*(?P<percent>%))?"
    + _AFTER
    + r"(?:\s*stars?)?|(?:a |an |the )*(?P<word>(?:" + "|".join(each for each in NAMED if each not in _COUNTS) + r")\b|"
    + r"(?:" + "|".join(_COUNTS) + r")\b(?=\s*(?:$|[.,;:!?)]|(?:stars?|out|of|please|now|then|instead|not|for|would|is|and|rather)\b))))"
)  # fmt: skip
_LEADS_TO = frozenset(
    [
        "to",
        "at",
        "is",
        "be",
        "as",
        "it",
        "that",
        "say",
        "only",
        "just",
        "with",
        "than",
        "maybe",
        "about",
        "not",
        "a",
        "rather",
    ]
)
_RATING = re.compile(r"(?<![\w.])" + RATING, re.I)


def value(match: re.Match[str]) -> int | None:
    """The rating on the scale of 0 to 4; None when the number is off its own scale."""
    if match["stars"]:
        return min(4, len(match["stars"]))
    if match["word"]:
        return NAMED[match["word"].casefold()]
    number = float(match["number"])
    top = 100.0 if match["percent"] else float(match["of"] or 4)
    if top <= 0 or number > top:
        return None
    return int(number * 4 / top + 0.5)


def rating_in(text: str) -> int | None:
    """The last rating named in the text: in "from 1 to 3" the second one is meant."""
    found = [
        rating for match in _RATING.finditer(text) if not _points(text, match) and (rating := value(match)) is not None
    ]
    return found[-1] if found else None


def _points(text: str, match: re.Match[str]) -> bool:
    """ "The Git one" names a thing; "a one", "make it one" and "one" alone name a rating."""
    if (match["word"] or "").casefold() != "one" or match.group().casefold() != "one":
        return False
    before = re.search(r"(\w+)\s+$", text[: match.start()])
    return before is not None and before[1].casefold() not in _LEADS_TO
