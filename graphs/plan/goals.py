"""Words each week's goal: what the learner has made or can do on its last day. The same plan has the same words."""

from __future__ import annotations

from collections.abc import Sequence

from graphs.plan.tasks import Task
from graphs.plan.weeks import Placed, Week, said

LONG = 230
OFF = "Week off: nothing is planned."
FREE = "Nothing is left to plan in this week; use it to catch up or rest."
OVER = "This week is over; what was left of it moved on."

_READING = (
    "you are {done} of {total} hours into {title}, on the way to {next}",
    "{done} of the {total} hours for {title} are behind you, with notes that you will need for {next}",
    "you have read on in {title} ({done} of {total} hours) and noted what {next} will ask of you",
)
_READ = (
    "you are through {title} as far as {next} needs it",
    "you have notes from {title} on everything that {next} will ask of you",
    "{title} is worked through as planned, and {next} comes next",
)
_LAST_READING = (
    "you are {done} of {total} hours into {title} and have tried each of its examples yourself",
    "you have your own notes on {title} ({done} of {total} hours) and can explain them without looking",
)
_BEGUN = (
    "you have a first version of {make}, and you know what is missing",
    "you have begun on {make} and have the hardest part of it behind you",
    "you have a rough version of {make}, from end to end",
)
_FURTHER = (
    "{done} of the {total} hours for {make} are done",
    "you are {done} of {total} hours into making {make}",
)


def goal(week: Week, ends: dict[str, int], following: Task | None) -> str:
    """`ends` says where the work of each base ends; `following` is the next thing to make after this week."""
    if week.off:
        return OFF
    if not week.placed:
        return OVER if week.over else FREE
    made = [each for each in week.placed if _makes(each) and _completes(each, ends)]
    begun = [each for each in week.placed if _makes(each) and not _completes(each, ends)]
    project = [each for each in week.placed if each.task.kind == "project"]
    trial = [each for each in week.placed if each.task.kind == "exploration" and _completes(each, ends)]
    parts = []
    if made:
        parts.append(f"you have {_have(made[-1])}")
        if len(made) > 1 and len(parts[0]) + len(_have(made[-2])) < LONG:
            parts[0] = f"you have {_have(made[-2])}, and {_have(made[-1])}"
    if project:
        parts.append(_project(project[-1], ends))
    if not parts and trial:
        parts.append(f"the trial “{trial[-1].task.title}” is done and written up")
    if not parts and begun and (_well_begun(begun[-1], ends) or not any(_studies(each) for each in week.placed)):
        parts.append(_begun(begun[-1], week.index, ends))
    if not parts and (study := [each for each in week.placed if _studies(each)]):
        parts.append(_reading(study[-1], week.index, ends, following))
    if not parts:
        task = week.placed[-1].task
        parts.append(
            f"month {week.month} is reviewed and the rest of the plan fits again"
            if task.kind == "review"
            else f"you are at work on it: {_lower(task.title)}"
        )
    words = parts[0]
    if project and len(parts) == 1:
        words = _project_alone(project[-1], ends)
    for part in parts[1:]:
        if len(words) + len(part) < LONG:
            words += f"; {part}"
    return f"By {said(week.ends)} {words}."


def _makes(placed: Placed) -> bool:
    return placed.task.kind in ("practice", "certificate")


def _completes(placed: Placed, ends: dict[str, int]) -> bool:
    return placed.start + placed.size >= ends[placed.task.base]


def _have(placed: Placed) -> str:
    return placed.task.make


def _project(placed: Placed, ends: dict[str, int]) -> str:
    name = f"the project “{placed.task.make}”"
    if _completes(placed, ends):
        return f"{name} is public and passes its tests"
    return f"a first part of {name} runs" if placed.start == 0 else f"{name} has its main parts in place"


def _studies(placed: Placed) -> bool:
    return placed.task.kind == "study"


def _well_begun(placed: Placed, ends: dict[str, int]) -> bool:
    """Not when it is only the rest of a week that was spent on reading."""
    return placed.start > 0 or placed.size * 3 >= ends[placed.task.base]


def _project_alone(placed: Placed, ends: dict[str, int]) -> str:
    """With its first test, when the goal has room for it."""
    if _completes(placed, ends):
        return f"the project “{placed.task.make}” is public, and {placed.task.check}"
    return _project(placed, ends)


def _begun(placed: Placed, index: int, ends: dict[str, int]) -> str:
    done, total = placed.start + placed.size, ends[placed.task.base]
    if placed.start == 0 and done * 3 >= total:
        return _BEGUN[index % len(_BEGUN)].format(make=placed.task.make)
    return _FURTHER[index % len(_FURTHER)].format(done=_hours(done), total=_hours(total), make=placed.task.make)


def _reading(placed: Placed, index: int, ends: dict[str, int], following: Task | None) -> str:
    task = placed.task
    title = task.resource.title if task.resource is not None else task.title
    done, total = placed.start + placed.size, ends[task.base]
    known = {"done": _hours(done), "total": _hours(total), "title": title}
    if following is None or not following.make:
        return _LAST_READING[index % len(_LAST_READING)].format(**known)
    words = _READ if done >= total else _READING
    return words[index % len(words)].format(**known, next=following.make)


def _hours(quarters: int) -> str:
    return f"{quarters / 4:g}"


def following(weeks: Sequence[Week], week: Week) -> Task | None:
    """The next thing to make after this week's work, if it belongs to the skill that is being read about."""
    skill = next((each.task.skill for each in reversed(week.placed) if each.task.kind == "study"), None)
    for later in weeks[week.index + 1 :]:
        for placed in later.placed:
            if placed.task.kind == "practice" and placed.task.skill == skill:
                return placed.task
    return None


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
