"""The fitted rating classifier: a few matrices in an npz file, applied with numpy alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graphs.career.skills import Skill
from graphs.interview.cues import FEATURES, cues_in, measure
from graphs.ports import Embedder

Floats = npt.NDArray[np.float64]

WEIGHTS = Path(__file__).with_name("rating.npz")
"""Written by `python -m evals.train_ratings --write`."""
ACTIONS = ("rate", "follow_up", "skip", "pause", "side_question", "off_topic", "correction", "refused")
VECTOR_SCALE = 2.5
"""Unit vectors have small coordinates; scaled up, the penalty on their weights is that of the cues."""
MOST_SENTENCES = 10
MOST_CHARACTERS = 2000
_SENTENCE = re.compile(r"[^.!?\n;]+(?:[.!?;]+(?![\s\n]|$)[^.!?\n;]*)*[.!?;]*")
_TELLING = ("past", "build", "debug", "optimise", "design", "review", "lead", "org", "internals", "production", "whole",
            "tutorial", "never", "given", "just", "can_read")  # fmt: skip


def sentences(text: str) -> list[str]:
    """Verbatim sentences in order; a dot inside a version or a file name ends none."""
    return [match.group().strip() for match in _SENTENCE.finditer(text) if re.search(r"\w|★|⭐", match.group())]


def telling(text: str) -> int:
    """How much a sentence says of acts."""
    return len(cues_in(text).intersection(_TELLING))


@dataclass(frozen=True)
class Described:
    """An answer as numbers, in both ways the model can read it."""

    cues: Floats
    full: Floats
    sentences: tuple[str, ...]
    near: Floats
    """Cosine of each sentence with each of the five anchors."""


def describe(skill: Skill, text: str, embedder: Embedder, known: Floats | None = None) -> Described:
    """Encodes the answer and its most telling sentences in one batch, with the anchors of the skill unless `known`."""
    every = sentences(text) or [text.strip() or "-"]
    chosen = every
    if len(every) > MOST_SENTENCES:
        best = sorted(range(len(every)), key=lambda at: -telling(every[at]))[:MOST_SENTENCES]
        chosen = [every[at] for at in sorted(best)]
    whole = text if len(text) <= MOST_CHARACTERS else " ".join(chosen)[:MOST_CHARACTERS]
    batch = [whole, *chosen] if len(chosen) > 1 else [whole]
    vectors = np.asarray(embedder.encode(batch if known is not None else [*batch, *skill.anchors]), dtype=np.float64)
    anchors = known if known is not None else vectors[-len(skill.anchors) :]
    parts = vectors[1 : 1 + len(chosen)] if len(chosen) > 1 else vectors[:1]
    near = parts @ anchors.T
    whole_near = vectors[0] @ anchors.T
    best_near = np.maximum(near.max(axis=0), whole_near)
    cues = np.array(measure(skill, whole), dtype=np.float64)
    relation = np.concatenate((best_near, whole_near - whole_near.mean(), best_near - best_near.mean()))
    full = np.concatenate((cues, 2.0 * relation, VECTOR_SCALE * vectors[0], 0.5 * VECTOR_SCALE * parts.mean(axis=0)))
    return Described(cues, full, tuple(chosen), near)


@dataclass(frozen=True)
class Head:
    """Cumulative logits for the rating and one logit for each action."""

    above: Floats
    """(features, 4): weights of P(rating > 0), ... P(rating > 3)."""
    above_bias: Floats
    act: Floats
    act_bias: Floats

    def ratings(self, x: Floats) -> Floats:
        """The probability of each rating from 0 to 4."""
        over = 1.0 / (1.0 + np.exp(-(x @ self.above + self.above_bias)))
        over = np.minimum.accumulate(over)
        edges = np.concatenate(([1.0], over, [0.0]))
        chances: Floats = edges[:-1] - edges[1:]
        return chances

    def actions(self, x: Floats) -> Floats:
        """The probability of each of `ACTIONS`."""
        logits = x @ self.act + self.act_bias
        raised = np.exp(logits - logits.max())
        chances: Floats = raised / raised.sum()
        return chances


@dataclass(frozen=True)
class RatingModel:
    """Two heads: one over cues and vectors of the embedder it was fitted with, one over cues alone for any other."""

    embedder: str
    dimension: int
    full: Head
    bare: Head
    sharpness: float
    """Calibration: the exponent that turns the chance of the chosen rating into how often it is right."""

    def head_for(self, embedder: Embedder) -> tuple[Head, bool]:
        """The head to use, and whether it reads vectors."""
        fits = (embedder.name, embedder.dimension) == (self.embedder, self.dimension)
        return (self.full, True) if fits else (self.bare, False)

    @cached_property
    def size(self) -> int:
        """Number of weights."""
        return sum(each.size for head in (self.full, self.bare) for each in (head.above, head.act))


def load_model(path: Path = WEIGHTS) -> RatingModel:
    """Reads the weights; they must have been written for the cues of this version."""
    with np.load(path, allow_pickle=False) as stored:
        if tuple(str(name) for name in stored["features"]) != FEATURES:
            raise ValueError(f"{path.name} was written for other cues. Run `python -m evals.train_ratings --write`.")
        heads = [
            Head(*(stored[f"{which}_{part}"].astype(np.float64) for part in ("above", "above_bias", "act", "act_bias")))
            for which in ("full", "bare")
        ]
        return RatingModel(
            str(stored["embedder"]), int(stored["dimension"]), heads[0], heads[1], float(stored["sharpness"])
        )
