"""Nouns of the interview: what is asked, what a message was read as, what a turn comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from graphs.career.skills import Skill

SKILLS = (
    "linux-bash", "git", "python", "docker", "kubernetes", "cloud", "terraform", "ml-knowledge", "ml-frameworks",
    "monitoring", "system-design", "communication", "problem-solving", "time-management", "continuous-learning",
)  # fmt: skip
"""The skills of a full assessment."""

GROUPS = (
    ("linux-bash", "git"),
    ("python",),
    ("docker",),
    ("kubernetes",),
    ("cloud", "terraform"),
    ("ml-knowledge", "ml-frameworks"),
    ("monitoring",),
    ("system-design",),
    ("communication", "problem-solving", "time-management", "continuous-learning"),
)
"""Skills that people tell of in one breath are asked in one question."""

SOFT = GROUPS[-1]
MOST_QUESTIONS = 15

QuestionKind = Literal[
    "background", "aim", "open", "probe_up", "probe_down", "episode", "follow_up", "confirm_prefill",
    "profile_check", "final_confirmation",
]  # fmt: skip

Act = Literal[
    "answer", "empty", "emoji", "too_long", "foreign", "skip", "back", "dont_know", "pause", "resume", "stop",
    "refused", "side_question", "off_topic", "yes", "no", "restore", "how_far", "repeat", "pasted",
    "correction", "profile", "return",
]  # fmt: skip


class SkillReading(Protocol):
    """What the rating function returns for one skill; `graphs.interview.rate.Reading` is one."""

    @property
    def rating(self) -> int | None:
        """From 0 to 4; None when the words cannot decide."""
        ...

    @property
    def action(self) -> str:
        """What the words are: a rating, a follow-up wanted, or a steering of the interview."""
        ...

    @property
    def confidence(self) -> float:
        """Between 0 and 1."""
        ...

    @property
    def evidence(self) -> str:
        """Verbatim words of the answer."""
        ...

    @property
    def reason(self) -> str:
        """One sentence for the learner."""
        ...


Rate = Callable[[Skill, str, str], SkillReading]
"""Reads one skill from (skill, question, the learner's own words)."""

Concern = Callable[[str, str], float]
"""The probability that words (second) speak of a skill (first)."""


@runtime_checkable
class Hearing(Protocol):
    """A rating function that can also tell what words are about."""

    @property
    def concern(self) -> Concern | None:
        """None where the embedder is another than the one it was fitted with."""
        ...


@dataclass(frozen=True)
class Correction:
    """The learner changes a reading: to a number, up or down, or takes it back altogether."""

    skill: str
    """Empty when the message names none: the reading that was shown last is meant."""
    change: Literal["set", "up", "down", "forget", "told"]
    """`told`: there is more to tell of it, and the words decide."""
    quote: str
    rating: int | None = None
    steps: int = 1
    """How far up or down."""


@dataclass(frozen=True)
class Fact:
    """A fact of the profile as it was said."""

    field: str
    value: str | int
    quote: str


@dataclass(frozen=True)
class Meaning:
    """One message, read against the question that stands open."""

    act: Act
    answers: tuple[tuple[str, str], ...] = ()
    """Skill and the learner's own words about it, for the skills that were asked."""
    picked: tuple[tuple[str, int, str], ...] = ()
    """Skill, rating and words where the learner picked an anchor."""
    volunteered: tuple[tuple[str, str], ...] = ()
    """The same for skills that were not asked about."""
    corrections: tuple[Correction, ...] = ()
    facts: tuple[Fact, ...] = ()
    restored: tuple[str, ...] = ()
    """Skills whose last correction is taken back; an empty name is the last correction of all."""
    left_out: tuple[str, ...] = ()
    """Skills the learner does not want to speak of."""
    same: tuple[tuple[str, str, str], ...] = ()
    """A skill, the one of the same answer that it is said to be like, and the words that say so."""
    set_aside: tuple[str, ...] = ()
    """Parts that are not the learner's own words, or that give orders."""
    aside: str = ""
    """A question in the middle of an answer."""


@dataclass(frozen=True)
class SideQuestion:
    """A question of the learner for the ask slice; afterwards the interview goes on where it was."""

    text: str


@dataclass(frozen=True)
class Incoming:
    """One message of the learner, with what its evidence will carry."""

    text: str
    at: datetime
    id: str = ""
    answers_to: str = field(default="")
    """The id of the question it answers, where the shell knows it; empty means the one that stands open."""
    act: Act | Literal[""] = ""
    """What the message is, where the mentor knows already; `return` asks the open question again after something else."""
