"""What people say to the mentor about the mentor itself, or from the heart: told by the nearest example."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml

from graphs.events import Declined
from graphs.ports import Embedder, Vectors

FILE = "about.yaml"
NEAR = 0.55
"""Cosine to an example from which on it is the same thing said in other words."""
LONGEST_CRY = 2000
"""A longer text is a posting or a CV."""
_LEANS_ON = 6
READ_CHARS = 300
"""Who writes more than this has more to say than any of these."""

_CRISIS = re.compile(
    r"\b(?:kill(?:ing)? myself|i(?:'m| am)\b.{0,20}\bsuicidal|(?:i|me|my)\b.{0,40}\bsuicide|end(?:ing)? (?:my life|it all)|tak(?:e|ing) my (?:own )?life|(?:want|wish) to (?:die|be dead)"
    r"|(?:don'?t|do not|no longer) want to (?:live|be alive|wake up)|(?:hurt|harm|cut)(?:ing)? myself|self[- ]?harm\w*|better off dead)\b",
    re.IGNORECASE,
)
IN_CRISIS = Declined(
    kind="unsafe",
    text=(
        "I am a program about careers, and this is more important than any of that. Please talk to a person now: your local "
        "emergency number, a crisis line (findahelpline.com lists them by country), or somebody you trust. "
        "Everything here is kept; work can wait."
    ),
)


def in_crisis(text: str) -> bool:
    """Whether somebody may be about to harm themselves; technical talk of killing processes is not meant."""
    return len(text) <= LONGEST_CRY and bool(_CRISIS.search(text.replace("’", "'")))


@dataclass(frozen=True)
class About:
    """The examples as vectors, of shape (examples, dimension); `topics` names each row's, "" for what belongs elsewhere."""

    vectors: Vectors
    topics: tuple[str, ...]

    def topic_of(self, text: str, vector: Vectors) -> tuple[str, float]:
        """The nearest example's topic and cosine; ("", 0.0) when it belongs elsewhere or nothing is near."""
        if len(text) > READ_CHARS:
            return "", 0.0
        cosines = self.vectors @ vector
        best = int(np.argmax(cosines))
        name, cosine = self.topics[best], float(cosines[best])
        if not name or cosine < NEAR or not _topics()[name].needs.search(" ".join(text.replace("’", "'").split())):
            return "", 0.0
        return name, cosine


@dataclass(frozen=True)
class _Topic:
    reply: str
    needs: re.Pattern[str]
    examples: tuple[str, ...]


def reply_to(topic: str) -> str:
    """What the mentor says to it."""
    return _topics()[topic].reply


def embed_about(embedder: Embedder) -> About:
    """On one thread the two hundred examples take a second or two, unless the embedder remembers them."""
    rows = [(text, name) for name, topic in _topics().items() for text in topic.examples]
    rows += [(text, "") for text in _read()["elsewhere"]]
    return About(embedder.encode([text for text, _ in rows]), tuple(name for _, name in rows))


@cache
def _topics() -> dict[str, _Topic]:
    return {
        name: _Topic(topic["reply"], re.compile(topic["needs"], re.IGNORECASE), tuple(topic["examples"]))
        for name, topic in _read()["topics"].items()
    }


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(files("graphs.mentor").joinpath(FILE).read_text(encoding="utf-8"))
    return read


def cited_here(works: Sequence[str]) -> str:
    """Names what the conversation has quoted so far; "" when it has quoted nothing."""
    distinct = list(dict.fromkeys(works))
    if not distinct:
        return ""
    named = "; ".join(f"“{work}”" for work in distinct[:4])
    more = f" and {len(distinct) - 4} more" if len(distinct) > 4 else ""
    return f"So far I have quoted {named}{more}."


def without_talk(asked: Sequence[str], about: About, embedder: Embedder) -> list[str]:
    """The latest messages but for those to or about the mentor: a follow-up takes what it leaves out from a question."""
    late = list(asked[-_LEANS_ON:])
    vectors = embedder.encode(late) if late else ()
    return [each for each, vector in zip(late, vectors, strict=True) if not about.topic_of(each, vector)[0]]
