"""Which slice takes a message, and the confirmation before anything is destroyed. Pure: no model, no records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, assert_never

from graphs.mentor.intent_model import Context, IntentName

Slice = Literal["ask", "interview", "market", "plan", "roadmap", "progress", "records", "talk"]

_YES = re.compile(
    r"\W*(?:delete|(?:yes|yep|yeah)(?:[\s,.!]+(?:please|i(?:'m| am) sure|sure|do it|confirm|"
    r"(?:please )?(?:delete|erase|wipe)(?: (?:it|it all|all|everything|(?:all )?my data))?)){0,3}|i confirm|confirm(?:ed)?|i(?:'m| am) sure)[\s.!]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Standing:
    """Where the conversation stands, as read from the learner's records before each message."""

    interview: Literal["none", "open", "paused"] = "none"
    """`paused` also when it is open in another conversation; `none` also when it is confirmed."""
    assessed: bool = False
    """There is a confirmed assessment."""
    collecting: bool = False
    """Postings are being gathered."""
    plan: bool = False
    confirming: IntentName | None = None
    """What the mentor's last message asked to confirm. It holds for one message only: the shell clears it either way."""

    @property
    def context(self) -> Context:
        """What `classify` is told."""
        if self.interview == "open":
            return "in_interview"
        if self.collecting:
            return "in_market"
        return "has_plan" if self.plan else "idle"


@dataclass(frozen=True)
class Route:
    """Who takes the message and as what."""

    slice: Slice
    act: str
    """The intent, or `confirm_deletion`, `delete`, `deletion_cancelled`, `nothing_to_resume` and the like."""
    confirming: IntentName | None = None
    """What the next message must confirm; to be kept with the conversation."""
    cancelled: IntentName | None = None
    """A question for confirmation that this message did not affirm: say so before the answer."""


def clear_yes(message: str) -> bool:
    """Whether the whole message is a yes; "yes but keep my plan" is not."""
    return bool(_YES.fullmatch(message.strip().replace("’", "'")))


def settle(message: str, standing: Standing) -> Route | None:
    """Before classifying: what a message does to an open question for confirmation.

    None when the message has to be classified; when a question was open it is then cancelled (`Route.cancelled`).
    """
    if standing.confirming == "delete_my_data":
        if clear_yes(message):
            return Route("records", "delete")
        if re.fullmatch(
            r"\W*(?:no|nope|nah|cancel|stop|don't|do not|never ?mind|keep (?:it|everything))\b.{0,30}",
            message.strip().replace("’", "'"),
            re.IGNORECASE | re.DOTALL,
        ):
            return Route("talk", "deletion_cancelled", cancelled="delete_my_data")
    return None


def route(intent: IntentName, standing: Standing) -> Route:
    """The slice for a classified message; a destructive intent only ever leads to a question."""
    chosen = _chosen(intent, standing)
    if standing.confirming is None:
        return chosen
    return Route(chosen.slice, chosen.act, chosen.confirming, cancelled=standing.confirming)


def _chosen(intent: IntentName, standing: Standing) -> Route:
    match intent:
        case "delete_my_data":
            return Route("records", "confirm_deletion", confirming=intent)
        case "export" | "set_profile" | "show_status":
            return Route("records", intent)
        case "start_assessment":
            if standing.interview != "none":
                # An unfinished interview is gone on with: what was said is not lost by asking again to start.
                return Route("interview", "resume")
            return Route("interview", "start_again" if standing.assessed else intent)
        case "answer" | "skip" | "back":
            if standing.interview == "open":
                return Route("interview", intent)
            if intent == "skip" and standing.collecting:
                return Route("market", intent)
            if intent == "skip" and standing.plan:
                return Route("progress", intent)
            # Without an open question an answer is a statement to look up, and there is nothing to skip.
            return Route("ask", "ask") if intent == "answer" else Route("talk", f"nothing_to_{intent}")
        case "correct_rating":
            known = standing.interview != "none" or standing.assessed
            return Route("interview", intent) if known else Route("talk", "nothing_to_correct")
        case "pause" | "resume":
            if standing.interview != "none":
                return Route("interview", intent)
            if standing.collecting and intent == "pause":
                return Route("market", intent)
            return Route("progress", intent) if standing.plan else Route("talk", f"nothing_to_{intent}")
        case "make_plan":
            return Route("plan", intent)
        case "make_roadmap":
            return Route("roadmap", intent)
        case "replan":
            return Route("plan", intent) if standing.plan else Route("talk", "no_plan_yet")
        case "progress_update":
            return Route("progress", intent) if standing.plan else Route("talk", "no_plan_yet")
        case "add_posting" | "market_report":
            return Route("market", intent)
        case "ask" | "out_of_scope":
            # The ask slice declines what is out of its scope in its own words.
            return Route("ask", intent)
        case "help" | "smalltalk" | "feedback":
            return Route("talk", intent)
    assert_never(intent)
