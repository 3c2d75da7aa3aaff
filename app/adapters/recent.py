"""An embedder that keeps the vectors of the last few messages: one turn asks for the same message several times."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from graphs.ports import Vectors
from ingest.embed import BUNDLED, Embedder

KEPT = 256
MOST = 12
"""Texts of one call; more of them are an ingest or a warm-up, and would push the messages out."""


class RecentEmbedder:
    """Keeps digests, not texts, so that nobody's words stay in memory."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._recent: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Of the embedder behind it."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """Of the embedder behind it."""
        return self._embedder.dimension

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """See `Embedder`."""
        if not texts or len(texts) > MOST:
            return self._embedder.encode(texts, query=query)
        side = query and self._embedder.name != BUNDLED  # the bundled model reads questions and texts alike
        keys = [blake2b(f"{side}\n{text}".encode(), digest_size=16).digest() for text in texts]
        with self._lock:
            rows = {key: self._recent[key] for key in keys if key in self._recent}
        unknown = {key: text for key, text in zip(keys, texts, strict=True) if key not in rows}
        if unknown:
            rows |= zip(unknown, self._embedder.encode(list(unknown.values()), query=query), strict=True)
        with self._lock:
            for key in keys:
                self._recent[key] = rows[key]
                self._recent.move_to_end(key)
            while len(self._recent) > KEPT:
                self._recent.popitem(last=False)
        return np.stack([rows[key] for key in keys])
