"""What the fitted classifiers of messages share: their words as features, their probabilities, their files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from graphs.ports import Vectors

VECTOR_SCALE = 6.0
"""Unit vectors have small coordinates; scaled up, the penalty on their weights is that of the other features."""


def terms(message: str) -> set[str]:
    """Words and pairs of words, with the edges of the message marked; numbers are alike."""
    tokens = ["^", *re.findall(r"[a-z']+|#", re.sub(r"\d+", "#", message.lower().replace("’", "'"))), "$"]
    return {*tokens[1:-1], *(f"{a} {b}" for a, b in pairwise(tokens))}


def occurring(message: str, vocabulary: Sequence[str]) -> Vectors:
    """1 for each of these words and pairs that the message holds, else 0."""
    known = terms(message)
    return np.array([float(term in known) for term in vocabulary], dtype=np.float32)


def softmax(logits: Vectors) -> Vectors:
    """Probabilities that add up to 1."""
    exponentials = np.exp(logits - logits.max())
    return np.asarray(exponentials / exponentials.sum(), dtype=np.float32)


def dumped(**arrays: npt.NDArray[Any]) -> bytes:
    """As an `.npz` without pickled objects; equal numbers give equal bytes."""
    buffer = BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def stored(name: str) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a file beside this one, as `dumped` wrote them."""
    with np.load(BytesIO(files("graphs.mentor").joinpath(name).read_bytes()), allow_pickle=False) as data:
        return dict(data)
