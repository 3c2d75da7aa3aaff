"""`mentor eval predict ask`: conversations whose last turn is judged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from evals.runner import answers_of
from evals.transcript import Transcript
from graphs.errors import MentorError

if TYPE_CHECKING:
    from app.settings import Settings
    from evals.predict import Answer, Say
    from evals.runner import Answer as Converse


class Line(BaseModel):
    """One conversation; the last turn is judged."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    turns: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)


@contextmanager
def opened(settings: Settings, say: Say) -> Iterator[Answer]:
    """The whole mentor in this process."""
    from app.bootstrap import open_mentor

    mentor = open_mentor(settings, lambda done, of, label: say(f"Reading the corpus: {done} of {of} {label}".rstrip()))
    try:
        yield answering(answers_of(mentor))
    finally:
        mentor.close()


def answering(converse: Converse) -> Answer:
    """From a line to its row; what the shells refuse (too long, empty, too many at once) is a refusal with its code."""

    def answer(line: Line) -> dict[str, Any]:
        try:
            transcript = converse(line.turns)
        except MentorError as error:
            return {**row(line.id, Transcript(answer=str(error), declined=True)), "error": error.code}
        return {**row(line.id, transcript), **({"error": transcript.failed} if transcript.failed else {})}

    return answer


def row(case_id: str | int, transcript: Transcript) -> dict[str, Any]:
    """One output line; a citation's text is the whole passage, so that every marker can be checked against it alone."""
    return {
        "id": case_id,
        "answer": transcript.answer,
        "declined": transcript.declined,
        "citations": [
            {
                "number": each.number,
                "document": each.document,
                "source": each.source,
                "section": each.section,
                "text": each.text or each.quote,
            }
            for each in transcript.citations
        ],
        "first_sentence_s": _rounded(transcript.first_sentence_s),
        "total_s": _rounded(transcript.total_s),
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 4)
