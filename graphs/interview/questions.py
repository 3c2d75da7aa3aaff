"""The mentor's voice in the interview: warm, short, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphs.career.skills import Rating
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.policy import Next
from graphs.interview.state import Held, InterviewState

WELCOME = (
    "Good to meet you. I'd like to find out where you stand, so that what we plan later fits you. It takes about a dozen "
    "questions; skip, pause or correct me whenever you like. Rough edges are welcome: real stories help me more than grades."
)
WELCOME_BACK_TO_IT = (
    "Good to see you again. We go through your skills once more, and I'll tell you what has changed since last time."
)

BACKGROUND = (
    "To begin: what do you do now, and which of these tools have you worked with so far? "
    "A few sentences are plenty; you can also paste your CV."
)
AIM_BOTH = "Which level do you aim for first, and how many hours a week can you keep free for learning?"
AIM_LEVEL = "Which level do you aim for first: junior, mid, senior or staff?"
AIM_HOURS = "How many hours a week can you keep free for learning, in a normal week?"

_OPEN: Mapping[tuple[str, ...], str] = {
    ("linux-bash", "git"): "How do you use the Linux command line and Git? Tell me the last thing you did with each.",
    ("python",): "What is the most demanding thing you have written in Python, and what was your part in it?",
    ("docker",): "How have you used Docker so far, from running images to building your own?",
    ("kubernetes",): "What have you done with Kubernetes yourself? Reading logs with kubectl counts, too.",
    ("cloud", "terraform"): (
        "What have you set up in a cloud such as AWS or GCP, and was any of it written as Terraform or the like?"
    ),
    ("ml-knowledge", "ml-frameworks"): (
        "How far have you come with machine learning: the ideas, and frameworks such as PyTorch or scikit-learn?"
    ),
    ("monitoring",): "When something you ran misbehaved, how did you notice? Tell me about dashboards, metrics or alerts you set up or used.",
    ("system-design",): "Have you designed a system of several parts, or worked on one? Describe it and one choice you made.",
    ("communication", "problem-solving", "time-management", "continuous-learning"): (
        "Let's look at how you work. Tell me about one problem that took you days: how you found the cause, how you kept "
        "others informed, how you managed your time, and what you learned for it?"
    ),
}  # fmt: skip
_SINGLE: Mapping[str, str] = {
    "linux-bash": "And the Linux command line: what did you last do on it that was more than moving around?",
    "git": "And Git: how do you work with branches, and what do you do when a merge goes wrong?",
    "cloud": "And the cloud: what have you set up yourself, on whichever provider?",
    "terraform": "And Terraform, or any infrastructure as code: have you written some, or run what others wrote?",
    "ml-knowledge": "And the ideas behind machine learning: what could you explain to a colleague?",
    "ml-frameworks": "And frameworks such as PyTorch: what have you built or run with one?",
    "communication": "How do you keep others informed about your work? One example is enough.",
    "problem-solving": "How did you track down the last fault that puzzled you?",
    "time-management": "How do you keep several tasks on time? A recent week is a good example.",
    "continuous-learning": "How do you learn new tools? Tell me about the last one you picked up.",
}
_HERE = "Pick the sentence that comes nearest, or tell me in your own words."
AGAIN = "Does the rest fit, or is there more to change?"
AGREE = ("Yes, that's me", "I want to change something")
_NEW = (
    "{} is new to you then, and that is fine: 0 of 4 for now.",
    "Thanks for being plain. I note {} as new to you, 0 of 4.",
    "All right, {} starts at 0 of 4. Everybody starts there.",
)
_ACK = ("Thanks.", "Got it.", "That helps.", "I see.", "Good to know.", "Understood.")


def one_of(options: Sequence[str], number: int) -> str:
    """Varied, and the same after a resume."""
    return options[number % len(options)]


def acknowledgement(number: int) -> str:
    """A short sign that the words arrived."""
    return one_of(_ACK, number)


def label(rating: int | None) -> str:
    """ "2 of 4, Intermediate"."""
    return "not rated" if rating is None else f"{rating} of 4, {Rating(rating).label}"


def understood(readings: Sequence[tuple[str, Held]], lexicon: SkillLexicon, number: int) -> str:
    """What was understood, with the reason of the reading."""
    ack = acknowledgement(number)
    if len(readings) == 1:
        skill, held = readings[0]
        if held.rating is None:
            return f"{ack} I'll leave {lexicon.name(skill)} unrated for now."
        if held.rating == 0:
            return one_of(_NEW, number).format(f"**{lexicon.name(skill)}**")
        return f"{ack} I put **{lexicon.name(skill)}** at {label(held.rating)}. {_sentence(held.reason)}".strip()
    rated = [
        f"**{lexicon.name(skill)}** at {label(held.rating)}" for skill, held in readings if held.rating is not None
    ]
    left = [lexicon.name(skill) for skill, held in readings if held.rating is None]
    said = [f"I put {'; '.join(rated)}."] if rated else []
    said += [f"I leave {', '.join(left)} unrated for now."] if left else []
    return " ".join((ack, *said))


def _sentence(reason: str) -> str:
    reason = reason.strip()
    return "" if not reason else reason[0].upper() + reason[1:] + ("" if reason[-1] in ".!?" else ".")


def wording(what: Next, state: InterviewState, lexicon: SkillLexicon) -> tuple[str, tuple[str, ...]]:
    """The question and its quick replies."""
    if what.kind == "background":
        return BACKGROUND, ()
    if what.kind == "aim":
        return _aim(state)
    if what.kind == "open":
        return _open(what.skills, lexicon), anchors(what.skills, lexicon)
    if what.kind == "confirm_prefill":
        return _confirm(what.skills, state, lexicon), ("Yes, that's right", "Not quite")
    if what.kind == "final_confirmation":
        return "Does this picture fit you, or what should I change?", AGREE
    return _second(what, state, lexicon)


def _aim(state: InterviewState) -> tuple[str, tuple[str, ...]]:
    level, hours = "target_level" in state.profile, "hours_per_week" in state.profile
    if level:
        return AIM_HOURS, ("3 hours", "5 hours", "10 hours", "15 hours")
    if hours:
        return AIM_LEVEL, ("Junior", "Mid", "Senior", "Staff")
    return AIM_BOTH, ("Junior, 5 hours", "Junior, 10 hours", "Mid, 5 hours", "Mid, 10 hours")


def _open(skills: tuple[str, ...], lexicon: SkillLexicon) -> str:
    if skills in _OPEN:
        return _OPEN[skills]
    if len(skills) == 1:
        return _SINGLE.get(skills[0]) or f"What have you done with {lexicon.name(skills[0])} so far?"
    names = [lexicon.name(skill) for skill in skills]
    return f"How about {', '.join(names[:-1])} and {names[-1]}: one example for each?"


def anchors(skills: tuple[str, ...], lexicon: SkillLexicon) -> tuple[str, ...]:
    """Anchors to pick from: all five of one skill, the common three of each of two, none for a story."""
    found = [skill for each in skills if (skill := lexicon.matrix.get(each))]
    if len(found) == 1:
        return found[0].anchors
    if len(found) == 2:
        return tuple(f"{skill.name}: {skill.anchors[rating]}" for skill in found for rating in (1, 2, 3))
    return ()


def _confirm(skills: tuple[str, ...], state: InterviewState, lexicon: SkillLexicon) -> str:
    lines = []
    for skill in skills:
        held = state.held(skill)
        quote = held.evidence[0].quote if held.evidence else ""
        lines.append(f"**{lexicon.name(skill)}** {label(held.rating)}" + (f" (“{_short(quote)}”)" if quote else ""))
    return "From what you wrote I read " + "; ".join(lines) + ". Is that about right, or what should I change?"


def _short(quote: str, most: int = 90) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"


def _second(what: Next, state: InterviewState, lexicon: SkillLexicon) -> tuple[str, tuple[str, ...]]:
    names = [lexicon.name(skill) for skill in what.skills]
    name = names[0]
    skill = lexicon.matrix.get(what.skills[0])
    held = state.held(what.skills[0])
    if what.kind == "episode":
        text = f"Can you tell me about one time you needed {name} for something hard: what was the situation, and what did you do yourself?"
        return text, ()
    if what.kind in ("probe_up", "probe_down") and skill is not None and held.rating is not None:
        nearby = sorted({max(0, held.rating - 1), held.rating, min(4, held.rating + 1)})
        other = held.rating + (1 if what.kind == "probe_up" else -1)
        other = min(4, max(0, other))
        text = (
            f"One more on {name}, so that I don't guess: would you say this is you, “{skill.anchors[other]}”? {_HERE}"
        )
        return text, tuple(skill.anchors[rating] for rating in nearby)
    if len(names) == 1:
        return f"Before I put a number on {name}: what did you last do with it, on your own? {_HERE}", anchors(
            what.skills, lexicon
        )
    listed = ", ".join(names[:-1]) + " and " + names[-1]
    return f"Before I put a number on {listed}: could you give me one short example for each?", anchors(
        what.skills, lexicon
    )
