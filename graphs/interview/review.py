"""Readings lie before the learner: what was read from the background, or the whole picture at the end."""

from __future__ import annotations

from graphs.events import Event, Question
from graphs.interview.apply import held
from graphs.interview.asking import Outcome, ask_next, repeat, say
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Incoming, Meaning, Rate
from graphs.interview.prefill import asked_about
from graphs.interview.questions import AGAIN, AGREE
from graphs.interview.replies import REPLIES, WHICH, confirmed_text, corrected_text
from graphs.interview.state import Held, InterviewState, OpenQuestion, close


def reviewed(
    state: InterviewState, asked: OpenQuestion, meaning: Meaning, incoming: Incoming, said: list[Event],
    lexicon: SkillLexicon, rate: Rate, changed: bool,
) -> Outcome:  # fmt: skip
    """Readings lie before the learner: yes, no, corrections, or more to tell."""
    final = asked.kind == "final_confirmation"
    if meaning.act == "no" and not changed:
        if any(question.text == WHICH for question in state.closed[-1:]) and not final:
            for skill in asked.skills:
                if state.held(skill).standing == "proposed":
                    state = state.hold(skill, Held())
            return ask_next(close(state), (*said, say(REPLIES["ask_instead"])), lexicon)
        question = asked.model_copy(update={"id": f"q{state.numbered + 1}", "text": WHICH, "quick_replies": ()})
        state = close(state).with_(open=question, numbered=state.numbered + 1, asked=state.asked + 1)
        return Outcome(state, tuple(said), None, (Question(text=WHICH, id=question.id),))
    more = False
    for skill_id, words in meaning.volunteered:
        told_of = lexicon.matrix.get(skill_id)
        if told_of is None or skill_id not in state.skills:
            continue
        reading = rate(told_of, asked_about(told_of), words)
        if reading.rating is not None and reading.action == "rate":
            before, now = state.held(skill_id), held(reading, words, incoming, "correction")
            state = state.hold(skill_id, now).with_(last_read=(skill_id,))
            said.append(say(corrected_text(skill_id, before, now, lexicon)))
            more = True
    if final and meaning.act == "yes":
        state = close(state).with_(status="confirmed", confirmed_at=incoming.at)
        return Outcome(state, (*said, say(confirmed_text(state))))
    if final:
        extra = () if changed or more else (say(REPLIES["unclear_review"]),)
        text = AGAIN if changed or more else asked.text
        question = asked.model_copy(update={"id": f"q{state.numbered + 1}", "text": text, "quick_replies": AGREE})
        state = close(state).with_(open=question, numbered=state.numbered + 1)
        return Outcome(state, (*said, *extra), None, repeat(state))
    if meaning.act == "yes" or changed or more:
        for skill in asked.skills:
            now = state.held(skill)
            if now.standing == "proposed":
                state = state.hold(skill, now.model_copy(update={"standing": "rated"}))
        if meaning.act == "yes":
            said.append(say(REPLIES["taken"]))
        return ask_next(close(state), tuple(said), lexicon)
    if any(question.kind == "confirm_prefill" for question in state.closed[-1:]):
        # Asked once more already: what was read stays, the learner can change it whenever they like.
        for skill in asked.skills:
            now = state.held(skill)
            if now.standing == "proposed":
                state = state.hold(skill, now.model_copy(update={"standing": "rated"}))
        return ask_next(close(state), (*said, say(REPLIES["kept_for_now"])), lexicon)
    again = asked.model_copy(update={"id": f"q{state.numbered + 1}"})
    state = close(state).with_(open=again, numbered=state.numbered + 1)
    return Outcome(state, (*said, say(REPLIES["unclear_review"])), None, repeat(state))
