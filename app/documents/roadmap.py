"""`docs/career-roadmap.md`, written from the roadmap alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.documents.markdown import plain, table
from graphs.career.dates import dated
from graphs.career.roadmap import CareerRoadmap, Horizon, SkillGoal, Stage, Statement

NAME = "docs/career-roadmap.md"
TITLE = "Career roadmap"
HEADINGS: dict[Horizon, str] = {
    "now": "Now",
    "six_months": "In 6 months",
    "one_year": "In 1 year",
    "three_years": "In 3 years",
}


def roadmap_markdown(roadmap: CareerRoadmap) -> str:
    """Four stages with skills, projects, certificates, title, pay, milestones and measures; risks; sources."""
    following = roadmap.next_level.value.capitalize() if roadmap.next_level else "none above in the sources"
    lines = [
        f"# {TITLE}",
        "",
        f"- Aim: {plain(roadmap.role)}, level {roadmap.level.value.capitalize()}; the level after it: {following}",
        f"- Place: {plain(roadmap.location) if roadmap.location else 'not told yet'}",
        f"- Version {roadmap.version}, made on {dated(roadmap.made_at.date())} from version {roadmap.plan} of the learning plan",
        "",
        "## At a glance",
        "",
        *_glance(roadmap),
    ]
    for stage in roadmap.stages:
        when = dated(stage.due)
        lines += ["", f"## {HEADINGS[stage.horizon]}: {when}", *_stage(stage, roadmap)]
    if roadmap.actions:
        lines += ["", "## Action plan", "", *(f"- {plain(each)}" for each in roadmap.actions)]
    lines += ["", "## Risks and guardrails", "", *_statements(roadmap.risks)]
    lines += ["", "## What to know about this roadmap", "", *(f"- {note}" for note in roadmap.notes)]
    if roadmap.citations:
        lines += ["", "## Sources", ""]
        lines += [f"{each.number}. {each.source}, “{each.section}”: “{plain(each.text)}”" for each in roadmap.citations]
    return "\n".join(lines) + "\n"


def _glance(roadmap: CareerRoadmap) -> Iterator[str]:
    rows = [
        (
            HEADINGS[stage.horizon],
            dated(stage.due),
            plain(stage.title),
            str(len(stage.skills)) + (" rated" if stage.horizon == "now" else " to raise"),
            str(len(stage.projects)),
        )
        for stage in roadmap.stages
    ]
    yield from table(("When", "By", "Title", "Skills", "Projects"), rows)


def _stage(stage: Stage, roadmap: CareerRoadmap) -> Iterator[str]:
    yield from ("", f"**{plain(stage.title)}.** {plain(stage.summary)}")
    if stage.skills:
        yield from ("", "### Skills", "", *_skills(stage))
    if stage.projects:
        yield from ("", "### Projects", "", *(f"- {plain(each)}" for each in stage.projects))
    if stage.certificates:
        yield from ("", "### Certificates", "", *(f"- {plain(each)}" for each in stage.certificates))
    elif stage.horizon == "six_months":
        yield from ("", "### Certificates", "", "None planned; say so if you want one, and the plan makes room for it.")
    if stage.pay:
        level = roadmap.level if stage.horizon == "one_year" else roadmap.next_level or roadmap.level
        yield from ("", f"### Salary expectation at {level.value.capitalize()}", "", *_statements(stage.pay))
    if stage.responsibilities:
        heading = (
            "Responsibilities at that level" if stage.horizon == "one_year" else "Responsibilities of the next level"
        )
        if stage.horizon == "three_years" and roadmap.next_level is None:
            heading = "What the sources ask at that level"
        yield from ("", f"### {heading}", "", *_statements(stage.responsibilities))
    if stage.milestones:
        heading = "Where this leads" if stage.horizon == "now" else "Milestones"
        yield from ("", f"### {heading}", "", *(f"- {plain(each)}" for each in stage.milestones))
    if stage.metrics:
        heading = "Where it stands" if stage.horizon == "now" else "Success metrics"
        yield from ("", f"### {heading}", "", *_statements(stage.metrics))


def _skills(stage: Stage) -> Iterator[str]:
    if stage.horizon == "now":
        yield from table(("Skill", "Rating"), ((each.name, _rated(each)) for each in stage.skills))
        return
    yield from table(
        ("Skill", "Before", "By then"),
        (
            (each.name, "not assessed" if each.was is None else f"{each.was.label} ({each.was:d})", _rated(each))
            for each in stage.skills
        ),
    )


def _rated(goal: SkillGoal) -> str:
    return f"{goal.rating.label} ({goal.rating:d})"


def _statements(statements: Iterable[Statement]) -> Iterator[str]:
    for each in statements:
        text = plain(each.text)
        text = text if text.endswith((".", "!", "?")) else f"{text}."
        marks = "".join(f"[{number}]" for number in each.sources)
        yield f"- {text[:1].upper()}{text[1:]}" + (f" {marks}" if marks else "")
