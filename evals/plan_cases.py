"""The learners of `plans/learners.jsonl` and random ones, each with what its plan is held against."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evals.checks.plan import Learner, catalogues
from evals.predict_plans import Line

FILE = Path(__file__).parent / "plans" / "learners.jsonl"
HOURS = (0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6, 7.5, 8, 10, 12, 15, 20, 30, 40, 80, 168)


def load_lines() -> list[Line]:
    """In the order of the file."""
    return [Line.model_validate_json(line) for line in FILE.read_text("utf-8").splitlines() if line.strip()]


def learner_of(line: Line) -> Learner:
    """Read by the checker's own eyes; names of skills are looked up in the raw catalogue."""
    wishes = line.constraints if isinstance(line.constraints, dict) else _of_words(line.constraints)
    return Learner(
        level=line.target_level,
        hours=float(line.hours_per_week),
        starts=date.fromisoformat(line.start_date),
        ratings={_skill(name): rating for name, rating in line.ratings.items()},
        budget=wishes.get("budget"),
        currency=wishes.get("currency", "USD"),
        certificates=bool(wishes.get("certificates")),
        free_only=bool(wishes.get("free_only")),
        off=_days(wishes.get("weeks_off")),
        first=tuple(wishes.get("first", ())),
        leave_out=tuple(wishes.get("leave_out", ())),
        demand=wishes.get("demand", {}),
    )


def _skill(name: str) -> str:
    for key, skill in catalogues().skills.items():
        if name.casefold() in (key, skill["name"].casefold(), *skill.get("aliases", ())):
            return str(key)
    raise AssertionError(f"{name} is no skill: correct the case")


def _of_words(words: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in words or ():
        if "free" in each:
            found["free_only"] = True
    return found


def _days(given: Any) -> tuple[date, ...]:
    if isinstance(given, dict):
        first, last = date.fromisoformat(given["from"]), date.fromisoformat(given["to"])
        return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(date.fromisoformat(day) for day in given or ())


def random_lines(count: int, seed: int = 0) -> Iterator[Line]:
    """Profiles that nobody would think of: any ratings, hours, days and wishes."""
    skills = list(catalogues().skills)
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)
        yield _random_line(f"random-{seed}-{number}", skills, dice)


def _random_line(name: str, skills: list[str], dice: random.Random) -> Line:
    start = date(2026, 1, 1) + timedelta(days=dice.randrange(1500))
    wishes: dict[str, Any] = {"certificates": dice.random() < 0.4, "free_only": dice.random() < 0.2}
    if dice.random() < 0.7:
        wishes["budget"] = dice.choice((0, 20, 100, 300, 1000))
        wishes["currency"] = dice.choice(("USD", "EUR", "INR", "GBP"))
    if dice.random() < 0.4:
        wishes["weeks_off"] = [
            (start + timedelta(days=dice.randrange(182))).isoformat() for _ in range(dice.choice((1, 2, 6)))
        ]
    if dice.random() < 0.2:
        wishes["first"] = [dice.choice(skills)]
    if dice.random() < 0.2:
        wishes["leave_out"] = [dice.choice(skills)]
    return Line(
        id=name,
        target_level=dice.choice(("junior", "mid", "senior", "staff")),
        hours_per_week=dice.choice((*HOURS, round(dice.uniform(0.5, 60), 2))),
        start_date=start.isoformat(),
        ratings=_random_ratings(skills, dice),
        constraints=wishes,
    )


def _random_ratings(skills: list[str], dice: random.Random) -> dict[str, int | None]:
    kind = dice.random()
    if kind < 0.08:
        return dict.fromkeys(skills, dice.choice((0, 4)))
    if kind < 0.12:
        return {}
    return {
        skill: dice.choice((None, 0, 0, 1, 1, 2, 2, 3, 4))
        for skill in skills
        if dice.random() < dice.choice((0.3, 0.8))
    }
