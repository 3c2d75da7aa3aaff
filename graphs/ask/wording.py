"""How much a model may word, chosen per model by the evals (`mentor eval compare`); the figures stand in the model table."""

from __future__ import annotations

from graphs.ask.deps import Wording

MEASURED: dict[str, Wording] = {"smollm2-135m-instruct": "quote", "scripted": "quote"}
"""By the beginning of the engine's model name."""


def wording_for(model: str) -> Wording:
    """The measured choice; a model without figures words the answer, with the sources' sentences standing in."""
    name = model.lower()
    return next((wording for prefix, wording in MEASURED.items() if name.startswith(prefix)), "draft")
