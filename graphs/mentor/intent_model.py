"""The classifier of what a message means: its features, its committed numbers, and how they are applied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np

from graphs.mentor.linear import VECTOR_SCALE, dumped, occurring, softmax, stored
from graphs.ports import Vectors

IntentName = Literal[
    "ask", "start_assessment", "answer", "correct_rating", "skip", "back", "pause", "resume", "make_plan",
    "make_roadmap", "add_posting", "market_report", "progress_update", "replan", "show_status", "export",
    "delete_my_data", "help", "smalltalk", "out_of_scope", "feedback", "set_profile",
]  # fmt: skip
Context = Literal["idle", "in_interview", "in_market", "has_plan"]
"""Where the conversation stands: nothing under way, an interview open, postings being collected, a plan running."""

NAMES: tuple[IntentName, ...] = get_args(IntentName)
CONTEXTS: tuple[Context, ...] = get_args(Context)
FILE = "intent_weights.npz"
READ_CHARS = 2000
"""Of a long message the beginning says what it is."""

_SKILLS = r"python|docker|containers?|kubernetes|k8s|linux|bash|shell|git|cloud|aws|gcp|azure|terraform|pytorch|ml|monitoring|prometheus|grafana|system design|communication|time management|helm|problem.solving"
_CUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\?\s*$",
        r"^\W*(?:(?:so|and|ok|but|wait|hang on|quick question)\W+)*(?:what|how|why|which|who|when|where|is|are|do|does|did|should|would)\b",
        r"^\W*(?:can|could|would|will) (?:you|we|i)\b|\bplease\b",
        r"\b(?:i|i'm|i've|i'd|we|my|our)\b",
        r"^\W*(?:i|we|at my|in my|my|mostly|used|about|just)\b",
        r"\b\d+\s*(?:/|out of|of)\s*\d+\b|\bstars?\b|^\W*[0-4]\W*$",
        r"\b(?:hours?|hrs?|h)\b.{0,14}\bweek|\bper week\b|\bweekly\b|\ba week\b",
        rf"\b(?:{_SKILLS})\b",
        r"\bplan\b|\bschedule\b|\bcurriculum\b|\btimetable\b",
        r"\broad ?map\b|\bcareer (?:path|map)\b|\bmilestones?\b",
        r"\b(?:postings?|ads?|vacanc\w+|job descriptions?|openings?)\b",
        r"\b(?:my|the|our) (?:postings|ads|job ads)\b|\breport\b|\bmarket\b",
        r"\b(?:my data|everything|account|records|all my|information)\b",
        r"\b(?:you|your|you're)\b",
        r"\b(?:actually|should be|instead of|too (?:high|low)|rat(?:ed|ing)|wrong|underrated|lower|raise|correct)\b",
        r"\b(?:wasn't|never|no|not|nope|don't|none|nothing)\b",
        r"\b(?:finished|done|completed|passed|complete|halfway)\b",
        r"^\W*(?:make|build|create|write|draw|generate|give|draft|design|plan|show|list|export|download|delete|erase|add|set|change|move|update|start|stop|let's|lets)\b",
    )
)  # fmt: skip
_POSTING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bresponsibilit|\bwhat you(?:'ll| will) do\b|\byour (?:tasks|role)\b|\byou will\b",
        r"\brequirements?\b|\bqualifications?\b|\bwhat you bring\b|\byour profile\b|\bmust.haves?\b|\bnice to have\b",
        r"\bwe (?:offer|are (?:looking|seeking|hiring)|'re hiring)\b|\bwe're (?:looking|seeking|hiring)\b|\bjoin our\b|\bideal candidate\b|\bour team\b",
        r"\bbenefits\b|\bsalary\b|\bequal opportunity\b|\bapply now\b|\bfull.time\b|\bhybrid\b|\bcompetitive\b|\bvacation\b",
        r"\d\+? years?\b.{0,20}\b(?:experience|of|in|with)\b|\d\+ years?",
        r"\b(?:job title|location|position|company)\s*:|\babout the (?:role|job)\b",
    )
)  # fmt: skip


def posting_cues(message: str) -> int:
    """How many marks of a job posting the text bears, of six."""
    return sum(bool(pattern.search(message)) for pattern in _POSTING)


def cues(message: str) -> list[float]:
    """What can be seen in a message without understanding it."""
    length = len(message.split())
    return [
        *(float(bool(pattern.search(message))) for pattern in _CUES),
        min(posting_cues(message), 3) / 2,
        float(length <= 2),
        min(length, 60) / 30,
    ]


def features(message: str, context: Context, vector: Vectors, vocabulary: Sequence[str]) -> Vectors:
    """One row of what the classifier weighs."""
    where = [float(context == each) for each in CONTEXTS]
    seen = np.array(cues(message), dtype=np.float32)
    return np.concatenate(
        [
            vector * VECTOR_SCALE,
            np.array(where, dtype=np.float32) * 1.5,
            seen,
            seen * float(context == "in_interview"),
            occurring(message, vocabulary),
        ]
    )


@dataclass(frozen=True)
class IntentModel:
    """Multinomial logistic regression; rows of `weights` are `NAMES`."""

    weights: Vectors
    bias: Vectors
    vocabulary: tuple[str, ...]

    def probabilities(self, message: str, context: Context, vector: Vectors) -> Vectors:
        """In the order of `NAMES`."""
        return softmax(self.weights @ features(message, context, vector, self.vocabulary) + self.bias)

    def dumped(self) -> bytes:
        """As an `.npz` without pickled objects; equal numbers give equal bytes."""
        return dumped(weights=self.weights.astype(np.float16), bias=self.bias, vocabulary=np.array(self.vocabulary))


@lru_cache(maxsize=1)
def load_intent_model() -> IntentModel:
    """The one written by `python -m evals.train_intents --write`, fitted on MiniLM's vectors."""
    data = stored(FILE)
    return IntentModel(
        data["weights"].astype(np.float32), data["bias"].astype(np.float32), tuple(data["vocabulary"].tolist())
    )
