"""The real catalogues, and short ways to ask for a plan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.adapters.catalogue import load_catalogue
from graphs.career.plan import LearningPlan, Wishes
from graphs.career.skills import Level, Rating
from graphs.plan.build import make_plan
from graphs.plan.request import PlanParts, PlanRequest
from graphs.plan.workbook import load_workbook

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "corpus")
PARTS = PlanParts(CATALOGUE.skills, CATALOGUE.resources, load_workbook())
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
START = date(2026, 11, 23)
SOME = {
    "python": 2,
    "docker": 0,
    "linux-bash": 1,
    "git": 1,
    "kubernetes": 0,
    "networking": 0,
    "cloud": 0,
    "monitoring": 0,
}


def asked(ratings: dict[str, int | None] | None = None, **fields: Any) -> PlanRequest:
    """Junior, eight hours a week, from a Monday, unless said otherwise; wishes are given by their own names."""
    wishes = {name: fields.pop(name) for name in tuple(fields) if name in Wishes.model_fields}
    given = SOME if ratings is None else ratings
    return PlanRequest(
        **{
            "level": Level.JUNIOR,
            "starts": START,
            "hours_per_week": 8,
            "ratings": {skill: None if rating is None else Rating(rating) for skill, rating in given.items()},
            "wishes": Wishes(**wishes),
            **fields,
        }
    )


def plan(ratings: dict[str, int | None] | None = None, **fields: Any) -> LearningPlan:
    return make_plan(asked(ratings, **fields), PARTS, AT)
