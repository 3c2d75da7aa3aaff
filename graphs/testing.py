"""Shipped fakes: scripted parts that obey the same contract as the real ones and remember what was asked."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from graphs.errors import Cancelled, MentorError, PromptTooLong
from graphs.ports import ChatMessage, Generation, Vectors

Reply = str | MentorError | Callable[[Generation], str]

_PIECES = re.compile(r"\s*\S+\s*$|\s*\S+|\s+")
_PER_MESSAGE = 4


def _words(text: str) -> list[str]:
    return _PIECES.findall(text)


class ScriptedChatModel:
    """Gives the queued replies in order, word by word; a word counts as a token.

    A reply may be text, a `MentorError` to raise, or a function of the request. When the queue is empty the
    `default` is given; without one, asking again is a mistake in the test and raises `AssertionError`.
    """

    def __init__(
        self,
        replies: Iterable[Reply] = (),
        *,
        default: Reply | None = None,
        name: str = "scripted",
        context_tokens: int = 2048,
        before_piece: Callable[[int], None] | None = None,
    ) -> None:
        """`before_piece` is called with the number of each piece before it is given: a place to wait or to cancel."""
        self._replies: deque[Reply] = deque(replies)
        self._default = default
        self._name = name
        self._context_tokens = context_tokens
        self._before_piece = before_piece
        self._lock = threading.Lock()
        self.asked: list[Generation] = []
        """Every request, in the order in which generation began."""

    @property
    def name(self) -> str:
        """As given."""
        return self._name

    @property
    def context_tokens(self) -> int:
        """As given."""
        return self._context_tokens

    def add(self, *replies: Reply) -> None:
        """Queues more."""
        self._replies.extend(replies)

    def count_tokens(self, messages: Sequence[ChatMessage]) -> int:
        """Words, and a few for each message's frame."""
        return sum(len(_words(each.content)) + _PER_MESSAGE for each in messages)

    def stream(self, request: Generation) -> Iterator[str]:
        """One generation at a time, like a real engine."""
        if self.count_tokens(request.messages) >= self._context_tokens:
            raise PromptTooLong("The scripted prompt is longer than the scripted context. Shorten the message.")
        with self._lock:
            _check(request)
            self.asked.append(request)
            if request.on_queue is not None:
                request.on_queue(0)
            text = self._next(request)
            for stop in request.stop:
                text = text.split(stop, 1)[0]
            for number, piece in enumerate(_words(text)[: request.max_tokens]):
                if self._before_piece is not None:
                    self._before_piece(number)
                _check(request)
                yield piece
            _check(request)

    def _next(self, request: Generation) -> str:
        reply = self._replies.popleft() if self._replies else self._default
        assert reply is not None, f"the scripted model has no reply left for: {request.messages[-1].content[:200]!r}"
        if isinstance(reply, MentorError):
            raise reply
        return reply(request) if callable(reply) else reply


def _check(request: Generation) -> None:
    if request.cancelled():
        raise Cancelled("You stopped this answer. Ask again when you like.")


class HashedEmbedder:
    """Vectors from the words themselves, without weights: texts that share words are near, always the same way."""

    def __init__(self, dimension: int = 256) -> None:
        self._dimension = dimension

    @property
    def name(self) -> str:
        """Tells collections of different dimensions apart."""
        return f"hashed-{self._dimension}"

    @property
    def dimension(self) -> int:
        """As given."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Signed hashing of words and of their beginnings, so that plurals stay near."""
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"[a-z0-9]+", text.lower()):
                self._add(vectors[row], word, 1.0)
                self._add(vectors[row], word[:4] + "*", 0.5)
            if not vectors[row].any():
                vectors[row, 0] = 1.0
        normal: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return normal

    def _add(self, vector: Vectors, feature: str, weight: float) -> None:
        digest = hashlib.blake2b(feature.encode(), digest_size=8).digest()
        vector[int.from_bytes(digest[:4]) % self._dimension] += weight if digest[7] & 1 else -weight


class MemoryRecords:
    """Records of one learner in memory; what is kept went through JSON, as in a real store."""

    def __init__(self) -> None:
        self._kept: dict[str, list[str]] = {}

    def get(self, kind: str) -> dict[str, Any] | None:
        """The newest version."""
        versions = self.history(kind)
        return versions[-1] if versions else None

    def put(self, kind: str, value: dict[str, Any]) -> int:
        """A new version."""
        versions = self._kept.setdefault(kind, [])
        versions.append(json.dumps(value))
        return len(versions)

    def put_all(self, values: Mapping[str, dict[str, Any]]) -> None:
        """A new version of each."""
        bodies = {kind: json.dumps(value) for kind, value in values.items()}
        for kind, body in bodies.items():
            self._kept.setdefault(kind, []).append(body)

    def history(self, kind: str) -> list[dict[str, Any]]:
        """All versions, oldest first."""
        return [json.loads(each) for each in self._kept.get(kind, [])]
