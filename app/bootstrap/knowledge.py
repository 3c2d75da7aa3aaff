"""The knowledge base: its store, its reader, and what is ingested into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.process import prepare_data_dir
from app.settings import Settings

if TYPE_CHECKING:
    from ingest.embed import Embedder
    from ingest.files import Root
    from ingest.index import Report
    from ingest.search import Searcher
    from ingest.store import Store as VectorStore


@dataclass(frozen=True)
class Knowledge:
    """The vector store with its reader; closing it frees the embedded store for other processes."""

    store: VectorStore
    embedder: Embedder
    searcher: Searcher

    def close(self) -> None:
        """Frees the lock."""
        self.store.close()


def open_embedder(settings: Settings) -> Embedder:
    """Nothing is loaded before the first text."""
    if settings.embed_model == "hashed":
        from ingest.testing import HashedEmbedder

        return HashedEmbedder()
    from app.adapters.recent import RecentEmbedder
    from ingest.embed import SentenceTransformerEmbedder

    return RecentEmbedder(SentenceTransformerEmbedder(settings.embed_model, settings.embed_threads))


def reading_embedder(embedder: Embedder) -> Embedder:
    """For what was fitted on the bundled model's vectors: intents and ratings, whatever model the sources are found with.

    The tests' own embedder has no such vectors; there the words alone decide.
    """
    from ingest.embed import BUNDLED, SentenceTransformerEmbedder

    if embedder.name == BUNDLED:
        return embedder
    if embedder.name == "hashed":
        from ingest.testing import BlankEmbedder

        return BlankEmbedder()
    from app.adapters.recent import RecentEmbedder

    return RecentEmbedder(SentenceTransformerEmbedder(BUNDLED))


def open_knowledge(settings: Settings, embedder: Embedder | None = None) -> Knowledge:
    """Opens the store. Raises `KnowledgeLocked` when another process has the embedded one."""
    from app.adapters.knowledge import knowledge_errors
    from ingest.search import Searcher

    prepare_data_dir(settings)
    with knowledge_errors():
        store: VectorStore
        if settings.qdrant_url:
            from ingest.server_store import ServerStore, connect

            key = settings.qdrant_api_key.get_secret_value() if settings.qdrant_api_key else None
            store = ServerStore(connect(settings.qdrant_url, key))
        else:
            from ingest.edge_store import EdgeStore

            store = EdgeStore(settings.data_dir / "knowledge")
    embedder = embedder or open_embedder(settings)
    return Knowledge(store, embedder, Searcher(store, embedder, settings.data_dir / "knowledge"))


def default_roots(settings: Settings) -> list[Root]:
    """The shipped corpus and the operator's own folder."""
    from ingest.files import Root

    return [
        Root(settings.corpus_dir, "corpus"),
        Root(settings.documents_path, "documents", prefix="documents/", optional=True),
    ]


def ingest_all(
    settings: Settings,
    knowledge: Knowledge,
    paths: Sequence[Path] = (),
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Report:
    """Brings the knowledge base in line with the corpus and the operator's documents; `paths` are copied there first."""
    from app.adapters.knowledge import knowledge_errors
    from ingest.index import ingest

    if paths:
        from app.adapters.documents import take_in

        take_in(paths, settings.documents_path)
    with knowledge_errors():
        return ingest(knowledge.store, knowledge.embedder, default_roots(settings), on_progress)
