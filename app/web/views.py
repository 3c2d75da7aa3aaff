"""The JSON that the page sees, typed, so that OpenAPI says it too."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.adapters.store.records import ConversationRecord, FeedbackRecord, MessageRecord
from app.web.render import block_html, inline_html, learner_html
from graphs.events import Declined, DocumentReady, Done, Event, Failed, Progress, Question, Sentence, Status


class View(BaseModel):
    """Parent of all answers."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class SentenceView(Sentence):
    """A sentence with its HTML."""

    html: str
    """Sanitised on the server."""


class QuestionView(Question):
    """A question with its HTML."""

    html: str


class DeclinedView(Declined):
    """An honest no with its HTML."""

    html: str


EventView = Annotated[
    Status | SentenceView | QuestionView | Progress | DocumentReady | DeclinedView | Failed | Done,
    Field(discriminator="type"),
]


def event_view(event: Event) -> EventView:
    """The event as the page gets it, live and after a reload alike."""
    if isinstance(event, Sentence):
        return SentenceView(**event.__dict__, html=inline_html(event.text))
    if isinstance(event, Question):
        return QuestionView(**event.__dict__, html=inline_html(event.text))
    if isinstance(event, Declined):
        return DeclinedView(**event.__dict__, html=block_html(event.text))
    return event


class TurnBegun(View):
    """First of a turn's events."""

    turn_id: str
    user_message_id: str
    message_id: str


class FeedbackView(View):
    """A vote on an answer."""

    vote: Literal["up", "down"]
    reason: str

    @classmethod
    def of(cls, record: FeedbackRecord) -> FeedbackView:
        """From the store."""
        return cls(vote=record.vote, reason=record.reason)


class MessageView(View):
    """One message of a conversation."""

    id: str
    role: Literal["learner", "mentor"]
    state: Literal["complete", "running", "stopped", "interrupted", "failed"]
    created_at: datetime
    text: str
    html: str
    turn_id: str
    events: tuple[EventView, ...]
    """What a mentor's message is made of. One that is not complete ends with a `failed` event that says why."""
    feedback: FeedbackView | None

    @classmethod
    def of(cls, record: MessageRecord) -> MessageView:
        """From the store."""
        return cls(
            id=record.id,
            role=record.role,
            state=record.state,
            created_at=record.created_at,
            text=record.text,
            html=learner_html(record.text) if record.role == "learner" else block_html(record.text),
            turn_id=record.turn_id,
            events=tuple(event_view(event) for event in record.events),
            feedback=FeedbackView.of(record.feedback) if record.feedback else None,
        )


class ConversationView(View):
    """A conversation in the list."""

    id: str
    title: str
    updated_at: datetime
    messages: int

    @classmethod
    def of(cls, record: ConversationRecord) -> ConversationView:
        """From the store."""
        return cls(id=record.id, title=record.title, updated_at=record.updated_at, messages=record.messages)


class ConversationList(View):
    """Newest first."""

    conversations: tuple[ConversationView, ...]


class ConversationWhole(View):
    """A conversation with its messages, oldest first."""

    id: str
    title: str
    updated_at: datetime
    messages: tuple[MessageView, ...]


class MeView(View):
    """Who this browser is."""

    learner: str
    """Opaque and short; for support, not for signing in."""
    ready: bool


class PartView(View):
    """Where one part of the service stands."""

    state: Literal["loading", "ready", "failed"]
    detail: str
    name: str = ""


class QueueView(View):
    """The engine's queue."""

    waiting: int
    limit: int


class StatusView(View):
    """Whether the mentor can answer, and what it waits for."""

    ready: bool
    parts: dict[str, PartView]
    queue: QueueView
    max_message_chars: int
    """Longer messages are refused with 413."""


class SuggestionsView(View):
    """First questions to offer."""

    suggestions: tuple[str, ...]


class PassageView(View):
    """A passage that an answer cites."""

    id: str
    document: str
    title: str
    source: str
    section: tuple[str, ...]
    text: str


class DocumentView(View):
    """A whole document; a cited passage is `<section id="passage" class="cited">`, quoted words are in `<mark>`."""

    id: str
    title: str
    source: str
    date: str
    html: str


class ErrorBody(View):
    """A stable code, and a sentence that says what to do next."""

    code: str
    message: str


class ErrorView(View):
    """Every error of the API."""

    error: ErrorBody


class NewMessage(BaseModel):
    """What the learner writes."""

    text: str
    answers_to: str = Field(default="", max_length=64)
    """The `id` of the question whose reply was picked; empty for what was typed."""


class NewTitle(BaseModel):
    """A conversation's new name."""

    title: str


class NewFeedback(BaseModel):
    """A vote, with what was wrong or right if the learner likes to say."""

    vote: Literal["up", "down"]
    reason: str = ""


class Confirmation(BaseModel):
    """Deleting everything takes a plain yes."""

    confirm: Literal[True]
