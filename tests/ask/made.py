"""Passages, matches and readings made by hand."""

import re
from collections.abc import Sequence

from graphs.ask.reading import Reading
from graphs.ports import Match, Passage, Unit


def unit(text: str, kind: str = "sentence", statement: str = "") -> Unit:
    return Unit(text, statement or text, kind, 0, len(text))  # type: ignore[arg-type]


def passage(text: str, *, id: str = "a#a", units: Sequence[Unit] = (), **fields: object) -> Passage:
    """One unit per sentence, unless units are given."""
    made = tuple(units) or tuple(unit(each) for each in re.split(r"(?<=[.!?:])\s+", text) if each)
    document = id.split("#")[0]
    plain: dict[str, object] = {
        "document": document,
        "title": f"Title {document}: more",
        "source": f"Work {document}",
        "section": ("Section",),
        "position": 0,
    }
    return Passage(id=id, units=made, text=text, **{**plain, **fields})  # type: ignore[arg-type]


def match(found: Passage, score: float = 0.8, *, question: float = 0.9, cosines: Sequence[float] = ()) -> Match:
    unit_cosines = tuple(cosines) or (0.5,) * len(found.units)
    return Match(found, score, question, 0.7, unit_cosines, (0.0,) * len(found.units), "What is this?")


def reading(question: str, **fields: object) -> Reading:
    plain: dict[str, object] = {"said": question, "wants": "fact", "parts": (question,)}
    return Reading(question=question, **{**plain, **fields})  # type: ignore[arg-type]


class Shelf:
    """A retriever that finds what it was given, by level and by matter."""

    def __init__(self, *matches: Match) -> None:
        self._matches = matches

    def search(self, query: str, *, limit: int = 8, levels: Sequence[str] = ()) -> Sequence[Match]:
        fitting = [m for m in self._matches if not levels or set(levels) & set(m.passage.levels)]
        return sorted(fitting, key=lambda m: -m.score)[:limit]

    def passage(self, passage_id: str) -> Passage | None:
        return next((m.passage for m in self._matches if m.passage.id == passage_id), None)

    def by_about(self, about: str) -> Sequence[Passage]:
        return [m.passage for m in self._matches if m.passage.about == about]
