"""From the reading of a check-in to ticks: a draft, its corrections, and what is kept once it is confirmed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from graphs.career.plan import LearningPlan, PlanItem
from graphs.career.progress import CheckIn, Progress, Tick
from graphs.progress.match import base
from graphs.progress.reading import Reading
from graphs.progress.words import hours, ordinals

KEPT_WORDS = 1000
"""Characters of the learner's words that a check-in keeps."""
_YES = re.compile(
    r"\W*(?:yes|yep|yeah|yup|sure|ok(?:ay)?|right|correct|exactly|that'?s (?:it|right|correct)|looks? (?:good|right)|perfect|go ahead|do it|please do|"
    r"confirm(?:ed)?|keep it(?: like this)?|tick (?:them|it)(?: off)?|all (?:good|right|correct)|fine|👍|✓|y)\b[\s,.!]*(?:please|thanks|thank you|that'?s (?:it|right)|correct|do(?: it)?|all good|keep it)?[\s.!👍]*",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:no|nope|nah|wrong|not right|not quite|that'?s (?:wrong|not right|not it)|incorrect|cancel|stop|never ?mind|don'?t|do not|n)\b[\s,.!]*(?:thanks|thank you|wrong|cancel|none of (?:it|them)|that'?s (?:wrong|not right|not it)|not right)?[\s.!]*",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|just)\b", re.IGNORECASE)
_WITHOUT = re.compile(
    r"\b(?:not|without|except|remove|drop|minus|but not|apart from|isn'?t|wasn'?t|n't|untick|leave out|all but)\b|^\W*no\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Work:
    """The parts of one piece of work that stand in a list together."""

    items: tuple[PlanItem, ...]

    @property
    def title(self) -> str:
        """Of all its parts."""
        return self.items[0].title

    @property
    def hours(self) -> float:
        """Together."""
        return round(sum(item.hours for item in self.items), 2)


def works(ids: Iterable[str], plan: LearningPlan) -> tuple[Work, ...]:
    """In the order of the plan; ids that the plan no longer has are left out."""
    wanted = set(ids)
    found: dict[str, list[PlanItem]] = {}
    for item in [item for _, item in plan.items() if item.id in wanted]:
        found.setdefault(base(item.id), []).append(item)
    return tuple(Work(tuple(items)) for items in found.values())


def said_yes(text: str) -> bool:
    """The whole message is a yes."""
    return _YES.fullmatch(text.replace("’", "'").strip()) is not None


def said_no(text: str) -> bool:
    """The whole message is a no."""
    return _NO.fullmatch(text.replace("’", "'").strip()) is not None


def draft(reading: Reading, text: str, at: datetime) -> CheckIn:
    """As it was read; nothing is ticked yet."""
    return CheckIn(
        at=at,
        text=text.strip()[:KEPT_WORDS],
        done=tuple(each.item.id for each in reading.done),
        partly=tuple(each.item.id for each in reading.partly),
        not_done=tuple(each.item.id for each in reading.not_done),
        hours=reading.hours,
        week=reading.week,
    )


def amended(pending: CheckIn, text: str, plan: LearningPlan) -> CheckIn | None:
    """The draft after "only 1 and 3", "not the second" or "it was 5 hours"; None when the words say nothing of that."""
    text = text.replace("’", "'")
    listed = works(pending.done, plan)
    numbers = ordinals(text, len(listed))
    spent = hours(text)
    if numbers and (_ONLY.search(text) or _WITHOUT.search(text) or _bare(text)):
        out = (
            set(numbers)
            if _WITHOUT.search(text) and not _ONLY.search(text)
            else set(range(1, len(listed) + 1)) - set(numbers)
        )
        gone = {item.id for place, work in enumerate(listed, 1) if place in out for item in work.items}
        return pending.model_copy(
            update={
                "done": tuple(each for each in pending.done if each not in gone),
                "not_done": (*pending.not_done, *(each for each in pending.done if each in gone)),
                "hours": spent if spent is not None else pending.hours,
            }
        )
    if spent is not None and not _names_work(text):
        return pending.model_copy(update={"hours": spent})
    return None


def _bare(text: str) -> bool:
    """Numbers and little else."""
    return (
        re.fullmatch(
            r"\W*(?:(?:yes|only|just|items?|numbers?|the|and|first|second|third|fourth|fifth|last|one|ones|#?\d{1,2}(?:st|nd|rd|th)?)\W*)+",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _names_work(text: str) -> bool:
    rest = re.sub(
        r"\b(?:hours?|hrs?|minutes?|mins?|it|was|were|about|only|more|like|took|spent|i|no|yes|but|around|rather|in|all|total|not|half|an?|and|h)\b|[\d\W_]",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    return len(rest.split()) > 1


def kept(progress: Progress, confirmed: CheckIn, plan: LearningPlan, at: datetime) -> Progress:
    """With the check-in and its ticks; nothing is ticked twice, and nothing that the plan no longer has."""
    known = {item.id for _, item in plan.items()}
    fresh = [each for each in confirmed.done if each in known and each not in progress.done]
    ticks = tuple(Tick(item=each, at=at, quote=confirmed.text) for each in fresh)
    stored = confirmed.model_copy(update={"confirmed": True, "done": tuple(fresh)})
    return progress.model_copy(
        update={
            "ticks": (*progress.ticks, *ticks),
            "check_ins": (*progress.check_ins, stored),
            "pending": None,
            "waits": "",
        }
    )


def ticked(progress: Progress, ids: Sequence[str], at: datetime) -> Progress:
    """With these boxes ticked."""
    fresh = [each for each in dict.fromkeys(ids) if each not in progress.done]
    return progress.model_copy(update={"ticks": (*progress.ticks, *(Tick(item=each, at=at) for each in fresh))})


def unticked(progress: Progress, ids: Sequence[str]) -> Progress:
    """With these boxes empty again."""
    gone = set(ids)
    return progress.model_copy(update={"ticks": tuple(each for each in progress.ticks if each.item not in gone)})
