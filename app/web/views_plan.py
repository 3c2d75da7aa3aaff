"""The JSON of the learning plan."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.adapters.catalogue import Catalogue
from app.web.views import View
from graphs.career.plan import (
    Guardrail,
    ItemKind,
    LearningPlan,
    Milestone,
    PlanGap,
    PlanItem,
    PlanWeek,
    Project,
    Shares,
    StudyBlock,
    TimeOfDay,
    Wishes,
)
from graphs.career.skills import Level
from graphs.plan.reading import Asked


class ResourceView(View):
    """What an item is learnt from."""

    id: str
    title: str
    kind: str
    address: str
    provider: str
    cost: str
    """`free`, `paid` or `about 100 USD`."""


class PlanItemView(View):
    """One thing to do; `done` when it is ticked off."""

    id: str
    kind: ItemKind
    title: str
    skill: str | None
    skill_name: str
    step: tuple[int, int] | None
    resource: ResourceView | None
    hours: float
    part: tuple[int, int]
    check: str
    done: bool

    @classmethod
    def of(cls, item: PlanItem, catalogue: Catalogue, done: Collection[str]) -> PlanItemView:
        """From the record; a resource that left the catalogue is null."""
        found = catalogue.resources.get(item.resource) if item.resource else None
        skill = catalogue.skills.get(item.skill) if item.skill else None
        return cls(
            id=item.id,
            kind=item.kind,
            title=item.title,
            skill=item.skill,
            skill_name=skill.name if skill else "",
            step=None if item.step is None else (int(item.step[0]), int(item.step[1])),
            resource=None
            if found is None
            else ResourceView(
                id=found.id,
                title=found.title,
                kind=found.kind,
                address=found.address,
                provider=found.provider,
                cost=found.cost.label,
            ),
            hours=item.hours,
            part=item.part,
            check=item.check,
            done=item.id in done,
        )


class PlanWeekView(View):
    """Seven days."""

    number: int
    starts: datetime.date
    ends: datetime.date
    when: Literal["past", "now", "ahead"]
    goal: str
    hours: float
    off: bool
    items: tuple[PlanItemView, ...]

    @classmethod
    def of(cls, week: PlanWeek, catalogue: Catalogue, done: Collection[str], today: datetime.date) -> PlanWeekView:
        """From the record."""
        ends = week.starts + datetime.timedelta(days=6)
        return cls(
            number=week.number,
            starts=week.starts,
            ends=ends,
            when="past" if ends < today else "ahead" if week.starts > today else "now",
            goal=week.goal,
            hours=week.hours,
            off=week.off,
            items=tuple(PlanItemView.of(item, catalogue, done) for item in week.items),
        )


class PlanGapView(PlanGap):
    """A gap with the name of its skill."""

    name: str


class PlanView(View):
    """The newest version of the plan, with what is ticked off."""

    version: int
    made_at: datetime.datetime
    level: Level
    starts: datetime.date
    ends: datetime.date
    today: datetime.date
    hours_per_week: float
    hours_planned: float
    hours_done: float
    time_zone: str
    budget: float | None
    currency: str
    cost: float
    gaps: tuple[PlanGapView, ...]
    """In order of priority; `top` marks the first three."""
    weeks: tuple[PlanWeekView, ...]
    projects: tuple[Project, ...]
    milestones: tuple[Milestone, ...]
    reviews: tuple[datetime.date, ...]
    blocks: tuple[StudyBlock, ...]
    shares: Shares
    guardrails: tuple[Guardrail, ...]
    notes: tuple[str, ...]
    changes: tuple[str, ...]
    """Against the version before."""
    wishes: Wishes
    postings: int | None
    assessment: int | None

    @classmethod
    def of(cls, plan: LearningPlan, catalogue: Catalogue, done: Collection[str], today: datetime.date) -> PlanView:
        """From the records."""
        names = {skill.id: skill.name for skill in catalogue.skills.skills}
        hours = [(item.hours, item.id in done) for _, item in plan.items()]
        own = {name: getattr(plan, name) for name in cls.model_fields if hasattr(plan, name)}
        return cls(
            **own
            | {
                "today": today,
                "hours_planned": round(sum(each for each, _ in hours), 2),
                "hours_done": round(sum(each for each, ticked in hours if ticked), 2),
                "gaps": tuple(PlanGapView(**gap.__dict__, name=names.get(gap.skill, gap.skill)) for gap in plan.gaps),
                "weeks": tuple(PlanWeekView.of(week, catalogue, done, today) for week in plan.weeks),
            }
        )


class PlanAnswer(View):
    """`plan` is null before the first one was made."""

    plan: PlanView | None


class PlanVersionView(View):
    """One version in short."""

    version: int
    made_at: datetime.datetime
    level: Level
    starts: datetime.date
    ends: datetime.date
    hours_per_week: float
    changes: tuple[str, ...]


class NewPlan(BaseModel):
    """What to plan with; what is left out stays as the last plan or the profile has it."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    hours_per_week: float | None = None
    level: Level | None = None
    starts: datetime.date | None = None
    time_zone: str | None = Field(default=None, max_length=100)
    budget: float | None = Field(default=None, ge=0, le=10**9)
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    free_only: bool | None = None
    certificates: bool | None = None
    weeks_off: tuple[datetime.date, ...] = Field(default=(), max_length=400)
    """Any day of a week frees it."""
    core: float | None = Field(default=None, ge=0, le=1)
    exploration: float | None = Field(default=None, ge=0, le=0.5)
    first: tuple[str, ...] = Field(default=(), max_length=40)
    """Ids of skills to take before all others."""
    leave_out: tuple[str, ...] = Field(default=(), max_length=40)
    time_of_day: TimeOfDay | None = None
    weeks: int | None = Field(default=None, ge=1, le=104)
    anew: bool = False
    """Begins another plan instead of changing the one there is."""

    def asked(self) -> Asked:
        """As the plan slice takes it. Raises pydantic's `ValidationError` for ids that cannot be skills."""
        given = self.model_dump(exclude={"anew", "hours_per_week"})
        return Asked.model_validate(given | {"hours": self.hours_per_week})
