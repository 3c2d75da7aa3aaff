"""Warnings and notes that keep a plan in balance, each with its reason. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphs.career.plan import CORE_SHARE, EXPLORATION_SHARE, Guardrail, Shares
from graphs.career.skills import Rating, SkillMatrix
from graphs.career.wording import joined
from graphs.plan.aims import FUNDAMENTAL
from graphs.plan.request import HOURS_OF_A_WEEK, MOST_PLANNED, PlanRequest
from graphs.plan.sources import FUNDAMENTALS, OVER_SPECIALISED, POLICY

FEW_HOURS = 3
AHEAD = 1.5
"""Ratings by which AI-specific skills may lead the fundamentals on average before it is said."""
_MARGIN = 0.005


def guardrails(
    request: PlanRequest, shares: Shares, reached: Mapping[str, Rating], skills: SkillMatrix, uncovered: Iterable[str]
) -> tuple[Guardrail, ...]:
    """`uncovered` are the top gaps that no work could be planned for."""
    found = [_policy(request, shares)]
    if shares.foundation + _MARGIN < max(request.wishes.core, CORE_SHARE):
        found.append(
            Guardrail(
                code="over_specialised",
                text=(
                    f"Only {_percent(shares.foundation)} of the hours on skills go to foundations, the policy asks for at "
                    f"least {_percent(max(request.wishes.core, CORE_SHARE))} on the core platform. Over-specialising in AI "
                    "infrastructure risks irrelevance when tools or frameworks shift, so add a foundation "
                    f"or raise the core share. Source: {OVER_SPECIALISED.citation}."
                ),
            )
        )
    elif (lead := _lead(request, skills)) is not None:
        found.append(lead)
    found += _fundamentals(request, reached, skills)
    found += _hours(request, skills, uncovered)
    return tuple(found)


def _policy(request: PlanRequest, shares: Shares) -> Guardrail:
    wishes = request.wishes
    own = (wishes.core, wishes.exploration) != (CORE_SHARE, EXPLORATION_SHARE)
    words = (
        f"At least {_percent(wishes.core)} of the hours for the core platform and {_percent(wishes.exploration)} for trials "
        "with AI tools"
    )
    policy = f"{words}: {'your own choice; the policy' if own else 'the policy'} of the article"
    if own:
        policy += " is 20% and 10%"
    only = shares.foundation == 1 and shares.explored > 0
    return Guardrail(
        code="exploration",
        text=(
            f"{policy}, so that niche skills do not crowd out the rest. Planned: {_percent(shares.foundation)} of the hours "
            f"on skills for foundations, {_percent(shares.explored)} of all hours for trials"
            f"{', the only AI-specific work here, as the foundations come first' if only else ''}. Source: {POLICY.citation}."
        ),
    )


def _lead(request: PlanRequest, skills: SkillMatrix) -> Guardrail | None:
    rated = {skill: rating for skill, rating in request.ratings.items() if rating is not None}
    special = [rating for skill, rating in rated.items() if skill in skills.by_id and _is_special(skill, skills)]
    base = [rated[skill] for skill in FUNDAMENTAL if skill in rated]
    if not special or not base or _mean(special) - _mean(base) < AHEAD:
        return None
    weak = [skills.by_id[skill].name for skill in FUNDAMENTAL if rated.get(skill, Rating.EXPERT) < Rating.INTERMEDIATE]
    return Guardrail(
        code="over_specialised",
        text=(
            f"Your AI-specific skills are well ahead of the fundamentals ({', '.join(weak)}). Depth in Kubernetes, "
            "networking and storage is what lasts when a company turns to managed services. Source: "
            f"{FUNDAMENTALS.citation}."
        ),
    )


def _fundamentals(request: PlanRequest, reached: Mapping[str, Rating], skills: SkillMatrix) -> list[Guardrail]:
    low = [skill for skill in FUNDAMENTAL if skill in skills.by_id and reached.get(skill, Rating.NONE) < Rating.BASIC]
    if not low:
        return []
    open_ones = [skills.by_id[skill].name for skill in low]
    unknown = [skills.by_id[skill].name for skill in low if request.rating(skill) is None]
    are = "is" if len(open_ones) == 1 else "are"
    told = f" Not assessed yet: {joined(unknown)}." if unknown else ""
    return [
        Guardrail(
            code="no_foundations",
            text=(
                f"{joined(open_ones)} {are} not at Basic at the end of this plan; the article counts Kubernetes, networking "
                f"and storage as the fundamentals to keep.{told} Take them up in the next plan. Source: "
                f"{FUNDAMENTALS.citation}."
            ),
        )
    ]


def _hours(request: PlanRequest, skills: SkillMatrix, uncovered: Iterable[str]) -> list[Guardrail]:
    hours, found = request.hours_per_week, list[Guardrail]()
    missing = [skills.by_id[skill].name for skill in uncovered]
    if missing:
        found.append(
            Guardrail(
                code="too_little_time",
                text=(
                    f"With {hours:g} hours a week there is no time for {joined(missing)} in these weeks, although "
                    "it is among the first three gaps. More hours or more weeks would bring it in."
                ),
            )
        )
    elif hours < FEW_HOURS:
        found.append(
            Guardrail(
                code="too_little_time",
                text=(
                    f"{hours:g} hours a week is little: each step is planned lean, with the shortest reading and one "
                    "thing to make. It moves you forward; an hour more a week would change it the most."
                ),
            )
        )
    if hours > MOST_PLANNED:
        found.append(
            Guardrail(
                code="note",
                text=(
                    f"Of your {hours:g} hours a week the plan uses {MOST_PLANNED}. A full working week of study is as much "
                    f"as can be taken in; the rest of the {HOURS_OF_A_WEEK} is yours."
                ),
            )
        )
    return found


def _is_special(skill: str, skills: SkillMatrix) -> bool:
    return skills.by_id[skill].tag == "ai-specific"


def _mean(ratings: list[Rating]) -> float:
    return sum(ratings) / len(ratings)


def _percent(share: float) -> str:
    return f"{share:.0%}"
