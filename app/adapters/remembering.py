"""An embedder that remembers vectors in a file, so that the same examples are not encoded at every start."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from graphs.ports import Embedder, Vectors


class RememberingEmbedder:
    """Only what was asked for since it was opened is saved, so that the file does not grow for ever."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder = embedder
        self._path = path
        self._known = self._load()
        self._used: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        """Of the embedder behind it."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """Of the embedder behind it."""
        return self._embedder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        keys = [blake2b(f"{self.name}\n{text}".encode(), digest_size=12).hexdigest() for text in texts]
        unknown = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if unknown:
            rows = self._embedder.encode(list(unknown.values()))
            self._known.update(zip(unknown, rows, strict=True))
        self._used.update({key: self._known[key] for key in keys})
        return np.stack([self._known[key] for key in keys]) if keys else np.zeros((0, self.dimension), np.float32)

    def save(self) -> None:
        """Atomically."""
        aside = self._path.with_suffix(f".{os.getpid()}.tmp")
        aside.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            np.savez(file, keys=np.array(list(self._used)), rows=np.stack(list(self._used.values())))
        aside.replace(self._path)

    def _load(self) -> dict[str, Vectors]:
        try:
            with np.load(self._path, allow_pickle=False) as data:
                return dict(zip(data["keys"].tolist(), data["rows"], strict=True))
        except (OSError, ValueError, KeyError):
            return {}
