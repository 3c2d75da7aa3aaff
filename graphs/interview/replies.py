"""What the mentor says when a message is not simply an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphs.career.wording import joined
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Fact
from graphs.interview.questions import label
from graphs.interview.state import Change, Held, InterviewState

REPLIES: Mapping[str, str] = {
    "empty": "Your message came through empty. No harm done, we are where we were.",
    "emoji": "I can't read much from that alone, but I'm glad you are here. A few words would help me.",
    "too_long": (
        "That is more text than I can read well in one go, so I used none of it. Send me the part that "
        "answers this, in a few paragraphs; everything we have so far is safe."
    ),
    "foreign": "I only read English well. Could you say it in English, please. Everything so far is kept.",
    "off_topic": "That is outside what I can help with. Let's go on with where you stand.",
    "repeat": "Of course, here it is again. A sentence or two in your own words is enough.",
    "resume": "Let's go on.",
    "how_far": "We have {} of {} skills, so at most {} more questions. Here is where we were.",
    "pause": "Good, we stop here for now. Everything is kept; say “resume” whenever you want to go on, today or in a week.",
    "stop": "All right, I'll ask no more. What you told me is kept, and “resume” brings us back to this point.",
    "back_again": "Good to have you back. Here is where we were.",
    "where_we_were": "Back to where we were.",
    "back": "Sure, let's look at that one again. What I noted stays until you tell me something new.",
    "no_back": "There is no earlier question to go back to yet.",
    "skip": "No problem, we leave that out.",
    "refused": "That's fine, you don't have to. We leave it out, and it doesn't count against you.",
    "dont_know": "That's an honest answer. I'll leave it unrated rather than guess.",
    "no_matter": "No matter, maybe this makes it easier.",
    "aim_later": "You can tell me that whenever you know. I'll compare you with the junior level until then.",
    "needs_word": "This is the one point where I need your word: nothing is final before you say so.",
    "taken": "Good, then I keep it that way.",
    "kept_for_now": "I keep these as they are for now; change any of them whenever you like.",
    "ask_instead": "Then I'd rather ask than read it from your text.",
    "left_open": "Then I leave that open for now.",
    "heard": "Thanks, I keep that in mind for {}. My question here was another one.",
    "unclear_review": "I didn't catch what to change. You can say it like “make Docker 2” or “I'm better at Git than that”.",
}
STALE = (
    "That question already has its answer, perhaps from another tab, or I had taken it back. I changed nothing; "
    "if you want to correct it, just tell me."
)
WHICH = "Which one is off, and what would be nearer?"
NO_CHANGE = "Nothing was changed. You can correct any rating, such as “make Docker 2”, or start a new assessment."
_FACTS: Mapping[str, str] = {
    "hours_per_week": "{} hours a week", "target_level": "{} is the level you aim for", "target_role": "you aim to work as {}",
    "current_job": "your work is {}", "location": "you are in {}", "currency": "amounts in {}", "budget": "a budget of {}",
    "time_zone": "your time zone is {}", "preferences": "“{}”",
}  # fmt: skip


def facts_text(facts: Sequence[Fact]) -> str:
    """What was noted for the profile; the background paragraph itself is not read back."""
    shown = [_fact(fact) for fact in facts if fact.field in _FACTS]
    if any(fact.field == "budget" for fact in facts):
        shown = [_fact(fact) for fact in facts if fact.field in _FACTS and fact.field != "currency"]
    return "I noted: " + ", ".join(shown) + "." if shown else ""


def _fact(fact: Fact) -> str:
    if fact.field == "hours_per_week" and fact.value == 1:
        return "1 hour a week"
    return _FACTS[fact.field].format(fact.value)


def corrected_text(skill: str, before: Held, after: Held, lexicon: SkillLexicon) -> str:
    """What a correction did; how to take it back is said in passing."""
    name = lexicon.name(skill)
    if after.standing == "skipped":
        return (
            f"I've forgotten what you said about **{name}**; it is left unrated. Say “keep it” if you change your mind."
        )
    if before.rating == after.rating:
        return f"**{name}** already stood at {label(after.rating)}, so it stays."
    if before.rating is None:
        return f"I've put **{name}** at {label(after.rating)}."
    return f"I've changed **{name}** from {before.rating} to {label(after.rating)}."


def restored_text(change: Change, lexicon: SkillLexicon) -> str:
    """A correction taken back."""
    return f"Done, **{lexicon.name(change.skill)}** is back at {label(change.before.rating)}."


def left_out_text(skills: Sequence[str], lexicon: SkillLexicon) -> str:
    """Some of what was asked about is not spoken of."""
    return (
        f"Of course, I leave {joined([lexicon.name(skill) for skill in skills])} out; that doesn't count against you."
    )


def set_aside_text() -> str:
    """Why part of the message was not counted."""
    return (
        "I count only what you tell me yourself, so I left out the part that comes from somebody else or tells me "
        "how to rate."
    )


def confirmed_text(state: InterviewState) -> str:
    """The end of the interview."""
    rated = [track.now.rating for track in state.skills.values() if track.now.rating is not None]
    open_ones = len(state.skills) - len(rated)
    text = f"Thank you. Your assessment is final now, with {len(rated)} of {len(state.skills)} skills rated"
    text += f" and {open_ones} left open" if open_ones else ""
    return text + ". You can still correct any of it later; I keep what it was before and why it changed."
