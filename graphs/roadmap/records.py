"""The roadmap in the store, and what it is made from."""

from __future__ import annotations

from datetime import datetime

from graphs.career.assessment import Assessment, Profile
from graphs.career.plan import LearningPlan
from graphs.career.posting import Postings
from graphs.career.progress import Progress
from graphs.career.resources import ResourceCatalogue
from graphs.career.roadmap import CareerRoadmap
from graphs.career.skills import SkillMatrix
from graphs.errors import NotFound
from graphs.ports import Records
from graphs.roadmap.build import build
from graphs.roadmap.evidence import Passages
from graphs.roadmap.inputs import Inputs

ROADMAP, PLAN, PROFILE, ASSESSMENT, POSTINGS, PROGRESS = (
    "roadmap",
    "plan",
    "profile",
    "assessment",
    "postings",
    "progress",
)
NO_PLAN = "A roadmap begins with the plan of the next six months. Say “make my learning plan” first, then ask again."


def read_roadmap(records: Records) -> CareerRoadmap | None:
    """The newest version."""
    kept = records.get(ROADMAP)
    return None if kept is None else CareerRoadmap.model_validate(kept)


def make_roadmap(
    records: Records, skills: SkillMatrix, resources: ResourceCatalogue, passages: Passages, at: datetime
) -> CareerRoadmap:
    """Makes and keeps the next version. Raises `NotFound` without a plan, and what `passages` raises."""
    plan = records.get(PLAN)
    if plan is None:
        raise NotFound(NO_PLAN)
    profile, assessment = records.get(PROFILE), records.get(ASSESSMENT)
    postings, progress = records.get(POSTINGS), records.get(PROGRESS)
    inputs = Inputs(
        plan=LearningPlan.model_validate(plan),
        assessment=None if assessment is None else Assessment.model_validate(assessment),
        profile=Profile() if profile is None else Profile.model_validate(profile),
        postings=None if postings is None else Postings.model_validate(postings),
        done=frozenset() if progress is None else Progress.model_validate(progress).done,
    )
    before = read_roadmap(records)
    made = build(inputs, skills, resources, passages, at, version=before.version + 1 if before else 1)
    records.put(ROADMAP, made.model_dump(mode="json"))
    return made
