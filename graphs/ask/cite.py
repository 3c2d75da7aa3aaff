"""Numbers the passages of an answer in the order of their first use."""

from __future__ import annotations

from graphs.ask.compose import Line
from graphs.events import Citation


class Citations:
    """One turn's numbering: a passage keeps its number, the quoted words are each sentence's own."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, line: Line) -> tuple[Citation, ...]:
        """Citations of a line, without repeats, in the order of its support."""
        cited: dict[str, Citation] = {}
        for passage, words in line.support:
            if passage.id in cited:
                continue
            number = self._numbers.setdefault(passage.id, len(self._numbers) + 1)
            cited[passage.id] = Citation(
                number=number,
                passage_id=passage.id,
                document=passage.document,
                document_title=passage.title,
                source=passage.source,
                section=" > ".join(passage.section),
                text=words,
            )
        return tuple(cited.values())
