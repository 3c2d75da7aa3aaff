"""Answers from the sources within one turn, however many questions the turn asks of them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import cast

from graphs.ask.deps import AskDeps, AskTurn
from graphs.ask.graph import AskGraph, run_ask
from graphs.ask.text import clean
from graphs.events import Done, Event
from graphs.mentor.request import Exchange, TurnRequest

NEAREST = 4


@dataclass(frozen=True)
class SourceParts:
    """What is shared by all turns."""

    ask: AskDeps
    graph: AskGraph
    forget: Callable[[str], None]
    """Prunes the checkpoints of a thread."""


class Sources:
    """For one turn; `close` prunes its checkpoints."""

    def __init__(self, parts: SourceParts, request: TurnRequest) -> None:
        self._parts = parts
        self._turn = AskTurn(deps=parts.ask, asker=request.learner_id, cancelled=request.cancelled)
        self._request = request
        self._threads: list[str] = []
        self.suggestions: tuple[str, ...] = ()
        """Of the last answer."""
        self.model_ms = 0

    def answer(self, question: str, earlier: Sequence[str] = ()) -> Iterator[Event]:
        """Everything but `Done`. Raises what `run_ask` raises."""
        number = len(self._threads)
        thread = self._request.turn_id if not number else f"{self._request.turn_id}:{number}"
        self._threads.append(thread)
        events = cast(Generator[Event], run_ask(self._parts.graph, self._turn, clean(question), earlier, thread=thread))
        with closing(events):
            for event in events:
                if isinstance(event, Done):
                    self.suggestions = event.suggestions
                    self.model_ms += event.model_ms
                else:
                    yield event

    def nearness(self, question: str) -> float:
        """Cosine to the nearest question that the sources are known to answer; a look at the index, no answer."""
        matches = self._parts.ask.retriever.search(clean(question), limit=NEAREST)
        return max((match.question_cosine for match in matches), default=0.0)

    def close(self) -> None:
        """After the turn."""
        for thread in self._threads:
            self._parts.forget(thread)


def questions_of(history: Sequence[Exchange], *, cited_only: bool = False) -> list[str]:
    """What was asked before; answers given in an interview are no questions, and would mislead a follow-up."""
    return [each.question for each in history if each.citations or not cited_only]
