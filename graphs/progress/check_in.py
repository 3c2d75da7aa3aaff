"""From the reading of a check-in to ticks: a draft, and what is kept once it is confirmed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graphs.career.plan import LearningPlan, PlanItem
from graphs.career.progress import CheckIn, Progress, Tick
from graphs.career.wording import joined
from graphs.progress.match import base
from graphs.progress.reading import Reading

SOON = timedelta(hours=1)
"""After hours were told alone, what is told of the items they went to names the same hours again."""
KEPT_WORDS = 1000
"""Characters of the learner's words that a check-in keeps."""
_YES = re.compile(
    r"\W*(?:yes|yep|yeah|yup|sure|ok(?:ay)?|right|correct|exactly|that'?s (?:it|right|correct)|looks? (?:good|right)|perfect|go ahead|do it|please do|"
    r"confirm(?:ed)?|keep it(?: like this)?|tick (?:them|it)(?: off)?|all (?:good|right|correct)|fine|👍|✓|y)\b[\s,.!]*(?:please|thanks|thank you|that'?s (?:it|right)|correct|do(?: it)?|all good|keep it|(?:to )?(?:all|everything)(?: of (?:it|them|those|these))?(?:(?: is| are)? (?:done|right|correct))?)?[\s.!👍]*"
    r"|\W*(?:all of (?:it|them|those|these)|everything|all)(?: (?:is|are))?(?: (?:done|right|correct))?[\s.!👍]*",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:no|nope|nah|wrong|not right|not quite|that'?s (?:wrong|not right|not it)|incorrect|cancel|stop|never ?mind|don'?t|do not|n)\b[\s,.!]*(?:thanks|thank you|wrong|cancel|none(?: of (?:it|them|those|these))?|that'?s (?:wrong|not right|not it)|not right)?[\s.!]*",
    re.IGNORECASE,
)


_HOURS_ONLY = re.compile(
    r"\W*(?:no[\s,]+)?(?:(?:(?:just|only) (?:note |keep |count |leave )?(?:the |my |these )?(?:hours|time)|(?:the )?(?:hours|time) (?:only|alone)|leave it(?: at (?:that|the hours))?)\b)(?: please)?\W*",
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
    def name(self) -> str:
        """The title, and which parts where these are not all."""
        parts = self.items[0].part[1]
        if len(self.items) == parts:
            return f"{self.title}, all parts" if parts > 1 else self.title
        numbers = [item.part[0] for item in self.items]
        if len(numbers) == 1:
            return self.items[0].name
        together = numbers[-1] - numbers[0] == len(numbers) - 1
        shown = f"{numbers[0]} to {numbers[-1]}" if together else joined([str(each) for each in numbers])
        return f"{self.title}, parts {shown} of {parts}"

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


def said_hours_only(text: str) -> bool:
    """The whole message says that nothing but the hours is to be kept."""
    return _HOURS_ONLY.fullmatch(text.replace("’", "'").strip()) is not None


def of_hours_alone(check_in: CheckIn) -> bool:
    """Whether it tells hours, and of no item."""
    return check_in.hours is not None and not (check_in.done or check_in.partly or check_in.not_done)


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


def kept(progress: Progress, confirmed: CheckIn, plan: LearningPlan, at: datetime) -> Progress:
    """With the check-in and its ticks; nothing is ticked twice, and nothing that the plan no longer has."""
    known = {item.id for _, item in plan.items()}
    fresh = [each for each in confirmed.done if each in known and each not in progress.done]
    ticks = tuple(Tick(item=each, at=at, quote=confirmed.text) for each in fresh)
    stored = confirmed.model_copy(update={"confirmed": True, "done": tuple(fresh)})
    return progress.model_copy(
        update={
            "ticks": (*progress.ticks, *ticks),
            "check_ins": _counted_once(progress, stored),
            "pending": None,
            "waits": "",
        }
    )


def _counted_once(progress: Progress, stored: CheckIn) -> tuple[CheckIn, ...]:
    """All check-ins; of hours that were told alone, and right after with their items, the greater figure counts."""
    last = progress.check_ins[-1] if progress.check_ins else None
    if (
        last is None
        or last.hours is None
        or stored.hours is None
        or of_hours_alone(stored)
        or not of_hours_alone(last)
        or last.week != stored.week
        or stored.at - last.at > SOON
    ):
        return (*progress.check_ins, stored)
    if stored.hours <= last.hours:
        return (*progress.check_ins, stored.model_copy(update={"hours": None}))
    return (*progress.check_ins[:-1], last.model_copy(update={"hours": None}), stored)


def ticked(progress: Progress, ids: Sequence[str], at: datetime) -> Progress:
    """With these boxes ticked."""
    fresh = [each for each in dict.fromkeys(ids) if each not in progress.done]
    return progress.model_copy(update={"ticks": (*progress.ticks, *(Tick(item=each, at=at) for each in fresh))})


def unticked(progress: Progress, ids: Sequence[str]) -> Progress:
    """With these boxes empty again."""
    gone = set(ids)
    return progress.model_copy(update={"ticks": tuple(each for each in progress.ticks if each.item not in gone)})
