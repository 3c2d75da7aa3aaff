"""Talks with the slice over the real store, with a clock that can be turned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from app.bootstrap.progress import make_progress_deps
from graphs.career.assessment import Assessment
from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress
from graphs.events import Event, Question, Sentence
from graphs.progress.graph import build_graph, run_progress
from tests.assessed import interviewed
from tests.progress.made import catalogue, plan

LEARNER = "ann1"
GRAPH = build_graph()
GUILT = re.compile(
    r"\b(?:fail\w*|lazy|guilt\w*|shame\w*|disappoint\w*|should have|overdue|behind schedule|falling behind|you missed|only managed|"
    r"unfortunately|excuse\w*|slack\w*|neglect\w*|streak\w*|late)\b",
    re.IGNORECASE,
)


@dataclass
class Read:
    """A reading of words, as the interview's rating function gives."""

    rating: int | None
    evidence: str


@dataclass
class Talk:
    store: Store
    now: datetime = datetime(2026, 12, 4, 18, tzinfo=UTC)
    shown: int | None = 2
    """The rating that the rating function reads from any words."""
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        interviewed(
            self.store, LEARNER, confirmed=True, docker=1, python=2, linux_bash=1, git=1, kubernetes=0, monitoring=0
        )
        self.store.records.put(LEARNER, "plan", plan().model_dump(mode="json"))

    def __call__(self, text: str, act: str = "progress_update") -> list[Event]:
        records = LearnerRecords(self.store.records, LEARNER, known_learner=True)
        deps = make_progress_deps(
            records, catalogue(), lambda: self.now, lambda skill, asked, words: Read(self.shown, words)
        )
        events = list(run_progress(GRAPH, deps, act, text))
        self.said += [event.text for event in events if isinstance(event, (Sentence, Question))]
        return events

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    @property
    def progress(self) -> Progress:
        return self.store.records.read(LEARNER, "progress", Progress) or Progress()

    @property
    def plan(self) -> LearningPlan:
        found = self.store.records.read(LEARNER, "plan", LearningPlan)
        assert found is not None
        return found

    @property
    def assessment(self) -> Assessment:
        found = self.store.records.read(LEARNER, "assessment", Assessment)
        assert found is not None
        return found


def words(events: list[Event]) -> str:
    return " ".join(event.text for event in events if isinstance(event, (Sentence, Question)))


def question(events: list[Event]) -> Question:
    last = events[-1]
    assert isinstance(last, Question), events
    return last
