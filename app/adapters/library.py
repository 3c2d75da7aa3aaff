"""The knowledge base as the web service sees it: passages, whole documents, and ingestion for the control route."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue

from app.adapters.knowledge import KnowledgeRetriever, knowledge_errors
from app.settings import Settings
from app.web.library import DocumentText
from graphs.errors import IngestError, MentorError
from graphs.ports import Passage

if TYPE_CHECKING:
    from app.bootstrap import Knowledge

log = logging.getLogger(__name__)


class KnowledgeLibrary:
    """See `app.web.library.Library`."""

    def __init__(
        self, settings: Settings, knowledge: Knowledge, after_change: Callable[[], None] = lambda: None
    ) -> None:
        """`after_change` is called, by the ingesting thread, when an ingest changed what the knowledge base holds."""
        self._settings = settings
        self._knowledge = knowledge
        self._after_change = after_change
        self._retriever = KnowledgeRetriever(knowledge.searcher)
        self._ingesting = threading.Lock()

    def passage(self, passage_id: str) -> Passage | None:
        """See `Library`."""
        return self._retriever.passage(passage_id)

    def document(self, document_id: str) -> DocumentText | None:
        """See `Library`."""
        with knowledge_errors():
            found = self._knowledge.searcher.document(document_id)
        if found is None:
            return None
        return DocumentText(found.id, found.title, found.source, found.date, found.body)

    def ingest(self, paths: Sequence[str]) -> Iterator[dict[str, JsonValue]]:
        """One line per file, then the summary; a second ingest waits for the first."""
        from app.bootstrap import ingest_all

        lines: queue.Queue[dict[str, JsonValue] | MentorError | None] = queue.Queue()

        def work() -> None:
            try:
                with self._ingesting:
                    report = ingest_all(
                        self._settings,
                        self._knowledge,
                        [Path(path) for path in paths],
                        lambda done, of, label: lines.put({"type": "progress", "step": done, "of": of, "label": label}),
                    )
                    if report.added or report.changed or report.removed or report.rebuilt:
                        lines.put({"type": "status", "text": "Learning the words of the new documents"})
                        self._after_change()
                lines.put(
                    {
                        "type": "report",
                        "added": list(report.added),
                        "changed": list(report.changed),
                        "unchanged": len(report.unchanged),
                        "removed": list(report.removed),
                        "problems": [
                            {"document": p.document, "message": p.message, "line": p.line} for p in report.problems
                        ],
                        "notes": list(report.notes),
                        "rebuilt": report.rebuilt,
                    }
                )
                lines.put(None)
            except MentorError as error:
                lines.put(error)
            except Exception:  # the edge of a thread: unreported, the reader would wait for ever
                log.exception("an ingest broke")
                lines.put(IngestError("The ingest broke off. See the log, then run `mentor ingest` again."))

        threading.Thread(target=work, name="ingest", daemon=True).start()
        while (line := lines.get()) is not None:
            if isinstance(line, MentorError):
                raise line
            yield line
