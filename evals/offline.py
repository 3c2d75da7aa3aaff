"""The knowledge base in memory, for fits that must leave out the very question they ask.

The same candidates and the same order as `ingest.search` with `ingest.rank` (`tests/evals/test_offline.py` holds them
together), at a tenth of the time, with any listed questions left out of what is known and of the head's training.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from app.adapters.knowledge import match_of, passage_of
from graphs.ports import Match, Passage
from ingest.chunk import windows
from ingest.collection import sparse_document, sparse_query
from ingest.documents import Chunk
from ingest.head import LEAST_EXAMPLES, Head, train_head
from ingest.rank import rank
from ingest.search import Candidate

Floats = npt.NDArray[np.floating]
_Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]
_Odds = Mapping[str, float]


class Words:
    """BM25 over texts, as the store scores it."""

    def __init__(self, texts: Sequence[str]) -> None:
        postings: dict[int, list[tuple[int, float]]] = {}
        for place, text in enumerate(texts):
            vector = sparse_document(text)
            for index, value in zip(vector.indices, vector.values, strict=True):
                postings.setdefault(index, []).append((place, value))
        self._places = {index: np.array([place for place, _ in held]) for index, held in postings.items()}
        self._values = {index: np.array([value for _, value in held]) for index, held in postings.items()}
        self._texts = len(texts)

    def scores(self, query: str) -> npt.NDArray[np.float64]:
        """One score a text, 0 without a word in common."""
        found = np.zeros(self._texts)
        for index in sparse_query(query).indices:
            if index in self._places:
                held = len(self._places[index])
                rarity = np.log((self._texts - held + 0.5) / (held + 0.5) + 1.0)
                found[self._places[index]] += self._values[index] * rarity
        return found


class OfflineIndex:
    """Built once; `texts` of all points stand in the order questions, units, windows, each passage after passage."""

    def __init__(self, chunks: Sequence[Chunk], encode: _Encode) -> None:
        self.chunks = list(chunks)
        self._passages = [passage_of(chunk) for chunk in self.chunks]
        by_kind = (
            [chunk.ask.questions for chunk in self.chunks],
            [tuple(unit.statement for unit in chunk.units) for chunk in self.chunks],
            [tuple(windows(chunk)) for chunk in self.chunks],
        )
        self._slices: list[list[slice]] = []
        texts: list[str] = []
        for kind in by_kind:
            here = []
            for each in kind:
                here.append(slice(len(texts), len(texts) + len(each)))
                texts += each
            self._slices.append(here)
        self.questions = texts[: sum(map(len, by_kind[0]))]
        self.vectors = encode(texts)
        self._words = Words(texts)

    def head(self, without: npt.NDArray[np.bool_] | None = None) -> Head:
        """Trained as the product trains it, but for the questions that `without` marks."""
        kept = np.ones(len(self.vectors), dtype=bool)
        if without is not None:
            kept[: len(without)] = ~without
        examples = {}
        for place, chunk in enumerate(self.chunks):
            if len(chunk.ask.questions) >= LEAST_EXAMPLES:
                rows = [self.vectors[kind[place]][kept[kind[place]]] for kind in self._slices]
                examples[chunk.id] = np.concatenate(rows)
        return train_head(examples)

    def search(
        self, query: str, vector: Floats, head: Head, levels: Sequence[str], limit: int, same: float | None = None
    ) -> list[Match]:
        """Best first; with `same`, listed questions from that cosine on count as not listed."""
        return [match_of(each) for each in rank(self.candidates(query, vector, head, same), levels)[:limit]]

    def candidates(self, query: str, vector: Floats, head: Head, same: float | None = None) -> list[Candidate]:
        """All passages, in their own order; `same` as in `search`."""
        cosines = self.vectors @ vector
        words = self._words.scores(query)
        if same is not None:
            left_out = np.flatnonzero(cosines[: len(self.questions)] >= same)
            cosines[left_out] = 0.0
            words[left_out] = 0.0
        logits = head.logits(vector)
        shares = head.shares(logits)
        return [self._candidate(place, cosines, words, logits, shares) for place in range(len(self.chunks))]

    def _candidate(self, place: int, cosines: Floats, words: Floats, logits: _Odds, shares: _Odds) -> Candidate:
        chunk = self.chunks[place]
        questions, units, texts = (kind[place] for kind in self._slices)
        asked = cosines[questions]
        top = int(asked.argmax()) if len(asked) else -1
        return Candidate(
            chunk=chunk,
            rrf=0.0,
            question_cosine=float(asked[top]) if top >= 0 else 0.0,
            matched_question=chunk.ask.questions[top] if top >= 0 else "",
            passage_cosine=float(cosines[texts].max()),
            passage_bm25=float(words[texts].max()),
            question_bm25=float(words[questions].max(initial=0.0)),
            unit_cosines=tuple(cosines[units].tolist()),
            unit_bm25=tuple(words[units].tolist()),
            head=logits.get(chunk.id, 0.0),
            head_share=shares.get(chunk.id, 0.0),
            matched_vector=self.vectors[questions.start + top] if top >= 0 else None,
        )

    def passage(self, passage_id: str) -> Passage | None:
        """See `graphs.ports.Retriever`."""
        return next((passage for passage in self._passages if passage.id == passage_id), None)

    def by_about(self, about: str) -> Sequence[Passage]:
        """See `graphs.ports.Retriever`."""
        return [passage for passage in self._passages if about and passage.about == about]
