"""The work of a step as tasks: reading and making in turns, each with the hours that are still to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graphs.career.plan import ItemKind
from graphs.career.resources import Resource
from graphs.career.skills import Rating
from graphs.plan.choose import Purse, exam, preparation, studied
from graphs.plan.request import QUARTER, PlanParts
from graphs.plan.steps import Step, effort, quarters
from graphs.plan.workbook import Outcome

STUDY_SHARE = 0.45
MOST_FOR_A_MAKE = {Rating.BASIC: 3, Rating.INTERMEDIATE: 5, Rating.ADVANCED: 9, Rating.EXPERT: 16}
"""Hours for one thing made; a step is shorter where there is less to read than usual, not padded."""
LEAN_MAKES = {1.0: 3, 0.75: 2, 0.5: 1, 0.35: 1}
"""How many things are made in a step, by the size at which steps are planned."""
KEEP_HOURS = 5


@dataclass(frozen=True)
class Task:
    """One piece of work; may be spread over weeks."""

    base: str
    """Stable over replans: with the place at which a part begins it is the id of an item."""
    kind: ItemKind
    title: str
    start: int
    """In quarter hours from the beginning of the work, since parts of it may be done or planned elsewhere."""
    size: int
    """In quarter hours."""
    skill: str | None = None
    to: Rating | None = None
    resource: Resource | None = None
    make: str = ""
    check: str = ""

    @property
    def end(self) -> int:
        """Where the work of this task ends."""
        return self.start + self.size


Done = Mapping[str, tuple[tuple[int, int], ...]]
"""By base: the stretches (from, to) in quarter hours that are done."""


def of_steps(found: Iterable[Step], scale: float, parts: PlanParts, purse: Purse, done: Done) -> list[Task]:
    """In order; what is done is left out, and exams taken count against their limit."""
    tasks: list[Task] = []
    used: list[str] = []
    exams: list[str] = []
    for step in found:
        for task in _of_step(step, scale, parts, purse, used, exams):
            tasks += _remaining(task, done.get(task.base, ()))
    return tasks


def of_upkeep(held: Mapping[str, Rating], parts: PlanParts, done: Done) -> list[Task]:
    """For a learner who has nothing above them: the skills that they hold, kept alive, the highest rated first."""
    order = sorted(held, key=lambda skill: (-held[skill], list(parts.skills.by_id).index(skill)))
    tasks: list[Task] = []
    for skill in order:
        if held[skill] < Rating.ADVANCED:
            continue
        for number, outcome in enumerate(parts.workbook.upkeep.get(skill, ())):
            task = Task(
                base=f"{skill}.keep{number}",
                kind="practice",
                title=_sentence(outcome.make),
                start=0,
                size=KEEP_HOURS * QUARTER,
                skill=skill,
                make=outcome.make,
                check=outcome.check,
            )
            tasks += _remaining(task, done.get(task.base, ()))
    return tasks


def _of_step(step: Step, scale: float, parts: PlanParts, purse: Purse, used: list[str], exams: list[str]) -> list[Task]:
    base, skill = f"{step.skill}.{step.to:d}", parts.skills.by_id[step.skill]
    makes = parts.workbook.outcomes.get((step.skill, step.to), ())
    hours = effort(step) * scale
    if step.check:
        outcome = makes[0]
        title = f"Check where you stand in {skill.name}: {outcome.make}"
        return [
            Task(
                f"{step.skill}.check", "practice", title, 0, quarters(hours), step.skill, step.to, None, *_pair(outcome)
            )
        ]
    makes = makes[: LEAN_MAKES[scale]]
    chosen = studied(step, hours * STUDY_SHARE, effort(step) * STUDY_SHARE, parts.resources, purse, used)
    used += [resource.id for resource, _ in chosen]
    reading = [
        Task(
            f"{base}.{each.id}",
            "study",
            _study_title(each, given, skill.name),
            0,
            quarters(given),
            step.skill,
            step.to,
            each,
        )
        for each, given in chosen
    ]
    left = hours - sum(given for _, given in chosen)
    making = [
        Task(
            f"{base}.make{number}",
            "practice",
            _sentence(outcome.make),
            0,
            quarters(min(left / len(makes), MOST_FOR_A_MAKE[step.to])),
            step.skill,
            step.to,
            None,
            *_pair(outcome),
        )
        for number, outcome in enumerate(makes)
    ]
    tasks = _in_turns(reading, making)
    certificate = exam(step, parts.resources, purse, exams)
    if certificate is not None:
        exams.append(certificate.id)
        tasks.append(
            Task(
                f"{base}.{certificate.id}",
                "certificate",
                f"Take the exam {certificate.title}: practice tests first, then the booked date",
                0,
                quarters(preparation(certificate) * max(scale, 0.5)),
                step.skill,
                step.to,
                certificate,
                f"sat the exam {certificate.title}",
                "the result is in your account with the provider",
            )
        )
    return tasks


def _pair(outcome: Outcome) -> tuple[str, str]:
    return outcome.make, outcome.check


def _in_turns(reading: list[Task], making: list[Task]) -> list[Task]:
    """A stretch of reading before each thing made, so that every few hours something is finished."""
    pieces = [(task, at) for task in reading for at in range(task.size)]
    if not making:
        return reading
    found: list[Task] = []
    each = -(-len(pieces) // len(making))
    for number, outcome in enumerate(making):
        for task, at in pieces[number * each : (number + 1) * each]:
            last = found[-1] if found else None
            if last is not None and last.base == task.base and last.end == at:
                found[-1] = replace(last, size=last.size + 1)
            else:
                found.append(replace(task, start=at, size=1))
        found.append(outcome)
    return found


def _remaining(task: Task, done: Iterable[tuple[int, int]]) -> list[Task]:
    """The stretches of a task that are not done, in order."""
    open_ones = [(task.start, task.end)]
    for begin, end in done:
        cut: list[tuple[int, int]] = []
        for start, stop in open_ones:
            cut += [(start, min(stop, begin)), (max(start, end), stop)]
        open_ones = [(start, stop) for start, stop in cut if start < stop]
    return [replace(task, start=start, size=stop - start) for start, stop in open_ones]


def _study_title(resource: Resource, given: float, skill: str) -> str:
    verb = {"book": "Read", "course": "Take", "video": "Watch", "paper": "Read", "repository": "Work through"}
    title = f"{verb.get(resource.kind, 'Work through')} {resource.title}"
    if given >= resource.hours - 0.5:
        return title
    if len(resource.skills) > 1:
        return f"{title}, the parts on {skill}"
    return f"{title} (about {_hours(given)} of its {resource.hours} hours)"


def _hours(value: float) -> str:
    return f"{max(1, round(value)):d}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
