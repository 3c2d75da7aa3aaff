"""The JSON of progress: where the learner stands, ways to go on, reviews, reminders, the calendar."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.learner_progress import ProgressNow
from app.web.views import View
from graphs.career.plan import ItemKind
from graphs.career.progress import CheckIn, Recovery, Reminders, Review, Waits
from graphs.events import Event
from graphs.progress.check_in import works
from graphs.progress.status import Placed, TrendWeek


class PlacedView(View):
    """An item of the plan with the number of its week."""

    week: int
    id: str
    kind: ItemKind
    title: str
    hours: float
    part: tuple[int, int]

    @classmethod
    def of(cls, placed: Placed) -> PlacedView:
        """From the status."""
        item = placed.item
        return cls(week=placed.week, id=item.id, kind=item.kind, title=item.title, hours=item.hours, part=item.part)


class TrendWeekView(View):
    """One week of the trend, in hours."""

    number: int
    starts: datetime.date
    planned: float
    done: float
    planned_so_far: float
    done_so_far: float | None
    """Null for weeks that have not begun."""

    @classmethod
    def of(cls, week: TrendWeek) -> TrendWeekView:
        """From the status."""
        return cls(**{name: getattr(week, name) for name in cls.model_fields})


class ChoiceView(View):
    """A way to go on; `effect` says what would be different. Nothing changes before it is taken."""

    kind: Literal["extend", "spread", "drop"]
    title: str
    effect: tuple[str, ...]
    ends: datetime.date
    version: int
    """That the plan would have."""

    @classmethod
    def of(cls, offered: Recovery) -> ChoiceView:
        """From the record."""
        return cls(
            kind=offered.kind,
            title=offered.title,
            effect=offered.effect,
            ends=offered.plan.ends,
            version=offered.plan.version,
        )


class DraftView(View):
    """A check-in as it was read, waiting for a yes; nothing of it is ticked off."""

    text: str
    done: tuple[str, ...]
    """Ids of items."""
    partly: tuple[str, ...]
    not_done: tuple[str, ...]
    hours: float | None
    week: int | None
    titles: tuple[str, ...]
    """Of what would be ticked off, numbered from 1 as the questions name them."""

    @classmethod
    def of(cls, pending: CheckIn, now: ProgressNow) -> DraftView:
        """From the record."""
        return cls(
            text=pending.text,
            done=pending.done,
            partly=pending.partly,
            not_done=pending.not_done,
            hours=pending.hours,
            week=pending.week,
            titles=tuple(work.name for work in works(pending.done, now.plan)),
        )


class RemindersView(View):
    """When to remind; `away_until` is the last day away."""

    on: bool
    weekday: int
    at: datetime.time
    away_until: datetime.date | None
    zone: str

    @classmethod
    def of(cls, held: Reminders, zone: str) -> RemindersView:
        """From the record."""
        return cls(on=held.on, weekday=held.weekday, at=held.at, away_until=held.away_until, zone=zone)


class StatusView(View):
    """Where the learner stands today, by their own clock."""

    state: Literal["before", "running", "over"]
    today: datetime.date
    week: int | None
    weeks: int
    done: int
    total: int
    late: tuple[PlacedView, ...]
    """Open from weeks that are over. Say "open from earlier weeks", not "late", to the learner."""
    next: tuple[PlacedView, ...]
    hours: float
    planned_to_date: float
    planned: float
    pace: float | None
    trend: tuple[TrendWeekView, ...]


class ProgressView(View):
    """All of it."""

    status: StatusView
    waits: Waits
    draft: DraftView | None
    choices: tuple[ChoiceView, ...]
    reviews: tuple[Review, ...]
    check_ins: tuple[CheckIn, ...]
    reminders: RemindersView

    @classmethod
    def of(cls, now: ProgressNow) -> ProgressView:
        """From the records; the newest reviews and check-ins last."""
        found, progress = now.status, now.progress
        return cls(
            status=StatusView(
                state=found.state,
                today=found.today,
                week=found.week.number if found.week else None,
                weeks=found.weeks,
                done=len(found.done),
                total=found.total,
                late=tuple(PlacedView.of(each) for each in found.late),
                next=tuple(PlacedView.of(each) for each in found.next),
                hours=found.hours,
                planned_to_date=found.planned_to_date,
                planned=found.planned,
                pace=found.pace,
                trend=tuple(TrendWeekView.of(each) for each in found.trend),
            ),
            waits=progress.waits,
            draft=None if progress.pending is None else DraftView.of(progress.pending, now),
            choices=tuple(ChoiceView.of(each) for each in progress.offered),
            reviews=progress.reviews,
            check_ins=progress.check_ins,
            reminders=RemindersView.of(progress.reminders, now.zone),
        )


class ProgressAnswer(View):
    """`progress` is null while there is no plan."""

    progress: ProgressView | None
    asked: tuple[Event, ...] = ()
    """The question that waits for an answer, with what was said before it; empty where none does."""


class SaidView(View):
    """What the mentor says to it, as in a conversation, and how things stand afterwards."""

    events: tuple[Event, ...]
    progress: ProgressView


class Body(BaseModel):
    """Strict about unknown fields."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class NewTick(Body):
    """`hours` is what it took, when the learner says."""

    hours: float | None = None


class Said(Body):
    """The learner's words."""

    text: str = Field(max_length=20_000)


class NewReminders(Body):
    """Fields that are left out stay as they are."""

    on: bool | None = None
    weekday: int | None = Field(default=None, ge=0, le=6)
    """0 is Monday."""
    at: datetime.time | None = None
    """On the learner's own clock."""
    away_until: datetime.date | None = None


class ReminderView(View):
    """A reminder that fell due."""

    id: str
    kind: str
    text: str
    due_at: datetime.datetime


class RemindersAnswer(View):
    """Those to show, newest first."""

    reminders: tuple[ReminderView, ...]


class CalendarView(View):
    """Whether an address works, and in which time zone the entries are."""

    feed: bool
    zone: str
    note: str
    """Not empty when the zone is unknown."""
    entries: int


class FeedView(View):
    """The address holds a secret: it is shown once. The one before it has stopped working."""

    address: str


class DocumentEntry(View):
    """One document of the learner."""

    name: str
    title: str
    file: str
    ready: bool
    begin: str
    """How to get it, when it is not ready."""
    page: str
    download: str


class DocumentsAnswer(View):
    """All four, the ready ones and the others."""

    documents: tuple[DocumentEntry, ...]
    bundle: str


class LearnerDocument(View):
    """One document to show; `html` is sanitised."""

    name: str
    title: str
    file: str
    html: str
    markdown: str
