"""The parts of a progress turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.adapters.catalogue import Catalogue
    from graphs.career.skills import SkillMatrix
    from graphs.ports import Records
    from graphs.progress.graph import ProgressDeps, ProgressGraph
    from graphs.progress.review import Rate


@lru_cache(maxsize=1)
def progress_graph() -> ProgressGraph:
    """Compiled once for all turns."""
    from graphs.progress.graph import build_graph

    return build_graph()


def rate_by_cues(skills: SkillMatrix) -> Rate:
    """Reads the words of a review without the embedding model, for the routes and commands that do not load it."""
    from app.bootstrap.interview import open_rate
    from graphs.interview.lexicon import SkillLexicon
    from ingest.testing import HashedEmbedder

    return open_rate(HashedEmbedder(), SkillLexicon(skills))


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
