"""All skills rated at once, through the interview's own record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.adapters.store.versions import LearnerRecords, Records
from app.learner_assessment import read_standing, set_rating
from graphs.career.skills import Rating, SkillMatrix
from graphs.interview.records import INTERVIEW, load
from graphs.interview.state import begin


def rate_all(records: Records, learner: str, skills: SkillMatrix, chosen: Mapping[str, Rating], at: datetime) -> int:
    """How many ratings changed. Raises `RecordChanged` when a turn writes at the same moment."""
    bound = LearnerRecords(records, learner)
    state = load(bound)
    if state is None:
        # A form may come before any interview; an interview that is asked for later goes on from it.
        bound.put(INTERVIEW, begin(None, at).model_dump(mode="json"))
    standing = read_standing(records, learner, skills)
    held = {each.skill: each.rating for each in standing.assessment.ratings} if standing is not None else {}
    changed = 0
    for skill, rating in chosen.items():
        if held.get(skill) != rating and skills.get(skill) is not None:
            set_rating(records, learner, skills, skill, rating, "", at)
            changed += 1
    return changed
