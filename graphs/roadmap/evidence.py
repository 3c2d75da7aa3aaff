"""Numbered citations for a roadmap, taken from passages by their id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from graphs.career.roadmap import Statement
from graphs.events import Citation
from graphs.ports import Passage, Unit


class Passages(Protocol):
    """What a roadmap needs of `graphs.ports.Retriever`."""

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id, if it is still there. Raises `KnowledgeUnavailable`."""
        ...


class Evidence:
    """Hands out statements in the sources' own words and numbers what they cite."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self.citations: list[Citation] = []
        self.missing: list[str] = []
        """Ids of passages that were wanted and are not there."""

    def sentences(self, passage_id: str, most: int = 1) -> tuple[Statement, ...]:
        """The first sentences of a passage; empty when it is gone."""
        return tuple(self._statements(passage_id, ("sentence",), most))

    def items(self, passage_id: str, most: int = 20) -> tuple[Statement, ...]:
        """The items of its list."""
        return tuple(self._statements(passage_id, ("item", "row"), most))

    def sentence_with(self, passage_id: str, words: str) -> tuple[Statement, ...]:
        """The sentence of a passage that holds these words."""
        found = self._passage(passage_id)
        units = [unit for unit in found.units if words in unit.text][:1] if found else []
        return tuple(self._statement(found, unit) for unit in units if found is not None)

    def _statements(self, passage_id: str, kinds: tuple[str, ...], most: int) -> Iterator[Statement]:
        found = self._passage(passage_id)
        if found is not None:
            units = [unit for unit in found.units if unit.kind in kinds]
            yield from (self._statement(found, unit) for unit in units[:most])

    def _passage(self, passage_id: str) -> Passage | None:
        found = self._passages.passage(passage_id)
        if found is None:
            self.missing.append(passage_id)
        return found

    def _statement(self, passage: Passage, unit: Unit) -> Statement:
        return Statement(text=unit.text, sources=(self._number(passage, unit),))

    def _number(self, passage: Passage, unit: Unit) -> int:
        for each in self.citations:
            if each.passage_id == passage.id and each.text == unit.text:
                return each.number
        number = len(self.citations) + 1
        self.citations.append(
            Citation(
                number=number,
                passage_id=passage.id,
                document=passage.document,
                document_title=passage.title,
                source=passage.source,
                section=" > ".join(passage.section),
                text=unit.text,
            )
        )
        return number
