"""What a turn emits, for every shell alike: the web page, the terminal and Slack render the same vocabulary."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class Frozen(BaseModel):
    """Immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Citation(Frozen):
    """One numbered reference of an answer to a passage; numbers start at 1 and are stable within a turn."""

    number: int = Field(ge=1)
    passage_id: str
    """Resolves through `GET /api/passages/{passage_id}`."""
    document: str
    """The document's id: its path below the folder it was ingested from."""
    document_title: str
    source: str
    """The work the document restates, as a person would name it."""
    section: str
    """The heading path, joined by ` > `."""
    text: str
    """The exact words of the passage that bear the sentence out."""


class Status(Frozen):
    """What the mentor is doing; `position` is the place in the engine's queue, 1 being next, 0 being served."""

    type: Literal["status"] = "status"
    stage: Literal["reading", "searching", "queued", "drafting", "checking"]
    text: str
    position: int | None = None


class Sentence(Frozen):
    """One verified sentence of the answer; `style` says how it is laid out."""

    type: Literal["sentence"] = "sentence"
    text: str
    """Plain text with inline Markdown (bold, code) only; citation markers are not in it."""
    style: Literal["lead", "text", "bullet", "heading", "note"] = "text"
    citations: tuple[Citation, ...] = ()
    quoted: bool = True
    """True when the words are the corpus's own, false when the model worded them."""


class Question(Frozen):
    """The mentor asks; `quick_replies` may be picked instead of typing."""

    type: Literal["question"] = "question"
    text: str
    quick_replies: tuple[str, ...] = ()
    id: str = ""
    """Sent back as `answers_to` with a reply that is picked, so that an answer to a withdrawn question is noticed."""


class Progress(Frozen):
    """Step `step` of `of` in longer work."""

    type: Literal["progress"] = "progress"
    step: int
    of: int
    label: str


class DocumentReady(Frozen):
    """A document of the learner was written."""

    type: Literal["document_ready"] = "document_ready"
    name: str
    address: str


class Declined(Frozen):
    """An honest no: why, and what the sources do cover."""

    type: Literal["declined"] = "declined"
    kind: Literal["not_covered", "out_of_scope", "instructions", "private", "unsafe"]
    text: str
    offers: tuple[str, ...] = ()
    """Questions near to what was asked that the sources do answer."""


class Failed(Frozen):
    """The turn broke; `code` is the error's stable code."""

    type: Literal["failed"] = "failed"
    code: str
    message: str


class Done(Frozen):
    """The turn is over and stored."""

    type: Literal["done"] = "done"
    message_id: str
    suggestions: tuple[str, ...] = ()
    elapsed_ms: int = 0
    model_ms: int = 0
    """Milliseconds of `elapsed_ms` spent waiting for the language model."""
    forgotten: bool = False
    """Everything of the learner was deleted in this turn: nothing is stored, and the shell forgets who they were."""


Event = Annotated[
    Status | Sentence | Question | Progress | DocumentReady | Declined | Failed | Done,
    Field(discriminator="type"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
