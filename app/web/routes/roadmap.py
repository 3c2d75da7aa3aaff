"""The learner's roadmap: shown and made."""

from __future__ import annotations

from fastapi import APIRouter

from app.adapters.catalogue import load_catalogue
from app.adapters.store.conversations import now
from app.learner_roadmap import make_learner_roadmap, read_roadmap
from app.web.context import App, Learner
from app.web.views import View
from graphs.career.roadmap import CareerRoadmap

router = APIRouter(prefix="/api/roadmap", tags=["roadmap"])


class RoadmapAnswer(View):
    """`roadmap` is null before the first one was made."""

    roadmap: CareerRoadmap | None


@router.get("")
def roadmap(learner: Learner, context: App) -> RoadmapAnswer:
    """The newest version; its statements name their citations by number."""
    return RoadmapAnswer(roadmap=read_roadmap(context.store.records, learner))


@router.post("")
def make(learner: Learner, context: App) -> RoadmapAnswer:
    """Makes the next version from the plan, the assessment and the postings. 404 without a plan."""
    corpus = context.settings.corpus_dir
    made = make_learner_roadmap(context.store.records, learner, load_catalogue(corpus), corpus, now())
    return RoadmapAnswer(roadmap=made)
