"""What the mind needs from outside, in its own words. Real parts are made in `app/bootstrap`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

UnitKind = Literal["sentence", "item", "row"]


@dataclass(frozen=True)
class Unit:
    """The smallest quotable piece of a passage: a sentence, a list item or a table row."""

    text: str
    """Verbatim words (inline Markdown removed), as they stand in the document."""
    statement: str
    """The same said so that it stands alone: a list item with its lead-in, a table row with its header cells."""
    kind: UnitKind
    start: int
    """Character offsets into the document's Markdown body, for highlighting."""
    end: int


@dataclass(frozen=True)
class Passage:
    """One section of a document (or a part of a long one)."""

    id: str
    document: str
    title: str
    source: str
    section: tuple[str, ...]
    units: tuple[Unit, ...]
    text: str
    position: int
    """Place of the passage in its document, from 0."""
    about: str = ""
    """A key shared by passages that speak of the same matter, so that disagreements can be found; may be empty."""
    stance: str = ""
    """What the passage holds in that matter, in a few words; different stances of different works disagree."""
    levels: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """What it can answer: amount, list, definition, comparison, advice, steps, reason, example."""


@dataclass(frozen=True)
class Match:
    """A passage found for a query, with the evidence of why."""

    passage: Passage
    score: float
    """Relevance after fusion and reranking, in [0, 1]; comparable between queries."""
    question_cosine: float
    """Best cosine between the query and a question this passage is known to answer (0 when it has none)."""
    passage_cosine: float
    unit_cosines: tuple[float, ...]
    """Cosine of the query with each unit's statement, in the order of `passage.units`."""
    unit_bm25: tuple[float, ...]
    matched_question: str = ""
    matched_vector: Vectors | None = None
    """Of the matched question."""
    head_share: float = 0.0
    """Probability that this is the passage asked for, by the classifier over the listed questions."""


class Retriever(Protocol):
    """Finds passages."""

    def search(self, query: str, *, limit: int = 8, levels: Sequence[str] = ()) -> Sequence[Match]:
        """Best first. Raises `KnowledgeUnavailable` when there is nothing to search."""
        ...

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id, if it is still in the knowledge base."""
        ...

    def by_about(self, about: str) -> Sequence[Passage]:
        """All passages that carry this key."""
        ...


class Embedder(Protocol):
    """Sentence vectors of unit length."""

    @property
    def name(self) -> str:
        """What a collection of its vectors is stamped with."""
        ...

    @property
    def dimension(self) -> int:
        """Of each vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), float32, each row of norm 1."""
        ...


@dataclass(frozen=True)
class ChatMessage:
    """One message of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


def never() -> bool:
    """A `cancelled` that never fires."""
    return False


@dataclass(frozen=True)
class Generation:
    """One request to the language model."""

    messages: tuple[ChatMessage, ...]
    max_tokens: int = 160
    """In the model's own tokens."""
    stop: tuple[str, ...] = ()
    temperature: float = 0.0
    json_schema: dict[str, object] | None = None
    """Constrains the output; the caller validates it all the same."""
    asker: str = ""
    """Whose turn this is: the queue is fair between askers."""
    cancelled: Callable[[], bool] = field(default=never)
    """Checked between tokens and during prompt evaluation."""
    on_queue: Callable[[int], None] | None = None
    """Told the place in the queue each time it changes; 0 means that generation begins."""


class ChatModel(Protocol):
    """A language model behind a bounded, fair queue."""

    @property
    def name(self) -> str:
        """As reports and the wording table know it."""
        ...

    @property
    def context_tokens(self) -> int:
        """Prompt and answer together."""
        ...

    def count_tokens(self, messages: Sequence[ChatMessage]) -> int:
        """Tokens of the rendered prompt, exact for llama.cpp, an upper estimate for a remote server."""
        ...

    def stream(self, request: Generation) -> Iterator[str]:
        """Pieces of text as they are made.

        Raises `TooManyRequests` at once when the queue is full, `Cancelled` when `cancelled()` turned true,
        `PromptTooLong`, `EngineCrashed`, `ModelUnavailable`.
        """
        ...


class Records(Protocol):
    """The lasting records of one learner, each kept in all its versions; the shell binds it to the learner."""

    def get(self, kind: str) -> dict[str, Any] | None:
        """The newest version, or None when there is none."""
        ...

    def put(self, kind: str, value: dict[str, Any]) -> int:
        """Stores a new version and gives its number, from 1."""
        ...

    def put_all(self, values: Mapping[str, dict[str, Any]]) -> None:
        """Stores a new version of each kind, all of them or none, whenever the process may die."""
        ...

    def history(self, kind: str) -> Sequence[dict[str, Any]]:
        """All versions, oldest first."""
        ...
