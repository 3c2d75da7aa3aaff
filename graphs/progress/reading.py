"""Reads a check-in: which items are done, begun or not done, the hours, and what could not be placed. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graphs.career.plan import LearningPlan, PlanWeek
from graphs.career.progress import Progress
from graphs.career.resources import ResourceCatalogue
from graphs.career.skills import SkillMatrix
from graphs.progress.match import Matched, Matcher, base
from graphs.progress.status import Placed
from graphs.progress.words import (
    FINISHED,
    HOURS_OF_A_WEEK,
    WHOLE,
    Clause,
    clauses,
    hours,
    hours_alone,
    named_week,
    ordinals,
    week_is_work,
    weeks_in_figures,
    weeks_numbered,
    without_durations,
    without_week,
)

AHEAD = 2
"""Weeks that a skill or a kind alone may reach ahead; further on it takes the item's own words."""
_NUMBERED = re.compile(
    r"\b(?:items?|tasks?|numbers?|things?)\b|#|\b(?:first|second|third|fourth|fifth|last)\b"
    r"|^\W*(?:\d{1,2}\W+)*\d{1,2}\W*(?:is|are|was|were|both|all)?\W*(?:done|finished|ticked|complete\w*|✓|✔|✅|x)?\W*$",
    re.IGNORECASE,
)
MOST_READ = 4000
"""Characters; the rest of a longer message is not read."""
JUST_BEGUN = 2
"""On the first days of a week, "everything" and "this week" mean the one before."""
_HARMLESS = re.compile(
    r"\W*(?:\b(?:i|we|it|was|were|am|is|my|a|an|the|this|that|week|weekend|today|yesterday|on|in|at|and|so|well|ok|okay|hi|hello|hey|thanks|thank|you|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mornings?|evenings?|nights?|busy|sick|ill|tired|travel\w*|holidays?|vacation|family|kids|"
    r"about|around|roughly|maybe|total|altogether|overall|in all|spent|took|for|of|time|good|great|slow|hard|fine|progress|update|check.in|report|here|"
    r"done|did|do|not|nothing|no|none|had|have|much|sorry|lots?|really|only|just|work|job|because|due|to|as|with|but|very|crazy|long|short)\b|\W)*",
    re.IGNORECASE,
)
_DONE_ALONE = re.compile(
    r"[^\w⏱]*(?:all )?(?:done|finished|completed?|did it)(?: in(?: \w+)?\s+⏱)?[^\w⏱]*", re.IGNORECASE
)
"""By itself it speaks of the week, after something else of that."""
_WHOLE_WEEK = re.compile(r"\b(?:the )?(?:whole|entire) week\b", re.IGNORECASE)
_THAT = re.compile(
    r"\W*(?:i |and |then |also )*(?:\w+ )?(?:it|that|them|those|both)\b(?: (?:all|too|as well|completely|up))?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reading:
    """What was understood; each item stands in one of the three lists, in the order of the plan."""

    done: tuple[Placed, ...] = ()
    partly: tuple[Placed, ...] = ()
    not_done: tuple[Placed, ...] = ()
    hours: float | None = None
    week: int | None = None
    unclear: tuple[str, ...] = ()
    """Words that say something of the work and fit no item."""
    done_before: tuple[Placed, ...] = ()
    """Named as done, and ticked already."""
    too_many_hours: float | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing at all was understood."""
        return not (self.done or self.partly or self.not_done or self.done_before or self.hours is not None)


@dataclass
class _Found:
    done: dict[str, Placed] = field(default_factory=dict)
    partly: dict[str, Placed] = field(default_factory=dict)
    not_done: dict[str, Placed] = field(default_factory=dict)
    before: dict[str, Placed] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)

    def put(self, says: str | None, items: Sequence[Placed]) -> None:
        """What is said of a part later on, and more exactly, counts."""
        lists = {"done": self.done, "partly": self.partly, "not_done": self.not_done}
        for each in items:
            for name, found in lists.items():
                if name == (says or "done"):
                    found[each.item.id] = each
                else:
                    found.pop(each.item.id, None)


def read_check_in(
    text: str,
    plan: LearningPlan,
    progress: Progress,
    today: date,
    skills: SkillMatrix,
    resources: ResourceCatalogue,
) -> Reading:
    """Never raises on any text. Nothing is ticked here: the learner confirms the reading first."""
    text = weeks_in_figures(text[:MOST_READ])
    week = spoken_of(text, plan, progress, today)
    everything = [Placed(each.number, item) for each, item in plan.items()]
    opened = [each for each in everything if each.item.id not in progress.done]
    here = [each for each in everything if each.week == week]
    near = [each for each in here if each.item.id not in progress.done]
    # Spoken of first as what is open; what is ticked already is only looked up when nothing open fits.
    matcher, ticked = Matcher(opened, skills, resources), Matcher(everything, skills, resources)
    found = _Found()
    last = Matched((), ())
    said = clauses(text)
    for clause in said:
        if _DONE_ALONE.fullmatch(clause.marked):
            whole = Matched(tuple(each for each in near if each.item.kind != "review"), ()) if len(said) == 1 else last
            found.put("done", whole.items)
            continue
        last = _place(clause, found, matcher, ticked, opened, near, here, progress, week, last) or last
        if _THAT.fullmatch(clause.text) and clause.own and last.items:
            found.put(clause.says, last.items)
    spent = hours(text)
    order = {each.item.id: place for place, each in enumerate(everything)}

    def listed(found: dict[str, Placed]) -> tuple[Placed, ...]:
        return tuple(sorted(found.values(), key=lambda each: order[each.item.id]))

    return Reading(
        done=listed(found.done),
        partly=listed(found.partly),
        not_done=listed(found.not_done),
        hours=spent if spent is not None and spent <= HOURS_OF_A_WEEK else None,
        week=week,
        unclear=tuple(found.unclear),
        done_before=listed(found.before),
        too_many_hours=spent if spent is not None and spent > HOURS_OF_A_WEEK else None,
    )


def spoken_of(text: str, plan: LearningPlan, progress: Progress, today: date) -> int | None:
    """The number of the week that the words are about; by default the present one, or the one just over."""
    named = named_week(text)
    present = plan.week_of(today)
    if named is not None and named.number is not None:
        return named.number if 1 <= named.number <= len(plan.weeks) else None
    if present is None:
        return None if today < plan.starts else len(plan.weeks)
    if named is not None and named.which == "last":
        return max(1, present.number - 1)
    begun = (today - present.starts).days
    before = plan.weeks[present.number - 2] if present.number > 1 else None
    if (
        before is not None
        and begun < JUST_BEGUN
        and not _touched(present, progress)
        and not _finished(before, progress)
    ):
        return before.number
    return present.number


def _touched(week: PlanWeek, progress: Progress) -> bool:
    return any(item.id in progress.done for item in week.items)


def _finished(week: PlanWeek, progress: Progress) -> bool:
    return all(item.id in progress.done for item in week.items if item.kind != "review")


def _place(
    clause: Clause,
    found: _Found,
    matcher: Matcher,
    ticked: Matcher,
    opened: Sequence[Placed],
    near: Sequence[Placed],
    here: Sequence[Placed],
    progress: Progress,
    week: int | None,
    last: Matched,
) -> Matched | None:
    """Puts the items of one clause into their list; None when it names none."""
    if clause.says == "later" or (hours_alone(clause) and not week_is_work(clause)):
        return None
    words = without_week(clause.text)
    match = _within(matcher.find(words, near, week), week)
    if not match.sure and clause.says != "not_done":
        known = ticked.find(words, here, week)
        if known.sure and all(each.item.id in progress.done for each in known.items):
            found.before.update({each.item.id: each for each in known.items})
            return None
    if not match.items and not match.skills:
        numbers = ordinals(words, len(here)) if _NUMBERED.search(words) else []
        if numbers:
            match = Matched(tuple(here[number - 1] for number in numbers if here[number - 1] in near), ())
        elif (weeks := weeks_numbered(clause.text)) and (_of_week(clause) or (len(weeks) > 1 and not clause.own)):
            chosen = [each for each in opened if each.week in weeks and each.item.kind != "review"]
            if not chosen and clause.says != "not_done":
                found.before.update({each.item.id: each for each in here})
            found.put(clause.says, chosen)
            return Matched(tuple(chosen), ())
        elif (
            _whole(words, clause)
            or (named_week(clause.text) is not None and _of_week(clause))
            or _nothing(words, clause)
        ):
            chosen = [each for each in near if each.item.kind != "review"]
            if clause.says == "not_done":
                chosen = [each for each in chosen if each.item.id not in found.done]
            if not chosen and clause.says != "not_done":
                found.before.update({each.item.id: each for each in here})
            found.put(clause.says, chosen)
            return Matched(tuple(chosen), ())
    if clause.says == "other":
        if match.items or match.skills:
            found.unclear.append(" ".join(without_durations(words).split()))
        return match if match.items else None
    if match.items:
        found.put(clause.says, _meant(match, clause, week))
        return match
    if clause.says == "not_done" and match.skills:
        return None
    again = [each for each in ticked.find(words, here, week).items if each.item.id in progress.done]
    if again and clause.says != "not_done":
        found.before.update({each.item.id: each for each in again})
        return None
    said = " ".join(without_durations(words).split())
    if last.items and re.search(r"\b(?:it|that|them|this|those)\b", said, re.IGNORECASE):
        return None  # it goes on about what was placed before
    if not _HARMLESS.fullmatch(said) and not _THAT.fullmatch(said) and (clause.own or match.skills):
        found.unclear.append(said)
    return None


def _within(match: Matched, week: int | None) -> Matched:
    """A skill or a kind alone does not speak of work that lies weeks ahead."""
    if match.sure or week is None or not match.items:
        return match
    return replace(match, items=tuple(each for each in match.items if each.week <= week + AHEAD))


def _of_week(clause: Clause) -> bool:
    """Something was done "this week": that says when. That the week is done has to be said."""
    when = clause.says == "done" or (clause.says == "partly" and clause.timed)
    return clause.own and (week_is_work(clause) or not when)


def _whole(words: str, clause: Clause) -> bool:
    if clause.says == "other":
        return False
    if clause.says == "not_done":
        return WHOLE.search(words) is not None
    return WHOLE.search(_WHOLE_WEEK.sub(" ", words)) is not None or week_is_work(clause)


def _nothing(words: str, clause: Clause) -> bool:
    return (
        clause.says == "not_done"
        and re.fullmatch(r".*\b(?:nothing|anything|none|didn't do|no time|not get to it)\b.*", words, re.I) is not None
    )


def _meant(match: Matched, clause: Clause, week: int | None) -> list[Placed]:
    """Of work in parts: all of it when it is finished, else the parts that were due by the week that is spoken of."""
    if clause.says == "not_done":
        # What is not due yet need not be done.
        return [each for each in match.items if week is None or each.week <= week]
    if not match.whole:
        return list(match.items)
    if clause.says == "partly":
        due = [each for each in match.items if week is None or each.week <= week]
        return due or list(match.items[:1])
    if FINISHED.search(clause.text):
        return list(match.items)
    due = [each for each in match.items if week is None or each.week <= week]
    if due:
        return due
    first = match.items[0]
    return [each for each in match.items if each.week == first.week and base(each.item.id) == base(first.item.id)]
