"""What a suite is: cases, a way to answer them, and a scorer that also judges answers of the past.

A new suite is a module in `evals/suites/` with one object that fits `Suite`, and one line in `evals/suites/__init__.py`.
Answers are plain JSON and hold everything the scorer needs, because the baseline's answers are scored again by the
scorer of today: two numbers are only comparable when one scorer made both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from evals.gate.parts import Parts

Json = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One case as the gate sees it."""

    id: str
    kind: str
    asked: str
    """What the system is given, as a person reads it."""
    why: str
    given: Any
    """The suite's own case, gold included."""
    digest: str
    """Of what the system is given; the gold is not in it, so that a corrected gold needs no new answer."""
    quick: bool = False
    """Whether it belongs to the quick profile; set by `pick_quick`."""


@dataclass(frozen=True)
class Measure:
    """What one case adds to a metric: `good` of `of` atoms, or the gold and the given rating of a kappa."""

    good: float
    of: float = 1.0


@dataclass(frozen=True)
class Outcome:
    """One judged answer."""

    id: str
    kind: str
    right: bool
    """The case as a whole; a change of it is a flip."""
    measures: Mapping[str, Measure]
    """By metric; a metric that the case says nothing about is left out."""
    faults: tuple[str, ...] = ()
    shown: str = ""
    """The answer as a person reads it."""
    passages: tuple[tuple[str, str], ...] = ()
    """Name and text of what the answer rests on."""
    lost: tuple[tuple[str, ...], ...] = ()
    """Facts it lacks, each with its spellings, for the search for the cause."""


class Suite(Protocol):
    """One capability under test."""

    name: str
    roots: tuple[str, ...]
    """Modules whose code, with all that it imports, makes the answers: unchanged code and case, unchanged answer."""
    kappas: tuple[str, ...]
    """Metrics whose measures are pairs of ratings, aggregated as quadratic weighted kappa."""
    share: int
    """In the quick profile every so-manieth case of each kind; 1 where all cases together take seconds."""
    by_vectors: bool
    """Whether sentence vectors have a part in the answers: their last bits differ between processors."""
    kept: bool
    """Whether answers are accepted, compared and replayed; not where they are plain arithmetic under rules without
    tolerance, quicker to make anew than to keep."""

    def items(self) -> Sequence[Item]: ...

    def opened(self, parts: Parts) -> AbstractContextManager[Callable[[Item], Json]]:
        """Loads what answering needs; the key `timing` of an answer is kept apart, it is never the same twice."""
        ...

    def score(self, item: Item, answer: Json) -> Outcome:
        """Pure. An answer with the key `error` and nothing else is one that broke."""
        ...


@dataclass(frozen=True)
class Answered:
    """One answer of a run."""

    item: Item
    answer: Json
    key: str
    """Of code, data, model and case together; empty when replay is impossible."""
    replayed: bool = False
    timing: Mapping[str, float] = field(default_factory=dict)


def digest(*parts: object) -> str:
    """Short and stable; the same JSON gives the same."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()[:24]


def pick_quick(items: Sequence[Item], share: int = 3) -> list[Item]:
    """Every third case of each kind, in an order that the ids alone decide."""
    from dataclasses import replace

    place: dict[str, int] = {}
    chosen = set()
    for item in sorted(items, key=lambda each: digest(each.id)):
        at = place.get(item.kind, 0)
        place[item.kind] = at + 1
        if at % share == 0:
            chosen.add(item.id)
    return [replace(item, quick=item.id in chosen) for item in items]
