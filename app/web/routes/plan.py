"""The learner's plan: shown, made, planned again."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from pydantic import ValidationError

from app.adapters.catalogue import Catalogue, load_catalogue
from app.adapters.store.conversations import now
from app.learner_plan import done_items, make_learner_plan, plan_versions, read_plan
from app.web.context import App, Context, Learner
from app.web.views_plan import NewPlan, PlanAnswer, PlanVersionView, PlanView
from graphs.career.plan import LearningPlan
from graphs.errors import BadValue
from graphs.plan.request import known_zone

router = APIRouter(prefix="/api/plan", tags=["plan"])


@router.get("")
def plan(learner: Learner, context: App) -> PlanAnswer:
    """The newest version with its ticks; null before the first."""
    found = read_plan(context.store.records, learner)
    return PlanAnswer(plan=None if found is None else _view(found, learner, context, _catalogue(context)))


@router.post("")
def make(body: NewPlan, learner: Learner, context: App) -> PlanAnswer:
    """Makes the first plan, or the next version: what is done stays, and `changes` says what is different."""
    catalogue = _catalogue(context)
    try:
        asked = body.asked()
    except ValidationError:
        raise BadValue("first, leave_out: write ids of skills, such as docker or linux-bash.") from None
    unknown = [skill for skill in (*asked.first, *asked.leave_out) if catalogue.skills.get(skill) is None]
    if unknown:
        raise BadValue(f"There is no skill {unknown[0]}. `GET /api/assessment` lists the ids.")
    made = make_learner_plan(context.store.records, learner, catalogue, asked, now(), anew=body.anew)
    return PlanAnswer(plan=_view(made, learner, context, catalogue))


@router.get("/versions")
def versions(learner: Learner, context: App) -> tuple[PlanVersionView, ...]:
    """All versions in short, oldest first."""
    return tuple(
        PlanVersionView(**{name: getattr(each, name) for name in PlanVersionView.model_fields})
        for each in plan_versions(context.store.records, learner)
    )


def _view(found: LearningPlan, learner: str, context: Context, catalogue: Catalogue) -> PlanView:
    return PlanView.of(found, catalogue, done_items(context.store.records, learner), _today(found))


def _catalogue(context: Context) -> Catalogue:
    return load_catalogue(context.settings.corpus_dir)


def _today(found: LearningPlan) -> datetime.date:
    return now().astimezone(ZoneInfo(found.time_zone)).date() if known_zone(found.time_zone) else now().date()
