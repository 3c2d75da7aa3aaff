"""What steers the interview instead of answering: skip, refuse, go back, take a correction back."""

from __future__ import annotations

from graphs.interview.asking import Outcome, ask, ask_again, ask_next, repeat, say
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import MOST_QUESTIONS, Meaning
from graphs.interview.policy import Next
from graphs.interview.questions import label
from graphs.interview.replies import NO_CHANGE, REPLIES, restored_text
from graphs.interview.state import Held, InterviewState, close, withdraw


def how_far(state: InterviewState) -> str:
    """How many skills are settled, and how many questions there may be."""
    left = max(1, MOST_QUESTIONS - state.asked)
    return REPLIES["how_far"].format(len(state.settled), len(state.skills), left)


def pass_over(state: InterviewState, act: str, lexicon: SkillLexicon) -> Outcome:
    """What was asked about is left out, or asked once more in an easier way."""
    asked = state.open
    if asked is None:
        return ask_next(state, (), lexicon)
    if asked.kind == "final_confirmation":
        return Outcome(state, (say(REPLIES["needs_word"]),), None, repeat(state))
    pending = tuple(skill for skill in asked.skills if not state.held(skill).settled)
    fresh = tuple(skill for skill in pending if not state.skills[skill].followed_up)
    if act == "dont_know" and asked.kind == "open" and len(fresh) == 1:
        what = Next("follow_up", fresh)
        return ask(close(state.mark(fresh, followed_up=True)), what, (say(REPLIES["no_matter"]),), lexicon)
    for skill in pending:
        now = state.held(skill)
        if now.rating is not None:
            state = state.hold(skill, now.model_copy(update={"standing": "rated"}))
        else:
            standing = "unrated" if act == "dont_know" else "skipped"
            state = state.hold(skill, Held.model_validate({"standing": standing, "reason": "left out by you"}))
    return ask_next(close(state), (say(REPLIES[act]),), lexicon)


def go_back(state: InterviewState, meaning: Meaning, lexicon: SkillLexicon) -> Outcome:
    """Asks an earlier question again; its readings stay until there is a new answer."""
    wanted = meaning.volunteered[0][0] if meaning.volunteered else ""
    for earlier in reversed(state.closed):
        if earlier.kind in ("open", "background", "aim") and (not wanted or wanted in earlier.skills):
            if state.open is not None and earlier.skills == state.open.skills and earlier.kind == state.open.kind:
                continue
            number = state.numbered + 1
            again = earlier.model_copy(update={"id": f"q{number}"})
            state = close(state).with_(open=again, numbered=number, status="running")
            state = state.mark(again.skills, followed_up=False)
            return Outcome(state, (say(REPLIES["back"]),), None, repeat(state))
    return ask_again(state, (say(REPLIES["no_back"]),), lexicon)


def take_back(
    state: InterviewState, skills: tuple[str, ...], lexicon: SkillLexicon
) -> tuple[InterviewState, tuple[str, ...]]:
    """(the record with these corrections withdrawn, what to say); an empty name is the last correction of all."""
    told: list[str] = []
    for skill in skills:
        state, change = withdraw(state, skill)
        if change is not None:
            told.append(restored_text(change, lexicon))
        elif skill:
            told.append(f"**{lexicon.name(skill)}** stays at {label(state.held(skill).rating)}.")
    return state, tuple(told)


def restore(state: InterviewState, meaning: Meaning, lexicon: SkillLexicon) -> Outcome:
    """A correction is taken back, and the open question stands again."""
    state, told = take_back(state, meaning.restored, lexicon)
    return ask_again(state, tuple(map(say, told or (NO_CHANGE,))), lexicon)
