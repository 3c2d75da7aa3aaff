"""What a shell hands to a turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from graphs.events import Citation
from graphs.ports import never


@dataclass(frozen=True)
class Exchange:
    """One earlier question with what was answered, so that "and for seniors?" can be understood."""

    question: str
    answer: str
    """Plain text without citation markers; empty when the turn broke before its first sentence."""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class TurnRequest:
    """One message of a learner, with its conversation so far."""

    conversation_id: str
    learner_id: str
    turn_id: str
    """Also the thread id of the turn's checkpoints, which is how deleting a learner finds them."""
    text: str
    history: tuple[Exchange, ...] = ()
    """Oldest first."""
    cancelled: Callable[[], bool] = field(default=never)
    """Turns true when the learner stops the turn or leaves; polled between steps."""
    answers_to: str = ""
    """The `id` of the question whose reply was picked; empty for what was typed."""
    message_id: str = ""
    """Of the learner's message, where the shell stores it: what ratings quote points there."""
    sources_only: bool = False
    """Answered from the sources whatever it says; the learner's records are neither read nor written."""
    forget_learner: Callable[[], None] | None = None
    """Deletes everything of the learner, at once. None: this shell deletes in its own way, and the mentor says how."""
