"""A learner with a plan, for the tests of this folder; everything is made by the real parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.adapters.catalogue import Catalogue, load_catalogue
from graphs.career.plan import LearningPlan
from graphs.career.skills import Level, Rating
from graphs.plan.build import make_plan
from graphs.plan.request import PlanParts, PlanRequest
from graphs.plan.workbook import load_workbook

STARTS = date(2026, 11, 23)
MADE = datetime(2026, 11, 21, 12, tzinfo=UTC)
RATINGS = {
    "python": 2, "docker": 0, "linux-bash": 1, "git": 1, "kubernetes": 0, "cloud": 0, "terraform": 0,
    "ml-knowledge": 1, "monitoring": 0, "sql": 1,
}  # fmt: skip


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).resolve().parents[2] / "corpus")


@lru_cache(maxsize=1)
def parts() -> PlanParts:
    found = catalogue()
    return PlanParts(found.skills, found.resources, load_workbook())


@lru_cache(maxsize=16)
def plan(zone: str = "Europe/Berlin", hours: float = 8, starts: date = STARTS) -> LearningPlan:
    ratings = {skill: Rating(rating) for skill, rating in RATINGS.items()}
    request = PlanRequest(level=Level.JUNIOR, starts=starts, hours_per_week=hours, ratings=ratings, time_zone=zone)
    return make_plan(request, parts(), MADE)


def works(found: LearningPlan, week: int) -> list[str]:
    """Ids of the items of one week."""
    return [item.id for item in found.weeks[week - 1].items]


class KeptRecords:
    """Versions in memory, as the store keeps them."""

    def __init__(self, **records: Any) -> None:
        self.versions: dict[str, list[dict[str, Any]]] = {kind: [value] for kind, value in records.items()}

    def get(self, kind: str) -> dict[str, Any] | None:
        found = self.versions.get(kind)
        return found[-1] if found else None

    def put(self, kind: str, value: dict[str, Any]) -> int:
        self.versions.setdefault(kind, []).append(value)
        return len(self.versions[kind])

    def put_all(self, values: Mapping[str, dict[str, Any]]) -> None:
        for kind, value in values.items():
            self.put(kind, value)

    def history(self, kind: str) -> list[dict[str, Any]]:
        return list(self.versions.get(kind, ()))
