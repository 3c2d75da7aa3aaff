"""`mentor eval predict intents`: what each message means in its context, one JSON line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from graphs.mentor.intent_model import Context

if TYPE_CHECKING:
    from graphs.ports import Embedder


class IntentLine(BaseModel):
    """One message and where the conversation stands."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    message: str
    context: Context = "idle"


def predict_intents(lines: Iterable[IntentLine], embedder: Embedder) -> Iterator[dict[str, Any]]:
    """`{"id", "intent"}` in the order of the lines."""
    from graphs.mentor.intent_model import load_intent_model
    from graphs.mentor.intents import classify

    model = load_intent_model()
    for line in lines:
        intent = classify(line.message, line.context, model, embedder)
        yield {"id": line.id, "intent": intent.name, "confidence": round(intent.confidence, 4)}


def predict(lines: Iterable[IntentLine]) -> Iterator[dict[str, Any]]:
    """With the bundled sentence vectors."""
    from app.bootstrap import open_embedder
    from evals.runner import eval_settings

    yield from predict_intents(lines, open_embedder(eval_settings()))
