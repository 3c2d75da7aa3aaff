"""The parts of a progress turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.adapters.catalogue import Catalogue
    from graphs.ports import Records
    from graphs.progress.graph import ProgressDeps
    from graphs.progress.review import Rate


def make_progress_deps(
    records: Records, catalogue: Catalogue, clock: Callable[[], datetime], rate: Rate | None = None
) -> ProgressDeps:
    """For the learner that the records are bound to."""
    from app.learner_progress import replanner, settler
    from graphs.progress.graph import ProgressDeps

    return ProgressDeps(
        records=records,
        skills=catalogue.skills,
        resources=catalogue.resources,
        clock=clock,
        replan=replanner(records, catalogue, clock),
        settle=settler(records, catalogue.skills),
        rate=rate,
    )
