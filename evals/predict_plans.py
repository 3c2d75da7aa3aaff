"""`mentor eval predict plans`: learners as a maintainer describes them, each to the plan as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from evals.plan_row import plan_row
from graphs.career.skills import Level, Rating, SkillMatrix
from graphs.errors import BadValue
from graphs.plan.aims import aims
from graphs.plan.build import make_plan
from graphs.plan.days import NoSuchDay, days
from graphs.plan.reading import Asked, read_asked
from graphs.plan.request import PlanParts, PlanRequest

if TYPE_CHECKING:
    from app.settings import Settings
    from evals.predict import Answer, Say

_LABELS = {"none": 0, "basic": 1, "beginner": 1, "intermediate": 2, "advanced": 3, "expert": 4}
_NAMES = {
    "budget": "budget",
    "max_budget": "budget",
    "budget_usd": "budget",
    "budget_eur": "budget",
    "max_cost": "budget",
    "currency": "currency",
    "certificates": "certificates",
    "certificate": "certificates",
    "certifications": "certificates",
    "certs": "certificates",
    "wants_certificates": "certificates",
    "weeks_off": "weeks_off",
    "week_off": "weeks_off",
    "holidays": "weeks_off",
    "vacation": "weeks_off",
    "time_off": "weeks_off",
    "free_only": "free_only",
    "only_free": "free_only",
    "free": "free_only",
    "time_zone": "time_zone",
    "timezone": "time_zone",
    "tz": "time_zone",
    "time_of_day": "time_of_day",
    "study_times": "time_of_day",
    "core_share": "core",
    "core": "core",
    "exploration_share": "exploration",
    "exploration": "exploration",
    "weeks": "weeks",
    "first": "first",
    "focus": "first",
    "priorities": "first",
    "leave_out": "leave_out",
    "exclude": "leave_out",
    "skip": "leave_out",
    "prefer": "prefer",
    "avoid": "avoid",
    "postings": "postings",
    "demand": "demand",
}


class Line(BaseModel):
    """One learner; `constraints` may be a mapping, a list of wishes in words, or a text."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str | int
    target_level: str = "junior"
    hours_per_week: float | str = 8
    start_date: str = ""
    location: str | None = None
    ratings: dict[str, Any] = {}
    constraints: Any = None


@contextmanager
def opened(settings: Settings, say: Say) -> Iterator[Answer]:
    """The catalogues alone."""
    from app.adapters.catalogue import load_catalogue
    from graphs.plan.workbook import load_workbook

    catalogue = load_catalogue(settings.corpus_dir)
    yield answering(PlanParts(catalogue.skills, catalogue.resources, load_workbook()))


def answering(parts: PlanParts) -> Answer:
    """From a line to its plan; hours or days that cannot be planned give a row with `error` and no weeks."""

    def answer(line: Line) -> dict[str, Any]:
        told: list[str] = []
        request = None
        try:
            request = read_request(line, parts.skills, told)
            plan = make_plan(request, parts, datetime.combine(request.starts, time(), UTC))
        except BadValue as error:
            listed = aims(request, parts.skills) if request is not None else ()
            return {
                "id": line.id,
                "error": error.code,
                "message": str(error),
                "gaps": [{"skill": aim.skill, "target": int(aim.target)} for aim in listed],
                "weeks": [],
                "notes": [str(error), *told],
            }
        return {"id": line.id, **plan_row(plan, parts), "notes": [*plan.notes, *told]}

    return answer


def read_request(line: Line, skills: SkillMatrix, told: list[str]) -> PlanRequest:
    """Raises `BadValue`; what it cannot use it says in `told`."""
    starts = _start(line.start_date)
    asked = read_asked(f"{line.hours_per_week} hours", starts, skills)
    try:
        hours = float(line.hours_per_week)
    except ValueError:
        hours = asked.hours if asked.hours is not None else 0.0
    request = PlanRequest(
        level=_level(line.target_level, skills, starts),
        starts=starts,
        hours_per_week=hours,
        ratings=_ratings(line.ratings, skills, told),
    )
    for name, value in (line.model_extra or {}).items():
        request = _with(request, name, value, skills, told)
    constraints = line.constraints
    if isinstance(constraints, Mapping):
        for name, value in constraints.items():
            request = _with(request, str(name), value, skills, told)
    elif constraints is not None:
        for words in constraints if isinstance(constraints, list) else [constraints]:
            if isinstance(words, Mapping):
                for name, value in words.items():
                    request = _with(request, str(name), value, skills, told)
            else:
                request = _in_words(request, str(words), skills, told)
    return request


def _start(words: str) -> date:
    if not words:
        return datetime.now(UTC).date()
    try:
        found = days(words[:40].split("T")[0], date(2026, 1, 1))
    except NoSuchDay as error:
        raise BadValue(f"start_date: there is no {error}. Write a day such as 2027-03-01.") from None
    if not found:
        raise BadValue(f"start_date: {words[:40]} is no day. Write one such as 2027-03-01.")
    return found[0][0]


def _level(words: str, skills: SkillMatrix, today: date) -> Level:
    asked = read_asked(words.replace("_", " ").replace("/", " "), today, skills).level
    if asked is None:
        raise BadValue(f"target_level: {words[:40]} is none of {', '.join(Level)}.")
    return asked


