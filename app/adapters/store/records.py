"""What the store gives back: plain frozen values, never live database rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from graphs.events import Event

Role = Literal["learner", "mentor"]
MessageState = Literal["complete", "running", "stopped", "interrupted", "failed"]
Vote = Literal["up", "down"]


@dataclass(frozen=True)
class ConversationRecord:
    """A conversation as a list shows it."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    messages: int


@dataclass(frozen=True)
class FeedbackRecord:
    """What the learner thought of an answer."""

    vote: Vote
    reason: str


@dataclass(frozen=True)
class MessageRecord:
    """One message; a mentor's message is its events, and `text` is made from them."""

    id: str
    conversation_id: str
    turn_id: str
    role: Role
    state: MessageState
    created_at: datetime
    text: str
    events: tuple[Event, ...]
    feedback: FeedbackRecord | None


@dataclass(frozen=True)
class TurnRecord:
    """A turn and the two messages that it is made of."""

    id: str
    learner_id: str
    conversation_id: str
    user_message_id: str
    message_id: str
    state: MessageState
