"""What a career roadmap has to hold, checked on its JSON alone; written from the requirements, not from the builder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evals.checks import figures
from evals.checks.plan import catalogues

HORIZONS = ("now", "six_months", "one_year", "three_years")
LEVELS = ("junior", "mid", "senior", "staff")
_PLACEHOLDER = re.compile(r"TODO|TBD|lorem|\{|\}|\bNone\b|\bnan\b|<[a-z]+>|\?\?")
_PROMISE = re.compile(
    r"\bguarantee\w*|\byou will (?:earn|get (?:a|the) job|be hired)|\bcertain to\b|\bassured\b", re.IGNORECASE
)
_MONEY = re.compile(r"[$€£]\s?\d|\b\d[\d,]*\s?(?:USD|EUR|GBP)\b|\b(?:USD|EUR|GBP)\s?\d")
_DAY = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b"
)
_MONTHS = dict(
    zip(("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"), range(1, 13), strict=True)
)  # fmt: skip


@dataclass(frozen=True)
class Traveller:
    """Whom the roadmap is for."""

    level: str
    ratings: Mapping[str, int | None]
    certificates: bool
    made: date


def faults(
    who: Traveller, roadmap: Mapping[str, Any], plan: Mapping[str, Any], passages: Mapping[str, str]
) -> list[str]:
    """Every requirement that the roadmap breaks, in words. `passages` holds the full text of each that is cited."""
    stages = {each["horizon"]: each for each in roadmap["stages"]}
    if tuple(stages) != HORIZONS:
        return [f"the stages are {', '.join(stages)}"]
    return [
        *_days(who, stages, plan),
        *_ratings(who, stages, plan),
        *_aims(who, roadmap, stages),
        *_work(who, stages, plan),
        *_statements(roadmap, passages),
        *_words(roadmap),
    ]


def days_in(text: str) -> list[date]:
    """The days that a text names, in their order."""
    return [date(int(year), _MONTHS[month], int(day)) for day, month, year in _DAY.findall(text)]


def _days(who: Traveller, stages: Mapping[str, Any], plan: Mapping[str, Any]) -> Iterator[str]:
    due = {name: date.fromisoformat(stage["due"]) for name, stage in stages.items()}
    starts = date.fromisoformat(plan["start_date"])
    if due["now"] != who.made:
        yield f"now is {due['now']}, made on {who.made}"
    if due["six_months"] != date.fromisoformat(plan["end_date"]):
        yield f"the first stage ends on {due['six_months']}, the plan on {plan['end_date']}"
    for name, years in (("one_year", 1), ("three_years", 3)):
        day = due[name]
        if (day.year, day.month) != (starts.year + years, starts.month) or day.day > starts.day:
            yield f"{name} is due on {day}, the start being {starts}"
    order = [due[name] for name in HORIZONS]
    if order != sorted(order):
        yield f"the stages do not follow each other: {order}"
    for name in HORIZONS[1:]:
        for milestone in stages[name]["milestones"]:
            yield from (
                f"{name}: milestone on {day}, after the stage ends on {due[name]}"
                for day in days_in(milestone)[:1]
                if day > due[name]
            )


def _ratings(who: Traveller, stages: Mapping[str, Any], plan: Mapping[str, Any]) -> Iterator[str]:
    known = {skill: rating for skill, rating in who.ratings.items() if rating is not None}
    for goal in stages["now"]["skills"]:
        if known.get(goal["skill"]) != goal["rating"]:
            yield f"now: {goal['skill']} at {goal['rating']}, assessed {known.get(goal['skill'])}"
    if lost := set(known) - {goal["skill"] for goal in stages["now"]["skills"]}:
        yield f"now: {', '.join(sorted(lost))} assessed and left out"
    reached = {gap["skill"]: gap["reached"] for gap in plan["gaps"]}
    held: dict[str, int] = dict(known)
    for name in HORIZONS[1:]:
        for goal in stages[name]["skills"]:
            skill, rating = goal["skill"], goal["rating"]
            if not 0 <= rating <= 4 or rating <= held.get(skill, 0):
                yield f"{name}: {skill} goes from {held.get(skill, 0)} to {rating}"
            if (goal["was"] or 0) != held.get(skill, 0):
                yield f"{name}: {skill} was {held.get(skill, 0)}, not {goal['was']}"
            if name == "six_months" and reached.get(skill) != rating:
                yield f"{skill} at {rating} after the plan, which leads to {reached.get(skill)}"
            held[skill] = rating


def _aims(who: Traveller, roadmap: Mapping[str, Any], stages: Mapping[str, Any]) -> Iterator[str]:
    place = LEVELS.index(who.level)
    following = LEVELS[place + 1] if place + 1 < len(LEVELS) else None
    if (roadmap["level"], roadmap["next_level"]) != (who.level, following):
        yield f"aims for {roadmap['level']} and then {roadmap['next_level']}"
    held = {skill: rating or 0 for skill, rating in who.ratings.items()}
    for name in HORIZONS[1:]:
        held |= {goal["skill"]: goal["rating"] for goal in stages[name]["skills"]}
    for skill, entry in catalogues().skills.items():
        target = entry["targets"].get(following or who.level) or 0
        if held.get(skill, 0) < target:
            yield f"after three years {skill} is at {held.get(skill, 0)}, {following or who.level} asks for {target}"


def _work(who: Traveller, stages: Mapping[str, Any], plan: Mapping[str, Any]) -> Iterator[str]:
    six = stages["six_months"]
    titles = [each["title"] for each in plan["projects"]]
    if [each for each in six["projects"] if not any(each.startswith(title) for title in titles)]:
        yield f"projects that the plan does not have: {six['projects']}"
    if len(six["projects"]) != len(titles):
        yield f"{len(six['projects'])} projects, the plan has {len(titles)}"
    planned = {each["title"] for each in plan["resources"] if each["kind"] == "certificate"}
    if set(six["certificates"]) - planned:
        yield f"certificates that the plan does not have: {sorted(set(six['certificates']) - planned)}"
    if six["certificates"] and not who.certificates:
        yield "a certificate that nobody wanted"
    known = [each["title"] for each in catalogues().resources.values() if each["kind"] == "certificate"]
    for title in stages["one_year"]["certificates"]:
        if not any(title.startswith(each) for each in known):
            yield f"a certificate that the catalogue does not have: {title}"
    for name in HORIZONS:
        if not stages[name]["title"].strip() or not stages[name]["summary"].strip() or not stages[name]["metrics"]:
            yield f"{name} has no title, no summary or nothing to measure it by"


def _statements(roadmap: Mapping[str, Any], passages: Mapping[str, str]) -> Iterator[str]:
    cited = {each["number"]: each for each in roadmap["citations"]}
    if sorted(cited) != list(range(1, len(cited) + 1)):
        yield f"citations are numbered {sorted(cited)}"
    for each in cited.values():
        if each["text"] not in passages.get(each["passage_id"], ""):
            yield f"[{each['number']}] is not in {each['passage_id']}"
    for statement in _all_statements(roadmap):
        numbers = statement["sources"]
        if lost := [number for number in numbers if number not in cited]:
            yield f"cites {lost}, which is not there: {statement['text'][:60]}"
            continue
        evidence = " ".join(passages.get(cited[number]["passage_id"], "") for number in numbers)
        if numbers and (absent := figures.unsupported(statement["text"], evidence)):
            yield f"{', '.join(absent)} not in what is cited: {statement['text'][:80]}"
        if not numbers and not statement["postings"] and _MONEY.search(statement["text"]):
            yield f"money without a source: {statement['text'][:80]}"
    if not roadmap["risks"]:
        yield "names no risk"


def _all_statements(roadmap: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for stage in roadmap["stages"]:
        for name in ("pay", "responsibilities", "metrics"):
            yield from stage[name]
    yield from roadmap["risks"]


def _words(roadmap: Mapping[str, Any]) -> Iterator[str]:
    made = date.fromisoformat(roadmap["made_at"][:10])
    days = [day for action in roadmap["actions"] for day in days_in(action)[:1]]
    if len(days) != len(roadmap["actions"]) or not days:
        yield "a next step without a day"
    if days != sorted(days) or any(day < made for day in days):
        yield f"the next steps are not in order from today on: {[day.isoformat() for day in days]}"
    text = "\n".join(_texts({name: value for name, value in roadmap.items() if name != "citations"}))
    if found := _PLACEHOLDER.search(text):
        yield f"something was not filled in: {found[0]}"
    if found := _PROMISE.search(text):
        yield f"promises what nobody can: {found[0]}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
