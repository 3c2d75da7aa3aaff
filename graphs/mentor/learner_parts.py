"""What a turn needs to work with the learner's own records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from graphs.interview.graph import InterviewDeps, InterviewGraph
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Rate
from graphs.mentor.about import AboutModel
from graphs.mentor.intent_model import IntentModel
from graphs.mentor.slices import Slices
from graphs.ports import Embedder, Records


@dataclass(frozen=True)
class LearnerParts:
    """Shared by all turns; only `records` knows learners."""

    records: Callable[[str], Records]
    """Bound to one learner, made anew for each turn: a write then builds on what this turn has read."""
    intents: IntentModel
    embedder: Embedder
    lexicon: SkillLexicon
    rate: Rate
    interview: InterviewGraph
    clock: Callable[[], datetime]
    about: AboutModel
    slices: Slices = field(default_factory=Slices)

    def interview_deps(self, records: Records, answer: Callable[..., object]) -> InterviewDeps:
        """For one turn of the learner that the records belong to."""
        return InterviewDeps(records, self.lexicon, self.rate, self.clock, answer)  # type: ignore[arg-type]
