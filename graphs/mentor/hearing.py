"""What a message means to a mentor that knows where the conversation stands; nothing is said or kept here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from graphs.interview.control import says_no, says_yes
from graphs.mentor.about import CRISIS, in_crisis, replies
from graphs.mentor.intent_rules import by_rule
from graphs.mentor.intents import Intent, classify
from graphs.mentor.learner_parts import LearnerParts
from graphs.mentor.own_questions import OwnQuestion, own_question
from graphs.mentor.plain_question import SAME, least_nearness
from graphs.mentor.read_records import read_progress
from graphs.mentor.request import TurnRequest
from graphs.mentor.route import Route, Slice, Standing
from graphs.mentor.sources import Sources
from graphs.mentor.talk_record import Thread
from graphs.ports import Records
from graphs.progress.asked import belongs

SURE = 0.95
"""Above this a meaning stands, whatever the sources know of the wording."""
SLICES = ("market", "plan", "roadmap", "progress")
_BEHIND = re.compile(
    r"\b(?:behind|missed|slipped|late|skipped|backlog|catch (?:me )?up|didn'?t (?:do|manage|get)|did nothing|was (?:sick|ill|away))\b",
    re.IGNORECASE,
)
_WANTS_ASSESSMENT = re.compile(
    r"\b(?:assess\w*|evaluat\w*|test|quiz|interview|check|rate|judge|measure|benchmark|find out|figure out)\b",
    re.IGNORECASE,
)
_OF_A_PLAN = ("progress_update", "replan")
_NOT_ABOUT = ("answer", "correct_rating", "make_plan", "make_roadmap", "add_posting", "delete_my_data")
_WEAK = 0.85
"""Below this a command may be a misreading of what is said about the mentor: no command resembles such talk."""
_TALK = ("ask", "help", "smalltalk", "out_of_scope", "feedback", "set_profile", *_OF_A_PLAN)
_KNOWN = 0.72
"""Cosine to a question of the sources from which on a message that looks like a question is one for them."""
_FEELINGS = ("discouraged", "lost_job", "rejected", "got_it")
"""Said, never asked."""
_GENERAL = ("answer", "ask", "set_profile", "smalltalk", "out_of_scope", "skip", "back", "feedback", "correct_rating")


@dataclass(frozen=True)
class Hearing:
    """One message where it was said."""

    parts: LearnerParts
    request: TurnRequest
    sources: Sources
    records: Records
    standing: Standing
    thread: Thread
    text: str
    """Cleaned."""

    @property
    def waits(self) -> bool:
        """A slice has asked, and its question stands."""
        return self.thread.expecting and self.thread.slice in SLICES

    @property
    def is_reply(self) -> bool:
        """A picked reply to a question of the interview, or of the slice that asked last."""
        if by_rule(self.text, self.standing.context) == "start_assessment":
            return False  # a slice may offer the interview as a reply
        return bool(self.request.answers_to) and (self.standing.interview == "open" or self.waits)

    def intent(self) -> Intent:
        """The classifier's word, unless the sources know the very question."""
        intent = classify(self.text, self.standing.context, self.parts.intents, self.parts.embedder)
        if intent.name in ("ask", "answer", "out_of_scope") or intent.confidence > SURE:
            return intent
        least = least_nearness(self.text, intent.confidence)
        return Intent("ask", intent.confidence) if self.sources.nearness(self.text) >= least else intent

    def in_crisis(self) -> bool:
        """Somebody may harm themselves: said plainly, or as the classifier has learnt that people say it."""
        return in_crisis(self.text) or self._topic == CRISIS

    @cached_property
    def _topic(self) -> str:
        return self.parts.about.topic_of(self.text, self.parts.embedder)

    def answers_slice(self, intent: Intent) -> bool:
        """What is no command and no question answers the slice that asked."""
        if not self.waits:
            return False
        if says_yes(self.text) or says_no(self.text) or intent.name == "answer":
            return True
        asks = self.text.rstrip().endswith("?")
        return not asks and intent.confidence < 1.0 and intent.name in _GENERAL

    def about(self, intent: Intent) -> str:
        """The topic of what is said to the mentor about itself, or from the heart; "" for all else.

        Who has a plan and fell behind is helped by the plan's own ways to go on, and what the sources answer is theirs.
        """
        if intent.confidence >= 1.0 or intent.name in _NOT_ABOUT or self.waits:
            return ""
        if intent.name not in _TALK and intent.confidence >= _WEAK:
            return ""
        if intent.name in _OF_A_PLAN and self.standing.plan:
            return ""
        topic = self._topic
        if topic not in replies() or (topic in _FEELINGS and self.text.rstrip().endswith("?")):
            return ""
        least = _KNOWN if intent.name == "ask" else SAME
        return topic if self.sources.nearness(self.text) < least else ""

    @property
    def reply_route(self) -> Route:
        """To whom a reply goes: the slice that asked, else the interview."""
        name = self.thread.slice if self.waits else "interview"
        return Route(cast(Slice, name), "answer")

    def with_a_plan(self, chosen: Route) -> Route:
        """ "Next" asks for what comes next, and who fell behind is offered ways to go on before anything is replanned."""
        of_progress = self.standing.plan and self.standing.interview != "open" and "progress" in self.parts.slices.run
        if of_progress and belongs(self.text, read_progress(self.records)):
            return Route("progress", "progress_update")
        if chosen == Route("progress", "skip") and "skip" not in self.text.casefold():
            return Route("progress", "show_status")
        if chosen == Route("plan", "replan") and _BEHIND.search(self.text):
            return Route("progress", "replan")
        return chosen

    def own_question(self, intent: Intent) -> OwnQuestion | None:
        """What it asks about the learner's own records, if it may ask about them at all."""
        return own_question(self.text, self.parts.lexicon) if _may_be_own(intent, self.text) else None


def _may_be_own(intent: Intent, text: str) -> bool:
    """A wish to be assessed is one even when it is worded as "am I ready?"; so is an order, even when it asks."""
    if intent.name == "start_assessment":
        return not _WANTS_ASSESSMENT.search(text)
    if intent.name in ("delete_my_data", "export", "correct_rating"):
        return False
    return text.rstrip().endswith("?") or intent.name in (
        "ask",
        "show_status",
        "help",
        "out_of_scope",
        "progress_update",
    )
