"""A learner's roadmap in the store, for the page and the terminal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from app.adapters.catalogue import Catalogue
from app.adapters.corpus_passages import CorpusPassages
from app.adapters.store.versions import LearnerRecords, Records, validated
from graphs.career.roadmap import CareerRoadmap
from graphs.errors import NotFound, RecordUnreadable
from graphs.roadmap.records import ROADMAP, make_roadmap

NONE_YET = "There is no roadmap yet. Make one with “make my roadmap” or `mentor roadmap make`."


def read_roadmap(records: Records, learner: str) -> CareerRoadmap | None:
    """The newest version. Raises `RecordUnreadable`."""
    found = records.newest(learner, ROADMAP)
    return None if found is None else validated(found, CareerRoadmap)


def require_roadmap(records: Records, learner: str) -> CareerRoadmap:
    """Raises `NotFound` with how to get one."""
    found = read_roadmap(records, learner)
    if found is None:
        raise NotFound(NONE_YET)
    return found


def make_learner_roadmap(
    records: Records, learner: str, catalogue: Catalogue, corpus_dir: Path, at: datetime
) -> CareerRoadmap:
    """Raises `NotFound` without a plan, `RecordUnreadable`, `RecordChanged`."""
    try:
        return make_roadmap(
            LearnerRecords(records, learner), catalogue.skills, catalogue.resources, CorpusPassages(corpus_dir), at
        )
    except ValidationError as error:
        raise RecordUnreadable(
            "One of your records was written by another version of the program and cannot be read by this one. It is kept; "
            "install the newer version."
        ) from error
