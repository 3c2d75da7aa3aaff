"""The whole mentor behind the page, with every slice real; ratings and meanings are told by plain words, without weights."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.adapters.catalogue import load_skills
from app.adapters.store import conversations
from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from app.bootstrap.slices import make_slices
from app.settings import Settings
from graphs.ask.deps import AskDeps
from graphs.events import Event
from graphs.interview.graph import build_graph
from graphs.mentor.learner_parts import LearnerParts
from graphs.mentor.request import TurnRequest
from graphs.mentor.turn import make_turn_deps, run_turn
from ingest.testing import BlankEmbedder
from tests.interview.scripted import lexicon, rate
from tests.mentor.talking import told_about, told_intents

POSTINGS = (Path(__file__).with_name("postings.txt")).read_text(encoding="utf-8").split("\n=====\n")


class Clock:
    """The clock of the service, which a test can put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self._real = conversations.now

    def __call__(self) -> datetime:
        return self._real() + self.ahead

    def everywhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """In every module of the program that has taken the store's clock by its name."""
        for name, module in list(sys.modules.items()):
            if name.startswith("app.") and getattr(module, "now", None) is self._real:
                monkeypatch.setattr(module, "now", self)


class WholeMentor:
    """Takes the place of the mind that the service puts together from its heavy parts."""

    inside = 0

    def __init__(self, store: Store, settings: Settings, ask: AskDeps, clock: Clock) -> None:
        skills = load_skills(settings.corpus_dir / "skills.yaml")
        parts: dict[str, Any] = {
            "records": lambda learner: LearnerRecords(store.records, learner, known_learner=True),
            "intents": told_intents(),
            "embedder": BlankEmbedder(),
            "lexicon": lexicon(),
            "rate": rate,
            "interview": build_graph(),
            "clock": clock,
            "about": told_about(),
            "slices": make_slices(settings, skills, clock, rate),
        }
        self._deps = make_turn_deps(ask, None, LearnerParts(**parts))

    def __call__(self, request: TurnRequest) -> Iterator[Event]:
        yield from run_turn(self._deps, request)
