"""What stands in a learner's calendar, as it follows from every version of their plan. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from graphs.career.plan import LearningPlan, PlanItem, PlanWeek, StudyBlock
from graphs.career.skills import SkillMatrix

QUARTER = 15
"""Minutes."""


@dataclass(frozen=True)
class Entry:
    """One entry; `begins` is the time on the learner's own clock, a date for a whole day."""

    uid: str
    begins: datetime | date
    minutes: int
    zone: str
    summary: str
    text: str
    sequence: int = 0
    """How often it changed; calendars take the highest."""
    changed: datetime | None = None
    gone: bool = False

    def same(self, other: Entry) -> bool:
        """Whether a calendar would show the same."""
        zone = other.zone if isinstance(self.begins, datetime) else self.zone
        return replace(self, sequence=0, changed=None) == replace(other, sequence=0, changed=None, zone=zone)

    def moment(self) -> datetime:
        """When it begins, aware; a whole day with its midnight."""
        local = self.begins if isinstance(self.begins, datetime) else datetime.combine(self.begins, time())
        return local.replace(tzinfo=zone_of(self.zone) or ZoneInfo("UTC"))


@dataclass(frozen=True)
class Change:
    """Something that changes the calendar: a version of the plan, or another time zone."""

    at: datetime
    plan: LearningPlan | None = None
    zone: str = ""


def zone_of(name: str) -> ZoneInfo | None:
    """None for a name that this machine's time zone data does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def changes_of(plans: Iterable[LearningPlan], zone: str = "", zone_told: datetime | None = None) -> tuple[Change, ...]:
    """In order of time. `zone` is the one of the profile, told at `zone_told`; it counts from then on."""
    found = [Change(plan.made_at, plan, plan.time_zone) for plan in plans]
    if zone and zone_told is not None:
        found.append(Change(zone_told, None, zone))
    return tuple(sorted(found, key=lambda each: each.at))


def zone_now(changes: Sequence[Change]) -> str:
    """The zone of the last change that named one."""
    return next((each.zone for each in reversed(changes) if each.zone), "UTC")


def entries(changes: Sequence[Change], skills: SkillMatrix, owner: str) -> tuple[Entry, ...]:
    """Every entry in order, those that are gone too. What had begun when something changed stays as it was.

    `owner` goes into the ids, so that two learners' entries are never one; it must not tell who they are.
    """
    kept: dict[str, Entry] = {}
    plan: LearningPlan | None = None
    for change in changes:
        plan = change.plan or plan
        if plan is None:
            continue
        zone = change.zone or plan.time_zone
        past = {uid for uid, entry in kept.items() if entry.moment() < change.at}
        fresh = _numbered(_planned(plan, skills, zone), kept, past, change.at, owner)
        for uid, entry in list(kept.items()):
            if uid not in past and uid not in fresh and not entry.gone:
                kept[uid] = replace(entry, gone=True, sequence=entry.sequence + 1, changed=change.at)
        for uid, entry in fresh.items():
            before = kept.get(uid)
            if before is None:
                kept[uid] = replace(entry, changed=change.at)
            elif not before.same(entry):
                kept[uid] = replace(entry, sequence=before.sequence + 1, changed=change.at)
    return tuple(sorted(kept.values(), key=lambda each: (each.moment(), each.uid)))


def _numbered(
    planned: Iterable[tuple[str, Entry]], kept: dict[str, Entry], past: set[str], at: datetime, owner: str
) -> dict[str, Entry]:
    """Ids by what it is: the week and the place in it, so that a block that moves is the same block."""
    taken: dict[str, int] = {}
    for uid in past:
        base, _, number = uid.partition("@")[0].rpartition("-")
        if not kept[uid].gone:
            taken[base] = max(taken.get(base, 0), int(number))
    found = {}
    for base, entry in planned:
        # Before the first version there is no past: a plan may begin on the day it is made.
        if entry.moment() < at and (kept or entry.moment().date() < at.date()):
            continue
        taken[base] = taken.get(base, 0) + 1
        uid = f"{base}-{taken[base]}@{owner}.groundwork"
        found[uid] = replace(entry, uid=uid)
    return found


def _planned(plan: LearningPlan, skills: SkillMatrix, zone: str) -> Iterable[tuple[str, Entry]]:
    found: list[tuple[str, Entry]] = []
    for week in plan.weeks:
        for block, items in _blocks(week, plan.blocks):
            day = _day(week.starts, block.weekday)
            year, number, _ = day.isocalendar()
            begins = datetime.combine(day, block.begins)
            found.append(
                (
                    f"study-{year}-{number:02d}",
                    Entry("", begins, block.minutes, zone, _summary(items, skills), _text(items, week)),
                )
            )
    found.sort(key=lambda each: each[1].begins.isoformat())
    for place, day in enumerate(plan.reviews):
        text = "Tick off what is done, rate two or three skills again, and change the plan where it does not fit."
        found.append((f"review-{place + 1}", Entry("", day, 0, zone, f"Monthly review {place + 1}", text)))
    for project in plan.projects:
        text = "\n".join((project.task, "", "Done when:", *(f"- {each}" for each in project.acceptance)))
        found.append(
            (f"project-{project.id or project.month}", Entry("", project.due, 0, zone, f"Due: {project.title}", text))
        )
    return found


def _day(starts: date, weekday: int) -> date:
    return starts + timedelta(days=(weekday - starts.weekday()) % 7)


def _blocks(week: PlanWeek, blocks: Sequence[StudyBlock]) -> list[tuple[StudyBlock, list[PlanItem]]]:
    """The week's blocks in order with what is done in each; what is left free is not blocked."""
    work = [(item, round(item.hours * 60)) for item in week.items if item.kind != "review"]
    ordered = sorted(blocks, key=lambda block: (_day(week.starts, block.weekday), block.begins))
    lacking = sum(minutes for _, minutes in work) - sum(block.minutes for block in ordered)
    found: list[tuple[StudyBlock, list[PlanItem]]] = []
    for place, block in enumerate(ordered):
        if lacking > 0:
            # A week that was given more hours to catch up: each block grows a little.
            more = -(-lacking // (len(ordered) - place) // QUARTER) * QUARTER
            lacking -= more
            block = block.model_copy(update={"minutes": block.minutes + more})
        if not work:
            break
        left, items = block.minutes, list[PlanItem]()
        while work and left > 0:
            item, minutes = work[0]
            items.append(item)
            if minutes > left:
                work[0] = (item, minutes - left)
            else:
                work.pop(0)
            left -= minutes
        found.append((block, items))
    return found


def _summary(items: Sequence[PlanItem], skills: SkillMatrix) -> str:
    names = dict.fromkeys(skills.by_id[item.skill].name for item in items if item.skill and item.skill in skills.by_id)
    if not names:
        kinds = {item.kind for item in items}
        return "Study: project" if "project" in kinds else "Study: trying a tool" if "exploration" in kinds else "Study"
    return f"Study: {', '.join(names)}"


def _text(items: Sequence[PlanItem], week: PlanWeek) -> str:
    lines = []
    for item in items:
        part = f" (part {item.part[0]} of {item.part[1]})" if item.part[1] > 1 else ""
        lines.append(f"- {item.title}{part}")
        if item.check:
            lines.append(f"  Done when: {item.check}")
    return "\n".join((*lines, "", f"Week {week.number}: {week.goal}"))
