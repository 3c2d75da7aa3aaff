"""The interview as a record: with this alone it goes on in another shell, days later, after a kill -9."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from graphs.career.assessment import Evidence, Known
from graphs.career.skills import Level
from graphs.events import Frozen
from graphs.interview.models import SKILLS, QuestionKind

Standing = Literal["pending", "proposed", "rated", "unrated", "skipped"]


class Held(Frozen):
    """What is held of one skill at one time."""

    standing: Standing = "pending"
    rating: int | None = Field(default=None, ge=0, le=4)
    confidence: float = Field(default=0.0, ge=0.0, le=1.0)
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""

    @property
    def settled(self) -> bool:
        """Nothing more has to be asked about it."""
        return self.standing in ("rated", "unrated", "skipped")


class SkillTrack(Frozen):
    """One skill through the interview."""

    now: Held = Held()
    followed_up: bool = False
    """A follow-up is asked once."""
    asked: bool = False
    times: int = 0
    """Questions so far that spoke of it."""


class Change(Frozen):
    """A correction, with what was held before, so that it can be taken back."""

    skill: str
    before: Held
    after: Held
    quote: str
    at: datetime
    withdrawn: bool = False


class OpenQuestion(Frozen):
    """The question that waits for an answer."""

    id: str
    kind: QuestionKind
    skills: tuple[str, ...] = ()
    text: str
    quick_replies: tuple[str, ...] = ()


class PendingFact(Frozen):
    """A fact of the profile that looks like a slip, waiting for the learner's word."""

    field: str
    value: str | int
    quote: str
    otherwise: str | int | None = None


class InterviewState(Frozen):
    """Every field is plain JSON; validated on read."""

    version: Literal[1] = 1
    status: Literal["running", "paused", "stopped", "confirmed"] = "running"
    level: Level | None = None
    skills: dict[str, SkillTrack] = Field(default_factory=lambda: {skill: SkillTrack() for skill in SKILLS})
    profile: dict[str, Known] = Field(default_factory=dict)
    open: OpenQuestion | None = None
    waiting: OpenQuestion | None = None
    """The question to go back to after a check of the profile."""
    check: PendingFact | None = None
    closed: tuple[OpenQuestion, ...] = ()
    """Questions that were answered or withdrawn, newest last."""
    changes: tuple[Change, ...] = ()
    last_read: tuple[str, ...] = ()
    """Skills whose reading was shown last: what "no, that is too high" speaks of."""
    asked: int = 0
    numbered: int = 0
    aim_asked: bool = False
    started_at: datetime | None = None
    confirmed_at: datetime | None = None
    previous: dict[str, Held] = Field(default_factory=dict)
    """The confirmed readings of the assessment before, when this is a reassessment."""
    assessment_version: int = 1

    def held(self, skill: str) -> Held:
        """What is held of a skill."""
        return self.skills[skill].now

    def with_(self, **changes: object) -> InterviewState:
        """A copy with some fields changed, validated."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **changes})

    def hold(self, skill: str, held: Held, **track: bool) -> InterviewState:
        """A copy that holds this of a skill."""
        return self.with_(skills={**self.skills, skill: self.skills[skill].model_copy(update={"now": held, **track})})

    def count(self, skills: tuple[str, ...]) -> InterviewState:
        """A copy that remembers one more question about these."""
        counted = {
            skill: self.skills[skill].model_copy(update={"times": self.skills[skill].times + 1}) for skill in skills
        }
        return self.with_(skills={**self.skills, **counted})

    def mark(self, skills: tuple[str, ...], **track: bool) -> InterviewState:
        """A copy that remembers that these were asked or followed up."""
        marked = {skill: self.skills[skill].model_copy(update=track) for skill in skills}
        return self.with_(skills={**self.skills, **marked})

    @property
    def settled(self) -> tuple[str, ...]:
        """Skills that need no further question."""
        return tuple(skill for skill, track in self.skills.items() if track.now.settled)

    @property
    def proposed(self) -> tuple[str, ...]:
        """Skills read in passing, which the learner has to confirm."""
        return tuple(skill for skill, track in self.skills.items() if track.now.standing == "proposed")


def close(state: InterviewState) -> InterviewState:
    """The open question needs no answer any more."""
    if state.open is None:
        return state
    return state.with_(open=None, closed=(*state.closed, state.open)[-40:])


def correct(state: InterviewState, skill: str, after: Held, quote: str, at: datetime) -> InterviewState:
    """Holds the corrected reading and remembers the one before."""
    change = Change(skill=skill, before=state.held(skill), after=after, quote=quote, at=at)
    return state.hold(skill, after).with_(changes=(*state.changes, change), last_read=(skill,))


def withdraw(state: InterviewState, skill: str = "") -> tuple[InterviewState, Change | None]:
    """Takes the latest correction (of this skill) back; None when there is none."""
    for place in range(len(state.changes) - 1, -1, -1):
        change = state.changes[place]
        if change.withdrawn or (skill and change.skill != skill):
            continue
        changes = (*state.changes[:place], change.model_copy(update={"withdrawn": True}), *state.changes[place + 1 :])
        restored = state.hold(change.skill, change.before).with_(changes=changes, last_read=(change.skill,))
        return restored, change
    return state, None


def begin(previous: InterviewState | None, at: datetime) -> InterviewState:
    """A new interview; after a confirmed one it is a reassessment that knows what was held before."""
    if previous is None or previous.status != "confirmed":
        return InterviewState(started_at=at)
    return InterviewState(
        started_at=at,
        level=previous.level,
        profile=previous.profile,
        previous={skill: track.now for skill, track in previous.skills.items()},
        assessment_version=previous.assessment_version + 1,
        aim_asked=previous.level is not None,
    )
