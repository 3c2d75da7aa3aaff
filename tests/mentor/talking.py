"""A mentor with real graphs, a real store and the tests' knowledge base; intents and ratings are told by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import numpy as np

from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from graphs.ask.deps import AskDeps
from graphs.events import Declined, Done, Event, Failed, Question, Sentence
from graphs.interview.graph import build_graph
from graphs.interview.state import InterviewState
from graphs.mentor.about import NONE, AboutModel, load_about
from graphs.mentor.intent_model import NAMES, Context, IntentModel, load_intent_model
from graphs.mentor.learner_parts import LearnerParts
from graphs.mentor.request import Exchange, TurnRequest
from graphs.mentor.slices import Slices, TurnContext
from graphs.mentor.turn import make_turn_deps, run_turn
from graphs.ports import Vectors
from ingest.testing import BlankEmbedder
from tests.interview.scripted import lexicon, rate

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_MEANT = (
    ("answer", r"^(?:i|my|about|never|no\b|yes|junior|only|\d)"),
    ("make_plan", r"\bplan me\b"),
    ("add_posting", r"\bposting\b"),
    ("correct_rating", r"\b(?:make|better)\b"),
    ("set_profile", r"\bhours\b"),
    ("show_status", r"\bhow far\b"),
    ("feedback", r"\bboring\b"),
    ("smalltalk", r"\bhaha\b"),
)


class ToldIntents(IntentModel):
    """Knows a few words; everything else is a question."""

    def probabilities(self, message: str, context: Context, vector: Vectors) -> Vectors:
        found = np.full(len(NAMES), 0.001, dtype=np.float32)
        meant = next((name for name, words in _MEANT if re.search(words, message, re.I)), "ask")
        if meant == "answer" and context != "in_interview":
            meant = "ask"
        found[NAMES.index(meant)] = 0.9
        return found


def told_intents() -> ToldIntents:
    real = load_intent_model()
    return ToldIntents(real.weights, real.bias, real.vocabulary)


class ToldAbout(AboutModel):
    """Knows jokes and where numbers come from; everything else belongs elsewhere."""

    def probabilities(self, text: str, vector: Vectors) -> Vectors:
        topic = "joke" if "joke" in text else "sources" if "numbers come from" in text else NONE
        return np.array([float(each == topic) for each in self.topics], dtype=np.float32)


def told_about() -> ToldAbout:
    real = load_about()
    return ToldAbout(real.topics, real.weights, real.bias, real.vocabulary)


@dataclass
class Asking:
    """A slice that asks once and says what it was answered."""

    seen: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, act: str, text: str, context: TurnContext) -> Iterator[Event]:
        self.seen.append((act, text))
        context.records.put("plan_talk", {"act": act})
        if act == "answer":
            yield Sentence(text=f"A plan for {text}.", quoted=False)
        else:
            yield Question(text="How many hours?", quick_replies=("5", "10"), id="plan-1")


@dataclass
class Room:
    """Shells of any learners over one store; each turn is a new one, as after a restart."""

    ask: AskDeps
    store: Store
    slices: Slices = field(default_factory=Slices)
    now: datetime = START
    turns: Iterator[int] = field(default_factory=count)
    history: dict[str, list[Exchange]] = field(default_factory=dict)

    def say(
        self, text: str, *, learner: str = "ada", conversation: str = "c1", answers_to: str = "", **request: object
    ) -> list[Event]:
        self.now += timedelta(minutes=1)
        self.store.learners.ensure(learner)
        parts = LearnerParts(
            records=lambda who: LearnerRecords(self.store.records, who, known_learner=True),
            intents=told_intents(),
            embedder=BlankEmbedder(),
            lexicon=lexicon(),
            rate=rate,
            interview=build_graph(),
            clock=lambda: self.now,
            about=told_about(),
            slices=self.slices,
        )
        earlier = self.history.setdefault(f"{learner}/{conversation}", [])
        turn = TurnRequest(
            conversation, learner, f"t{next(self.turns)}", text, tuple(earlier), answers_to=answers_to,
            forget_learner=lambda: self.store.learners.delete(learner), **request,
        )  # type: ignore[arg-type]  # fmt: skip
        events = list(run_turn(make_turn_deps(self.ask, None, parts), turn))
        earlier.append(Exchange(text, spoken(events)))
        return events

    def records(self, learner: str = "ada") -> LearnerRecords:
        return LearnerRecords(self.store.records, learner)

    def interview(self, learner: str = "ada") -> InterviewState | None:
        kept = self.records(learner).get("interview")
        return InterviewState.model_validate(kept) if kept else None


def spoken(events: Sequence[Event]) -> str:
    return " ".join(event.text for event in events if isinstance(event, (Sentence, Question, Declined)))


def question(events: Sequence[Event]) -> Question | None:
    found = [event for event in events if isinstance(event, Question)]
    assert len(found) <= 1
    return found[0] if found else None


def done(events: Sequence[Event]) -> Done:
    assert not any(isinstance(event, Failed) for event in events), events
    assert isinstance(events[-1], Done)
    return events[-1]
