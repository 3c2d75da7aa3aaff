"""What the mentor says itself: help, small talk, thanks for feedback, and that there is nothing to skip or resume."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graphs.ask.guard import small_talk
from graphs.ask.replies import SMALL_TALK
from graphs.career.wording import say
from graphs.events import Event
from graphs.mentor.route import Standing

HELP: tuple[tuple[str, str], ...] = (
    ("Ask", "anything about AI infrastructure careers: “What does a junior earn?” Every answer shows its sources."),
    ("Assess", "“Assess my skills” starts an interview of about a dozen questions. You can pause it at any time."),
    ("Market", "Paste job postings one by one, then ask for “my market report”."),
    ("Plan", "“Make my learning plan” for six months, and “make my roadmap” for three years."),
    ("Progress", "Tell me what you got done, or ask “What should I do this week?”"),
    ("Your data", "“Show my status”, “export my data” and “delete my data” do what they say."),
)
BEGIN = (
    "What fits you depends on what you bring: say “assess my skills”, and after about a dozen questions I can make you a plan "
    "for the hours you have."
)
_BEGINS = re.compile(
    r"\b(?:where|how|what) (?:do|should|can|could|would|must|am) (?:i|you)\b.{0,30}\b(?:start|begin|get (?:in|into|started|going)|break in|do first|learn first|move into|switch)\b"
    r"|\bwhat carries over\b|\bhow (?:to|can one) (?:start|begin|get (?:in|into|started)|break in)\b",
    re.IGNORECASE,
)
_HERE = {
    "open": "We are in the middle of your interview: answer, or say “skip”, “back” or “pause”.",
    "paused": "Your interview is waiting for you: say “resume” to go on.",
}
SAYS: Mapping[str, str] = {
    "nothing_to_skip": "There is nothing to skip at the moment. Ask me something, or say “help” to see what I can do.",
    "nothing_to_back": "There is no earlier question to go back to. Say “help” to see what I can do.",
    "nothing_to_pause": "Nothing is running, so there is nothing to pause. Come back whenever you like; everything is kept.",
    "nothing_to_resume": "Nothing is waiting to be resumed. “Assess my skills” starts an interview, or just ask me something.",
    "nothing_to_correct": (
        "I have not rated any of your skills yet, so there is nothing to correct. “Assess my skills” starts the interview."
    ),
    "no_plan_yet": "You have no learning plan yet. Say “make my learning plan” and I will write one.",
    "deletion_cancelled": "Good, nothing was deleted.",
    "feedback": "Thank you for telling me. I have noted it with your records, for the people who run this mentor.",
}
_CONTEXT_TALK = {
    "thanks": "You are welcome.",
    "farewell": "Goodbye, and good luck. Everything is kept, so we can go on whenever you like.",
}


def wants_to_begin(text: str) -> bool:
    """Whether somebody asks for their own way in: the sources tell the general one, and theirs begins with where they stand."""
    return bool(_BEGINS.search(text.replace("’", "'")))


def help_lines(standing: Standing) -> Iterator[Event]:
    """What can be said here; where the conversation stands comes first."""
    here = _HERE.get(standing.interview)
    yield say(here or "This is what we can do together.", style="lead")
    for name, text in HELP:
        yield say(f"**{name}**: {text}", style="bullet")


def chat(text: str, standing: Standing) -> str:
    """The reply to small talk; in the middle of something it is short."""
    topic = small_talk(text.strip())
    if topic in _CONTEXT_TALK:
        return _CONTEXT_TALK[topic]
    if topic in SMALL_TALK and standing.interview != "open":
        return SMALL_TALK[topic]
    if standing.interview == "open":
        return "Glad to have you here."
    return "Glad to hear from you. Ask me something about your career, or say “help” to see what I can do."


def suggestions(standing: Standing, *, assessed: bool) -> tuple[str, ...]:
    """The next steps that make sense, at most three."""
    if standing.interview == "open":
        return ()
    if standing.interview == "paused":
        return ("Resume my interview",)
    if not assessed:
        return ("Assess my skills",)
    if not standing.plan:
        return ("Make my learning plan", "Add a job posting", "Show my assessment")
    return ("What should I do this week?", "Make my roadmap", "Show my status")
