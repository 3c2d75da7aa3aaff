"""Passages of the corpus by their id, read from its files; needs neither vectors nor the store's lock."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from app.adapters.knowledge import knowledge_errors, passage_of
from graphs.errors import KnowledgeUnavailable
from graphs.ports import Passage


class CorpusPassages:
    """The same ids and words as the knowledge base gives for the corpus; read on first use."""

    def __init__(self, corpus_dir: Path) -> None:
        self._folder = corpus_dir

    def passage(self, passage_id: str) -> Passage | None:
        """Raises `KnowledgeUnavailable`, `IngestError` when the corpus cannot be read."""
        return self._passages.get(passage_id)

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        from ingest.chunk import chunks
        from ingest.load_markdown import load_markdown

        found: dict[str, Passage] = {}
        try:
            files = [(file.name, file.read_bytes()) for file in sorted(self._folder.glob("*.md"))]
        except OSError as error:
            raise KnowledgeUnavailable(
                f"The corpus in {self._folder} cannot be read ({error.strerror}). Mend its permissions."
            ) from error
        with knowledge_errors():
            for name, data in files:
                for chunk in chunks(load_markdown(data, name), name):
                    found[chunk.id] = passage_of(chunk)
        return found
