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
class Neighbours:
    """A support vector machine: the examples that decide, and how much each of them weighs.

    It compares a question with examples of both kinds by its features, by its sentence vector and by the difference of that
    from the nearest question that the passage is known to answer. What is asked for beyond the known question shows in the
    difference: prices, places and persons point in directions that examples teach.
    """

    mean: Vectors
    spread: Vectors
    """Of each feature over all examples."""
    basis: Vectors
    """Shape (dimension, kept): the directions in which questions differ most."""
    scale: float
    """Of the vectors against the features."""
    points: Vectors
    """Shape (examples, features + 2 * kept)."""
    duals: Vectors
    bias: float
    width: float
    """Of the radial basis function."""

    def place(self, values: Vectors, question: Vectors, known: Vectors) -> Vectors:
        """Where a question lies among the points."""
        vectors = (question @ self.basis, (question - known) @ self.basis)
        return np.concatenate([(values - self.mean) / self.spread, *(self.scale * each for each in vectors)])

    def logit(self, values: Vectors, question: Vectors, known: Vectors) -> float:
        """Twice the signed distance from the border, which is near to log-odds."""
        away = self.points - self.place(values, question, known)
        near = np.exp(-self.width * np.einsum("ij,ij->i", away, away))
        return 2.0 * (float(near @ self.duals) + self.bias)


@dataclass(frozen=True)
class Calibration:
    """Whether the sources answer, from named features and two sentence vectors."""

    names: tuple[str, ...]
    weights: Vectors
    bias: float
    """With `weights` a logistic model over the features alone, for vectors of another size than the examples'."""
    floor: float
    """The probability from which a question is answered."""
    neighbours: Neighbours | None = None

    def probability(self, features: Mapping[str, float], question: Vectors, known: Vectors) -> float:
        """`known` is the zero vector when the passage lists no questions."""
        values = np.array([features[name] for name in self.names], dtype=np.float32)
        if self.neighbours is not None and len(self.neighbours.basis) == len(question):
            logit = self.neighbours.logit(values, question, known)
        else:
            logit = self.bias + float(values @ self.weights)
        return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, logit))))

    def dumped(self) -> bytes:
        """As a compressed `.npz` without pickled objects; the examples in half precision."""
        buffer = BytesIO()
        arrays = {"names": np.array(self.names), "weights": self.weights, "scalars": np.array([self.bias, self.floor])}
        if self.neighbours is not None:
            for name, value in vars(self.neighbours).items():
                arrays[name if name != "bias" else "border"] = (
                    value.astype(np.float16) if name in _HALVED else np.asarray(value)
                )
        np.savez_compressed(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()


_HALVED = frozenset({"basis", "points"})


def read_calibration(raw: bytes) -> Calibration:
    """What `dumped` wrote."""
    with np.load(BytesIO(raw), allow_pickle=False) as data:
        neighbours = None
        if "points" in data:
            neighbours = Neighbours(
                mean=data["mean"],
                spread=data["spread"],
                basis=data["basis"].astype(np.float32),
                scale=float(data["scale"]),
                points=data["points"].astype(np.float32),
                duals=data["duals"],
                bias=float(data["border"]),
                width=float(data["width"]),
            )
        bias, floor = data["scalars"].tolist()
        return Calibration(tuple(data["names"].tolist()), data["weights"], bias, floor, neighbours)


def load_calibration() -> Calibration:
    """The one written by `python -m evals.calibrate --write`; fitted on MiniLM's vectors.

    With another embedding model of another size the vectors' part is left out, and the maintainer should fit anew.
    """
    return read_calibration(files("graphs.ask").joinpath(FILE).read_bytes())
