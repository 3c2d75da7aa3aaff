"""What lies between an assessment and a level: gaps in order of priority, and how ready the learner is. Pure."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graphs.career.assessment import Assessment
from graphs.career.skills import Level, Rating, Skill, SkillId, SkillMatrix
from graphs.career.wording import joined
from graphs.events import Frozen

Verdict = Literal["ready", "nearly", "not_yet", "unknown"]

MOST_STEPS_NEARLY = 1
"""A skill two steps below its target takes months, so that "nearly" would flatter."""
FEW = 3
"""One in this many of the level's skills may be a step short of "nearly ready"."""


class Gap(Frozen):
    """A skill that is rated below what is needed."""

    skill: SkillId
    name: str
    current: Rating
    target: Rating
    size: int = Field(ge=1)
    for_skills: tuple[SkillId, ...] = ()
    """Gaps that can only be started after this one."""
    reasons: tuple[str, ...]
    """Why it is a gap and why it stands where it stands, for the learner."""


class Readiness(Frozen):
    """How ready the learner is for a level, and why."""

    level: Level
    verdict: Verdict
    reasons: tuple[str, ...]
    met: tuple[SkillId, ...] = ()
    short: tuple[SkillId, ...] = ()
    unassessed: tuple[SkillId, ...] = ()


def gaps(assessment: Assessment, skills: SkillMatrix, level: Level) -> tuple[Gap, ...]:
    """By size, then by what the level asks of the skill; a prerequisite still at None comes before what builds on it.

    A skill that is not assessed is no gap: see `unassessed`. A prerequisite that the level itself does not ask for is
    a gap up to Basic when the learner has none of it and something that builds on it is a gap.
    """
    current = {each.skill: each.rating for each in assessment.ratings if each.rating is not None}
    targets = _targets(current, skills, level)
    waits_for = {
        skill: tuple(
            earlier for earlier in skills.before(skill) if current.get(earlier) == Rating.NONE and earlier in targets
        )
        for skill in targets
    }
    order = _in_order(targets, current, waits_for, skills)
    return tuple(_gap(skill, targets, current, waits_for, skills, level) for skill in order)


def unassessed(assessment: Assessment, skills: SkillMatrix, level: Level) -> tuple[Skill, ...]:
    """Skills that the level asks for and that have no rating, in the order of the catalogue."""
    rated = {each.skill for each in assessment.ratings if each.rating is not None}
    return tuple(skill for skill, _ in skills.asked_at(level) if skill.id not in rated)


def readiness(assessment: Assessment, skills: SkillMatrix, level: Level) -> Readiness:
    """Judged on the skills of the matrix and ML knowledge; soft skills and finer topics have no agreed target.

    What is certain is said even when something is not assessed: two steps missing in one skill cannot be made up for
    by the others. "Ready" and "nearly" need every skill rated.
    """
    asked = [(skill, target) for skill, target in skills.asked_at(level) if skill.group in ("matrix", "ml")]
    current = {each.skill: each.rating for each in assessment.ratings if each.rating is not None}
    met = [skill for skill, target in asked if skill.id in current and current[skill.id] >= target]
    short = [(skill, target - current[skill.id]) for skill, target in asked if skill.id in current]
    short = [(skill, size) for skill, size in short if size > 0]
    open_ones = [skill for skill, _ in asked if skill.id not in current]
    far = [skill for skill, size in short if size > MOST_STEPS_NEARLY]
    verdict: Verdict
    if far or len(short) * FEW > len(asked):
        verdict = "not_yet"
    elif open_ones or not asked:
        verdict = "unknown"
    else:
        verdict = "nearly" if short else "ready"
    reasons = [f"{len(met)} of {len(asked)} skills that {level.value.capitalize()} asks for are at their target."]
    if far:
        reasons.append(f"Two steps or more are missing in {_names(far)}.")
    if near := [skill for skill, size in short if size <= MOST_STEPS_NEARLY]:
        reasons.append(f"One step is missing in {_names(near)}.")
    if open_ones:
        reasons.append(f"Not assessed yet: {_names(open_ones)}.")
    if level == Level.STAFF:
        reasons.append(skills.staff_note)
    return Readiness(
        level=level,
        verdict=verdict,
        reasons=tuple(reasons),
        met=tuple(skill.id for skill in met),
        short=tuple(skill.id for skill, _ in short),
        unassessed=tuple(skill.id for skill in open_ones),
    )


def _targets(current: dict[str, Rating], skills: SkillMatrix, level: Level) -> dict[str, Rating]:
    """What each gap has to come up to; prerequisites without a target of their own to Basic."""
    found = {
        skill.id: target
        for skill, target in skills.asked_at(level)
        if skill.id in current and current[skill.id] < target
    }
    needed = {
        earlier
        for skill in found
        for earlier in skills.before(skill)
        if current.get(earlier) == Rating.NONE and earlier not in found
    }
    return found | {skill.id: Rating.BASIC for skill in skills.skills if skill.id in needed}


Key = tuple[int, int, bool, int, int]


def _in_order(
    targets: dict[str, Rating], current: dict[str, Rating], waits_for: dict[str, tuple[str, ...]], skills: SkillMatrix
) -> list[str]:
    place = {skill.id: index for index, skill in enumerate(skills.skills)}

    def own(skill: str) -> Key:
        entry = skills.by_id[skill]
        size = targets[skill] - current[skill]
        return (size, int(targets[skill]), entry.group in ("matrix", "ml"), -len(skills.before(skill)), -place[skill])

    # A prerequisite is as urgent as the most urgent gap that waits for it.
    urgency = {
        skill: max([own(skill), *(own(later) for later in targets if skill in waits_for[later])]) for skill in targets
    }
    left, order = set(targets), list[str]()
    while left:
        # Catalogues with circular prerequisites are refused when loaded; a circle here must still end.
        free = [skill for skill in left if not left & set(waits_for[skill])] or list(left)
        best = max(free, key=lambda skill: (urgency[skill], own(skill)))
        order.append(best)
        left.remove(best)
    return order


def _gap(
    skill_id: str,
    targets: dict[str, Rating],
    current: dict[str, Rating],
    waits_for: dict[str, tuple[str, ...]],
    skills: SkillMatrix,
    level: Level,
) -> Gap:
    skill, now, target = skills.by_id[skill_id], current[skill_id], targets[skill_id]
    later = tuple(other for other in targets if skill_id in waits_for[other])
    of_level = skills.target(skill_id, level)
    reasons = []
    if of_level is not None and of_level >= target:
        reasons.append(
            f"{level.value.capitalize()} asks for {of_level.label} ({of_level:d}), you are at {now.label} ({now:d})."
        )
    if later:
        reasons.append(f"Needed first for {_names([skills.by_id[each] for each in later])}.")
    if waits_for[skill_id]:
        reasons.append(f"Comes after {_names([skills.by_id[each] for each in waits_for[skill_id]])}.")
    unknown = [skills.by_id[each] for each in skill.prerequisites if each not in current and each in skills.by_id]
    if unknown and now == Rating.NONE:
        reasons.append(f"It builds on {_names(unknown)}, not assessed yet.")
    return Gap(
        skill=skill_id,
        name=skill.name,
        current=now,
        target=target,
        size=target - now,
        for_skills=later,
        reasons=tuple(reasons),
    )


def _names(skills: list[Skill]) -> str:
    return joined([skill.name for skill in skills])
