"""The seam to Qdrant: what both the embedded engine and a server must do.

`edge_store.EdgeStore` runs in this process, `server_store.ServerStore` speaks to a server or cluster;
one suite of contract tests holds for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from ingest.collection import Hit, Point, Record, Sparse

RRF_K = 60
"""Reciprocal rank fusion: how slowly the weight of a rank falls; the same on both sides."""
Where = Mapping[str, Sequence[str]]
"""Every field must hold one of its values."""


class Collection(Protocol):
    """One collection."""

    @property
    def name(self) -> str:
        """Its own name, not the alias."""
        ...

    def upsert(self, points: Sequence[Point]) -> None:
        """Durable and visible to the next query when it returns."""
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Unknown ids are ignored."""
        ...

    def hybrid(
        self, dense: Sequence[float], sparse: Sparse, where: Where, limit: int, fields: Sequence[str]
    ) -> list[Hit]:
        """One query: nearest by vector and by BM25, fused by reciprocal rank; the payload has only `fields`."""
        ...

    def word_scores(self, sparse: Sparse, where: Where, limit: int) -> dict[str, float]:
        """BM25 scores by point id; a point without a word in common has none."""
        ...

    def records(self, where: Where, fields: Sequence[str] = ()) -> Iterator[Record]:
        """All points that match, in no particular order; the payload has only `fields`, or all without any."""
        ...

    def retrieve(self, ids: Sequence[str], *, vectors: bool = False) -> list[Record]:
        """The points with these ids that exist, in no particular order."""
        ...

    def vectors(self, ids: Sequence[str]) -> dict[str, Sequence[float]]:
        """The vectors alone, by point id; points that do not exist or have none are left out."""
        ...

    def optimize(self) -> None:
        """May take long: builds indexes when the collection is large enough to need them."""
        ...


class Store(Protocol):
    """All collections of one place, of which at most one serves."""

    def serving(self) -> Collection | None:
        """The collection behind the alias."""
        ...

    def open(self, name: str, dimension: int) -> Collection:
        """The collection of this name, made if it is not there yet."""
        ...

    def switch(self, name: str) -> None:
        """Atomically makes this collection the serving one, then drops all others of ours."""
        ...

    def close(self) -> None:
        """Frees the lock; the store cannot be used any more."""
        ...
