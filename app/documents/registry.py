"""The learner's documents: what each is called, where it lies below `docs/`, and how it is written from the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.adapters.catalogue import Catalogue
from app.adapters.store.versions import Records, validated
from app.documents import assessment, market, plan, roadmap
from app.learner_assessment import read_standing
from app.learner_market import require_market
from app.learner_roadmap import read_roadmap
from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress
from graphs.errors import NotFound


@dataclass(frozen=True)
class Source:
    """What documents are written from: one learner's records, the catalogues, and the time."""

    records: Records
    learner: str
    catalogue: Catalogue
    now: datetime

    def plan(self) -> LearningPlan | None:
        """The newest version. Raises `RecordUnreadable`."""
        found = self.records.newest(self.learner, "plan")
        return None if found is None else validated(found, LearningPlan)

    def progress(self) -> Progress:
        """Empty before anything was ticked. Raises `RecordUnreadable`."""
        found = self.records.newest(self.learner, "progress")
        return Progress() if found is None else validated(found, Progress)


@dataclass(frozen=True)
class DocumentKind:
    """One of the deliverables."""

    name: str
    """In addresses: `/documents/<name>`."""
    file: str
    """In a bundle, from its top folder."""
    title: str
    write: Callable[[Source], str | None]
    """Markdown, or None while there is nothing to write it from."""
    begin: str
    """What the learner says or does to get it."""


def _assessment(source: Source) -> str | None:
    standing = read_standing(source.records, source.learner, source.catalogue.skills)
    return None if standing is None else assessment.assessment_markdown(standing)


def _plan(source: Source) -> str | None:
    kept = source.plan()
    if kept is None:
        return None
    return plan.plan_markdown(kept, source.catalogue.skills, source.catalogue.resources, source.progress().done)


def _roadmap(source: Source) -> str | None:
    kept = read_roadmap(source.records, source.learner)
    return None if kept is None else roadmap.roadmap_markdown(kept)


def _market(source: Source) -> str | None:
    skills = source.catalogue.skills
    try:
        found = require_market(source.records, source.learner, skills, source.now)
    except NotFound:
        return None
    return market.market_markdown(found, skills)


DOCUMENTS = (
    DocumentKind(
        "assessment", assessment.NAME, "Skills assessment", _assessment, "Write “assess my skills” to begin it."
    ),
    DocumentKind("plan", plan.NAME, "Learning plan", _plan, "Write “make my learning plan” to get one."),
    DocumentKind("roadmap", roadmap.NAME, "Career roadmap", _roadmap, "Write “make my roadmap” to get one."),
    DocumentKind("market", market.NAME, "Job market research", _market, "Save a job posting to begin it."),
)


def kind_of(name: str) -> DocumentKind:
    """Raises `NotFound` naming what there is."""
    found = next((each for each in DOCUMENTS if each.name == name), None)
    if found is None:
        names = ", ".join(each.name for each in DOCUMENTS)
        raise NotFound(f"There is no document of that name. There are: {names}.")
    return found


def write_document(name: str, source: Source) -> str:
    """Raises `NotFound` for an unknown name, and for one that cannot be written yet, with how to get it."""
    kind = kind_of(name)
    text = kind.write(source)
    if text is None:
        raise NotFound(f"There is no {kind.title.lower()} yet. {kind.begin}")
    return text
