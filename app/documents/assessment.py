"""`docs/skills-assessment-completed.md`, written from the records alone."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.markdown import plain, quote, table
from app.learner_assessment import Standing
from graphs.career.assessment import Assessment, Evidence, SkillRating
from graphs.career.gaps import Verdict
from graphs.career.skills import Level, Rating, Skill

NAME = "docs/skills-assessment-completed.md"
VERDICTS: dict[Verdict, str] = {
    "ready": "Ready",
    "nearly": "Nearly ready",
    "not_yet": "Not yet",
    "unknown": "Too little is assessed to tell",
}
HEADINGS = (
    ("matrix", "Technical skills"),
    ("ml", "ML knowledge"),
    ("soft", "Soft skills"),
    ("further", "Further topics"),
)
STRONG = Rating.ADVANCED


def assessment_markdown(standing: Standing) -> str:
    """Ratings with their evidence, targets, gaps in order, strengths, readiness, and what is not assessed."""
    level = standing.level.value.capitalize()
    lines = ["# Skills assessment", "", *_head(standing), "", f"## Readiness for {level}", ""]
    lines += [f"**{VERDICTS[standing.readiness.verdict]}.**", "", *(f"- {each}" for each in standing.readiness.reasons)]
    for group, heading in HEADINGS:
        rows = [row for row in standing.rows() if row[0].group == group]
        if rows:
            lines += ["", f"## {heading}", "", *_ratings(rows, standing.level)]
    lines += ["", "## Gaps in order of priority", "", *_gaps(standing)]
    lines += ["", "## Strengths", "", *_strengths(standing)]
    open_ones = [skill.name for skill in standing.unassessed]
    lines += [
        "",
        "## Not assessed",
        "",
        ", ".join(open_ones) + "." if open_ones else "Nothing that the level asks for.",
    ]
    if standing.assessment.changes or standing.history:
        lines += ["", "## History", "", *_history(standing)]
    return "\n".join(lines) + "\n"


def said(rating: Rating | None) -> str:
    """A rating with its name and number."""
    return "not assessed" if rating is None else f"{rating.label} ({rating:d})"


def _head(standing: Standing) -> list[str]:
    kept = standing.assessment
    lines = [f"Target level: {standing.level.value.capitalize()}"]
    if standing.profile.target_role is not None:
        lines[0] += f", {plain(str(standing.profile.target_role.value))}"
    if kept.confirmed_at is not None:
        lines.append(f"Confirmed by the learner on {kept.confirmed_at:%Y-%m-%d} (version {kept.version})")
    else:
        lines.append(f"Begun on {kept.started_at:%Y-%m-%d}, not confirmed by the learner yet (version {kept.version})")
    lines.append("Ratings: 0 None, 1 Basic, 2 Intermediate, 3 Advanced, 4 Expert")
    return [f"- {line}" for line in lines]


def _ratings(rows: Iterable[tuple[Skill, SkillRating | None, Rating | None]], level: Level) -> list[str]:
    rows = list(rows)
    head = ("Skill", "Rating", f"Target for {level.value.capitalize()}", "Sure")
    cells = [
        (
            skill.name,
            said(read.rating if read else None),
            "none stated" if target is None else said(target),
            f"{read.confidence:.0%}" if read is not None and read.rating is not None else "",
        )
        for skill, read, target in rows
    ]
    lines = table(head, cells)
    for skill, read, _ in rows:
        if read is None or not (read.reason or read.evidence):
            continue
        words = [
            f"  - {quote(each.quote)} ({_by(each, skill)}, {each.at:%Y-%m-%d})" for each in read.evidence if each.quote
        ]
        reason = plain(read.reason).rstrip(".") or "in your words"
        lines += [
            *([""] if lines[-1].startswith("|") else []),
            f"- **{skill.name}**: {reason[0].upper()}{reason[1:]}.",
            *dict.fromkeys(words),  # what was said twice stands here once
        ]
    return lines


def _by(evidence: Evidence, skill: Skill) -> str:
    """A description that was picked is not passed off as the learner's own words."""
    if evidence.quote in skill.anchors:
        return "the description you picked"
    return "form" if evidence.origin == "form" else "you"


def _gaps(standing: Standing) -> list[str]:
    if not standing.gaps:
        return ["None among the skills that were assessed."]
    return [
        f"{number}. **{gap.name}**: {said(gap.current)} to {said(gap.target)}. {' '.join(gap.reasons)}"
        for number, gap in enumerate(standing.gaps, 1)
    ]


def _strengths(standing: Standing) -> list[str]:
    found = []
    for skill, read, target in standing.rows():
        if read is None or read.rating is None:
            continue
        if target is not None and read.rating > target:
            found.append(f"- {skill.name}: {said(read.rating)}, above the target of {said(target)}.")
        elif read.rating >= STRONG:
            found.append(f"- {skill.name}: {said(read.rating)}.")
    return found or ["None above the target yet; what is at its target counts too, see the tables."]


def _history(standing: Standing) -> list[str]:
    versions: list[Assessment] = list(standing.history)
    if standing.assessment.confirmed_at is None:
        versions.append(standing.assessment)
    lines = []
    for each in versions:
        day = f"confirmed on {each.confirmed_at:%Y-%m-%d}" if each.confirmed_at else "not confirmed yet"
        lines.append(f"- Version {each.version}, {day}.")
        lines += [f"  - {plain(change)}" for change in each.changes]
    return lines
