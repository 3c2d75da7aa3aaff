"""App Home: what the mentor knows of a person and what comes next, from the records alone."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.learner_assessment import Standing
from app.slack import blocks as kit
from app.slack.blocks import Block
from app.slack.markup import cut, escape
from graphs.career.assessment import Profile
from graphs.career.plan import LearningPlan, PlanItem, PlanWeek
from graphs.career.posting import Postings
from graphs.career.progress import Progress
from graphs.career.skills import Rating

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHOWN_SKILLS = 12
BOXES = 10
"""Options that one group of check boxes takes."""
VERDICTS = {
    "ready": "ready",
    "nearly": "nearly ready",
    "not_yet": "not ready yet",
    "unknown": "too little is assessed to tell",
}


@dataclass(frozen=True)
class Known:
    """The records of one learner, as far as there are any."""

    profile: Profile
    standing: Standing | None
    postings: Postings
    plan: LearningPlan | None
    progress: Progress
    time_zone: str
    linked: bool


def home_view(known: Known, now: datetime.datetime) -> Block:
    """The whole view; at most some forty blocks."""
    today = now.astimezone(zone(known.time_zone)).date()
    blocks: list[Block] = [{"type": "header", "text": kit.text("Your career mentor", plain=True)}]
    blocks += _next_step(known)
    blocks += _week(known, today)
    blocks += _skills(known)
    blocks += _postings(known)
    blocks += _about(known)
    return {"type": "home", "blocks": blocks[:100]}


def zone(name: str) -> datetime.tzinfo:
    """UTC for a name that this machine does not know."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.UTC


def _next_step(known: Known) -> list[Block]:
    if known.standing is None:
        lead = "Let us find out where you stand: a few questions, each answered with a button or in your own words."
        first = kit.button(
            "Start the assessment", "home_say", kit.value(r="Start my skills assessment"), style="primary"
        )
    elif known.plan is None:
        lead = "You know where you stand. The next step is a plan for your hours."
        first = kit.button("Make my plan", "home_say", kit.value(r="Make my learning plan"), style="primary")
    else:
        lead = "You have a plan. Tick off what is done, and tell me when something came in between."
        first = kit.button("Tell what I did", "home_say", kit.value(r="Weekly check-in"), style="primary")
    others = [
        kit.button("Rate all skills at once", "rate_all"),
        kit.button("Market report", "home_say", kit.value(r="Show my job market report")),
        kit.button("Roadmap", "home_say", kit.value(r="Make my career roadmap")),
    ]
    return [kit.section(lead), kit.actions([first, *others])]


def _week(known: Known, today: datetime.date) -> list[Block]:
    if known.plan is None:
        return []
    early = today < known.plan.starts
    week = known.plan.weeks[0] if early and known.plan.weeks else known.plan.week_of(today)
    blocks: list[Block] = [{"type": "divider"}]
    if week is None:
        return [*blocks, kit.section(f"*Your plan* ended on {known.plan.ends:%d %b %Y}.")]
    done = sum(1 for item in week.items if item.id in known.progress.done)
    blocks.append(
        kit.section(
            f"*Week {week.number} of {len(known.plan.weeks)}*{f', from {week.starts:%A}' if early else ''} – {escape(week.goal)}\n"
            f"{kit.bar(done, len(week.items))} {done} of {len(week.items)} done, {week.hours:g} h planned"
        )
    )
    if week.off:
        blocks.append(kit.context("A week that you keep free."))
    blocks += [
        _boxes(week, week.items[number : number + BOXES], known.progress, number)
        for number in range(0, len(week.items), BOXES)
    ]
    later = [day for day in known.plan.reviews if day >= today]
    if later:
        blocks.append(kit.context(f"Next monthly review: {later[0]:%A, %d %b %Y}"))
    return blocks


def _boxes(week: PlanWeek, items: Sequence[PlanItem], progress: Progress, number: int) -> Block:
    options = [
        {
            "text": kit.text(_title(item), plain=True),
            "description": kit.text(f"{item.kind}, {item.hours:g} h", plain=True),
            "value": item.id[:150],
        }
        for item in items
    ]
    chosen = [option for option, item in zip(options, items, strict=True) if item.id in progress.done]
    element: Block = {"type": "checkboxes", "action_id": f"tick#{number}", "options": options}
    if chosen:
        element["initial_options"] = chosen
    return {"type": "actions", "block_id": f"week{week.number}-{number}-{len(chosen)}", "elements": [element]}


def _title(item: PlanItem) -> str:
    part, of = item.part
    suffix = f" (part {part} of {of})" if of > 1 else ""
    return cut(item.title, 75 - len(suffix)) + suffix


def _skills(known: Known) -> list[Block]:
    if known.standing is None:
        return []
    standing = known.standing
    lines = []
    for skill, read, target in standing.rows()[:SHOWN_SKILLS]:
        rating = read.rating if read is not None else None
        dots = "○○○○" if rating is None else "●" * rating + "○" * (Rating.EXPERT - rating)
        said = "not assessed" if rating is None else rating.label
        lines.append(f"{dots}  {escape(skill.name)}: {said}" + (f" (asked: {target.label})" if target else ""))
    more = len(standing.rows()) - SHOWN_SKILLS
    if more > 0:
        lines.append(f"_and {more} more in your assessment_")
    state = "" if standing.assessment.confirmed_at else " (not confirmed yet)"
    verdict = VERDICTS[standing.readiness.verdict]
    return [
        {"type": "divider"},
        kit.section(f"*Your skills*{state} – for {standing.level.value.capitalize()}: {verdict}"),
        kit.section("\n".join(lines)),
    ]


def _postings(known: Known) -> list[Block]:
    count = len(known.postings.distinct)
    words = (
        "No job postings saved yet. Paste one into our direct message, upload it, or use _Save as job posting_."
        if not count
        else f"*{count} job posting{'s' if count > 1 else ''}* saved. Ten give a fair picture of the market."
    )
    return [{"type": "divider"}, kit.section(words)]


def _about(known: Known) -> list[Block]:
    facts = []
    for label, fact in (
        ("aims for", known.profile.target_level),
        ("hours a week", known.profile.hours_per_week),
        ("works as", known.profile.current_job),
        ("place", known.profile.location),
    ):
        if fact is not None:
            facts.append(f"{label}: {escape(cut(str(fact.value), 80))}")
    reminders = known.progress.reminders
    facts.append(
        f"reminders: {WEEKDAYS[reminders.weekday]}s at {reminders.at:%H:%M} ({known.time_zone or 'UTC'})"
        if reminders.on
        else "reminders: off"
    )
    facts.append("linked with the page" if known.linked else "not linked with the page")
    return [
        {"type": "divider"},
        kit.section("*About you*\n" + "\n".join(f"• {each}" for each in facts)),
        kit.actions(
            [
                kit.button("Settings", "settings"),
                kit.button("Link the page", "home_link"),
                kit.button("Export my data", "home_export"),
                kit.button("Delete my data", "home_forget", style="danger"),
            ]
        ),
        kit.context("Only you see this. Your skills, plans and postings never show up in a channel."),
    ]
