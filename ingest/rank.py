"""Candidates to an order that can be compared between queries.

The weights follow a softmax regression on 1,355 questions of readers, none of them listed with a section (`pairs.tsv` and
`readers.tsv` of `evals/calibration`): by a fit without a fifth of them the right section comes first for 80% of that fifth, among
three for 93%, among five for 96%; by the weights before, fitted on the questions that the corpus lists, 78%, 91% and 95%. What
they give to a section's own words is more than the regression does: an operator's documents list no questions. Sections overlap on
purpose, so a "wrong" first section often answers too; `pytest evals/` measures that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.search import Candidate

QUESTION, UNIT, PASSAGE, HEAD = 2.9, 1.0, 1.0, 0.9
QUESTION_WORDS, PASSAGE_WORDS, UNIT_WORDS, LEVEL = 2.4, 0.3, 1.4, 1.2
HIGHEST = 18.0
"""A raw score that hardly any match reaches; scores are shares of it."""
SHARE, ASKED = 0.1, 0.15
"""Of the head's probability and of the nearest listed question, on top of that share."""


@dataclass(frozen=True)
class Ranked:
    """A candidate and its relevance in [0, 1]."""

    candidate: Candidate
    score: float


def rank(candidates: Sequence[Candidate], levels: Sequence[str] = ()) -> list[Ranked]:
    """Best first; ties by id, so that the order never depends on the store. `levels` are those the question names."""
    most_words = max((found.passage_bm25 for found in candidates), default=0.0) or 1.0
    most_unit_words = max((max(found.unit_bm25, default=0.0) for found in candidates), default=0.0) or 1.0
    most_question_words = max((found.question_bm25 for found in candidates), default=0.0) or 1.0
    wanted = set(levels)
    ranked = []
    for found in candidates:
        unit = max(found.unit_cosines, default=0.0)
        # An operator's document lists no questions: its own words stand in for what they would have told.
        listed = bool(found.chunk.ask.questions)
        question = found.question_cosine if listed else max(unit, found.passage_cosine)
        question_words = (
            found.question_bm25 / most_question_words if listed else max(found.unit_bm25, default=0.0) / most_unit_words
        )
        head = found.head if listed else min(6.0, max(0.0, 15.0 * (max(unit, found.passage_cosine) - 0.35)))
        raw = (
            QUESTION * question
            + UNIT * unit
            + PASSAGE * found.passage_cosine
            + HEAD * head
            + QUESTION_WORDS * question_words
            + PASSAGE_WORDS * found.passage_bm25 / most_words
            + UNIT_WORDS * max(found.unit_bm25, default=0.0) / most_unit_words
            + LEVEL * _agreement(wanted, set(found.chunk.ask.levels))
        )
        share = found.head_share if listed else min(1.0, max(0.0, 4.0 * (max(unit, found.passage_cosine) - 0.5)))
        score = (min(1.0, max(0.0, raw / HIGHEST)) + SHARE * share + ASKED * question) / (1.0 + SHARE + ASKED)
        ranked.append(Ranked(found, min(1.0, max(0.0, score))))
    return sorted(ranked, key=lambda each: (-each.score, each.candidate.chunk.id))


def _agreement(wanted: set[str], spoken: set[str]) -> float:
    if not wanted or not spoken:
        return 0.0
    return 1.0 if wanted & spoken else -1.0
