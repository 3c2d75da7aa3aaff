"""What the page needs of the knowledge base: passages and whole documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pydantic import JsonValue

if TYPE_CHECKING:
    from graphs.ports import Passage


@dataclass(frozen=True)
class DocumentText:
    """A whole document; `body` is the Markdown that the units' offsets count in."""

    id: str
    title: str
    source: str
    date: str
    """Empty when the source has none."""
    body: str


class Library(Protocol):
    """The read side, and ingestion for the control route, since the embedded store admits one process."""

    def passage(self, passage_id: str) -> Passage | None:
        """None when it is not, or no longer, in the knowledge base."""
        ...

    def document(self, document_id: str) -> DocumentText | None:
        """None when there is no such document."""
        ...

    def ingest(self, paths: Sequence[str]) -> Iterator[dict[str, JsonValue]]:
        """One report per step, as plain JSON. Without paths: the corpus and the operator's documents."""
        ...
