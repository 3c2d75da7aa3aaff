"""Which skills a plan works on, from where to where, and in which order of priority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graphs.career.assessment import Assessment, SkillRating
from graphs.career.gaps import gaps
from graphs.career.skills import Level, Rating, SkillMatrix
from graphs.plan.request import PlanRequest

TOP = 3
FUNDAMENTAL = ("kubernetes", "networking", "storage")
ASKED_OFTEN = 1 / 3
"""A skill without a target at the level becomes a gap when this share of the postings asks for it."""
FEW_POSTINGS = 2
"""Added to the number of postings, so that one posting does not weigh as much as ten."""
LEVELS = tuple(Level)
_BEFORE_ANYTHING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Aim:
    """One skill to bring from a rating to a higher one."""

    skill: str
    current: Rating
    target: Rating
    reason: str
    demand: int | None = None
    top: bool = False
    assumed: bool = False
    stretch: bool = False


def aims(request: PlanRequest, skills: SkillMatrix) -> tuple[Aim, ...]:
    """Gaps of the level by urgency and by what postings ask for, then what is not assessed; the first three are `top`.

    What is left out is missing here, and is planned all the same when something else cannot be begun without it.
    """
    found = _by_demand(_of_level(request, skills), request, skills)
    found += _fundamentals(request, skills, {aim.skill for aim in found})
    found += _not_assessed(request, skills, {aim.skill for aim in found})
    kept = [aim for aim in found if aim.skill not in request.wishes.leave_out]
    first = [aim for name in request.wishes.first for aim in kept if aim.skill == name]
    ordered = [*first, *(aim for aim in kept if aim not in first)]
    top = [aim.skill for aim in ordered if not aim.stretch][:TOP]
    return tuple(replace(aim, top=aim.skill in top) for aim in ordered)


def beyond(request: PlanRequest, skills: SkillMatrix, reached: Mapping[str, Rating]) -> tuple[Aim, ...]:
    """What to go on with when the level's gaps are closed: the levels above, then skills without a target."""
    found: list[Aim] = []
    held = dict(reached)
    for level in LEVELS[LEVELS.index(request.level) + 1 :]:
        for gap in gaps(_assessment(held, level), skills, level):
            reason = f"Beyond {_name(request.level)}: {_name(level)} asks for {gap.target.label} ({gap.target:d})."
            found.append(Aim(gap.skill, held[gap.skill], gap.target, reason, stretch=True))
            held[gap.skill] = gap.target
    for skill in skills.skills:
        if skill.id in held and held[skill.id] < Rating.ADVANCED:
            reason = "No source names a target for it at these levels; it rounds off the rest."
            found.append(Aim(skill.id, held[skill.id], Rating.ADVANCED, reason, stretch=True))
    return tuple(aim for aim in found if aim.skill not in request.wishes.leave_out)


def _of_level(request: PlanRequest, skills: SkillMatrix) -> list[Aim]:
    rated = {skill: rating for skill, rating in request.ratings.items() if rating is not None and skill in skills.by_id}
    return [
        Aim(gap.skill, gap.current, gap.target, " ".join(gap.reasons))
        for gap in gaps(_assessment(rated, request.level), skills, request.level)
    ]


def _by_demand(found: list[Aim], request: PlanRequest, skills: SkillMatrix) -> list[Aim]:
    if not request.postings:
        return found
    of = request.postings
    known = {aim.skill for aim in found}
    for skill in skills.skills:
        asked, rating = request.demand.get(skill.id, 0), request.rating(skill.id)
        wanted = asked >= max(2, of * ASKED_OFTEN) and skills.target(skill.id, request.level) is None
        if wanted and skill.id not in known and rating == Rating.NONE:
            found.append(Aim(skill.id, rating, Rating.BASIC, ""))
    told = [
        replace(aim, demand=request.demand.get(aim.skill, 0), reason=_with_demand(aim, request, of)) for aim in found
    ]
    return _most_wanted_first(told, skills, of)


def _most_wanted_first(told: list[Aim], skills: SkillMatrix, of: int) -> list[Aim]:
    """By size and demand; what builds on a skill at None lends it its own urgency, and never comes before it."""
    place = {aim.skill: number for number, aim in enumerate(told)}

    def weight(aim: Aim) -> float:
        return (aim.target - aim.current) * (1 + (aim.demand or 0) / (of + FEW_POSTINGS))

    urgency = {
        aim.skill: max(
            [weight(aim)]
            + [
                weight(later)
                for later in told
                if aim.current == Rating.NONE and aim.skill in skills.before(later.skill)
            ]
        )
        for aim in told
    }
    left, ordered = list(told), list[Aim]()
    while left:
        open_ones = {aim.skill for aim in left if aim.current == Rating.NONE}
        free = [aim for aim in left if not open_ones & set(skills.before(aim.skill))] or left
        best = min(free, key=lambda aim: (-urgency[aim.skill], place[aim.skill]))
        ordered.append(best)
        left.remove(best)
    return ordered


def _with_demand(aim: Aim, request: PlanRequest, of: int) -> str:
    asked = request.demand.get(aim.skill, 0)
    words = f"{asked} of your {of} postings {'asks' if asked == 1 else 'ask'} for it." if asked else ""
    if of == 1:
        words = "Your posting asks for it." if asked else ""
    return " ".join(part for part in (aim.reason, words) if part)


def _fundamentals(request: PlanRequest, skills: SkillMatrix, known: Iterable[str]) -> list[Aim]:
    """Those that the learner has nothing of, although the level names no target for them."""
    reason = "No target at this level, but one of the fundamentals that the article on guardrails advises to keep."
    return [
        Aim(skill, Rating.NONE, Rating.BASIC, reason, stretch=True)
        for skill in FUNDAMENTAL
        if skill in skills.by_id and skill not in set(known) and request.rating(skill) == Rating.NONE
    ]


def _not_assessed(request: PlanRequest, skills: SkillMatrix, known: Iterable[str]) -> list[Aim]:
    """In the order that they would have at None, and by what the postings ask for where there are some."""
    known = set(known)
    open_ones = {
        skill.id: Rating.NONE for skill, _ in skills.asked_at(request.level) if request.rating(skill.id) is None
    }
    rated = {skill: rating for skill, rating in request.ratings.items() if rating is not None}
    order = gaps(_assessment({**rated, **open_ones}, request.level), skills, request.level)
    found = []
    for gap in order:
        if gap.skill in open_ones and gap.skill not in known:
            asked = f"{_name(request.level)} asks for {gap.target.label} ({gap.target:d})."
            reason = f"{asked} Not assessed yet, so the plan starts at the beginning."
            aim = Aim(gap.skill, Rating.NONE, gap.target, reason, assumed=True)
            if request.postings:
                demand = request.demand.get(gap.skill, 0)
                aim = replace(aim, demand=demand, reason=_with_demand(aim, request, request.postings))
            found.append(aim)
    return _most_wanted_first(found, skills, request.postings) if request.postings else found


def _assessment(ratings: Mapping[str, Rating], level: Level) -> Assessment:
    return Assessment(
        version=1,
        level=level,
        ratings=tuple(SkillRating(skill=skill, rating=rating, confidence=1.0) for skill, rating in ratings.items()),
        started_at=_BEFORE_ANYTHING,
    )


def _name(level: Level) -> str:
    return level.value.capitalize()
