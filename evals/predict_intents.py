"""`mentor eval predict intents`: what each message means where the conversation stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from graphs.mentor.intent_model import Context

if TYPE_CHECKING:
    from app.settings import Settings
    from evals.predict import Answer, Say
    from graphs.ports import Embedder


class Line(BaseModel):
    """One message and where the conversation stands."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    message: str
    context: Context = "idle"


@contextmanager
def opened(settings: Settings, say: Say) -> Iterator[Answer]:
    """The bundled sentence vectors and the trained weights; neither a store nor a language model."""
    from app.bootstrap import open_embedder

    yield answering(open_embedder(settings))


def answering(embedder: Embedder) -> Answer:
    """From a line to `{"id", "intent", "confidence"}`."""
    from graphs.mentor.intent_model import load_intent_model
    from graphs.mentor.intents import classify

    model = load_intent_model()

    def answer(line: Line) -> dict[str, Any]:
        intent = classify(line.message, line.context, model, embedder)
        return {"id": line.id, "intent": intent.name, "confidence": round(intent.confidence, 4)}

    return answer
