"""The plan in the store: what it is made from, the newest version, and what the slice waits for an answer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from graphs.career.assessment import Assessment, Known, Profile
from graphs.career.dates import dated
from graphs.career.plan import LearningPlan, Wishes
from graphs.career.posting import Postings
from graphs.career.progress import Progress
from graphs.career.skills import Level, SkillMatrix
from graphs.events import Frozen
from graphs.plan.build import make_plan
from graphs.plan.reading import Asked, read_asked
from graphs.plan.replan import replan
from graphs.plan.request import PlanParts, PlanRequest, known_zone
from graphs.plan.zones import zone_of_place
from graphs.ports import Records

_Model = TypeVar("_Model", Profile, Assessment, Postings, Progress)

PLAN, PROFILE, ASSESSMENT, POSTINGS, PROGRESS, TALK = (
    "plan",
    "profile",
    "assessment",
    "postings",
    "progress",
    "plan_talk",
)
USUAL_HOURS = 6
"""Taken when the learner did not say, and said so in the plan."""
MONTHS = 6


class PlanTalk(Frozen):
    """What the slice asked and waits for; kept so that an answer is understood after a restart too."""

    waits_for: Literal["", "hours", "assessment"] = ""
    asked: Asked = Asked()
    """What the learner's first message asked of the plan."""
    act: str = ""


@dataclass(frozen=True)
class Basis:
    """Everything that a plan is made from, and what of it had to be assumed."""

    request: PlanRequest
    assumptions: tuple[str, ...]
    assessed: bool
    hours_known: bool
    before: LearningPlan | None
    done: frozenset[str]
    today: date


def read_plan(records: Records) -> LearningPlan | None:
    """The newest version."""
    kept = records.get(PLAN)
    return None if kept is None else LearningPlan.model_validate(kept)


def read_talk(records: Records) -> PlanTalk:
    """Empty when nothing is waited for."""
    kept = records.get(TALK)
    return PlanTalk() if kept is None else PlanTalk.model_validate(kept)


def waits(records: Records) -> bool:
    """Whether the next message may be an answer to a question of this slice."""
    return read_talk(records).waits_for != ""


def keep_talk(records: Records, talk: PlanTalk) -> None:
    """A new version only when something changed."""
    if talk != read_talk(records):
        records.put(TALK, talk.model_dump(mode="json"))


def read_basis(records: Records, asked: Asked, at: datetime) -> Basis:
    """What was asked now, over what the last plan was made with, over the profile.

    A fact of the profile that was told after the last plan was made counts as asked now.
    """
    profile = _record(records, PROFILE, Profile) or Profile()
    assessment = _record(records, ASSESSMENT, Assessment)
    postings = _record(records, POSTINGS, Postings)
    progress = _record(records, PROGRESS, Progress) or Progress()
    before = read_plan(records)
    assumptions: list[str] = []
    facts = _facts(profile, before, assessment)
    zone = asked.time_zone or facts.get("time_zone")
    by_place = zone_of_place(str(facts.get("location") or "")) if zone is None else None
    zone = zone or by_place
    today = _today(at, str(zone or "UTC"))
    hours = facts.get("hours_per_week")
    request = PlanRequest(
        level=facts["level"],
        starts=before.starts if before else _next_monday(today),
        hours_per_week=float(hours) if hours is not None else USUAL_HOURS,
        ratings={each.skill: each.rating for each in assessment.ratings} if assessment else {},
        time_zone=str(zone or "UTC"),
        budget=facts.get("budget"),
        currency=str(facts.get("currency") or "USD"),
        wishes=facts["wishes"],
        demand=_demand(postings),
        postings=len(postings.distinct) if postings and postings.distinct else None,
        assessment=assessment.version if assessment else None,
    )
    request = asked.applied(request)
    if asked.hours is None and hours is None:
        assumptions.append(
            f"You have not said how many hours a week you have; the plan takes {USUAL_HOURS}. Say it, and I plan again."
        )
    if by_place is not None:
        assumptions.append(f"Study times are in {by_place}, by where you are; name another time zone if that is wrong.")
    if zone is None:
        assumptions.append("Study times are in UTC, as I do not know your time zone; name it, such as Europe/Berlin.")
    elif not known_zone(str(zone)) and asked.time_zone is None:
        assumptions.append(f"There is no time zone {zone}; study times are in UTC until you name another.")
        request = request.model_copy(update={"time_zone": "UTC"})
    if before is None and request.starts < today:
        assumptions.append(f"{dated(request.starts)} is past, so the plan starts today, {dated(today)}.")
        request = request.model_copy(update={"starts": today})
    return Basis(
        request=request,
        assumptions=tuple(assumptions),
        assessed=assessment is not None and any(each.rating is not None for each in assessment.ratings),
        hours_known=asked.hours is not None or hours is not None,
        before=before,
        done=progress.done,
        today=today,
    )


