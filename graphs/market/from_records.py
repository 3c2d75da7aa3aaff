"""The market of a learner, from the records as they are stored; without LangGraph, for the shells too."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from graphs.career.assessment import Assessment, Profile
from graphs.career.posting import Postings
from graphs.career.skills import Level, SkillMatrix
from graphs.market.count import read_market
from graphs.market.keep import load_postings
from graphs.market.market import Market
from graphs.ports import Records

ASSESSMENT, PROFILE = "assessment", "profile"


def market_of(records: Records, skills: SkillMatrix, now: datetime) -> Market:
    """Reads postings, assessment and profile. Raises `RecordUnreadable`."""
    return _market(load_postings(records), records.get(ASSESSMENT), records.get(PROFILE), skills, now)


def _market(
    postings: Postings,
    assessment: dict[str, Any] | None,
    profile: dict[str, Any] | None,
    skills: SkillMatrix,
    now: datetime,
) -> Market:
    known = Profile.model_validate(profile) if profile else Profile()
    return read_market(
        postings,
        skills,
        now.date(),
        assessment=Assessment.model_validate(assessment) if assessment else None,
        level=Level(str(known.target_level.value)) if known.target_level else None,
        location=str(known.location.value) if known.location else "",
    )
