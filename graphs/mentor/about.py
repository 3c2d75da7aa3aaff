"""What people say to the mentor about the mentor itself, or from the heart: told by a small fitted classifier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import yaml

from graphs.events import Declined
from graphs.mentor.linear import VECTOR_SCALE, dumped, occurring, softmax, stored
from graphs.ports import Embedder, Vectors

REPLIES = "about_replies.yaml"
FILE = "about.npz"
CRISIS, NONE = "crisis", ""
SURE = 0.5
"""Probability from which on a topic is met; below it the message goes where its intent goes."""
READ_CHARS = 300
"""Who writes more than this has more to say than any of these."""
LONGEST_CRY = 2000
"""A longer text is a posting or a CV."""
_LEANS_ON = 6

_CRISIS = re.compile(
    r"\b(?:kill(?:ing)? myself|i(?:'m| am)\b.{0,20}\bsuicidal|(?:i|me|my)\b.{0,40}\bsuicide|end(?:ing)? (?:my life|it all)"
    r"|tak(?:e|ing) my (?:own )?life|(?:want|wish) to (?:die|be dead)|(?:don'?t|do not|no longer) want to (?:live|be alive|wake up)"
    r"|(?:hurt|harm|cut)(?:ing|ting)? myself|self[- ]?harm\w*|better off dead|no reason to live)\b",
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


@dataclass(frozen=True)
class AboutModel:
    """Multinomial logistic regression over a message's vector and words; rows of `weights` are `topics`."""

    topics: tuple[str, ...]
    """`NONE` among them: what belongs elsewhere."""
    weights: Vectors
    bias: Vectors
    vocabulary: tuple[str, ...]

    def probabilities(self, text: str, vector: Vectors) -> Vectors:
        """In the order of `topics`."""
        return softmax(self.weights @ features(text, vector, self.vocabulary) + self.bias)

    def topic_of(self, text: str, embedder: Embedder) -> str:
        """`NONE` where no topic is likely enough."""
        if len(text) > READ_CHARS:
            return NONE
        likely = self.probabilities(text, embedder.encode([text])[0])
        best = int(likely.argmax())
        return self.topics[best] if likely[best] >= SURE else NONE

    def dumped(self) -> bytes:
        """As an `.npz` without pickled objects; equal numbers give equal bytes."""
        return dumped(
            topics=np.array(self.topics),
            weights=self.weights.astype(np.float16),
            bias=self.bias,
            vocabulary=np.array(self.vocabulary),
        )


def features(text: str, vector: Vectors, vocabulary: Sequence[str]) -> Vectors:
    """One row of what the classifier weighs: the vector, then which of the words and pairs occur."""
    return np.concatenate([vector * VECTOR_SCALE, occurring(text, vocabulary)])


@lru_cache(maxsize=1)
def load_about() -> AboutModel:
    """The one written by `python -m evals.train_about --write`, fitted on MiniLM's vectors."""
    data = stored(FILE)
    return AboutModel(
        topics=tuple(data["topics"].tolist()),
        weights=data["weights"].astype(np.float32),
        bias=data["bias"].astype(np.float32),
        vocabulary=tuple(data["vocabulary"].tolist()),
    )


@cache
def replies() -> dict[str, str]:
    """What the mentor says to each topic but a crisis."""
    read: dict[str, str] = yaml.safe_load(files("graphs.mentor").joinpath(REPLIES).read_text(encoding="utf-8"))
    return read


def in_crisis(text: str) -> bool:
    """Whether the plain words say that somebody may harm themselves; technical talk of killing processes does not."""
    return len(text) <= LONGEST_CRY and bool(_CRISIS.search(text.replace("’", "'")))


def cited_here(works: Sequence[str]) -> str:
    """Names what the conversation has quoted so far; "" when it has quoted nothing."""
    distinct = list(dict.fromkeys(works))
    if not distinct:
        return ""
    named = "; ".join(f"“{work}”" for work in distinct[:4])
    more = f" and {len(distinct) - 4} more" if len(distinct) > 4 else ""
    return f"So far I have quoted {named}{more}."


def without_talk(asked: Sequence[str], about: AboutModel, embedder: Embedder) -> list[str]:
    """The latest messages but for those to or about the mentor: a follow-up takes what it leaves out from a question."""
    return [each for each in asked[-_LEANS_ON:] if about.topic_of(each, embedder) == NONE]
