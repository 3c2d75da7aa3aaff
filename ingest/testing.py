"""A stand-in for the embedding model, shipped so that everything can run without weights."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from ingest.collection import Vectors


class HashedEmbedder:
    """Words and their beginnings hashed into a vector: texts that share words are near, the same on every machine."""

    def __init__(self, name: str = "hashed", dimension: int = 64) -> None:
        self._name = name
        self._dimension = dimension
        self.encoded: list[str] = []
        """Every text it was asked for, to see what was spared."""

    @property
    def name(self) -> str:
        """As given."""
        return self._name

    @property
    def dimension(self) -> int:
        """As given."""
        return self._dimension

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """See `embed.Embedder`."""
        del query
        self.encoded += texts
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                for piece in {word, word[:4]}:
                    digest = hashlib.blake2b(piece.encode(), digest_size=4).digest()
                    vectors[row, int.from_bytes(digest[:3]) % self._dimension] += 1.0 if digest[3] % 2 else -1.0
            norm = float(np.linalg.norm(vectors[row]))
            if norm == 0:
                vectors[row, 0] = norm = 1.0
            vectors[row] /= norm
        return vectors


class BlankEmbedder:
    """Knows nothing: every text is the same, with the dimension of the bundled model."""

    name = "blank"
    dimension = 384

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """See `embed.Embedder`; zeros, so that only words and marks decide."""
        del query
        return np.zeros((len(texts), self.dimension), dtype=np.float32)
