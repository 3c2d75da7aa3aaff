"""The one place that defines what a collection holds: its name, vectors, payload, point ids and stamp."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from qdrant_edge import Bm25

Vectors = npt.NDArray[np.float32]
PointKind = Literal["passage", "question", "unit", "document", "stamp"]

SCHEMA = 2
"""Raise it when the payload, the vectors or the way text is cut changes: the next ingest builds a new collection."""
DENSE = "dense"
SPARSE = "sparse"
KEYWORDS = ("kind", "chunk", "document", "about", "root")
"""Payload fields with an index, to filter on."""
_NAMESPACE = uuid.UUID("6d0a3f54-3c1e-5b0b-9c59-5f0f3f0e8a11")


@dataclass(frozen=True)
class Sparse:
    """A BM25 vector: hashed words and their weights."""

    indices: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Point:
    """What is written; a point without vectors (`document`, `stamp`) is never found by similarity."""

    id: str
    payload: Mapping[str, Any]
    dense: Sequence[float] | None = None
    sparse: Sparse | None = None


@dataclass(frozen=True)
class Record:
    """What is read back."""

    id: str
    payload: Mapping[str, Any]
    dense: Sequence[float] | None = None


@dataclass(frozen=True)
class Hit:
    """A point found, with its score under the query asked."""

    id: str
    score: float
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Stamp:
    """With what a collection was built; searching it with another model would compare unlike vectors."""

    model: str
    dimension: int
    schema: int = SCHEMA
    corpus: str = ""
    """Hash over all documents, empty while the first ingest is under way."""


STAMP_ID = str(uuid.uuid5(_NAMESPACE, "stamp"))


def collection_name(model: str, dimension: int) -> str:
    """The same for the same model and schema, so that an interrupted build is found again and continued."""
    readable = re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")[-40:]
    digest = hashlib.sha256(model.encode()).hexdigest()[:8]
    return f"groundwork-v{SCHEMA}-{readable}-{digest}-{dimension}"


def document_point_id(document: str) -> str:
    """Where a document's body and hash are kept."""
    return str(uuid.uuid5(_NAMESPACE, f"document\n{document}"))


def passage_point_id(chunk: str, window: int = 0) -> str:
    """Window 0 carries the whole passage in its payload."""
    return str(uuid.uuid5(_NAMESPACE, f"passage\n{chunk}\n{window}"))


def text_point_id(kind: PointKind, chunk: str, text: str, nth: int = 0) -> str:
    """Depends on the text and not on its place, so that unchanged texts of a changed file keep their vectors."""
    return str(uuid.uuid5(_NAMESPACE, f"{kind}\n{chunk}\n{text}\n{nth}"))


@cache
def _bm25() -> Bm25:
    from qdrant_edge import Bm25, Bm25Config

    # most points are single sentences and questions
    return Bm25(Bm25Config(language="english", avg_len=14, ascii_folding=True))


def sparse_document(text: str) -> Sparse:
    """Stemmed words of a text with their BM25 weights; the store multiplies by how rare each word is."""
    vector = _bm25().embed_document(text)
    return Sparse(tuple(vector.indices), tuple(vector.values))


def sparse_query(text: str) -> Sparse:
    """Stemmed words of a query, each with weight one."""
    vector = _bm25().embed_query(text)
    return Sparse(tuple(vector.indices), tuple(vector.values))
