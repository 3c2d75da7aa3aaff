"""The read side: candidates for a query with all the evidence that ranking needs, and look-ups by id."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.collection import Stamp, Vectors, document_point_id, passage_point_id, sparse_query
from ingest.decoded import Decoded, DecodedPassages
from ingest.documents import Chunk, Document, chunk_from_payload, document_from_payload
from ingest.embed import Embedder
from ingest.errors import KnowledgeMissing
from ingest.head import LEAST_EXAMPLES, NO_HEAD, Head, head_key, load_head, train_head
from ingest.index import question_ids, read_stamp, unit_ids
from ingest.store import Collection, Store

_POINTS_PER_PASSAGE = 8
"""How many points to ask for per passage wanted: a good passage is hit through several of its questions."""


@dataclass(frozen=True)
class Candidate:
    """A passage that may answer, and why; cosines and BM25 scores are 0 where there is nothing to compare."""

    chunk: Chunk
    rrf: float
    """Best score of its points under the hybrid query."""
    question_cosine: float
    matched_question: str
    passage_cosine: float
    passage_bm25: float
    question_bm25: float
    """Best BM25 score of its questions."""
    unit_cosines: tuple[float, ...]
    """In the order of `chunk.units`."""
    unit_bm25: tuple[float, ...]
    head: float = 0.0
    """Log-odds of the trained head (see `head.py`), 0 for a passage that is not among its classes."""
    head_share: float = 0.0
    """The same as a probability."""
    matched_vector: Vectors | None = None
    """Of the matched question."""


class Searcher:
    """Thread-safe. Sees what an ingest in this process changed at the next query, without being told."""

    def __init__(self, store: Store, embedder: Embedder, cache_dir: Path | None = None) -> None:
        """`cache_dir` keeps the trained head between starts."""
        self._store = store
        self._cache_dir = cache_dir
        self._head: Head = NO_HEAD
        self._embedder = embedder
        self._decoded = DecodedPassages(embedder)
        self._checked = ""

    @property
    def stamp(self) -> Stamp:
        """With what the serving collection was built. Raises `KnowledgeMissing`."""
        found = read_stamp(self._serving())
        if found is None:
            raise KnowledgeMissing("The knowledge base is incomplete. Run `mentor ingest`.")
        return found

    def warm_up(self) -> None:
        """Loads or trains the head for what is in the knowledge base now, decodes passages; call it after each ingest."""
        collection = self._collection()
        stamp = self.stamp
        path = self._cache_dir / f"head-{head_key([stamp.model, stamp.corpus])}.npz" if self._cache_dir else None
        found = load_head(path) if path else None
        if found is None:
            found = train_head(self._examples(collection))
            if path is not None:
                for old in path.parent.glob("head-*.npz"):
                    old.unlink(missing_ok=True)
                found.save(path)
        self._head = found
        self._decoded.read_ahead(collection)

    def _examples(self, collection: Collection) -> dict[str, Vectors]:
        """The vectors of each passage that lists enough questions."""
        examples: dict[str, Vectors] = {}
        for record in list(collection.records({"kind": ["passage"]}, fields=["passage"])):
            if not record.payload.get("passage"):
                continue
            chunk = chunk_from_payload(record.payload["passage"])
            if len(chunk.ask.questions) < LEAST_EXAMPLES:
                continue
            ids = [*question_ids(chunk), *unit_ids(chunk), passage_point_id(chunk.id)]
            rows = [found.dense for found in collection.retrieve(ids, vectors=True) if found.dense is not None]
            examples[chunk.id] = np.asarray(rows, dtype=np.float32)
        return examples

    def candidates(self, query: str, limit: int = 40) -> list[Candidate]:
        """Best first by the fused score. Raises `KnowledgeMissing`."""
        if not query.strip():
            return []
        collection = self._collection()
        vector = self._embedder.encode([query], query=True)[0]
        dense = vector.tolist()
        logits = self._head.logits(vector)
        shares = self._head.shares(logits)
        sparse = sparse_query(query)
        hits = collection.hybrid(dense, sparse, {}, limit * _POINTS_PER_PASSAGE, ["chunk", "version"])
        best: dict[str, float] = {}
        versions: dict[str, str] = {}
        for hit in hits:
            chunk = hit.payload["chunk"]
            if chunk not in best and len(best) == limit:
                continue
            best[chunk] = max(best.get(chunk, 0.0), hit.score)
            versions[chunk] = hit.payload["version"]
        if not best:
            return []
        passages = self._decoded.of(collection, versions)
        size = sum(len(found.vectors) for found in passages.values())
        words = collection.word_scores(sparse, {"chunk": list(passages)}, size)
        return [
            _candidate(passages[chunk], score, vector, words, logits.get(chunk, 0.0), shares.get(chunk, 0.0))
            for chunk, score in best.items()
            if chunk in passages
        ]

    def by_words(self, query: str, limit: int) -> list[str]:
        """Ids of the passages that the words alone bring, best first: what a fusion of both searches has to keep."""
        collection, sparse = self._collection(), sparse_query(query)
        scores = collection.word_scores(sparse, {}, limit * _POINTS_PER_PASSAGE)
        points = sorted(scores, key=lambda point: (-scores[point], point))
        chunks = {record.id: str(record.payload["chunk"]) for record in collection.retrieve(points)}
        return list(dict.fromkeys(chunks[point] for point in points if point in chunks))[:limit]

    def chunk(self, passage_id: str) -> Chunk | None:
        """The passage with this id."""
        for record in self._serving().retrieve([passage_point_id(passage_id)]):
            return chunk_from_payload(record.payload["passage"])
        return None

    def by_about(self, key: str) -> list[Chunk]:
        """All passages that carry this key, in the order of documents."""
        if not key:
            return []
        records = self._serving().records({"about": [key], "kind": ["passage"]}, fields=["passage"])
        found = [chunk_from_payload(record.payload["passage"]) for record in records if record.payload.get("passage")]
        return sorted(found, key=lambda chunk: (chunk.document, chunk.position))

    def neighbours(self, document: str) -> list[Chunk]:
        """All passages of a document, in order."""
        records = self._serving().records({"document": [document], "kind": ["passage"]}, fields=["passage"])
        found = [chunk_from_payload(record.payload["passage"]) for record in records if record.payload.get("passage")]
        return sorted(found, key=lambda chunk: chunk.position)

    def documents(self) -> list[Document]:
        """All documents by id, without their bodies."""
        fields = ["id", "title", "source", "date", "topics", "passages", "root", "sha256"]
        records = self._serving().records({"kind": ["document"]}, fields=fields)
        return sorted((document_from_payload(record.payload) for record in records), key=lambda document: document.id)

    def document(self, document: str) -> Document | None:
        """One document with its Markdown body, into which the units' offsets point."""
        for record in self._serving().retrieve([document_point_id(document)]):
            return document_from_payload(record.payload)
        return None

    def _serving(self) -> Collection:
        collection = self._store.serving()
        if collection is None:
            raise KnowledgeMissing("The knowledge base is empty. Run `mentor ingest`.")
        return collection

    def _collection(self) -> Collection:
        """The serving collection, if its vectors are of our model."""
        collection = self._serving()
        if self._checked != collection.name:
            stamp = self.stamp
            if stamp.model != self._embedder.name:
                raise KnowledgeMissing(
                    f"The knowledge base was built with the embedding model {stamp.model}, but {self._embedder.name} "
                    "is set. Run `mentor ingest` to rebuild it."
                )
            self._checked = collection.name
        return collection


def _candidate(
    found: Decoded, rrf: float, vector: Vectors, words: dict[str, float], head: float, share: float
) -> Candidate:
    chunk = found.chunk
    cosines: list[float] = (found.vectors @ vector).tolist()
    of_units = len(found.questions) + len(found.units)
    questions, units = cosines[: len(found.questions)], cosines[len(found.questions) : of_units]
    top = max(range(len(questions)), key=questions.__getitem__, default=-1)
    return Candidate(
        chunk=chunk,
        rrf=rrf,
        question_cosine=questions[top] if top >= 0 else 0.0,
        matched_question=chunk.ask.questions[top] if top >= 0 else "",
        passage_cosine=max(cosines[of_units:]),
        passage_bm25=max(words.get(point, 0.0) for point in found.windows),
        question_bm25=max((words.get(point, 0.0) for point in found.questions), default=0.0),
        unit_cosines=tuple(units),
        unit_bm25=tuple(words.get(point, 0.0) for point in found.units),
        head=head,
        head_share=share,
        matched_vector=found.vectors[top] if top >= 0 else None,
    )
