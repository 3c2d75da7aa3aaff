"""A learning plan: what to do in which week, made by code from an assessment, the catalogue and the learner's hours."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from graphs.career.resources import Kind
from graphs.career.skills import Level, Rating, SkillId
from graphs.events import Frozen

ItemKind = Literal["study", "practice", "project", "certificate", "exploration", "review"]
TimeOfDay = Literal["mornings", "daytime", "evenings", "weekends"]

WEEKS = 26
"""Six months, as the exercise asks for."""
CORE_SHARE = 0.2
"""At least this much for the core platform: the example policy of the article on guardrails."""
EXPLORATION_SHARE = 0.1
"""For trials with AI tools: the same policy."""


class PlanItem(Frozen):
    """One thing to do in one week, that can be ticked off."""

    id: str
    """Stable over versions of a plan as long as it means the same work: ticks and calendar entries hang on it."""
    kind: ItemKind
    title: str
    """For the learner: says what to do and when it is done."""
    skill: SkillId | None = None
    step: tuple[Rating, Rating] | None = None
    """From and to rating that this work belongs to."""
    resource: str | None = None
    """Id in the resource catalogue."""
    check: str = ""
    """How another person sees that it is done; empty for reading and the like."""
    hours: float = Field(gt=0)
    part: tuple[int, int] = (1, 1)
    """Which part of how many, for work that is spread over weeks."""

    @property
    def name(self) -> str:
        """The title, and which part: two weeks of one piece of work have the same title."""
        return f"{self.title}, part {self.part[0]} of {self.part[1]}" if self.part[1] > 1 else self.title


class PlanWeek(Frozen):
    """Seven days, beginning on `starts`."""

    number: int = Field(ge=1)
    starts: datetime.date
    goal: str
    """One sentence: what the learner can do or has made at the end of the week."""
    items: tuple[PlanItem, ...]
    off: bool = False
    """A week that the learner keeps free."""

    @property
    def hours(self) -> float:
        """Of all items together."""
        return round(sum(item.hours for item in self.items), 2)


class PlanGap(Frozen):
    """A gap as the plan treats it, in order of priority."""

    skill: SkillId
    current: Rating
    target: Rating
    reached: Rating
    """What the planned work leads to within the plan."""
    demand: int | None = None
    """How many of the learner's distinct postings ask for it; None without postings."""
    reason: str
    top: bool = False
    """Among the top three."""
    assumed: bool = False
    """Not assessed: `current` is then None (0) because nothing is known, not because nothing is there."""
    stretch: bool = False
    """Beyond the target level, planned because time is left."""


class Project(Frozen):
    """The portfolio project of one month."""

    month: int = Field(ge=1)
    title: str
    skills: tuple[SkillId, ...]
    task: str
    acceptance: tuple[str, ...] = Field(min_length=1)
    """What another person can check to say that it is done."""
    hours: float = Field(gt=0)
    due: datetime.date
    id: str = ""
    """Of the project catalogue; the items of a project begin with `project.` and this."""


class Milestone(Frozen):
    """Something reached, with a day."""

    due: datetime.date
    text: str


class StudyBlock(Frozen):
    """A weekly time for study, in the learner's own time zone."""

    weekday: int = Field(ge=0, le=6)
    """0 is Monday."""
    begins: datetime.time
    minutes: int = Field(gt=0, le=600)


class Guardrail(Frozen):
    """A warning or a note on balance, with why."""

    code: Literal["over_specialised", "no_foundations", "exploration", "too_little_time", "note"]
    text: str


class Shares(Frozen):
    """How the hours are divided."""

    core: float = Field(ge=0, le=1)
    """Wanted: at least this share of all hours on foundations, the core platform."""
    exploration: float = Field(ge=0, le=1)
    """Wanted: this share of all hours on trials with AI tools."""
    foundation: float = Field(ge=0, le=1)
    """Planned: the share of the hours on skills, projects included, that goes to foundations, not AI-specific tools."""
    explored: float = Field(default=0.0, ge=0, le=1)
    """Planned: the share of all hours that goes to trials."""


class Wishes(Frozen):
    """What the learner wants of a plan beyond level and hours; a replan keeps it."""

    certificates: bool = False
    free_only: bool = False
    weeks_off: tuple[datetime.date, ...] = ()
    """Any day of a week marks the whole week."""
    core: float = Field(default=CORE_SHARE, ge=0, le=1)
    exploration: float = Field(default=EXPLORATION_SHARE, ge=0, le=0.5)
    first: tuple[SkillId, ...] = ()
    """Gaps to take before all others."""
    leave_out: tuple[SkillId, ...] = ()
    """Skills not to plan, unless another planned one cannot be begun without them."""
    prefer: tuple[Kind, ...] = ()
    avoid: tuple[Kind, ...] = ()
    """Kinds of resources; one that is avoided is planned only where there is no other."""
    time_of_day: TimeOfDay | None = None
    weeks: int = Field(default=WEEKS, ge=1, le=104)


class Spending(Frozen):
    """One thing that costs money, at its list price."""

    resource: str
    amount: float | None
    """None: it is paid, and the catalogue knows no price."""
    currency: str | None


class LearningPlan(Frozen):
    """The record `plan`; a version is never changed, a replan makes the next."""

    version: int = Field(ge=1)
    made_at: datetime.datetime
    level: Level
    starts: datetime.date
    ends: datetime.date
    """The last day of the last week."""
    hours_per_week: float = Field(gt=0)
    time_zone: str = "UTC"
    budget: float | None = None
    """In `currency`, for the whole plan; None: no limit was named."""
    currency: str = "USD"
    gaps: tuple[PlanGap, ...]
    weeks: tuple[PlanWeek, ...]
    projects: tuple[Project, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    reviews: tuple[datetime.date, ...] = ()
    """Days of the monthly reviews."""
    blocks: tuple[StudyBlock, ...] = ()
    shares: Shares
    guardrails: tuple[Guardrail, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be planned and why, for the learner."""
    changes: tuple[str, ...] = ()
    """Against the version before, one sentence each."""
    wishes: Wishes = Wishes()
    spending: tuple[Spending, ...] = ()
    postings: int | None = None
    """How many distinct postings `PlanGap.demand` counts among; None when there were none."""
    assessment: int | None = None
    """The version of the assessment that it was made from; None without one."""

    @property
    def cost(self) -> float:
        """Of everything planned whose price is known, in the prices' own currency."""
        return sum(each.amount or 0 for each in self.spending)

    def items(self) -> tuple[tuple[PlanWeek, PlanItem], ...]:
        """Every item with its week, in order."""
        return tuple((week, item) for week in self.weeks for item in week.items)

    def week_of(self, day: datetime.date) -> PlanWeek | None:
        """The week that a day falls into."""
        return next((week for week in self.weeks if 0 <= (day - week.starts).days < 7), None)
