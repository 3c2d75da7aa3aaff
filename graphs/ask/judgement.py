"""The calibrated model of whether evidence is enough: its numbers, and how a probability comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from math import exp

import numpy as np

from graphs.ports import Vectors

FILE = "judgement.npz"


@dataclass(frozen=True)
class Calibration:
    """A logistic model over named features and over two sentence vectors: the question's, and its difference from the
    nearest question that the passage is known to answer. What is asked for beyond the known question shows in the
    difference: prices, places and persons point in directions that a handful of examples teach."""

    names: tuple[str, ...]
    weights: Vectors
    bias: float
    question: Vectors
    difference: Vectors
    """Shape (dimension,), like `question`."""
    floor: float
    """The probability from which a question is answered."""

    def probability(self, features: Mapping[str, float], question: Vectors, known: Vectors) -> float:
        """`known` is the zero vector when the passage lists no questions."""
        values = np.array([features[name] for name in self.names], dtype=np.float32)
        logit = self.bias + float(values @ self.weights)
        if len(self.question) == len(question):
            logit += float(self.question @ question) + float(self.difference @ (question - known))
        return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, logit))))

    def dumped(self) -> bytes:
        """As an `.npz` without pickled objects."""
        buffer = BytesIO()
        np.savez(
            buffer,
            names=np.array(self.names),
            weights=self.weights,
            scalars=np.array([self.bias, self.floor]),
            question=self.question,
            difference=self.difference,
        )
        return buffer.getvalue()


def load_calibration() -> Calibration:
    """The one written by `python -m evals.calibrate --write`; fitted on MiniLM's vectors.

    With another embedding model of another size the vectors' part is left out, and the maintainer should fit anew.
    """
    with np.load(BytesIO(files("graphs.ask").joinpath(FILE).read_bytes()), allow_pickle=False) as data:
        return Calibration(
            names=tuple(data["names"].tolist()),
            weights=data["weights"],
            bias=float(data["scalars"][0]),
            question=data["question"],
            difference=data["difference"],
            floor=float(data["scalars"][1]),
        )
