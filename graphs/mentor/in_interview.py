"""Who takes a message while the interview is open: the interview reads its own answers, the rest leaves it and returns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from graphs.interview.answer import read_answer
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Act
from graphs.interview.own_words import is_posting
from graphs.interview.state import InterviewState
from graphs.mentor.intents import Intent

SURE = 0.6
"""A message leaves the interview on a classifier's word only from this probability on: a lost answer costs more."""
SHORT = 14
"""Words; longer messages tell something, whatever else they ask for."""
_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:(?:so|and|but|wait|ok|sorry|hang on|quick question)[\s,:]+)*"
    r"(?:what|how|why|which|who|when|where|is|are|do|does|should|could you (?:explain|tell)|can you (?:explain|tell)|tell me|explain)\b",
    re.IGNORECASE,
)
_STEERS: dict[str, Act] = {"skip": "skip", "back": "back", "pause": "pause", "resume": "resume"}
_REVIEWS = ("confirm_prefill", "final_confirmation", "profile_check")
_LEAVES = {
    "add_posting", "market_report", "make_plan", "make_roadmap", "replan", "show_status", "export", "help",
    "smalltalk", "feedback",
}  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """The interview takes it, as `act` where that is known; or it goes elsewhere and the interview asks again."""

    by: Literal["interview", "elsewhere"]
    act: Act | Literal[""] = ""


def taken_by(text: str, intent: Intent, state: InterviewState, lexicon: SkillLexicon) -> Taken:
    """Deletion is not asked about here: it always leaves."""
    own = read_answer(text, state, lexicon)
    words = len(text.split())
    sure = intent.confidence >= SURE
    if intent.name == "delete_my_data":
        return Taken("elsewhere")
    if own.picked or (
        state.open is not None and state.open.kind in _REVIEWS and own.act in ("yes", "no", "correction")
    ):
        return Taken("interview")
    if intent.name in _STEERS:
        known = own.act in ("skip", "refused", "dont_know", "back", "restore", "pause", "stop", "resume", "repeat")
        return Taken("interview", "" if known or not sure or words > SHORT else _STEERS[intent.name])
    if intent.name in ("ask", "out_of_scope"):
        asks = own.act in ("side_question", "how_far") or bool(own.aside)
        return Taken("interview", "side_question" if not asks and _QUESTION.search(text) else "")
    if intent.name == "start_assessment":
        return Taken("interview", "return" if sure and words <= SHORT else "")
    if intent.name == "add_posting":
        telling = state.open is not None and state.open.kind == "background" and not is_posting(text)
        return Taken("interview" if telling or not sure else "elsewhere")
    if intent.name in _LEAVES and own.act not in ("how_far", "repeat", "emoji", "empty", "too_long"):
        tells = any(not each.loose for each in lexicon.mentions(text)) and intent.name in (
            "smalltalk",
            "feedback",
            "help",
        )
        if sure and words <= SHORT * 2 and not tells:
            return Taken("elsewhere")
    return Taken("interview")
