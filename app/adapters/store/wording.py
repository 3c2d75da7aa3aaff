"""A mentor's message as plain text, made from its events."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.events import Citation, Declined, DocumentReady, Event, Failed, Question, Sentence

LASTING = (Sentence, Question, Declined, DocumentReady, Failed)
"""Events that are kept with the message; the others speak of the moment only."""


def is_lasting(event: Event) -> bool:
    """Whether the event belongs to the stored message."""
    return isinstance(event, LASTING)


def plain_text(events: Iterable[Event], *, markers: bool = True) -> str:
    """Markdown with `[1]` markers (or without, for the history that the mind reads)."""
    lines: list[str] = []
    previous = ""
    for event in events:
        if isinstance(event, Sentence):
            text = event.text
            if markers and event.citations:
                text += " " + "".join(f"[{citation.number}]" for citation in event.citations)
            if event.style == "bullet":
                lines.append(("" if previous == "bullet" else "\n") + f"- {text}")
            elif event.style == "text" and previous == "text":
                lines[-1] += f" {text}"
            else:
                lines.append("\n" + (f"### {text}" if event.style == "heading" else text))
            previous = event.style
        elif isinstance(event, (Question, Declined)):
            lines.append("\n" + event.text)
            previous = event.type
    return "\n".join(lines).strip()


def citations_of(events: Iterable[Event]) -> tuple[Citation, ...]:
    """Each citation once per number and quoted words, in order of appearance."""
    seen: dict[tuple[int, str], Citation] = {}
    for event in events:
        if isinstance(event, Sentence):
            for citation in event.citations:
                seen.setdefault((citation.number, citation.text), citation)
    return tuple(seen.values())
