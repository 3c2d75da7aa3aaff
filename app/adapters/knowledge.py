"""`graphs.ports.Retriever` over `ingest.search`, with the knowledge base's errors told in the mentor's own tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import graphs.errors as ours
import ingest.errors as theirs
from graphs.ports import Match, Passage, Unit
from ingest.documents import Chunk
from ingest.rank import Ranked, rank
from ingest.search import Searcher

CANDIDATES = 40


@contextmanager
def knowledge_errors() -> Iterator[None]:
    """Wrap every call into `ingest`, reading or writing, that is not made through `KnowledgeRetriever`."""
    try:
        yield
    except theirs.KnowledgeLocked as error:
        raise ours.KnowledgeLocked(str(error)) from error
    except (theirs.KnowledgeMissing, theirs.StoreUnreachable) as error:
        raise ours.KnowledgeUnavailable(str(error)) from error
    except theirs.EmbedderUnavailable as error:
        raise ours.ModelUnavailable(str(error)) from error
    except theirs.KnowledgeError as error:
        raise ours.IngestError(str(error)) from error


class KnowledgeRetriever:
    """Finds passages in the knowledge base."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def search(self, query: str, *, limit: int = 8, levels: Sequence[str] = ()) -> Sequence[Match]:
        """See `Retriever`; passages of other levels fall behind rather than away."""
        with knowledge_errors():
            return [match_of(found) for found in rank(self._searcher.candidates(query, CANDIDATES), levels)[:limit]]

    def candidates(self, query: str) -> Sequence[Passage]:
        """What both searches together bring, before it is ranked; for the evals."""
        with knowledge_errors():
            found = self._searcher.candidates(query, CANDIDATES)
        # Fused scores are made of ranks, so ties are common, and the store gives them in no order of its own.
        return [passage_of(each.chunk) for each in sorted(found, key=lambda each: (-each.rrf, each.chunk.id))]

    def by_words(self, query: str, limit: int) -> Sequence[str]:
        """Ids of the passages that the words alone bring; for the evals."""
        with knowledge_errors():
            return self._searcher.by_words(query, limit)

    def passage(self, passage_id: str) -> Passage | None:
        """See `Retriever`."""
        with knowledge_errors():
            chunk = self._searcher.chunk(passage_id)
        return passage_of(chunk) if chunk else None

    def by_about(self, about: str) -> Sequence[Passage]:
        """See `Retriever`."""
        with knowledge_errors():
            return [passage_of(chunk) for chunk in self._searcher.by_about(about)]


def passage_of(chunk: Chunk) -> Passage:
    """The passage in the mentor's words."""
    return Passage(
        id=chunk.id,
        document=chunk.document,
        title=chunk.title,
        source=chunk.source,
        section=chunk.section,
        units=tuple(Unit(unit.text, unit.statement, unit.kind, unit.start, unit.end) for unit in chunk.units),
        text=chunk.text,
        position=chunk.position,
        about=chunk.ask.about,
        stance=chunk.ask.stance,
        levels=chunk.ask.levels,
        skills=chunk.ask.skills,
        kinds=chunk.ask.kinds,
    )


def match_of(found: Ranked) -> Match:
    """The ranked candidate in the mentor's words."""
    candidate = found.candidate
    return Match(
        passage=passage_of(candidate.chunk),
        score=found.score,
        question_cosine=candidate.question_cosine,
        passage_cosine=candidate.passage_cosine,
        unit_cosines=candidate.unit_cosines,
        unit_bm25=candidate.unit_bm25,
        matched_question=candidate.matched_question,
        matched_vector=candidate.matched_vector,
        head_share=candidate.head_share,
    )
