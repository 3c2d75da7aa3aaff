"""What a roadmap is made from."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.career.assessment import Assessment, Profile
from graphs.career.plan import LearningPlan
from graphs.career.posting import Postings


@dataclass(frozen=True)
class Inputs:
    """What is known of the learner."""

    plan: LearningPlan
    assessment: Assessment | None
    profile: Profile
    postings: Postings | None
    done: frozenset[str]
    """Items ticked off."""
