"""What a learning plan has to hold, checked on its JSON alone; written from the requirements, not from the scheduler.

The catalogues are read as plain YAML, so that no bug of the product's own models hides in both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
ENOUGH_HOURS = 100
"""In all; with fewer, the third gap may not fit and the plan must say so."""
_PLACEHOLDER = re.compile(r"TODO|TBD|lorem|\{|\}|\bNone\b(?! \(0\)| of\b)|<[a-z]+>|\?\?", re.IGNORECASE)


@dataclass(frozen=True)
class Learner:
    """What the plan was asked for."""

    level: str
    hours: float
    starts: date
    ratings: Mapping[str, int | None]
    budget: float | None = None
    currency: str = "USD"
    certificates: bool = False
    free_only: bool = False
    off: tuple[date, ...] = ()
    weeks: int = 26
    first: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    demand: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Catalogues:
    """The two files, by id."""

    skills: Mapping[str, Mapping[str, Any]]
    resources: Mapping[str, Mapping[str, Any]]


@lru_cache(maxsize=1)
def catalogues() -> Catalogues:
    skills = yaml.safe_load((CORPUS / "skills.yaml").read_text("utf-8"))["skills"]
    resources = yaml.safe_load((CORPUS / "resources.yaml").read_text("utf-8"))["resources"]
    return Catalogues({each["id"]: each for each in skills}, {each["id"]: each for each in resources})


def faults(learner: Learner, plan: Mapping[str, Any]) -> list[str]:
    """Every requirement that the plan breaks, in words; an empty list is a good plan."""
    files = catalogues()
    return [
        *_calendar(learner, plan),
        *_hours(learner, plan),
        *_resources(learner, plan, files),
        *_order(learner, plan, files),
        *_money(learner, plan, files),
        *_gaps(learner, plan, files),
        *_projects(learner, plan),
        *_words(plan),
    ]


def _items(plan: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for index, week in enumerate(plan["weeks"]):
        for item in week["items"]:
            yield index, item


def _calendar(learner: Learner, plan: Mapping[str, Any]) -> Iterator[str]:
    weeks = plan["weeks"]
    if len(weeks) != learner.weeks:
        yield f"{len(weeks)} weeks instead of {learner.weeks}"
    for index, week in enumerate(weeks):
        starts = learner.starts + timedelta(days=7 * index)
        if date.fromisoformat(week["starts"]) != starts or date.fromisoformat(week["ends"]) != starts + timedelta(
            days=6
        ):
            yield f"week {index + 1} is not the seven days from {starts}"
        has_off = any(starts <= day <= starts + timedelta(days=6) for day in learner.off)
        if has_off and week["items"]:
            yield f"week {index + 1} is off and has work"
        if week["off"] != has_off:
            yield f"week {index + 1}: off is {week['off']}"
    last = learner.starts + timedelta(days=7 * learner.weeks - 1)
    if plan["end_date"] != last.isoformat():
        yield f"ends {plan['end_date']} instead of {last}"
    for each in [*plan["milestones"], *plan["projects"]]:
        if not learner.starts <= date.fromisoformat(each["due"]) <= last:
            yield f"due outside the plan: {each}"
    for day in plan["reviews"]:
        if not learner.starts <= date.fromisoformat(day) <= last:
            yield f"review outside the plan: {day}"


def _hours(learner: Learner, plan: Mapping[str, Any]) -> Iterator[str]:
    for week in plan["weeks"]:
        total = sum(item["hours"] for item in week["items"])
        if total > learner.hours + 1e-9:
            yield f"week {week['week']}: {total} hours, the learner has {learner.hours}"
        if abs(total - week["hours"]) > 1e-6:
            yield f"week {week['week']}: says {week['hours']} hours, its items make {total}"
        if any(item["hours"] <= 0 for item in week["items"]):
            yield f"week {week['week']}: an item without time"
    minutes = sum(block["minutes"] for block in plan["study_blocks"])
    if minutes > learner.hours * 60 + 1e-6:
        yield f"study blocks of {minutes} minutes are more than {learner.hours} hours"


def _resources(learner: Learner, plan: Mapping[str, Any], files: Catalogues) -> Iterator[str]:
    spent: Counter[str] = Counter()
    for _, item in _items(plan):
        if item["resource"] is None:
            continue
        found = files.resources.get(item["resource"])
        if found is None:
            yield f"no such resource: {item['resource']}"
            continue
        spent[item["resource"]] += item["hours"]
        if not found.get("available", True):
            yield f"not available: {item['resource']}"
        if item["skill"] not in found["skills"]:
            yield f"{item['resource']} does not teach {item['skill']}"
        if not found["from_rating"] <= item["from"] < found["to_rating"]:
            yield f"{item['resource']} is for {found['from_rating']} to {found['to_rating']}, planned at {item['from']}"
        if found["kind"] == "certificate" and not learner.certificates:
            yield f"a certificate nobody asked for: {item['resource']}"
    for resource, hours in spent.items():
        if hours > files.resources[resource]["hours"] + 1e-9:
            yield f"{resource}: {hours} hours of {files.resources[resource]['hours']}"


def _order(learner: Learner, plan: Mapping[str, Any], files: Catalogues) -> Iterator[str]:
    """Ratings are walked up item by item: no step is skipped, none begins before what it needs is at Basic."""
    held = {skill: learner.ratings.get(skill) or 0 for skill in files.skills}
    entered: set[str] = set()
    seen: set[str] = set()
    sequence = [item for _, item in _items(plan)]
    last_of = {
        (item["skill"], item["to"]): place for place, item in enumerate(sequence) if item["skill"] and item["to"]
    }
    ended = {item["skill"]: max(item["to"] or 0, 0) for item in sequence if item["skill"]}
    for place, item in enumerate(sequence):
        if item["id"] in seen:
            yield f"the id {item['id']} twice"
        seen.add(item["id"])
        skill = item["skill"]
        if skill is None or item["to"] is None:
            continue
        if item["to"] != item["from"] + 1:
            yield f"{item['id']}: from {item['from']} to {item['to']}"
        if item["from"] == held[skill] + 1 and (skill, item["from"]) in last_of:
            if last_of[skill, item["from"]] > place:
                yield f"{item['id']} before the end of the step to {item['from']}"
            held[skill] += 1
        if item["from"] != held[skill]:
            yield f"{item['id']}: from {item['from']}, the learner is at {held[skill]}"
        if skill not in entered:
            entered.add(skill)
            for earlier in _before(skill, files):
                there = (learner.ratings.get(earlier) or 0) >= 1
                if not there and not last_of.get((earlier, 1), len(sequence)) < place:
                    yield f"{skill} begins before {earlier} is at Basic"
    for skill, to in ended.items():
        if to > 4:
            yield f"{skill} to {to}"


def _before(skill: str, files: Catalogues) -> set[str]:
    found: set[str] = set()
    for earlier in files.skills[skill].get("prerequisites") or ():
        found |= {earlier} | _before(earlier, files)
    return found


def _money(learner: Learner, plan: Mapping[str, Any], files: Catalogues) -> Iterator[str]:
    paid = {}
    for _, item in _items(plan):
        if item["resource"] in files.resources and str(files.resources[item["resource"]]["cost"]) != "free":
            paid[item["resource"]] = str(files.resources[item["resource"]]["cost"])
    if learner.free_only and paid:
        yield f"paid although only free was wanted: {sorted(paid)}"
    if learner.budget is not None:
        total = 0.0
        for resource, cost in paid.items():
            if cost == "paid":
                yield f"{resource} has no known price and there is a budget"
            else:
                total += float(cost.split()[0])
        if total > learner.budget:
            yield f"costs {total}, the budget is {learner.budget}"
    if {each["resource"] for each in plan["spending"]} != set(paid):
        yield f"spending says {[each['resource'] for each in plan['spending']]}, planned are {sorted(paid)}"


def _gaps(learner: Learner, plan: Mapping[str, Any], files: Catalogues) -> Iterator[str]:
    targets = {skill: (each["targets"] or {}).get(learner.level) for skill, each in files.skills.items()}
    own = {
        skill: target - rating
        for skill, target in targets.items()
        if target is not None and (rating := learner.ratings.get(skill)) is not None and rating < target
    }
    listed = {gap["skill"]: gap for gap in plan["gaps"]}
    for skill in own:
        if skill not in listed and skill not in learner.leave_out:
            yield f"the gap in {skill} is missing"
    for gap in plan["gaps"]:
        rating = learner.ratings.get(gap["skill"])
        if gap["assessed"] != (rating is not None) or gap["current"] != rating:
            yield f"{gap['skill']} is rated {rating}, the plan says {gap['current']}"
        if not gap["beyond_target"] and gap["assessed"] and targets[gap["skill"]] is not None:
            needed = gap["target"] == 1 and any(gap["skill"] in _before(other, files) for other in listed)
            if gap["target"] != targets[gap["skill"]] and not needed:
                yield f"{gap['skill']}: target {gap['target']} instead of {targets[gap['skill']]}"
    worked = {item["skill"] for _, item in _items(plan)}
    top = [gap["skill"] for gap in plan["gaps"] if gap["top"]]
    if len(top) != min(3, sum(not gap["beyond_target"] for gap in plan["gaps"])):
        yield f"top gaps: {top}"
    hours = sum(0 if week["off"] else min(learner.hours, 40) for week in plan["weeks"])
    missing = [skill for skill in top if skill not in worked]
    if missing and hours >= ENOUGH_HOURS:
        yield f"no work on the top gaps {missing}"
    if missing and not any(each["code"] == "too_little_time" for each in plan["guardrails"]):
        yield f"no word on the top gaps without work {missing}"
    if not learner.first and not learner.demand and own:
        largest = (
            max(size for skill, size in own.items() if skill not in learner.leave_out)
            if set(own) - set(learner.leave_out)
            else 0
        )
        first = next((gap for gap in plan["gaps"] if gap["top"] and gap["assessed"]), None)
        if first is not None and largest:
            leads = [first["skill"], *(other for other in own if first["skill"] in _before(other, files))]
            if max((own.get(skill, 0) for skill in leads), default=0) < largest and first["skill"] in own:
                yield f"{first['skill']} stands first, but a gap of {largest} is larger"
    for skill in learner.leave_out:
        needed = any(skill in _before(other, files) for other in worked if other)
        if skill in worked and not needed:
            yield f"{skill} was to be left out"


def _projects(learner: Learner, plan: Mapping[str, Any]) -> Iterator[str]:
    months: dict[int, list[int]] = {}
    for index, week in enumerate(plan["weeks"]):
        if not week["off"]:
            months.setdefault(_month(learner.starts, date.fromisoformat(week["starts"])), []).append(index)
    had = Counter(project["month"] for project in plan["projects"])
    for month, weeks in months.items():
        time = len(weeks) * learner.hours
        if had[month] != 1 and time >= 6 and _work_so_far(plan, weeks[-1]):
            yield f"month {month} has {had[month]} projects"
    if len({project["title"] for project in plan["projects"]}) != len(plan["projects"]):
        yield "the same project twice"
    for project in plan["projects"]:
        due = date.fromisoformat(project["due"])
        if _month(learner.starts, due - timedelta(days=6)) != project["month"]:
            yield f"{project['title']} is due {due}, outside month {project['month']}"
        if not project["acceptance"] or any(len(test.split()) < 5 for test in project["acceptance"]):
            yield f"{project['title']} has no test that a stranger can do"
        worked = {
            item["skill"]
            for index, item in _items(plan)
            if learner.starts + timedelta(days=7 * index) <= due and item["skill"]
        }
        open_ones = [
            skill for skill in project["skills"] if skill not in worked and (learner.ratings.get(skill) or 0) < 1
        ]
        if open_ones:
            yield f"{project['title']} needs {open_ones}, never worked on"
        if not set(project["skills"]) & worked:
            yield f"{project['title']} shows nothing that was worked on"
        hours = sum(item["hours"] for _, item in _items(plan) if item["id"].startswith(f"project.{project['id']}."))
        if abs(hours - project["hours"]) > 1e-6:
            yield f"{project['title']}: {project['hours']} hours, planned {hours}"
    reviews = {_month(learner.starts, date.fromisoformat(day) - timedelta(days=6)) for day in plan["reviews"]}
    if reviews != set(months):
        yield f"reviews in months {sorted(reviews)}, weeks in {sorted(months)}"


def _work_so_far(plan: Mapping[str, Any], until: int) -> bool:
    return any(item["skill"] for index, item in _items(plan) if index <= until)


def _month(start: date, day: date) -> int:
    """Counted by hand: how often the day of the month of the start has come round, months without it ending early."""
    month = 1
    while True:
        total = start.month - 1 + month
        year, number = start.year + total // 12, total % 12 + 1
        following = date(year + number // 12, number % 12 + 1, 1)
        edge = min(date(year, number, 1) + timedelta(days=start.day - 1), following - timedelta(days=1))
        if day < edge:
            return month
        month += 1


def _words(plan: Mapping[str, Any]) -> Iterator[str]:
    for week in plan["weeks"]:
        text = [week["goal"], *(item["title"] for item in week["items"])]
        if not week["goal"].endswith("."):
            yield f"week {week['week']}: {week['goal']!r} is no sentence"
        for words in text:
            if _PLACEHOLDER.search(words) or "  " in words:
                yield f"week {week['week']}: {words!r}"
        if week["items"]:
            day = date.fromisoformat(week["ends"])
            if f"{day:%A} {day.day} {day:%B}" not in week["goal"]:
                yield f"week {week['week']}: the goal names no day"
    goals = Counter(re.sub(r"^By \w+ \d+ \w+ ", "", week["goal"]) for week in plan["weeks"] if week["items"])
    repeated = [goal for goal, count in goals.items() if count > 3]
    if repeated:
        yield f"the same goal again and again: {repeated[0]!r}"
