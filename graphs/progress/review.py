"""The monthly review: two or three skills are asked about again, and a rating only rises with an example. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from graphs.career.assessment import Assessment
from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress, Review, ReviewAnswer, ReviewTalk
from graphs.career.skills import Rating, Skill, SkillMatrix

LEAST_SKILLS, MOST_SKILLS = 2, 3
LEAST_WORDS = 5
"""An example in fewer words shows nothing."""
NAMED = 3
_SKIP = re.compile(
    r"\W*(?:skip|pass|next|no change|same|unchanged|as before|leave it|don'?t know|not sure|idk)\b[\w ']{0,24}\W*",
    re.IGNORECASE,
)
_NO_EXAMPLE = re.compile(
    r"\W*(?:no(?:ne|pe)?|nothing|not yet|can'?t think of (?:one|any)|no example|i (?:do not|don'?t) have (?:one|any)|skip)\b[\w ']{0,24}\W*",
    re.IGNORECASE,
)


class SkillReading(Protocol):
    """What the rating function returns."""

    @property
    def rating(self) -> int | None:
        """From 0 to 4; None when the words cannot decide."""
        ...

    @property
    def evidence(self) -> str:
        """Verbatim words of the answer."""
        ...


Rate = Callable[[Skill, str, str], SkillReading]
"""Reads one skill from (skill, question, the learner's own words)."""


@dataclass(frozen=True)
class Ask:
    """The question for one skill."""

    text: str
    quick_replies: tuple[str, ...]
    id: str


def choose_skills(plan: LearningPlan, progress: Progress, assessment: Assessment) -> tuple[str, ...]:
    """Those that most was done for since the last review; then those that the plan works on first."""
    since = progress.reviews[-1].at if progress.reviews else None
    hours: dict[str, float] = {}
    items = {item.id: item for _, item in plan.items()}
    for tick in progress.ticks:
        item = items.get(tick.item)
        if item is not None and item.skill and (since is None or tick.at > since):
            hours[item.skill] = hours.get(item.skill, 0.0) + item.hours
    found = sorted(hours, key=lambda skill: -hours[skill])[:MOST_SKILLS]
    rated = {each.skill for each in assessment.ratings}
    for gap in plan.gaps:
        if len(found) < LEAST_SKILLS and gap.skill not in found and (gap.skill in rated or gap.top):
            found.append(gap.skill)
    return tuple(found)


def begin(skills: tuple[str, ...]) -> ReviewTalk:
    """A review of these skills."""
    return ReviewTalk(skills=skills)


def question(
    talk: ReviewTalk, plan: LearningPlan, progress: Progress, assessment: Assessment, skills: SkillMatrix
) -> Ask | None:
    """The next one; None when all are answered."""
    if talk.claimed is not None:
        skill = skills.by_id[talk.claimed.skill]
        label = Rating(talk.claimed.after or 0).label
        text = (
            f"{label} in {skill.name}: what did you do that shows it? One example is enough, with what you made and how you "
            "know that it worked."
        )
        return Ask(text, ("No example yet",), f"review.{skill.id}.example")
    if talk.asked is None:
        return None
    skill = skills.by_id[talk.asked]
    held = assessment.rating_of(skill.id)
    now = held.rating if held is not None else None
    stands = f"your assessment says {now.label} ({now:d})" if now is not None else "it is not assessed yet"
    number = len(talk.answers) + 1
    text = f"{number} of {len(talk.skills)}. **{skill.name}**: {stands}.{_since(skill.id, plan, progress)} Which of these is you now? Pick one, or tell me what you did."
    low, high = (max(0, now - 1), min(4, now + 2)) if now is not None else (0, 3)
    replies = tuple(skill.anchors[rating] for rating in range(low, high + 1))
    return Ask(text, replies, f"review.{skill.id}")


def _since(skill: str, plan: LearningPlan, progress: Progress) -> str:
    since = progress.reviews[-1].at if progress.reviews else None
    items = {item.id: item for _, item in plan.items()}
    titles = list(
        dict.fromkeys(
            items[tick.item].title
            for tick in progress.ticks
            if tick.item in items and items[tick.item].skill == skill and (since is None or tick.at > since)
        )
    )
    if not titles:
        return ""
    shown = "; ".join(titles[:NAMED]) + (f"; {len(titles) - NAMED} more" if len(titles) > NAMED else "")
    return f" Since then you ticked off: {shown}."


def answer(talk: ReviewTalk, text: str, assessment: Assessment, skills: SkillMatrix, rate: Rate | None) -> ReviewTalk:
    """The review after one answer."""
    text = " ".join(text.split())
    if talk.claimed is not None:
        return _answered(talk, _with_example(talk.claimed, text, skills, rate))
    skill = skills.by_id[talk.asked] if talk.asked is not None else None
    if skill is None:
        return talk
    held = assessment.rating_of(skill.id)
    before = held.rating if held is not None else None
    if _SKIP.fullmatch(text) or not text:
        return _answered(
            talk, ReviewAnswer(skill=skill.id, before=before, after=before, reason="You left it as it was.")
        )
    picked = _picked(skill, text)
    if picked is not None:
        found = ReviewAnswer(skill=skill.id, before=before, after=picked, quote=text, picked=True)
        if picked > (before if before is not None else Rating.NONE):
            return talk.model_copy(update={"claimed": found})
        why = "You picked this description." if picked != before else "You picked the same description again."
        return _answered(talk, found.model_copy(update={"reason": why}))
    read = rate(skill, f"Which of these is you now in {skill.name}?", text) if rate is not None else None
    if read is None or read.rating is None:
        reason = "Your words did not show a rating, so it stays. Pick a description next time, or name something that you made."
        return _answered(talk, ReviewAnswer(skill=skill.id, before=before, after=before, quote=text, reason=reason))
    after = Rating(read.rating)
    reason = "By what you wrote." if after != before else "What you wrote fits the rating that you have."
    return _answered(
        talk, ReviewAnswer(skill=skill.id, before=before, after=after, quote=read.evidence or text, reason=reason)
    )


def _with_example(claimed: ReviewAnswer, text: str, skills: SkillMatrix, rate: Rate | None) -> ReviewAnswer:
    """The claim counts as far as the example carries it; without one the rating stays."""
    before, wanted = claimed.before, Rating(claimed.after or 0)
    if (
        _NO_EXAMPLE.fullmatch(text)
        or len(text.split()) < LEAST_WORDS
        or _picked(skills.by_id[claimed.skill], text) is not None
    ):
        return claimed.model_copy(
            update={
                "after": before,
                "reason": "There is no example yet, so it stays as it is. One thing that you made changes that.",
            }
        )
    read = (
        rate(skills.by_id[claimed.skill], f"What did you do that shows {wanted.label}?", text)
        if rate is not None
        else None
    )
    shown = Rating(read.rating) if read is not None and read.rating is not None else None
    least = Rating(before) if before is not None else Rating.NONE
    if shown is not None and shown >= wanted:
        after, why = wanted, "You picked the description, and your example shows it."
    elif shown is None or shown <= least:
        after = Rating(min(wanted, least + 1))
        why = "You picked the description and gave an example."
        if after < wanted:
            why = f"Your example carries one step; for {wanted.label} name something larger next time."
    else:
        after, why = (
            max(shown, least),
            f"Your example shows {shown.label}; for {wanted.label} name something larger next time.",
        )
    return claimed.model_copy(update={"after": after, "quote": text, "picked": False, "reason": why})


def _picked(skill: Skill, text: str) -> Rating | None:
    said = text.casefold().strip(" .")
    return next(
        (Rating(rating) for rating, anchor in enumerate(skill.anchors) if anchor.casefold().strip(" .") == said), None
    )


def _answered(talk: ReviewTalk, found: ReviewAnswer) -> ReviewTalk:
    return talk.model_copy(update={"answers": (*talk.answers, found), "claimed": None})


def changed(talk: ReviewTalk) -> tuple[ReviewAnswer, ...]:
    """Answers that would change the assessment."""
    return tuple(each for each in talk.answers if each.after != each.before and each.after is not None)


def lines(talk: ReviewTalk, skills: SkillMatrix) -> tuple[str, ...]:
    """What changed and why, one line for each skill."""
    return tuple(_line(each, skills.by_id[each.skill].name) for each in talk.answers)


def _line(each: ReviewAnswer, name: str) -> str:
    said = "not assessed" if each.before is None else each.before.label
    if each.after == each.before:
        return (
            f"{name} stays at {said}. {each.reason}"
            if each.before is not None
            else f"{name} is still not assessed. {each.reason}"
        )
    assert each.after is not None
    words = f" “{_short(each.quote)}”" if each.quote and not each.picked else ""
    return f"{name}: {said} to {each.after.label}. {each.reason}{words}"


def closed(progress: Progress, talk: ReviewTalk, skills: SkillMatrix, at: datetime, *, taken: bool) -> Progress:
    """With the review kept; `taken` when the new ratings went into the assessment."""
    text = " ".join(lines(talk, skills))
    if changed(talk) and not taken:
        text += " The assessment was left as it was."
    review = Review(
        at=at,
        before={each.skill: each.before for each in talk.answers},
        after={each.skill: each.after if taken else each.before for each in talk.answers},
        text=text,
    )
    return progress.model_copy(update={"reviews": (*progress.reviews, review), "review": None, "waits": ""})


def _short(words: str, most: int = 160) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
