"""What a message means, given where the conversation stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphs.mentor.intent_model import NAMES, READ_CHARS, Context, IntentModel, IntentName
from graphs.mentor.intent_rules import by_rule
from graphs.ports import Embedder

UNSURE = 0.22
"""Below this probability the message is taken as what people mostly write where the conversation stands."""
_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:what|how|why|which|who|when|where|is|are|do|does|should|can|could)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Intent:
    """What the learner wants."""

    name: IntentName
    confidence: float
    """1.0 when a rule decided."""
    alternatives: tuple[tuple[IntentName, float], ...] = ()
    """The next likely meanings, best first."""


def classify(message: str, context: Context, examples: IntentModel, embedder: Embedder) -> Intent:
    """Rules first, then the classifier; deleting is only ever recognised by a rule."""
    ruled = by_rule(message, context)
    if ruled is not None:
        return Intent(ruled, 1.0)
    read = message.strip()[:READ_CHARS]
    probabilities = examples.probabilities(read, context, embedder.encode([read])[0])
    ranked = [(NAMES[i], float(probabilities[i])) for i in probabilities.argsort()[::-1]]
    ranked = [(name, p) for name, p in ranked if name != "delete_my_data"]
    name, confidence = ranked[0]
    if confidence < UNSURE:
        name = "answer" if context == "in_interview" and not _QUESTION.search(read) else "ask"
    return Intent(name, confidence, tuple(each for each in ranked[:4] if each[0] != name)[:3])
