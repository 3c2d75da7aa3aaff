"""The market of a learner's postings, as counted; every part names the postings it was counted in."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from graphs.career.posting import Posting, Salary, Seniority
from graphs.career.skills import Level, Rating, SkillId
from graphs.events import Frozen
from graphs.market.sources import Ground, SourceRange

WANTED = 10
"""Postings that the exercise asks to save."""
FEW = 5
"""With fewer postings than this a pattern would be chance."""
COMMON = 0.5
"""A requirement of at least this share is called common."""
Ids = tuple[str, ...]


class Requirement(Frozen):
    """One skill over all counted postings."""

    skill: SkillId
    name: str
    required_by: Ids
    preferred_by: Ids

    @property
    def by(self) -> Ids:
        """All that name it, in their order."""
        return tuple(sorted((*self.required_by, *self.preferred_by), key=number_of))


class Pay(Frozen):
    """One stated range, with what it belongs to."""

    posting: str
    level: Seniority
    places: tuple[str, ...]
    salary: Salary
    against_sources: str = ""
    """How it lies to the sources' range; empty where they cannot be compared."""


class Pattern(Frozen):
    """Something that shows over the postings."""

    text: str
    by: Ids
    ground: Ground | None = None
    """A statement of the corpus that is set beside it."""


FitState = Literal["met", "short", "missing", "unassessed"]


class Fit(Frozen):
    """The learner's standing in one skill that the postings ask for."""

    skill: SkillId
    name: str
    asked: int
    """Postings that require it."""
    welcome: int
    rating: Rating | None
    needed: Rating
    """What the level that the learner aims for asks; Basic where no source says."""
    from_source: bool
    state: FitState
    by: Ids
    """The postings that require it; where none does, those that welcome it."""


class PostingFit(Frozen):
    """How many of a posting's required skills the learner meets."""

    posting: str
    met: tuple[SkillId, ...]
    short: tuple[SkillId, ...]
    unassessed: tuple[SkillId, ...]


class Market(Frozen):
    """Everything that the report tells."""

    made_on: datetime.date
    saved: int
    counted: tuple[Posting, ...]
    """Distinct ones that say something about the market, oldest first."""
    repeats: tuple[tuple[str, str], ...]
    """(repeat, original)."""
    set_aside: tuple[Posting, ...]
    missing: int = Field(ge=0)
    """To the ten that the exercise asks for."""
    requirements: tuple[Requirement, ...]
    pays: tuple[Pay, ...]
    without_pay: Ids
    source_pay: tuple[SourceRange, ...]
    """For the levels among the postings and the one aimed for."""
    patterns: tuple[Pattern, ...]
    level: Level
    level_chosen: bool
    """Whether the learner chose it; otherwise it is taken from the assessment or is the exercise's Junior."""
    assessed: bool
    fits: tuple[Fit, ...]
    posting_fits: tuple[PostingFit, ...]
    location: str = ""
    near: Ids = ()
    """Postings for the learner's own location, or remote."""

    @property
    def n(self) -> int:
        """How many postings are counted."""
        return len(self.counted)


def required_most(requirements: Sequence[Requirement]) -> list[Requirement]:
    """Those that any posting requires, by how many do."""
    return sorted((each for each in requirements if each.required_by), key=lambda each: -len(each.required_by))


def number_of(posting_id: str) -> tuple[int, str]:
    """Sorts p2 before p10."""
    digits = "".join(each for each in posting_id if each.isdigit())
    return (int(digits) if digits else 0, posting_id)
