"""What a learner says of the own level: a number, stars or a word; a claim is not evidence."""

from __future__ import annotations

import re

from graphs.interview.figures import rating_in

_WORDS: tuple[tuple[int, str], ...] = (
    (0, r"(?:absolute |total |complete )?(?:zero|none|no (?:experience|knowledge|clue)(?: (?:at all|whatsoever))?)"),
    (1, r"(?:an? )?(?:absolute |total |complete )?(?:beginner|newbie|noob|novice|basics?|rookie|beginner level|entry level)"),
    (2, r"(?:an? )?(?:intermediate|average|so-so|okay-ish|middling|medium|mid level)"),
    (3, r"(?:an? )?(?:advanced|proficient|senior|strong|solid|very good)"),
    (4, r"(?:an? )?(?:expert|master|guru|ninja|pro|wizard|top|best)"),
)  # fmt: skip
_FILLER = re.compile(
    r"\b(?:i(?:'d| would)?|am|i'm|say|think|guess|rate|give|myself|me|it|is|my|level|a|an|the|about|around|roughly|maybe|probably|"
    r"honestly|at|as|in|with|of|for|out|still|just|only|would|be|call|put|on|that|to|know|have|user|so|yes|no|doubt|and|here|"
    r"definitely|clearly|absolutely|pretty|quite|really|very|total|complete|absolute|stars?|points?|know the|some)\b",
    re.I,
)
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:/|out of|of|from)\s*\d+|\d+\s*%|[★⭐✭☆*]+|\b\d\b|\b(?:one|two|three|four|five) stars?", re.I
)


def explicit_claim(text: str) -> int | None:
    """The level the learner names, on the scale of 0 to 4; the last one counts."""
    number = rating_in(text)
    if number is not None:
        return number
    stars = re.search(r"[★⭐✭]+", text)
    if stars:
        return min(4, len(stars.group()))
    alone = re.fullmatch(r"\s*(?:a )?([0-4])\s*[.!]?\s*", text)
    if alone:
        return int(alone.group(1))
    found = [rating for rating, pattern in _WORDS if re.search(rf"\b{pattern}\b", text, re.I)]
    return found[-1] if found else None


def claim_alone(text: str, names: tuple[str, ...] = ()) -> bool:
    """Nothing stands beside the claim but filler and the skill's name."""
    rest = _NUMBER.sub(" ", text)
    for _, pattern in _WORDS:
        rest = re.sub(rf"\b{pattern}\b", " ", rest, flags=re.I)
    for name in sorted(names, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", rest, flags=re.I)
    return len(re.findall(r"\w+", _FILLER.sub(" ", rest))) <= 1
