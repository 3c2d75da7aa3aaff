"""What the mentor says when there is nothing to look up, and how it says no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the first questions are on the page before anything heavy is imported
    from graphs.ask.guard import Topic
    from graphs.ports import Match

Kind = Literal["not_covered", "out_of_scope", "instructions", "private", "unsafe"]

COVERED = (
    "careers in AI infrastructure: what the work is, the levels from junior to principal, skills, pay in the US, the job "
    "market, learning resources and how to stay relevant"
)

_OFFERABLE = re.compile(r"(?:What|Which|How|Why|Who|Where|When|Is|Are|Do|Does|Can|Should)\b[^.,;:]{12,80}\?")
_PERSONAL = re.compile(r"\b(?:I|my|me|we|our|this|that|it|they|there|right|correct|true)\b", re.IGNORECASE)

SMALL_TALK: dict[Topic, str] = {
    "greeting": f"Hello! I am a career mentor for AI infrastructure. Ask me about {COVERED}.",
    "thanks": "You are welcome. Is there anything else you want to know?",
    "farewell": "Goodbye, and good luck. This conversation is kept, so you can come back to it.",
    "identity": (
        "I am Groundwork, a career mentor for AI infrastructure. I am a program, not a person, and I answer only from "
        "sources that I can show you."
    ),
    "ability": (
        f"I answer questions about {COVERED}. Every sentence comes with its source, which you can open and read. "
        "When my sources do not cover something, I say so."
    ),
    "language": "I can only read and answer English so far. Could you ask again in English? Nothing you wrote is lost.",
    "empty": "I could not read any words in that message. Please type your question.",
}

FIRST_QUESTIONS = (
    "What does a junior AI infrastructure engineer earn?",
    "Which skills do I need for a junior role?",
    "Is AI infrastructure too narrow a field to specialise in?",
    "How do the levels differ from junior to senior?",
    "Which certificates are recommended for beginners?",
    "What does a working day look like?",
)


def small_talk_reply(topic: Topic) -> str:
    """The reply to a message that asks nothing of the sources."""
    return SMALL_TALK[topic]


def decline_text(kind: Kind, missing: Sequence[str], *, insists: bool = False) -> str:
    """The reply of one or two sentences; `missing` are the learner's own words for what the sources lack."""
    if kind == "instructions":
        return (
            "I do not take instructions that change how I work, and I do not show how I am set up. "
            "I answer questions about AI infrastructure careers from sources I can show."
        )
    if kind == "out_of_scope":
        return f"That is outside what I can help with. My sources are about {COVERED}."
    still = "I still cannot answer that: my sources" if insists else "My sources"
    if missing:
        named = _listed(missing)
        return f"{still} say nothing about {named}, so I will not guess. They cover {COVERED}."
    return f"{still} do not cover that, so I will not guess. They cover {COVERED}."


def _listed(names: Sequence[str]) -> str:
    shown = [re.sub(r"[*_`\[\]<>]", "", name)[:40] for name in names[:3]]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def offers(matches: Sequence[Match], asked: str, *, most: int = 3) -> tuple[str, ...]:
    """Questions near to what was asked that the sources answer: well-formed ones of distinct passages."""
    found: dict[str, None] = {}
    for match in matches:
        question = match.matched_question
        if _OFFERABLE.fullmatch(question) and not _PERSONAL.search(question) and question.lower() != asked.lower():
            found[question] = None
    for question in FIRST_QUESTIONS:
        if len(found) >= most:
            break
        found[question] = None
    return tuple(found)[:most]
