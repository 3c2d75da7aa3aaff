"""A learner's plan in the store, for the page and the terminal: read, made, planned again."""

from __future__ import annotations

from datetime import datetime

from pydantic import ValidationError

from app.adapters.catalogue import Catalogue
from app.adapters.store.versions import LearnerRecords, Records, validated
from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress
from graphs.errors import NotFound, RecordUnreadable
from graphs.plan.reading import Asked
from graphs.plan.records import PLAN, PROGRESS, plan_now
from graphs.plan.request import PlanParts
from graphs.plan.workbook import load_workbook

NONE_YET = "There is no learning plan yet. Make one with “make my learning plan” or `mentor plan make --hours 8`."


def read_plan(records: Records, learner: str) -> LearningPlan | None:
    """The newest version. Raises `RecordUnreadable`."""
    found = records.newest(learner, PLAN)
    return None if found is None else validated(found, LearningPlan)


def require_plan(records: Records, learner: str) -> LearningPlan:
    """Raises `NotFound` with how to get one."""
    found = read_plan(records, learner)
    if found is None:
        raise NotFound(NONE_YET)
    return found


def done_items(records: Records, learner: str) -> frozenset[str]:
    """Ids of the items that are ticked off."""
    found = records.newest(learner, PROGRESS)
    return frozenset() if found is None else validated(found, Progress).done


def plan_versions(records: Records, learner: str) -> tuple[LearningPlan, ...]:
    """All of them, oldest first."""
    return tuple(validated(each, LearningPlan) for each in records.history(learner, PLAN))


def make_learner_plan(
    records: Records, learner: str, catalogue: Catalogue, asked: Asked, at: datetime, *, anew: bool = False
) -> LearningPlan:
    """The first plan, or the next version of it. Raises `BadValue`, `RecordChanged`, `RecordUnreadable`."""
    parts = PlanParts(catalogue.skills, catalogue.resources, load_workbook())
    try:
        return plan_now(LearnerRecords(records, learner), parts, asked, at, anew=anew)
    except ValidationError as error:
        raise RecordUnreadable(
            "One of your records was written by another version of the program and cannot be read by this one. It is kept; "
            "install the newer version."
        ) from error
