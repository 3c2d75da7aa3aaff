"""Lets sentences out, each only after it was verified: the sources' own, the model's, or both, as the wording says."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graphs.ask.cite import Citations
from graphs.ask.compose import Line, compose
from graphs.ask.deps import AskTurn
from graphs.ask.draft import fit_prompt, worded_lines
from graphs.ask.evidence import evidence_text
from graphs.ask.reading import Reading
from graphs.ask.select import Evidence
from graphs.ask.text import content
from graphs.ask.verify import check_quoted
from graphs.errors import (
    EngineCrashed,
    ModelCorrupt,
    ModelTooLarge,
    ModelUnavailable,
    PromptTooLong,
    TooManyRequests,
)
from graphs.events import Event, Sentence, Status

SAID_ALREADY = 0.7
"""Share of a line's content words in one released sentence from which it is not said again."""


@dataclass
class Release:
    """One answer on its way out; `emit` hands an event to the shell."""

    turn: AskTurn
    reading: Reading
    emit: Callable[[Event], None]

    def __post_init__(self) -> None:
        self._citations = Citations()
        self._released: list[str] = []

    def answer(self, evidence: Evidence, uncovered: Sequence[str] = ()) -> int:
        """Releases the whole answer; returns the milliseconds spent on the model.

        Raises `Cancelled`, and `TooManyRequests` when the model was to word the answer and its queue is full.
        """
        wording = self.turn.deps.wording
        quoted = compose(self.reading, evidence, uncovered)
        spent = 0
        if wording != "draft":
            for line in quoted:
                self._quote(line)
        if wording != "quote":
            spent, worded = self._word(evidence, needed=wording == "draft")
            if wording == "draft":
                for line in quoted:
                    if not worded or line.style in {"bullet", "note"} or not self._said(line):
                        self._quote(line)
        return spent

    def _word(self, evidence: Evidence, *, needed: bool) -> tuple[int, int]:
        """Releases what survives of the model's draft: (milliseconds, sentences)."""
        began = time.monotonic()
        worded = 0
        try:
            for line in self._draft(evidence):
                self._send(line, quoted=False)
                worded += 1
        except (EngineCrashed, ModelCorrupt, ModelTooLarge, ModelUnavailable, PromptTooLong):
            # The sources' own sentences still answer; the engine's trouble shows in /readyz and the log.
            pass
        except TooManyRequests:
            if needed:
                raise
        return int((time.monotonic() - began) * 1000), worded

    def _draft(self, evidence: Evidence) -> Iterator[Line]:
        deps = self.turn.deps
        generation, passages = fit_prompt(deps.chat, self.reading.question, evidence.passages, self.turn.asker)
        generation = replace(generation, cancelled=self.turn.cancelled, on_queue=self._placed)
        said = tuple(self._released)
        return worded_lines(self.reading, passages, generation, deps.chat, deps.embedder, deps.lexicon, said)

    def _placed(self, position: int) -> None:
        stage: Literal["queued", "drafting"] = "queued" if position else "drafting"
        text = f"Waiting in line, place {position}" if position else "Putting it in words"
        self.emit(Status(stage=stage, text=text, position=position))

    def _quote(self, line: Line) -> None:
        """Lines without support are the mentor's own connecting words, notes name the documents themselves."""
        borne_out_by = [evidence_text(passage) for passage, _ in line.support]
        if not borne_out_by or line.style == "note" or check_quoted(line.text, borne_out_by).passed:
            self._send(line, quoted=True)

    def _send(self, line: Line, *, quoted: bool) -> None:
        self._released.append(line.text)
        self.emit(Sentence(text=line.text, style=line.style, citations=self._citations.of(line), quoted=quoted))

    def _said(self, line: Line) -> bool:
        stems = set(content(line.text))
        return any(stems and len(stems & set(content(text))) / len(stems) > SAID_ALREADY for text in self._released)
