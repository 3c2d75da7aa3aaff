"""Whether passages bear a sentence out: its figures, its names, and most of what it talks about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.checks import figures, names

LEAST_SHARE = 0.5
_WORD = re.compile(r"[a-z][a-z0-9+#]*(?:'[a-z]+)?")
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "if",
        "then",
        "than",
        "that",
        "this",
        "these",
        "those",
        "it",
        "its",
        "they",
        "them",
        "their",
        "there",
        "here",
        "he",
        "she",
        "his",
        "her",
        "we",
        "our",
        "you",
        "your",
        "i",
        "my",
        "me",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "done",
        "has",
        "have",
        "had",
        "having",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "will",
        "would",
        "not",
        "no",
        "nor",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "without",
        "into",
        "over",
        "under",
        "about",
        "as",
        "between",
        "through",
        "during",
        "within",
        "across",
        "per",
        "up",
        "down",
        "out",
        "off",
        "so",
        "such",
        "also",
        "too",
        "very",
        "more",
        "most",
        "less",
        "least",
        "much",
        "many",
        "few",
        "some",
        "any",
        "each",
        "every",
        "all",
        "both",
        "either",
        "neither",
        "other",
        "another",
        "same",
        "own",
        "just",
        "only",
        "even",
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "why",
        "how",
        "one",
        "two",
        "who's",
        "it's",
        "don't",
        "isn't",
        "aren't",
        "can't",
    ]
)
_ENDINGS = (
    "ingly",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
)


@dataclass(frozen=True)
class Fault:
    """Why a sentence is not borne out."""

    figures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    share: float = 1.0

    def __str__(self) -> str:
        parts = []
        if self.figures:
            parts.append(f"figures not in the passages: {', '.join(self.figures)}")
        if self.names:
            parts.append(f"names not in the passages: {', '.join(self.names)}")
        if self.share < LEAST_SHARE:
            parts.append(f"only {self.share:.0%} of its words are in the passages")
        return "; ".join(parts)


def stems(text: str) -> set[str]:
    """Content words cut to a crude stem."""
    return {_stem(word) for word in _WORD.findall(text.lower().replace("’", "'")) if word not in _EMPTY}


def fault(sentence: str, evidence: Sequence[str], learner: str = "") -> Fault | None:
    """None when the passages together bear the sentence out; `learner` excuses names alone, never figures."""
    whole = "\n".join(evidence)
    wanted = stems(sentence)
    share = len(wanted & stems(whole)) / len(wanted) if wanted else 1.0
    found = Fault(
        tuple(figures.unsupported(sentence, whole)), tuple(names.unsupported(sentence, whole, learner)), share
    )
    return found if found.figures or found.names or share < LEAST_SHARE else None


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