def _ratings(given: Mapping[str, Any], skills: SkillMatrix, told: list[str]) -> dict[str, Rating | None]:
    found: dict[str, Rating | None] = {}
    for name, value in given.items():
        skill = skills.get(name) or skills.resolve(name) or skills.resolve(name.replace("_", " ").replace("-", " "))
        if skill is None:
            told.append(f"There is no skill {name!r} in the catalogue; it was left aside.")
            continue
        if isinstance(value, str):
            value = _LABELS.get(value.strip().casefold(), value)
        if value is None:
            found[skill.id] = None
        elif isinstance(value, (int, float, str)) and re.fullmatch(r"[0-4](\.0+)?", str(value)):
            found[skill.id] = Rating(int(float(value)))
        else:
            told.append(f"{name}: {value!r} is no rating from 0 to 4; it was taken as not assessed.")
            found[skill.id] = None
    return found


def _with(request: PlanRequest, name: str, value: Any, skills: SkillMatrix, told: list[str]) -> PlanRequest:
    known = _NAMES.get(name.strip().casefold().replace(" ", "_").replace("-", "_"))
    if known is None:
        if isinstance(value, str):
            return _in_words(request, f"{name.replace('_', ' ')}: {value}", skills, told)
        told.append(f"The constraint {name!r} is not known; it was left aside.")
        return request
    if value is None:
        return request
    try:
        return _known(request, known, name, value, skills, told)
    except (ValueError, TypeError):
        told.append(f"The constraint {name!r} could not be read from {value!r}; it was left aside.")
        return request


def _known(
    request: PlanRequest, known: str, name: str, value: Any, skills: SkillMatrix, told: list[str]
) -> PlanRequest:
    wishes = request.wishes
    if known == "budget":
        return _budget(request, name, value)
    if known == "currency":
        return request.model_copy(update={"currency": str(value).upper()})
    if known == "time_zone":
        return request.model_copy(update={"time_zone": str(value)})
    if known in ("certificates", "free_only"):
        return request.model_copy(update={"wishes": wishes.model_copy(update={known: _yes(value)})})
    if known == "weeks_off":
        off = (*wishes.weeks_off, *_off(value, request.starts))
        return request.model_copy(update={"wishes": wishes.model_copy(update={"weeks_off": off})})
    if known in ("core", "exploration"):
        share = float(str(value).rstrip("% "))
        share = share / 100 if share > 1 else share
        return Asked.model_validate({known: min(share, 0.5 if known == "exploration" else 1)}).applied(request)
    if known in ("first", "leave_out"):
        ratings = _ratings(dict.fromkeys(value if isinstance(value, list) else [value]), skills, told)
        return Asked.model_validate({known: tuple(ratings)}).applied(request)
    if known in ("prefer", "avoid"):
        kinds = tuple(str(each).rstrip("s") for each in (value if isinstance(value, list) else [value]))
        return Asked.model_validate({known: kinds}).applied(request)
    if known == "weeks":
        return Asked(weeks=max(1, min(104, int(value)))).applied(request)
    if known == "postings":
        return request.model_copy(update={"postings": int(value)})
    if known == "demand":
        found = {
            skill.id: int(count) for each, count in value.items() if (skill := skills.get(each) or skills.resolve(each))
        }
        of = request.postings or max(found.values(), default=0)
        return request.model_copy(update={"demand": found, "postings": of})
    return _in_words(request, str(value), skills, told)


def _budget(request: PlanRequest, name: str, value: Any) -> PlanRequest:
    if isinstance(value, Mapping):
        amount = float(value.get("amount", value.get("max", value.get("value", 0))))
        return request.model_copy(
            update={"budget": amount, "currency": str(value.get("currency", request.currency)).upper()}
        )
    code = name[-3:].upper() if name.casefold().startswith("budget_") else request.currency
    if isinstance(value, str):
        if re.search(r"free|none|zero", value, re.IGNORECASE):
            return request.model_copy(update={"budget": 0.0})
        number = re.search(r"\d[\d,]*(?:\.\d+)?", value)
        letters = re.search(r"\b[A-Z]{3}\b", value)
        if number is None:
            raise ValueError(value)
        code = letters.group() if letters else {"€": "EUR", "£": "GBP", "$": "USD"}.get(value.strip()[0], code)
        value = number.group().replace(",", "")
    return request.model_copy(update={"budget": float(value), "currency": code})


def _yes(value: Any) -> bool:
    return value.strip().casefold() in ("yes", "true", "wanted", "y", "1") if isinstance(value, str) else bool(value)


def _off(value: Any, starts: date) -> list[date]:
    """Days, spans, or numbers of weeks counted from 1."""
    if isinstance(value, Mapping):
        first = next(str(value[key]) for key in ("from", "start", "begin", "first") if key in value)
        last = next((str(value[key]) for key in ("to", "until", "end", "last") if key in value), first)
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]
    if isinstance(value, bool):
        return []
    if isinstance(value, (int, float)):
        return [starts + timedelta(weeks=int(value) - 1)]
    if isinstance(value, str):
        asked = read_asked(f"off {value}", starts, SkillMatrix.model_construct(skills=()))
        return list(asked.weeks_off)
    if len(value) == 2 and all(isinstance(each, str) for each in value) and value[0] < value[1]:
        return [date.fromisoformat(each) for each in value]
    return [day for each in value for day in _off(each, starts)]


def _in_words(request: PlanRequest, words: str, skills: SkillMatrix, told: list[str]) -> PlanRequest:
    try:
        asked = read_asked(words, request.starts, skills)
    except NoSuchDay as error:
        told.append(f"There is no {error}; {words!r} was left aside.")
        return request
    if asked.nothing:
        told.append(f"{words!r} is nothing that a plan can hold; it was left aside.")
    return asked.applied(request)
