"""`docs/learning-plan.md`, written from the plan alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from app.documents.markdown import table
from graphs.career.plan import LearningPlan, PlanGap, PlanItem, PlanWeek
from graphs.career.resources import Resource, ResourceCatalogue
from graphs.career.skills import SkillMatrix
from graphs.career.wording import in_hours
from graphs.plan.sources import BALANCE, COMMUNITIES, POLICY, WATCH
from graphs.plan.weeks import DAYS, dated, month_of

NAME = "docs/learning-plan.md"
TITLE = "Learning plan"


def plan_markdown(
    plan: LearningPlan, skills: SkillMatrix, resources: ResourceCatalogue, done: Collection[str] = frozenset()
) -> str:
    """Gaps, timeline, every week with its goal and items, projects, resources, milestones, reviews, guardrails, limits.

    `done` are ids of items that are ticked off.
    """
    names = {skill.id: skill.name for skill in skills.skills}
    lines = [f"# {TITLE}", "", *_head(plan, resources)]
    lines += ["", "## Top skill gaps", "", *_gaps(plan, names)]
    lines += ["", "## Timeline", "", *_timeline(plan, names)]
    lines += ["", "## Weekly goals", *_weeks(plan, resources, names, done)]
    lines += ["", "## Portfolio projects", *_projects(plan, names)]
    lines += ["", "## Resources", "", *_resources(plan, resources, names)]
    lines += ["", "## Milestones", "", *(f"- {dated(each.due)}: {each.text}" for each in plan.milestones)]
    lines += ["", "## Study times", "", *_blocks(plan)]
    lines += ["", "## Monthly reviews", "", *_reviews(plan)]
    lines += ["", "## Balance and guardrails", "", *_guardrails(plan)]
    if plan.notes:
        lines += ["", "## What to know about this plan", "", *(f"- {note}" for note in plan.notes)]
    if plan.changes:
        lines += ["", f"## What changed since version {plan.version - 1}", "", *(f"- {each}" for each in plan.changes)]
    return "\n".join(lines) + "\n"


def _head(plan: LearningPlan, resources: ResourceCatalogue) -> Iterator[str]:
    total = sum(week.hours for week in plan.weeks)
    yield f"- Target level: {plan.level.value.capitalize()}"
    yield f"- From {dated(plan.starts)} to {dated(plan.ends)}: {len(plan.weeks)} weeks"
    yield f"- Time: up to {plan.hours_per_week:g} hours a week, {total:g} hours planned in all"
    yield f"- Money: {_money(plan, resources)}"
    yield f"- Time zone: {plan.time_zone}"
    basis = f", from version {plan.assessment} of your assessment" if plan.assessment else ", without an assessment"
    if plan.postings:
        basis += f" and {plan.postings} job {'posting' if plan.postings == 1 else 'postings'}"
    yield f"- Version {plan.version}, made on {dated(plan.made_at.date())}{basis}"


def _money(plan: LearningPlan, resources: ResourceCatalogue) -> str:
    limit = "no limit was named" if plan.budget is None else f"budget {plan.budget:g} {plan.currency}"
    if not plan.spending:
        return f"everything planned is free ({limit})"
    parts = []
    for each in plan.spending:
        found = resources.get(each.resource)
        price = f"about {each.amount:g} {each.currency}" if each.amount is not None else "price not known"
        parts.append(f"{found.title if found else each.resource} ({price})")
    return f"{', '.join(parts)}; {limit}. All else is free"


def _gaps(plan: LearningPlan, names: dict[str, str]) -> Iterator[str]:
    top = [gap for gap in plan.gaps if gap.top]
    if not top:
        yield f"None: every skill that {plan.level.value.capitalize()} asks for is at its target. In its place stands what is kept alive:"
        yield ""
        kept = dict.fromkeys(item.skill for _, item in plan.items() if item.skill)
        yield from (
            f"{number}. **{names[skill]}**: kept at its rating by use." for number, skill in enumerate([*kept][:3], 1)
        )
    for number, gap in enumerate(top, 1):
        yield f"{number}. **{names[gap.skill]}**: {_from(gap)} to {gap.target.label} ({gap.target:d}). {gap.reason}"
        yield f"   {_outcome(plan, gap, names)}"
    others = [gap for gap in plan.gaps if not gap.top and gap.reached > gap.current]
    if others:
        yield ""
        yield "Then, as far as time allows:"
        yield ""
        rows = [
            (
                names[gap.skill],
                _from(gap),
                f"{gap.reached.label} ({gap.reached:d})",
                _until(plan, gap, names) or "done",
                gap.reason,
            )
            for gap in others
        ]
        yield from table(("Skill", "Now", "After this plan", "By", "Why"), rows)


def _from(gap: PlanGap) -> str:
    return "not assessed" if gap.assumed else f"{gap.current.label} ({gap.current:d})"


def _outcome(plan: LearningPlan, gap: PlanGap, names: dict[str, str]) -> str:
    until = _until(plan, gap, names)
    if gap.reached > gap.current and until:
        short = "" if gap.reached >= gap.target else " The last step to the target is left for the next plan."
        return f"Planned: {gap.reached.label} by {until}.{short}"
    if gap.reached > gap.current:
        return f"Planned: {gap.reached.label}, its work is done."
    hours = sum(item.hours for _, item in plan.items() if item.skill == gap.skill)
    if hours:
        return f"Planned: {hours:g} hours, not yet enough for the next rating."
    return "Not begun in these weeks."


def _until(plan: LearningPlan, gap: PlanGap, names: dict[str, str]) -> str:
    start = f"{names[gap.skill]} at {gap.reached.label}:"
    return next((dated(each.due) for each in plan.milestones if each.text.startswith(start)), "")


def _timeline(plan: LearningPlan, names: dict[str, str]) -> Iterator[str]:
    rows = []
    for month, weeks in _months(plan):
        worked = dict.fromkeys(item.skill for week in weeks for item in week.items if item.skill)
        project = next((each for each in plan.projects if each.month == month), None)
        off = sum(week.off for week in weeks)
        rows.append(
            (
                str(month),
                f"{dated(weeks[0].starts)} to {dated(weeks[-1].starts + timedelta(days=6))}",
                f"{sum(week.hours for week in weeks):g}" + (f" ({off} off)" if off else ""),
                ", ".join(names[skill] for skill in worked) or "none",
                f"{project.title} ({dated(project.due)})" if project else "none",
            )
        )
    yield from table(("Month", "Dates", "Hours", "Skills", "Project and its day"), rows)


def _months(plan: LearningPlan) -> list[tuple[int, list[PlanWeek]]]:
    found: dict[int, list[PlanWeek]] = {}
    for week in plan.weeks:
        found.setdefault(month_of(plan.starts, week.starts), []).append(week)
    return list(found.items())


def _weeks(
    plan: LearningPlan, resources: ResourceCatalogue, names: dict[str, str], done: Collection[str]
) -> Iterator[str]:
    for month, weeks in _months(plan):
        last = weeks[-1].starts + timedelta(days=6)
        yield from ("", f"### Month {month}: {dated(weeks[0].starts)} to {dated(last)}")
        for week in weeks:
            ends = week.starts + timedelta(days=6)
            hours = "off" if week.off else f"{week.hours:g} hours"
            yield from ("", f"#### Week {week.number}: {_span(week.starts, ends)}, {hours}", "", f"**{week.goal}**")
            if week.items:
                yield ""
            for item in week.items:
                yield _item(item, resources, names, done)


def _span(first: date, last: date) -> str:
    if first.month == last.month:
        return f"{first.day} to {dated(last)}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {first:%B}{year} to {dated(last)}"


def _item(item: PlanItem, resources: ResourceCatalogue, names: dict[str, str], done: Collection[str]) -> str:
    title = item.title
    resource = resources.get(item.resource) if item.resource else None
    if resource is not None and resource.title in title:
        title = title.replace(resource.title, f"[{_cell(resource.title)}]({resource.address})", 1)
    part = f", part {item.part[0]} of {item.part[1]}" if item.part[1] > 1 else ""
    about = []
    if item.skill:
        about.append(names[item.skill] + (f" to {item.step[1].label}" if item.step else ""))
    if resource is not None and resource.cost.kind == "paid":
        about.append(resource.cost.label)
    words = f"- [{'x' if item.id in done else ' '}] {title}{part}: {in_hours(item.hours)}"
    words += f" ({', '.join(about)})." if about else "."
    if item.check and item.part[0] == item.part[1]:
        words += f" Done when {item.check}."
    return words


def _projects(plan: LearningPlan, names: dict[str, str]) -> Iterator[str]:
    if not plan.projects:
        yield from ("", "None: no month has room for one.")
    for project in plan.projects:
        yield from ("", f"### Month {project.month}: {project.title}", "")
        skills = ", ".join(names[skill] for skill in project.skills)
        yield f"Due {dated(project.due)}, {in_hours(project.hours)}, shows {skills}. {project.task}"
        yield from ("", "It is done when a stranger finds that:", "")
        yield from (f"- {test}." for test in project.acceptance)


def _resources(plan: LearningPlan, resources: ResourceCatalogue, names: dict[str, str]) -> Iterator[str]:
    hours: dict[str, float] = {}
    uses: dict[str, dict[str, None]] = {}
    for item in (item for week in plan.weeks for item in week.items):
        if item.resource:
            hours[item.resource] = hours.get(item.resource, 0) + item.hours
            if item.skill and item.step:
                uses.setdefault(item.resource, {})[f"{names[item.skill]} to {item.step[1].label}"] = None
    rows, notes = [], []
    for key, spent in hours.items():
        found = resources.get(key)
        if found is None:
            continue
        rows.append(
            (
                _link(found),
                found.provider,
                found.kind,
                found.cost.label,
                f"{spent:g} of {found.hours}",
                ", ".join(uses[key]),
            )
        )
        if found.note:
            notes.append(f"- {found.title}: {found.note}")
    if rows:
        yield from table(("Resource", "By", "Kind", "Cost", "Hours planned", "For"), rows)
    else:
        yield "None to learn from: what is planned is making things."
    if notes:
        yield from ("", *notes)
    followed = [
        each
        for each in resources.resources
        if each.kind in ("newsletter", "community") and each.sources and each.available
    ]
    yield from ("", "To follow beside the plan, as the exercise advises:", "")
    yield from (f"- {_link(each)} ({each.kind}, {each.cost.label})" for each in followed)
    yield ""
    yield "Prices and addresses change: look before you pay. Hours are estimates for the whole; the plan may need a part."


def _link(resource: Resource) -> str:
    return f"[{_cell(resource.title)}]({resource.address})"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("[", "\\[").replace("]", "\\]")


def _blocks(plan: LearningPlan) -> Iterator[str]:
    for block in plan.blocks:
        length = (
            f"{block.minutes // 60} h {block.minutes % 60:02d} min"
            if block.minutes % 60
            else f"{block.minutes // 60} h"
        )
        if block.minutes < 60:
            length = f"{block.minutes} min"
        yield f"- {DAYS[block.weekday]}, {block.begins:%H:%M} ({plan.time_zone}), {length}"
    yield ""
    yield "Move a block when life asks for it; keep the number of them."


def _reviews(plan: LearningPlan) -> Iterator[str]:
    yield "Half an hour each: tick off, rate the month's skills again, and plan again where it does not fit."
    yield ""
    for day in plan.reviews:
        yield f"- {DAYS[day.weekday()]}, {dated(day)}"


def _guardrails(plan: LearningPlan) -> Iterator[str]:
    yield f"- AI-specific work is kept in balance with foundations: {BALANCE.words} (source: {BALANCE.citation})."
    for each in plan.guardrails:
        yield f"- {each.text}"
    trials = dict.fromkeys(item.title for _, item in plan.items() if item.kind == "exploration")
    if trials:
        yield (
            f"- The trials: {'; '.join(trials)}. They keep an eye on the market and on the communities (sources: "
            f"{COMMUNITIES.citation}; {WATCH.citation})."
        )
    elif plan.shares.exploration:
        yield f"- There are too few hours for a trial of a tool; the policy would give it a tenth (source: {POLICY.citation})."