def plan_now(records: Records, parts: PlanParts, asked: Asked, at: datetime, *, anew: bool = False) -> LearningPlan:
    """Makes and keeps the next version. `anew` drops the old plan's weeks, ticks and all, and begins another.

    Raises `BadValue` with what to say instead.
    """
    basis = read_basis(records, asked, at)
    before, request = basis.before, basis.request
    assumed = list(basis.assumptions)
    if before is None:
        made = make_plan(request, parts, at)
    elif anew or basis.today > before.ends:
        if asked.starts is None or asked.starts < basis.today:
            if asked.starts is not None:
                assumed.append(f"{dated(asked.starts)} is past, so the plan starts today, {dated(basis.today)}.")
            starts = basis.today if asked.starts is not None else _next_monday(basis.today)
            request = request.model_copy(update={"starts": starts})
        made = make_plan(request, parts, at, version=before.version + 1)
    else:
        if asked.starts is not None and asked.starts < basis.today:
            assumed.append(f"{dated(asked.starts)} is past; what is still open is planned from today on.")
            request = request.model_copy(update={"starts": max(before.starts, basis.today)})
        made = replan(before, request, parts, done=basis.done, today=basis.today, made_at=at)
    made = made.model_copy(update={"notes": (*assumed, *made.notes)})
    keep_plan(records, made)
    return made


def keep_plan(records: Records, plan: LearningPlan) -> None:
    """Old versions stay in the store."""
    records.put(PLAN, plan.model_dump(mode="json"))


def _facts(profile: Profile, before: LearningPlan | None, assessment: Assessment | None) -> dict[str, Any]:
    """Each from the profile when it was told after the last plan was made, else as that plan had it."""
    facts: dict[str, Any] = {}
    if before is not None:
        facts = {
            "level": before.level,
            "hours_per_week": before.hours_per_week,
            "time_zone": before.time_zone,
            "budget": before.budget,
            "currency": before.currency,
        }
    wishes = before.wishes if before is not None else Wishes()

    def news(known: Known | None) -> Known | None:
        old = before is not None and known is not None and known.evidence.at <= before.made_at
        return None if old else known

    for field in ("hours_per_week", "time_zone", "currency"):
        if (known := news(getattr(profile, field))) is not None:
            facts[field] = known.value
    if (level := news(profile.target_level)) is not None:
        facts["level"] = Level(str(level.value))
    facts.setdefault("level", assessment.level if assessment else Level.JUNIOR)
    if (budget := news(profile.budget)) is not None:
        facts |= _budget(str(budget.value), facts.get("currency"))
        if facts.pop("free_only", False):
            wishes = wishes.model_copy(update={"free_only": True})
    if (preferences := news(profile.preferences)) is not None:
        wishes = _preferences(str(preferences.value), wishes)
    if profile.location is not None:
        facts["location"] = profile.location.value
    return facts | {"wishes": wishes}


def _budget(words: str, currency: object) -> dict[str, Any]:
    """For the whole plan, whatever period it was named for; words without an amount set none."""
    text = (
        words
        if any(sign in words for sign in "$€£₹") or any(each.isalpha() for each in words)
        else f"{words} {currency or 'USD'}"
    )
    asked = read_asked(text, date(2000, 1, 1), _NO_SKILLS)
    if asked.budget is None and words.strip().replace(".", "", 1).isdigit():
        asked = Asked(budget=float(words))
    if asked.budget is None:
        return {}
    found: dict[str, Any] = {"budget": asked.budget, "free_only": bool(asked.free_only)}
    if "month" in words.casefold():
        found["budget"] = asked.budget * MONTHS
    elif "week" in words.casefold():
        found["budget"] = asked.budget * 26
    elif "year" in words.casefold():
        found["budget"] = asked.budget / 2
    if asked.currency:
        found["currency"] = asked.currency
    return found


def _preferences(words: str, wishes: Wishes) -> Wishes:
    asked = read_asked(words, date(2000, 1, 1), _NO_SKILLS)
    updates: dict[str, Any] = {"prefer": asked.prefer, "avoid": asked.avoid}
    for name in ("certificates", "time_of_day", "free_only"):
        if getattr(asked, name) is not None:
            updates[name] = getattr(asked, name)
    return wishes.model_copy(update={name: value for name, value in updates.items() if value != ()})


_NO_SKILLS = SkillMatrix.model_construct(staff_note="", skills=())


def _demand(postings: Postings | None) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for posting in postings.distinct if postings else ():
        for skill in {each.skill for each in posting.skills}:
            found[skill] = found.get(skill, 0) + 1
    return found


def _record(records: Records, kind: str, model: type[_Model]) -> _Model | None:
    kept = records.get(kind)
    return None if kept is None else model.model_validate(kept)


def today_of(plan: LearningPlan, at: datetime) -> date:
    """The day in the learner's own time zone."""
    return _today(at, plan.time_zone)


def _today(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date() if known_zone(zone) and zone != "UTC" else at.date()


def _next_monday(today: date) -> date:
    return today + timedelta(days=-today.weekday() % 7)
