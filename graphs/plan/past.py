"""What a replan keeps of the plan before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graphs.career.plan import PlanItem, PlanWeek, Project
from graphs.plan.tasks import Done


@dataclass(frozen=True)
class Past:
    """What a replan keeps of the plan before."""

    open_from: int = 0
    """Index of the first week that can still be planned."""
    weeks: tuple[PlanWeek, ...] = ()
    """Those before it, with what was done in them."""
    kept: Mapping[int, tuple[PlanItem, ...]] = field(default_factory=dict)
    """Done items of open weeks, by index."""
    done: Done = field(default_factory=dict)
    projects: tuple[Project, ...] = ()
    """Done ones."""
    begun: tuple[str, ...] = ()
    """Projects of months gone by that are not done, and one that was started: they come first."""
    paused: tuple[date, ...] = ()
    """A day of each week between the old plan and a later start."""
    extra: Mapping[int, int] = field(default_factory=dict)
    """Quarter hours that the learner gives to a week beyond the ordinary ones, by index, to catch up."""
