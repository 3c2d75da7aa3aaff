"""Passages with their vectors, decoded once: the dear part of a search."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from ingest.chunk import windows
from ingest.collection import Record, Vectors, passage_point_id
from ingest.documents import Chunk, chunk_from_payload
from ingest.embed import Embedder
from ingest.index import question_ids, unit_ids
from ingest.store import Collection

_KEPT = 4_000
"""Decoded passages kept with their vectors, some 50 kB each."""
_AHEAD = 400
"""Passages decoded before the first query, 3 ms each; else the first turn about each of them would pay for it."""


@dataclass(frozen=True)
class Decoded:
    """A passage and which points are its."""

    chunk: Chunk
    version: str
    questions: tuple[str, ...]
    units: tuple[str, ...]
    windows: tuple[str, ...]
    vectors: Vectors
    """Of the questions, the units and the windows, in this order; asking the store for a thousand cosines takes longer
    than everything else in a search."""


class DecodedPassages:
    """Thread-safe; a passage is decoded anew when its version has changed."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._kept: dict[str, Decoded] = {}
        self._guard = threading.Lock()

    def read_ahead(self, collection: Collection) -> None:
        """Of a large collection only some; the others are decoded when they are found first."""
        with self._guard:
            known = {(chunk, decoded.version) for chunk, decoded in self._kept.items()}
        records = collection.records({"kind": ["passage"]}, fields=["passage", "chunk", "version"])
        whole = (record for record in records if record.payload.get("passage"))
        new = (record for record in whole if (record.payload["chunk"], record.payload["version"]) not in known)
        self._keep(self._decode(collection, list(islice(new, _AHEAD))))

    def of(self, collection: Collection, versions: Mapping[str, str]) -> dict[str, Decoded]:
        """Those of the passages, given with their versions, that are there."""
        with self._guard:
            known = {chunk: self._kept[chunk] for chunk in versions if chunk in self._kept}
        missing = [
            chunk for chunk, version in versions.items() if chunk not in known or known[chunk].version != version
        ]
        if missing:
            found = self._decode(collection, collection.retrieve([passage_point_id(chunk) for chunk in missing]))
            self._keep(found)
            known.update(found)
        return known

    def _keep(self, found: Mapping[str, Decoded]) -> None:
        with self._guard:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            self._kept.update(found)

    def _decode(self, collection: Collection, records: Sequence[Record]) -> dict[str, Decoded]:
        """All their vectors at once; a point that an ingest removes at this moment is far from everything."""
        if not records:
            return {}
        chunks = [(chunk_from_payload(record.payload["passage"]), record.payload["version"]) for record in records]
        points = [_points(chunk) for chunk, _ in chunks]
        found = collection.vectors([point for each in points for kind in each for point in kind])
        none = [0.0] * self._embedder.dimension
        decoded = {}
        for (chunk, version), (questions, units, texts) in zip(chunks, points, strict=True):
            rows = [found.get(point) or none for point in (*questions, *units, *texts)]
            decoded[chunk.id] = Decoded(chunk, version, questions, units, texts, np.asarray(rows, dtype=np.float32))
        return decoded


def _points(chunk: Chunk) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The ids of a passage's questions, units and windows."""
    texts = tuple(passage_point_id(chunk.id, number) for number in range(len(windows(chunk))))
    return tuple(question_ids(chunk)), tuple(unit_ids(chunk)), texts
