"""Candidates to an order that can be compared between queries.

The weights follow a softmax regression (`python -m evals.fit_order`): of 2,000 of the corpus's own questions, each left out, the
right section comes first for 64%, among three for 84%, among five for 90%, as often as by a fit that has not seen them (65%, 84%
and 90%). What they give to a section's own words is more than the regression does: an operator's documents list no questions.
Sections overlap on purpose, so a "wrong" first section often answers too; `pytest evals/` measures that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.search import Candidate

WEIGHTS: Mapping[str, float] = {
    "question": 2.9, "unit": 1.0, "passage": 1.0, "head": 0.9, "question_words": 2.4, "passage_words": 0.3, "unit_words": 1.4, "level": 1.2,
}  # fmt: skip
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
    ranked = []
    for found, told in zip(candidates, features(candidates, levels), strict=True):
        raw = sum(WEIGHTS[name] * value for name, value in told.items())
        share = found.head_share if found.chunk.ask.questions else min(1.0, max(0.0, 4.0 * (_own(found) - 0.5)))
        score = (min(1.0, max(0.0, raw / HIGHEST)) + SHARE * share + ASKED * told["question"]) / (1.0 + SHARE + ASKED)
        ranked.append(Ranked(found, min(1.0, max(0.0, score))))
    return sorted(ranked, key=lambda each: (-each.score, each.candidate.chunk.id))


def features(candidates: Sequence[Candidate], levels: Sequence[str] = ()) -> list[dict[str, float]]:
    """What the order rests on, a number for each name of `WEIGHTS`; shared words as shares of the most among the candidates."""
    questions = _shares([found.question_bm25 for found in candidates])
    passages = _shares([found.passage_bm25 for found in candidates])
    units = _shares([max(found.unit_bm25, default=0.0) for found in candidates])
    rows = []
    for place, found in enumerate(candidates):
        # An operator's document lists no questions: its own words stand in for what they would have told.
        listed = bool(found.chunk.ask.questions)
        rows.append(
            {
                "question": found.question_cosine if listed else _own(found),
                "unit": max(found.unit_cosines, default=0.0),
                "passage": found.passage_cosine,
                "head": found.head if listed else min(6.0, max(0.0, 15.0 * (_own(found) - 0.35))),
                "question_words": questions[place] if listed else units[place],
                "passage_words": passages[place],
                "unit_words": units[place],
                "level": _agreement(set(levels), set(found.chunk.ask.levels)),
            }
        )
    return rows


def _own(found: Candidate) -> float:
    return max(max(found.unit_cosines, default=0.0), found.passage_cosine)


def _shares(scores: Sequence[float]) -> list[float]:
    most = max(scores, default=0.0) or 1.0
    return [score / most for score in scores]


def _agreement(wanted: set[str], spoken: set[str]) -> float:
    if not wanted or not spoken:
        return 0.0
    return 1.0 if wanted & spoken else -1.0
