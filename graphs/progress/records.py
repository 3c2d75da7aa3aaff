"""What the slice reads and keeps: the plan, the progress, and the assessment that a review looks at."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from graphs.career.assessment import Assessment, Profile
from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress
from graphs.errors import RecordUnreadable
from graphs.ports import Records

PLAN, PROGRESS, ASSESSMENT, PROFILE = "plan", "progress", "assessment", "profile"
_Model = TypeVar("_Model", bound=BaseModel)


def read_plan(records: Records) -> LearningPlan | None:
    """The newest version. Raises `RecordUnreadable`."""
    return _read(records, PLAN, LearningPlan)


def read_progress(records: Records) -> Progress:
    """Empty before anything is done. Raises `RecordUnreadable`."""
    return _read(records, PROGRESS, Progress) or Progress()


def read_assessment(records: Records) -> Assessment | None:
    """The newest version. Raises `RecordUnreadable`."""
    return _read(records, ASSESSMENT, Assessment)


def zone_of_learner(records: Records, plan: LearningPlan) -> str:
    """Of the profile when it was told after the plan was made, else the plan's own."""
    profile = _read(records, PROFILE, Profile)
    known = profile.time_zone if profile is not None else None
    return str(known.value) if known is not None and known.evidence.at > plan.made_at else plan.time_zone


def keep_progress(records: Records, progress: Progress) -> None:
    """A new version, only when something changed."""
    value = progress.model_dump(mode="json")
    if value != records.get(PROGRESS):
        records.put(PROGRESS, value)


def _read(records: Records, kind: str, model: type[_Model]) -> _Model | None:
    found = records.get(kind)
    if found is None:
        return None
    try:
        return model.model_validate(found)
    except ValidationError as error:
        raise RecordUnreadable(
            f"Your {kind} was written by another version of the program and cannot be read by this one. "
            "It is kept, and `mentor export` holds it; install the newer version."
        ) from error
