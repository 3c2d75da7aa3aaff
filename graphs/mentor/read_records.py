"""Reading the learner's records as the career nouns that the slices wrote."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from graphs.career.assessment import Assessment, Profile
from graphs.career.plan import LearningPlan
from graphs.career.posting import Postings
from graphs.career.progress import Progress
from graphs.errors import RecordUnreadable
from graphs.interview.records import load
from graphs.interview.state import InterviewState
from graphs.ports import Records

_Model = TypeVar("_Model", bound=BaseModel)


def read(records: Records, kind: str, model: type[_Model]) -> _Model | None:
    """None when there is none. Raises `RecordUnreadable` for what another release wrote differently."""
    kept = records.get(kind)
    if kept is None:
        return None
    try:
        return model.model_validate(kept)
    except ValidationError as error:
        raise _unreadable(kind) from error


def read_interview(records: Records) -> InterviewState | None:
    """With the profile as forms may have edited it. Raises `RecordUnreadable`."""
    try:
        return load(records)
    except ValidationError as error:
        raise _unreadable("interview") from error


def read_profile(records: Records) -> Profile:
    """Empty before anything is known."""
    return read(records, "profile", Profile) or Profile()


def read_assessment(records: Records) -> Assessment | None:
    """The newest, confirmed or not."""
    return read(records, "assessment", Assessment)


def read_plan(records: Records) -> LearningPlan | None:
    """The newest version."""
    return read(records, "plan", LearningPlan)


def read_postings(records: Records) -> Postings:
    """Empty when none were saved."""
    return read(records, "postings", Postings) or Postings()


def read_progress(records: Records) -> Progress:
    """Empty when nothing is done yet."""
    return read(records, "progress", Progress) or Progress()


def _unreadable(kind: str) -> RecordUnreadable:
    return RecordUnreadable(
        f"Your {kind} was written by another version of the program and cannot be read by this one. "
        "It is kept, and `mentor export` holds it; install the newer version."
    )
