"""The order of steps from rating to rating: top three in turns, prerequisites first, foundations kept in balance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graphs.career.skills import Rating, SkillMatrix
from graphs.plan.aims import TOP, Aim, aims, beyond
from graphs.plan.request import QUARTER, PlanRequest

HOURS_TO = {Rating.BASIC: 14, Rating.INTERMEDIATE: 26, Rating.ADVANCED: 44, Rating.EXPERT: 64}
"""Reading and making together, of a skill of ordinary width; estimates, to be corrected by what a learner reports."""
WIDTH = {
    "python": 1.2,
    "kubernetes": 1.2,
    "ml-frameworks": 1.2,
    "cloud": 1.1,
    "distributed-systems": 1.1,
    "networking": 0.9,
    "model-serving": 0.9,
    "data-pipelines": 0.9,
    "docker": 0.8,
    "terraform": 0.8,
    "monitoring": 0.8,
    "gpu": 0.8,
    "sql": 0.8,
    "security": 0.8,
    "rest-apis": 0.7,
    "ci-cd": 0.7,
    "storage": 0.7,
    "vector-databases": 0.7,
    "git": 0.6,
    "incident-response": 0.6,
    "cost": 0.5,
    "communication": 0.4,
    "problem-solving": 0.5,
    "time-management": 0.3,
    "continuous-learning": 0.3,
}
CHECK_HOURS = 2
LEARNT_SHARE = 0.6
"""About this much of all hours goes into steps; projects, trials, reviews and catch-up time take the rest."""


@dataclass(frozen=True)
class Step:
    """One skill from one rating to the next."""

    skill: str
    to: Rating
    aim: Aim
    check: bool = False
    """Only to be shown, not learnt: not assessed, but a skill that builds on it is there already."""

    @property
    def start(self) -> Rating:
        """The rating that it leads on from."""
        return Rating(self.to - 1)


def effort(step: Step) -> float:
    """Hours of a step at full size."""
    if step.check:
        return CHECK_HOURS
    return HOURS_TO[step.to] * WIDTH.get(step.skill, 1.0)


def steps(request: PlanRequest, skills: SkillMatrix, hours: float) -> tuple[Step, ...]:
    """Enough for about `hours` of learning and some more; each comes after all that it needs."""
    wanted = aims(request, skills)
    walk = _Walk(request, skills, {aim.skill: aim for aim in wanted})
    found = list(walk.through(wanted))
    while sum(effort(step) for step in found) < hours * 1.5:
        more = beyond(request, skills, walk.held)
        later = list(walk.through(more))
        if not later:
            break
        found += later
    return tuple(_balanced(found, request, skills))


@dataclass
class _Walk:
    """Where the learner stands while the plan is walked through."""

    request: PlanRequest
    skills: SkillMatrix
    aims: dict[str, Aim]
    held: dict[str, Rating] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.held = {
            skill: rating
            for skill, rating in self.request.ratings.items()
            if rating is not None and skill in self.skills.by_id
        }

    def through(self, wanted: Iterable[Aim]) -> Iterator[Step]:
        """Three aims at a time, one step of each in turn; the first group holds all of the top three."""
        left = list(wanted)
        while left:
            size = max((place + 1 for place, aim in enumerate(left) if aim.top), default=TOP)
            group, left = left[:size], left[size:]
            while open_ones := [aim for aim in group if self.held.get(aim.skill, Rating.NONE) < aim.target]:
                for aim in open_ones:
                    yield from self._next(aim)

    def _next(self, aim: Aim) -> Iterator[Step]:
        for earlier in self.skills.before(aim.skill):
            if self.held.get(earlier, Rating.NONE) < Rating.BASIC:
                yield self._first(earlier, aim)
        current = self.held.get(aim.skill, Rating.NONE)
        if current < aim.target:
            self.held[aim.skill] = Rating(current + 1)
            yield Step(aim.skill, Rating(current + 1), aim)

    def _first(self, skill: str, later: Aim) -> Step:
        """The first step of a prerequisite; only a check where the learner must have had it to be where they are."""
        unknown = self.held.get(skill) is None
        self.held[skill] = Rating.BASIC
        own = self.aims.get(skill)
        implied = unknown and later.current >= Rating.BASIC and not later.assumed
        if own is None or implied:
            name = self.skills.by_id[later.skill].name
            reason = (
                f"{name} builds on it; it is not assessed, so show yourself first that it is there."
                if implied
                else f"Needed first for {name}." + (" Not assessed yet." if unknown else "")
            )
            own = Aim(skill, Rating.NONE, Rating.BASIC, reason, assumed=unknown, stretch=later.stretch)
        return Step(skill, Rating.BASIC, own, check=implied)


def _balanced(found: list[Step], request: PlanRequest, skills: SkillMatrix) -> Iterator[Step]:
    """Foundations are pulled forward wherever AI-specific steps would leave them less than their share."""
    # Trials are AI work as well, so the steps carry the foundations' share of those hours too.
    share = min(1.0, request.wishes.core / (1 - request.wishes.exploration) / LEARNT_SHARE * 0.75)
    held = {skill: rating for skill, rating in request.ratings.items() if rating is not None}
    left, core, total = list(found), 0.0, 0.0
    begun = 0
    while left:
        step = left[0]
        if begun >= TOP and not _is_core(step, skills) and core < share * (total + effort(step)):
            ready = (each for each in left if _is_core(each, skills) and _may_begin(each, held, skills))
            step = next(ready, step)
        left.remove(step)
        held[step.skill] = step.to
        total += effort(step)
        core += effort(step) if _is_core(step, skills) else 0
        begun += 1
        yield step


def _is_core(step: Step, skills: SkillMatrix) -> bool:
    return skills.by_id[step.skill].tag == "foundation"


def _may_begin(step: Step, held: dict[str, Rating], skills: SkillMatrix) -> bool:
    ready = all(held.get(earlier, Rating.NONE) >= Rating.BASIC for earlier in skills.before(step.skill))
    return ready and held.get(step.skill, Rating.NONE) == step.start


def quarters(hours: float) -> int:
    """Rounded to quarter hours, at least one."""
    return max(1, round(hours * QUARTER))
