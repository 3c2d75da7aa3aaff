"""The words that decided a rating, and one sentence that says why."""

from __future__ import annotations

from graphs.career.skills import Rating, Skill
from graphs.interview.cues import cues_in
from graphs.interview.model import Described, sentences, telling

_WANTED: tuple[frozenset[str], ...] = (
    frozenset({"never", "only_heard"}),
    frozenset({"tutorial", "given", "just", "can_read", "soft"}),
    frozenset({"build", "whole", "past", "home", "work"}),
    frozenset({"production", "debug", "optimise", "review", "design", "align", "past"}),
    frozenset({"org", "lead", "internals", "design", "review", "past"}),
)
_ACTS: tuple[tuple[tuple[frozenset[str], str], ...], ...] = (
    ((frozenset({"only_heard"}), "You have met it by hearsay and not used it yet"),),
    (
        (frozenset({"tutorial"}), "You have met it in lessons and small exercises"),
        (frozenset({"given"}), "You work with what others prepared"),
        (frozenset({"can_read"}), "You find your way around and read what is there"),
    ),
    (
        (frozenset({"build", "whole"}), "You put the parts of it together yourself"),
        (frozenset({"home", "build"}), "You built something of your own with it"),
        (frozenset({"build"}), "You build your own things with it"),
    ),
    (
        (frozenset({"production", "debug"}), "You worked on it in production and found the causes of faults yourself"),
        (frozenset({"optimise", "debug"}), "You measured, found the cause and made it better"),
        (frozenset({"optimise"}), "You measured it and made it better"),
        (frozenset({"debug"}), "You track down hard faults yourself"),
        (frozenset({"review"}), "Others rely on your review and your explanations"),
        (frozenset({"design"}), "You made design choices and stood by them"),
        (frozenset({"production"}), "You carry it in production"),
    ),
    (
        (frozenset({"org", "internals"}), "You work on its inner parts and for many teams"),
        (frozenset({"internals"}), "You change its inner parts, not only its settings"),
        (frozenset({"org", "design"}), "You decide how many teams work with it"),
        (frozenset({"org"}), "Many teams build on your work"),
        (frozenset({"lead"}), "You set the direction for others"),
    ),
)
_PLAIN = (
    "You have not worked with it yet",
    "You have made first steps with it",
    "You do your own work with it",
    "You handle its harder sides by yourself",
    "Others build on what you decide there",
)


def evidence_of(rating: int, own: str, described: Described) -> str:
    """The sentence that speaks most for the rating, verbatim."""
    wanted = _WANTED[rating]
    every = sentences(own) or [own]
    if len(every) == 1:
        return every[0]
    near = {sentence: float(described.near[at, rating]) for at, sentence in enumerate(described.sentences)}

    def worth(sentence: str) -> float:
        return len(cues_in(sentence) & wanted) + 0.2 * telling(sentence) + 2.0 * near.get(sentence, 0.0)

    return max(every, key=worth)


def reason_for(skill: Skill, rating: Rating, evidence: str) -> str:
    """What the words show, and what the rating is called."""
    found = cues_in(evidence)
    shown = next((words for wanted, words in _ACTS[rating] if wanted <= found), _PLAIN[rating])
    if rating is Rating.NONE:
        return f"{shown}, so {skill.name} starts fresh for you."
    return f"{shown}, which is what {rating.label} means in {skill.name}."


def why_not(action: str, cause: str, skill: Skill) -> str:
    """Why there is no rating."""
    causes = {
        "others": "These are the words of others or orders, and I go by your own story only.",
        "foreign": "I can read English best, so please tell it once more in English.",
        "we": f"You tell of what a team does, and I would like to hear your own part in {skill.name}.",
        "names": f"I see the names, and one thing you did yourself would tell me where you stand in {skill.name}.",
        "elsewhere": f"I cannot tell from this where you stand in {skill.name}; it seems to be about something else.",
        "claim": f"I would like to hear one thing you did with {skill.name} before I put a number to it.",
    }
    return causes.get(cause) or {
        "follow_up": f"One concrete example of yours would tell me where you stand in {skill.name}.",
        "skip": f"You chose to leave {skill.name} out.",
        "pause": "You want to go on later, and everything so far is kept.",
        "side_question": "You asked something back, so there is nothing to rate yet.",
        "off_topic": f"This tells me nothing about {skill.name} yet.",
        "correction": "You want an earlier reading changed.",
        "refused": f"You would rather not speak about {skill.name}, and that is fine.",
    }.get(action, "")
