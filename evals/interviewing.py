"""Holds interviews through the real graph, each with a learner of its own whose records begin empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from graphs.events import Declined, Event, Failed, Question, Sentence
from graphs.testing import MemoryRecords

if TYPE_CHECKING:
    from app.bootstrap import Mentor
    from app.settings import Settings
    from graphs.interview.graph import InterviewDeps
    from graphs.interview.state import InterviewState
    from graphs.ports import Records

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A frozen clock: each turn comes a minute after the one before, whatever the machine takes."""
_SPOKEN = (Sentence, Question, Declined, Failed)


@dataclass(frozen=True)
class Turn:
    """One message and everything the mentor replied."""

    learner: str
    mentor: tuple[str, ...]


@dataclass
class Conversation:
    """One learner's interview; `restart` forgets everything that is not in the records."""

    deps: InterviewDeps
    make_graph: Callable[[], Any]
    turns: list[Turn] = field(default_factory=list)
    _graph: Any = None

    @property
    def records(self) -> Records:
        return self.deps.records

    @property
    def state(self) -> InterviewState | None:
        """As it is kept."""
        from graphs.interview.records import load

        return load(self.records)

    def say(self, text: str) -> tuple[Event, ...]:
        """One turn, the message cleaned as the shells do."""
        from app.web.cleaning import clean_text
        from graphs.interview.graph import run_interview

        if self._graph is None:
            self._graph = self.make_graph()
        now = BEGAN + timedelta(minutes=len(self.turns))
        deps = replace(self.deps, clock=lambda: now)
        events = tuple(run_interview(self._graph, deps, clean_text(text), message_id=f"m{len(self.turns) + 1}"))
        self.turns.append(
            Turn(
                text,
                tuple(
                    each.text if not isinstance(each, Failed) else each.message
                    for each in events
                    if isinstance(each, _SPOKEN)
                ),
            )
        )
        return events

    def restart(self) -> None:
        """What `kill -9` and another shell leave: the records alone, read anew from their JSON."""
        kept = MemoryRecords()
        for kind in ("profile", "assessment", "interview"):
            for version in self.records.history(kind):
                kept.put(kind, version)
        self.deps = replace(self.deps, records=kept)
        self._graph = None


Begin = Callable[[], Conversation]


@contextmanager
def interviewer(
    settings: Settings,
    say: Callable[[str], None],
    *,
    embedder: Any = None,
    mentor: Callable[[], Mentor] | None = None,
) -> Iterator[Begin]:
    """Loads the rating model once; the sources are opened with the first question that a learner asks in between.

    `mentor` lends one that is opened elsewhere: the embedded store admits one at a time.
    """
    from app.bootstrap import make_interview_deps, open_embedder, prepare_process
    from graphs.interview.graph import build_graph

    prepare_process()
    embedder = embedder or open_embedder(settings)
    own: list[Mentor] = []

    def opened() -> Mentor:
        from app.bootstrap import open_mentor

        if mentor is not None:
            return mentor()
        if not own:
            say("Opening the sources for a question in the middle of an interview")
            own.append(open_mentor(settings, embedder=embedder))
        return own[0]

    def answer_side(question: str) -> Iterator[Event]:
        yield from opened().ask(question)

    parts = make_interview_deps(settings, MemoryRecords(), embedder, answer_side)
    try:
        yield lambda: Conversation(replace(parts, records=MemoryRecords()), build_graph)
    finally:
        for each in own:
            each.close()


def end_state(talk: Conversation) -> dict[str, Any]:
    """Profile, ratings with their evidence, and how the interview stands, as plain JSON."""
    from graphs.interview.models import SKILLS

    state = talk.state
    kept = talk.records.get("profile") or {}
    profile = {name: known["value"] for name, known in kept.items() if known is not None}
    if state is None:
        return {"profile": profile, "ratings": dict.fromkeys(SKILLS), "readings": {}, "status": "none", "questions": 0}
    return {
        "profile": profile,
        "ratings": {skill: track.now.rating for skill, track in state.skills.items()},
        "readings": {
            skill: {
                "standing": track.now.standing,
                "confidence": track.now.confidence,
                "evidence": [each.quote for each in track.now.evidence],
                "reason": track.now.reason,
            }
            for skill, track in state.skills.items()
            if track.now.standing != "pending"
        },
        "status": {"confirmed": "finished"}.get(state.status, state.status),
        "questions": state.asked,
    }


def transcript(talk: Conversation) -> list[dict[str, Any]]:
    """What was said, turn by turn."""
    return [{"learner": turn.learner, "mentor": list(turn.mentor)} for turn in talk.turns]
