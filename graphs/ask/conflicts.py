"""Finds where sources disagree: different figures, or different ratings, for the same matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from graphs.ask.lexicon import levels_in
from graphs.ask.quantities import quantities
from graphs.ports import Passage

Disagreement = Literal["figures", "bar", "stance"]

_RATINGS = re.compile(
    r"\b(none|basic|basics|awareness|fundamentals?|foundational|intermediate|advanced|expert)\b", re.IGNORECASE
)
_SAME_BAR = {
    "basics": "basic",
    "fundamental": "basic",
    "fundamentals": "basic",
    "foundational": "basic",
    "awareness": "awareness",
}


def rating_words(text: str) -> frozenset[str]:
    """Words of the rating scale in the text, folded: `fundamentals` is Basic."""
    return frozenset(_SAME_BAR.get(m[1].lower(), m[1].lower()) for m in _RATINGS.finditer(text))


def ratings_of_level(text: str, levels: Sequence[str]) -> frozenset[str]:
    """Rating words that the text gives to these levels; sentences that speak of several levels are read clause by clause."""
    found: set[str] = set()
    for piece in re.split(r"[.;\n]\s|,\s|\sand\s(?=Basic|Intermediate|Advanced|Expert)", text):
        spoken = levels_in(piece)
        if spoken and set(spoken) <= set(levels):
            found |= rating_words(piece)
    return frozenset(found)


def disagreement(first: Passage, second: Passage) -> Disagreement | None:
    """How two passages of different works about one matter disagree, or None when nothing measurable differs.

    Stances that their authors noted come first, then figures (two sets of money or of percentages that differ), then words
    of the rating scale.
    """
    if first.stance and second.stance:
        return "stance" if first.stance != second.stance else None
    texts = (first.text, second.text)
    for kind in ("money", "percent"):
        one, other = (frozenset(q.value for q in quantities(text) if q.kind == kind) for text in texts)
        if one and other and one != other:
            return "figures"
    bar, other_bar = (rating_words(text) for text in texts)
    return "bar" if bar and other_bar and not bar & other_bar else None
