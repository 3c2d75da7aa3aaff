"""`mentor eval predict interviews`: a learner's messages, typed one after the other to a fresh interview."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from evals.interviewing import Begin, end_state, interviewer, transcript

if TYPE_CHECKING:
    from app.settings import Settings
    from evals.predict import Answer, Say


class Line(BaseModel):
    """The learner's side in its order; an empty message is something that learners send too."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    turns: tuple[str, ...] = Field(min_length=1)


@contextmanager
def opened(settings: Settings, say: Say) -> Iterator[Answer]:
    """The rating model, and the sources when a learner asks something in between."""
    with interviewer(settings, say) as begin:
        yield answering(begin)


def answering(begin: Begin) -> Answer:
    """From a line to the end state."""

    def answer(line: Line) -> dict[str, Any]:
        talk = begin()
        for message in line.turns:
            talk.say(message)
        return {"id": line.id, **end_state(talk), "transcript": transcript(talk)}

    return answer
