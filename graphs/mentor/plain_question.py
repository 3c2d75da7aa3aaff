"""When a message that looks like a wish is rather a question for the sources: a plain question must never be lost."""

from __future__ import annotations

import re

DOUBTFUL = 0.75
"""A meaning less probable than this gives way to the sources more easily."""
SAME, LIKE, NEAR = 0.95, 0.8, 0.5
"""Cosine to a question that the sources are known to answer: the same one, one much like it, one on the matter.
Nine in ten questions that they answer come nearer than `NEAR`."""
_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:(?:so|and|but|ok)[\s,:]+)*(?:what|how|why|which|who|when|where|is|are|do|does|should|can|could)\b",
    re.IGNORECASE,
)
_SOMEBODYS = re.compile(r"\b(?:my|mine|me|you|your|yours|we|our|us|this|these|those|here)\b", re.IGNORECASE)


def least_nearness(text: str, confidence: float) -> float:
    """How near the sources must come for the message to be a question for them.

    A doubtful reading of words that name neither the learner's own things nor the mentor gives way soon; a confident
    one only when the sources know this very question.
    """
    if confidence >= DOUBTFUL or _SOMEBODYS.search(text):
        return SAME
    return NEAR if _QUESTION.search(text) else LIKE
