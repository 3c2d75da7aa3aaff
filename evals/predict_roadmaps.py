"""`mentor eval predict roadmaps`: learners as for plans, each to the roadmap that follows from assessment and plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from evals.plan_row import plan_row
from evals.predict_plans import Line as Line
from evals.predict_plans import read_request
from graphs.career.assessment import Assessment, Evidence, Known, Profile, SkillRating
from graphs.career.skills import Rating
from graphs.plan.build import make_plan
from graphs.plan.request import PlanParts
from graphs.roadmap.build import build
from graphs.roadmap.evidence import Passages
from graphs.roadmap.inputs import Inputs

if TYPE_CHECKING:
    from app.settings import Settings

Answer = Callable[[Line], dict[str, Any]]


@contextmanager
def opened(settings: Settings, say: Callable[[str], None]) -> Iterator[Answer]:
    """The catalogues and the corpus; neither a store nor a model."""
    from app.adapters.corpus_passages import CorpusPassages

    del say
    yield answering(plan_parts(settings), CorpusPassages(settings.corpus_dir))


def plan_parts(settings: Settings) -> PlanParts:
    """The catalogues as the product reads them."""
    from app.adapters.catalogue import load_catalogue
    from graphs.plan.workbook import load_workbook

    catalogue = load_catalogue(settings.corpus_dir)
    return PlanParts(catalogue.skills, catalogue.resources, load_workbook())


def answering(parts: PlanParts, passages: Passages) -> Answer:
    """From a line to its roadmap, the plan it was made from, and the full text of what it cites."""

    def answer(line: Line) -> dict[str, Any]:
        told: list[str] = []
        request = read_request(line, parts.skills, told)
        made_at = datetime.combine(request.starts, time(9), UTC)
        plan = make_plan(request, parts, made_at)
        assessment = Assessment(
            version=1,
            level=request.level,
            ratings=tuple(_rating(skill, rating) for skill, rating in request.ratings.items()),
            started_at=made_at,
        )
        place = (
            Known(value=line.location, evidence=Evidence(quote=line.location, message_id="m1", at=made_at))
            if line.location
            else None
        )
        inputs = Inputs(
            plan=plan,
            assessment=assessment if line.ratings else None,
            profile=Profile(location=place),
            postings=None,
            done=frozenset(),
        )
        made = build(inputs, parts.skills, parts.resources, passages, made_at)
        cited = dict.fromkeys(each.passage_id for each in made.citations)
        return {
            "id": line.id,
            "roadmap": made.model_dump(mode="json"),
            "plan": plan_row(plan, parts),
            "passages": {each: _words(passages, each) for each in cited},
        }

    return answer


def _rating(skill: str, rating: Rating | None) -> SkillRating:
    return SkillRating(skill=skill, rating=rating, confidence=1.0, confirmed=True)


def _words(passages: Passages, passage: str) -> str:
    found = passages.passage(passage)
    return "" if found is None else "\n".join((found.text, *(unit.text for unit in found.units)))
