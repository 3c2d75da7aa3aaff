"""A rating function that follows plain words, and a driver that plays the shell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from app.adapters.catalogue import load_skills
from graphs.career.skills import Skill
from graphs.events import Event, Question
from graphs.interview.asking import Outcome
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Incoming
from graphs.interview.state import InterviewState
from graphs.interview.step import start, step

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Reading:
    rating: int | None
    confidence: float
    evidence: str
    reason: str
    action: str = "rate"


_MARKS = (
    (0, r"\b(?:never|haven't|not used|no experience)\b"),
    (3, r"\b(?:design(?:ed)?|profiled|multi-stage|strace|autoscaling|on-call|rebase|modules?|service levels?|led)\b"),
    (2, r"\b(?:wrote|write|built|build|set up|dashboards?|alerts?|merge|pipeline|trained|narrowed|runbook|deadline)\b"),
    (1, r"\b(?:tutorial|course|basic|basics|run|ran|use|used|a little|a bit|read|simple|clone)\b"),
)


def rate(skill: Skill, question: str, answer: str) -> Reading:
    """The best deed named decides; a claim without a deed wants a follow-up."""
    for rating, pattern in _MARKS:
        found = re.search(r"[^.!?\n;]*" + pattern + r"[^.!?\n;]*", answer, re.I)
        if found:
            return Reading(rating, 0.8, found.group().strip(), f"you said “{found.group().strip()[:60]}”")
    number = re.search(r"(\d)(?:\s*(?:/|out of)\s*\d+)?", answer)
    if number and int(number.group(1)) <= 4:
        return Reading(int(number.group(1)), 0.4, number.group(), "you gave the number yourself")
    return Reading(None, 0.3, "", "there was no example to go by", "follow_up")


@cache
def lexicon() -> SkillLexicon:
    return SkillLexicon(load_skills(Path(__file__).parents[2] / "corpus" / "skills.yaml"))


@dataclass
class Talk:
    """Plays one learner; after every turn the record goes through JSON when `resume` is set."""

    resume: bool = False
    state: InterviewState = field(default_factory=lambda: InterviewState(started_at=NOON))
    turns: list[tuple[str, Outcome]] = field(default_factory=list)

    def begin(self, text: str = "assess me") -> Outcome:
        return self._took(text, start(self.state, self._incoming(text), lexicon(), rate))

    def say(self, text: str, answers_to: str = "") -> Outcome:
        return self._took(text, step(self.state, self._incoming(text, answers_to), lexicon(), rate))

    def say_all(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.say(text)

    def rating(self, skill: str) -> int | None:
        return self.state.held(skill).rating

    def _incoming(self, text: str, answers_to: str = "") -> Incoming:
        return Incoming(text, NOON + timedelta(minutes=len(self.turns)), f"m{len(self.turns)}", answers_to)

    def _took(self, text: str, outcome: Outcome) -> Outcome:
        self.turns.append((text, outcome))
        self.state = outcome.state
        if self.resume:
            self.state = InterviewState.model_validate_json(self.state.model_dump_json())
        return outcome

    @property
    def transcript(self) -> str:
        lines = []
        for said, outcome in self.turns:
            lines.append(f"LEARNER  {said[:700]}")
            lines += [f"MENTOR   {_shown(event)}" for event in outcome.before]
            if outcome.side_question:
                lines.append(f"         (the ask slice answers: {outcome.side_question.text})")
            lines += [f"MENTOR   {_shown(event)}" for event in outcome.after]
            lines.append("")
        return "\n".join(lines)


def _shown(event: Event) -> str:
    if event.type == "question":
        return event.text + "".join(f"\n           [ {reply} ]" for reply in event.quick_replies)
    if event.type == "sentence":
        return ("  - " if event.style == "bullet" else "") + event.text
    return f"({event.label})" if event.type == "progress" else str(event)


def questions(outcome: Outcome) -> list[str]:
    return [event.text for event in outcome.events if isinstance(event, Question)]
