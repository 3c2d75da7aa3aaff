"""A linear head over the sentence vector that tells which passage a question is for.

The questions that authors list with a section are few and varied examples of one class; multinomial logistic regression
over frozen sentence vectors learns what is common to them, where the nearest single example is often another section's.
Measured on 1,200 of the corpus's own questions, each left out of training, beside the other ranking features: the right
section first 60% against 57% of the time, among five 89% against 86%.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

import numpy as np

from ingest.collection import Vectors

LEAST_EXAMPLES = 4
"""Passages with fewer listed questions are no class: an operator's plain documents are found by the other features."""
REGULARISATION = 10.0
ITERATIONS = 60


@dataclass(frozen=True)
class Head:
    """`weights` has shape (passages, dimension), `biases` (passages,)."""

    passages: tuple[str, ...]
    weights: Vectors
    biases: Vectors

    def logits(self, vector: Vectors) -> Mapping[str, float]:
        """Log-odds by passage id, centred so that 0 is an indifferent passage."""
        if not self.passages:
            return {}
        values = self.weights @ vector + self.biases
        values = values - values.mean()
        return dict(zip(self.passages, values.tolist(), strict=True))

    @staticmethod
    def shares(logits: Mapping[str, float]) -> Mapping[str, float]:
        """What `logits` come to as probabilities over the passages."""
        highest = max(logits.values(), default=0.0)
        odds = {passage: exp(value - highest) for passage, value in logits.items()}
        total = sum(odds.values())
        return {passage: value / total for passage, value in odds.items()}

    def save(self, path: Path) -> None:
        """Atomically; a file of arrays, without pickled objects."""
        aside = path.with_suffix(f".{os.getpid()}.tmp")
        with aside.open("wb") as file:
            np.savez(file, passages=np.array(self.passages), weights=self.weights, biases=self.biases)
        aside.replace(path)


NO_HEAD = Head((), np.zeros((0, 0), np.float32), np.zeros(0, np.float32))


def load_head(path: Path) -> Head | None:
    """None when there is none or it cannot be read: it is only a cache."""
    try:
        with np.load(path, allow_pickle=False) as data:
            return Head(tuple(data["passages"].tolist()), data["weights"], data["biases"])
    except (OSError, ValueError, KeyError):
        return None


def train_head(examples: Mapping[str, Vectors]) -> Head:
    """`examples` maps a passage id to the vectors of its questions, units and text, shape (n, dimension) each."""
    if len(examples) < 2:
        return NO_HEAD
    from sklearn.linear_model import LogisticRegression

    passages = sorted(examples)
    x = np.concatenate([examples[passage] for passage in passages])
    y = np.concatenate([np.full(len(examples[passage]), number) for number, passage in enumerate(passages)])
    model = LogisticRegression(C=REGULARISATION, max_iter=ITERATIONS).fit(x, y)
    weights, biases = model.coef_, model.intercept_
    if len(passages) == 2:
        weights, biases = np.concatenate([-weights, weights]), np.concatenate([-biases, biases])
    return Head(tuple(passages), weights.astype(np.float32), biases.astype(np.float32))


def head_key(parts: Sequence[str]) -> str:
    """Names the cached head of a state of the knowledge base."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
