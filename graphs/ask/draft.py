"""Lets the model word the answer and releases only what survives verification, sentence by sentence as it streams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphs.ask.compose import Line
from graphs.ask.evidence import evidence_text
from graphs.ask.guard import planted
from graphs.ask.lexicon import Lexicon
from graphs.ask.prompts import draft_messages
from graphs.ask.reading import Reading
from graphs.ask.text import content
from graphs.ask.verify import check_sentence
from graphs.ports import ChatModel, Embedder, Generation, Passage

MARKER = re.compile(r"\[(\d{1,2})\](?:\s?\[\d{1,2}\])*")
END = re.compile(r"(?<=[.!?])(\s*\[\d{1,2}\](?:\s?,?\s?\[\d{1,2}\])*)?[.]?(?=\s+[A-Z0-9*-]|\s*\n|$)")
MAX_TOKENS = 160
REPEATS = 0.8
"""Share of a sentence's content words said before from which it adds nothing."""


def worded_lines(
    reading: Reading,
    passages: Sequence[Passage],
    generation: Generation,
    chat: ChatModel,
    embedder: Embedder,
    lexicon: Lexicon,
    said: Sequence[str],
) -> Iterator[Line]:
    """Verified sentences of the model's draft, each with the passages that bear it out; may yield none.

    `said` are sentences already released: one that only repeats them is dropped. Raises what `ChatModel.stream` raises.
    """
    spoken = set(content(" ".join(said)))
    for raw in _sentences(chat.stream(generation)):
        numbers = [int(n) for n in re.findall(r"\[(\d{1,2})\]", raw)]
        text = MARKER.sub("", raw).strip(" -*\n\t").replace(" .", ".")
        stems = set(content(text))
        if len(stems) < 2 or len(stems & spoken) / len(stems) > REPEATS:
            continue
        cited = [passages[n - 1] for n in numbers if 1 <= n <= len(passages)]
        line = _borne_out(text, cited or list(passages), reading, lexicon, embedder)
        if line is not None:
            spoken |= stems
            yield line


def _borne_out(
    text: str, candidates: Sequence[Passage], reading: Reading, lexicon: Lexicon, embedder: Embedder
) -> Line | None:
    """The sentence with the first passage that supports it alone."""
    for passage in candidates:
        check = check_sentence(text, [evidence_text(passage)], reading.said, lexicon, embedder)
        if check.passed:
            closest = max(passage.units, key=lambda unit: len(set(content(unit.statement)) & set(content(text))))
            return Line(text, "text", ((passage, closest.text),))
    return None


def _sentences(pieces: Iterator[str]) -> Iterator[str]:
    """Whole sentences with their markers as soon as they are complete."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        while (match := END.search(buffer, 0, len(buffer) - 1)) and match.end() < len(buffer):
            yield buffer[: match.end()].strip()
            buffer = buffer[match.end() :].lstrip()
    if buffer.strip():
        yield buffer.strip()


def fit_prompt(
    chat: ChatModel, question: str, passages: Sequence[Passage], asker: str
) -> tuple[Generation, tuple[Passage, ...]]:
    """The request with as many passages as fit the context; the system prompt is never cut."""
    kept = list(passages)
    while True:
        messages = draft_messages(question, [" ".join(u.text for u in p.units if not planted(u.text)) for p in kept])
        if len(kept) <= 1 or chat.count_tokens(messages) + MAX_TOKENS <= chat.context_tokens:
            return Generation(messages=messages, max_tokens=MAX_TOKENS, asker=asker), tuple(kept)
        kept.pop()
