"""Whether an answer speaks of the skill that was asked about, or of something else that it would be wrong to rate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graphs.interview.claims import explicit_claim
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.model import sentences
from graphs.ports import Embedder

Floats = npt.NDArray[np.float64]

WEIGHTS = Path(__file__).with_name("relevance.npz")
"""Written by `python -m evals.train_relevance --write`."""
ELSEWHERE = 0.01
"""Below this probability an answer is taken to speak of something else; hardly a real answer falls below it."""
MOST_SENTENCES = 8
MOST_CHARACTERS = 1000
NAMES_SHOWN = 8


@dataclass(frozen=True)
class Weights:
    """A logistic model over standardised features, and the embedder that it was fitted with."""

    embedder: str
    mean: Floats
    scale: Floats
    weights: Floats
    bias: float
    texts: str = ""
    """Digest of what `anchors` and `names` are the vectors of."""
    anchors: Floats | None = None
    names: Floats | None = None

    def probability(self, features: Floats) -> float:
        """That the answer speaks of the skill."""
        logit = float((features - self.mean) / self.scale @ self.weights) + self.bias
        return float(1.0 / (1.0 + np.exp(-logit)))


def load_weights(path: Path = WEIGHTS) -> Weights:
    """Raises `OSError`, `ValueError` or `KeyError` when the file is missing or of another version."""
    with np.load(path, allow_pickle=False) as data:
        return Weights(
            str(data["embedder"]), data["mean"], data["scale"], data["weights"], float(data["bias"]),
            str(data["texts"]), data["anchors"].astype(np.float64), data["names"].astype(np.float64),
        )  # fmt: skip


class Skills:
    """The vectors of what each skill is called and of its anchors.

    They come with the weights while the catalogue and the embedder are those that were shipped; otherwise they are made
    when they are first needed.
    """

    def __init__(self, lexicon: SkillLexicon, embedder: Embedder, shipped: Weights | None = None):
        self._skills = lexicon.matrix.skills
        self._embedder = embedder
        self._lexicon = lexicon
        fits = shipped is not None and (shipped.embedder, shipped.texts) == (embedder.name, self.digest)
        self._shipped = shipped if fits else None

    @cached_property
    def place(self) -> dict[str, int]:
        """Row of each skill in the two matrices."""
        return {skill.id: row for row, skill in enumerate(self._skills)}

    @property
    def digest(self) -> str:
        """Of all texts, in their order."""
        return blake2b("\n".join((*self._anchor_texts, *self._name_texts)).encode(), digest_size=16).hexdigest()

    @property
    def _anchor_texts(self) -> list[str]:
        return [anchor for skill in self._skills for anchor in skill.anchors]

    @property
    def _name_texts(self) -> list[str]:
        return [f"{skill.name}: {', '.join(skill.aliases[:NAMES_SHOWN])}" for skill in self._skills]

    def shipped_anchors(self, skill_id: str) -> Floats | None:
        """Shape (5, dimension); None where they would have to be made."""
        if self._shipped is None or skill_id not in self.place:
            return None
        found: Floats = self.anchors[self.place[skill_id]]
        return found

    @cached_property
    def anchors(self) -> Floats:
        """Shape (skills, 5, dimension)."""
        if self._shipped is not None and self._shipped.anchors is not None:
            return self._shipped.anchors
        vectors = np.asarray(self._embedder.encode(self._anchor_texts), dtype=np.float64)
        return vectors.reshape(len(self._skills), 5, -1)

    @cached_property
    def names(self) -> Floats:
        """Shape (skills, dimension)."""
        if self._shipped is not None and self._shipped.names is not None:
            return self._shipped.names
        return np.asarray(self._embedder.encode(self._name_texts), dtype=np.float64)

    def features(self, skill_id: str, question: str, answer: str) -> Floats:
        """How near the answer is to the skill, against all others, and which skills it names."""
        place = self.place[skill_id]
        parts = sentences(answer)[:MOST_SENTENCES] or [answer]
        vectors = np.asarray(self._embedder.encode([answer[:MOST_CHARACTERS], *parts, question]), dtype=np.float64)
        told, asked = vectors[:-1], vectors[-1]
        to_anchors = np.einsum("nd,skd->nsk", told, self.anchors).max(axis=(0, 2))
        to_names = (told @ self.names.T).max(axis=0)
        near = to_anchors + to_names
        others = np.delete(near, place)
        named = {mention.skill for mention in self._lexicon.mentions(answer)}
        another = bool(named - {skill_id})
        words = len(answer.split())
        return np.array(
            [
                near[place],
                near[place] - others.max(),
                near[place] - float(np.median(others)),
                to_anchors[place],
                to_names[place],
                told[0] @ asked,
                (told @ asked).max(),
                skill_id in named,
                another,
                another and skill_id not in named,
                min(words, 40) / 40,
                words < 8,
                explicit_claim(answer) is not None,
                float((near > near[place]).mean()),
            ],
            dtype=np.float64,
        )


class Relevance:
    """Tells answers that speak of the skill from those that do not."""

    def __init__(self, weights: Weights, lexicon: SkillLexicon, embedder: Embedder):
        self._weights = weights
        self._skills = Skills(lexicon, embedder, weights)
        self._lexicon = lexicon
        self.fits = embedder.name == weights.embedder
        """Whether it was fitted with this embedder."""

    def elsewhere(self, skill_id: str, question: str, answer: str) -> bool:
        """Whether the answer surely speaks of something else; never with an embedder that it was not fitted for."""
        if not self.fits or skill_id not in self._skills.place:
            return False
        return self._weights.probability(self._skills.features(skill_id, question, answer)) < ELSEWHERE

    def shipped_anchors(self, skill_id: str) -> Floats | None:
        """The vectors of a skill's anchors where they came with the weights; shape (5, dimension)."""
        return self._skills.shipped_anchors(skill_id) if self.fits else None

    def concern(self, skill_id: str, words: str) -> float:
        """The probability that words speak of the skill, whatever was asked."""
        if skill_id not in self._skills.place:
            return 0.0
        question = f"What have you done with {self._lexicon.name(skill_id)}?"
        return self._weights.probability(self._skills.features(skill_id, question, words))
