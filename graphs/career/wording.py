"""How the slices say the same things: lists of names, hours, and sentences in the mentor's own words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from graphs.events import Sentence


def joined(names: Sequence[str], most: int | None = None) -> str:
    """As in "Git, Docker and SQL"; of more than `most` the others are counted. `names` is not empty."""
    shown = list(names)
    if most is not None and len(shown) > most:
        shown = [*shown[:most], f"{len(names) - most} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def in_hours(value: float) -> str:
    """With its unit, as in "1 hour" and "2.5 hours"."""
    return f"{value:g} {'hour' if value == 1 else 'hours'}"


def say(text: str, style: str = "text") -> Sentence:
    """A sentence in the mentor's own words, not the corpus's."""
    return Sentence.model_validate({"text": text, "style": style, "quoted": False})
