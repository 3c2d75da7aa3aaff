"""Holds conversations with the mentor and keeps what its last turn said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from evals.transcript import Transcript, record
from graphs.events import Citation, Event
from graphs.ports import Passage

if TYPE_CHECKING:
    from app.bootstrap import Mentor
    from app.settings import Settings
    from graphs.mentor.request import Exchange

Answer = Callable[[Sequence[str]], Transcript]
"""Holds one new conversation and returns its last turn: the real system, or a dumb one that must fail."""

EVAL_DATA = Path(__file__).parent / "reports" / "data"
"""A data directory of the evals' own: the embedded vector store admits one process, and a server may be running."""


class Asks(Protocol):
    """What the runner needs of `app.bootstrap.Mentor`."""

    def ask(self, text: str, history: Sequence[Exchange] = ()) -> Iterator[Event]: ...


def converse(mentor: Asks, turns: Sequence[str], passage: Callable[[str], Passage | None]) -> Transcript:
    """Asks the turns one after the other in a new conversation.

    The turns are taken as they are; `answers_of` cleans and bounds them as the shells do.
    """
    from graphs.mentor.request import Exchange

    history: list[Exchange] = []
    said: list[str] = []
    transcript: Transcript | None = None
    for turn in turns:
        said.append(turn)
        transcript = record(mentor.ask(turn, tuple(history)), tuple(said), passage)
        spoken = " ".join(each.text for each in transcript.sentences) or transcript.answer
        history.append(Exchange(turn, spoken, tuple(_as_events(transcript))))
    if transcript is None:
        raise ValueError("a conversation needs at least one turn")
    return transcript


def answers_of(mentor: Mentor) -> Answer:
    """The real system; messages are cleaned and bounded as the terminal does."""
    from app.web.cleaning import clean_message

    limit = mentor.settings.max_message_chars
    passage = mentor.deps.ask.retriever.passage

    def answer(turns: Sequence[str]) -> Transcript:
        return converse(mentor, [clean_message(turn, limit) for turn in turns], passage)

    return answer


def eval_settings(**overrides: object) -> Settings:
    """The operator's settings in the evals' own data directory, unless MENTOR_DATA_DIR says otherwise."""
    import os

    from app.settings import load_settings

    if "MENTOR_DATA_DIR" not in os.environ:
        overrides.setdefault("data_dir", EVAL_DATA)
    return load_settings(**overrides)


def _as_events(transcript: Transcript) -> Iterator[Citation]:
    for each in transcript.citations:
        yield Citation(
            number=each.number,
            passage_id=each.passage_id,
            document=each.document,
            document_title=each.title,
            source=each.source,
            section=each.section,
            text=each.quote,
        )
