"""One step of the interview: the record and a message in, the record and what to say out. No clock, no store."""

from __future__ import annotations

from dataclasses import replace

from graphs.career.wording import joined
from graphs.events import Event
from graphs.interview.answer import read_answer
from graphs.interview.apply import apply_answers, apply_corrections, apply_facts, held, leave_out, propose
from graphs.interview.asking import Doubt, Outcome, ask, ask_again, ask_next, repeat, say
from graphs.interview.doubt import checked
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Hearing, Incoming, Meaning, Rate, SideQuestion
from graphs.interview.policy import Next, most_urgent
from graphs.interview.prefill import profile_facts, proposals
from graphs.interview.questions import WELCOME, WELCOME_BACK_TO_IT, understood
from graphs.interview.replies import (
    NO_CHANGE,
    REPLIES,
    STALE,
    corrected_text,
    facts_text,
    left_out_text,
    set_aside_text,
)
from graphs.interview.review import reviewed
from graphs.interview.state import InterviewState, OpenQuestion, close
from graphs.interview.steering import go_back, how_far, pass_over, restore, take_back


def start(state: InterviewState, incoming: Incoming, lexicon: SkillLexicon, rate: Rate) -> Outcome:
    """Opens the interview; what the first message already tells is used."""
    hello = say(WELCOME_BACK_TO_IT if state.previous else WELCOME)
    words = incoming.text.strip()
    if len(words.split()) >= 15 or lexicon.mentions(words):
        state, noted, check = _from_background(state, incoming, lexicon, rate)
        if noted or state.proposed or check:
            said = (hello, *((say(noted),) if noted else ()))
            return ask_next(state, said, lexicon, check=check)
    else:  # too short for a background, but "I have 5 hours a week" is worth keeping
        facts = tuple(fact for fact in profile_facts(words) if fact.field != "background")
        state, new, check = apply_facts(state, facts, incoming, origin="background")
        return ask_next(state, (hello, say(facts_text(new))) if new else (hello,), lexicon, check=check)
    return ask_next(state, (hello,), lexicon)


def step(state: InterviewState, incoming: Incoming, lexicon: SkillLexicon, rate: Rate) -> Outcome:
    """One message of the learner."""
    if incoming.answers_to and (state.open is None or incoming.answers_to != state.open.id):
        return Outcome(state, (say(STALE),), None, repeat(state))
    if incoming.act == "return":
        return Outcome(state, (), None, repeat(state, REPLIES["where_we_were"]))
    concern = rate.concern if isinstance(rate, Hearing) else None
    meaning = _forced(incoming) or read_answer(incoming.text, state, lexicon, concern)
    resumed: tuple[Event, ...] = ()
    if state.status in ("paused", "stopped") and meaning.act not in ("pause", "stop", "empty", "emoji"):
        state = state.with_(status="running")
        resumed = (say(REPLIES["back_again"]),)
        if meaning.act in ("resume", "repeat", "yes"):
            return ask_again(state, resumed, lexicon)
    outcome = _act(state, meaning, incoming, lexicon, rate)
    return replace(outcome, before=(*resumed, *outcome.before)) if resumed else outcome


def _forced(incoming: Incoming) -> Meaning | None:
    if not incoming.act:
        return None
    return Meaning(incoming.act, aside=incoming.text.strip() if incoming.act == "side_question" else "")


def _act(state: InterviewState, meaning: Meaning, incoming: Incoming, lexicon: SkillLexicon, rate: Rate) -> Outcome:
    act = meaning.act
    if act in ("empty", "emoji", "too_long", "foreign", "off_topic", "repeat", "resume", "pasted"):
        text = set_aside_text() if act == "pasted" else REPLIES[act]
        return ask_again(state, (say(text),) if text else (), lexicon)
    if act == "how_far":
        return ask_again(state, (say(how_far(state)),), lexicon)
    if act in ("pause", "stop"):
        stopped = (
            state.with_(status="paused" if act == "pause" else "stopped") if state.status != "confirmed" else state
        )
        return Outcome(stopped, (say(REPLIES[act]),))
    if act == "restore":
        return restore(state, meaning, lexicon)
    if act == "back":
        return go_back(state, meaning, lexicon)
    if act == "side_question":
        return Outcome(state, (), SideQuestion(meaning.aside), repeat(state, REPLIES["where_we_were"]))
    if state.open is not None and state.open.kind == "profile_check":
        return checked(state, meaning, incoming, lexicon)
    if act in ("skip", "refused", "dont_know"):
        return pass_over(state, act, lexicon)
    return _told(state, meaning, incoming, lexicon, rate)


def _told(state: InterviewState, meaning: Meaning, incoming: Incoming, lexicon: SkillLexicon, rate: Rate) -> Outcome:
    """An answer, a correction, a fact, or several of them in one message."""
    said: list[Event] = []
    asked = state.open
    if meaning.restored:
        state, told = take_back(state, meaning.restored, lexicon)
        said += map(say, told)
    state, changed = apply_corrections(state, meaning, incoming, lexicon.matrix, rate)
    said += [say(corrected_text(skill, before, after, lexicon)) for skill, before, after in changed]
    if meaning.left_out:
        state = leave_out(state, meaning.left_out, incoming)
        said.append(say(left_out_text(meaning.left_out, lexicon)))
    state, new, check = apply_facts(state, meaning.facts, incoming)
    if new:
        said.append(say(facts_text(new)))
    if meaning.set_aside:
        said.append(say(set_aside_text()))
    side = SideQuestion(meaning.aside) if meaning.aside else None
    if state.status == "confirmed":
        if changed:
            state = state.with_(confirmed_at=incoming.at, assessment_version=state.assessment_version + 1)
        return Outcome(state, tuple(said) or (say(NO_CHANGE),), side)
    if asked is None:
        return replace(ask_next(state, tuple(said), lexicon, check=check), side_question=side)
    if asked.kind == "background":
        state, noted, later = _from_background(state, incoming, lexicon, rate)
        said += [say(noted)] if noted else []
        return replace(ask_next(close(state), tuple(said), lexicon, check=check or later), side_question=side)
    if asked.kind == "aim":
        state = propose(state, meaning.volunteered, incoming, lexicon.matrix, rate)
        if not new and not changed and not check:
            said.append(say(REPLIES["aim_later"]))
        return replace(ask_next(close(state), tuple(said), lexicon, check=check), side_question=side)
    if asked.kind in ("confirm_prefill", "final_confirmation"):
        return replace(
            reviewed(state, asked, meaning, incoming, said, lexicon, rate, bool(changed)), side_question=side
        )
    if meaning.act in ("yes", "no") or meaning.answers or meaning.picked or meaning.volunteered:
        return replace(_answered(state, asked, meaning, incoming, said, lexicon, rate, check), side_question=side)
    if check:
        return replace(ask_next(state, tuple(said), lexicon, check=check), side_question=side)
    if all(state.held(skill).settled for skill in asked.skills):
        return replace(ask_next(close(state), tuple(said), lexicon), side_question=side)
    if meaning.left_out and asked.kind in ("open", "follow_up"):
        left = tuple(skill for skill in asked.skills if not state.held(skill).settled)
        return replace(
            ask(close(state), Next(asked.kind, left), tuple(said), lexicon, counts=False), side_question=side
        )
    return Outcome(state, tuple(said), side, repeat(state))


def _answered(
    state: InterviewState, asked: OpenQuestion, meaning: Meaning, incoming: Incoming, said: list[Event],
    lexicon: SkillLexicon, rate: Rate, check: Doubt | None,
) -> Outcome:  # fmt: skip
    if meaning.act in ("yes", "no"):
        return _probe_answered(state, asked, meaning, said, lexicon)
    applied = apply_answers(state, asked, meaning, incoming, lexicon.matrix, rate)
    if applied.steering:
        told = {"off_topic": "off_topic", "side_question": "side_question", "pause": "pause"}.get(applied.steering)
        if told == "side_question":
            meaning = Meaning("side_question", aside=incoming.text.strip())
        elif told:
            meaning = Meaning("off_topic" if told == "off_topic" else "pause")
        else:
            meaning = Meaning("refused" if applied.steering == "refused" else "skip")
        return _act(state, meaning, incoming, lexicon, rate)
    state = close(applied.state)
    what = most_urgent(applied.looks)
    unclear = {skill for skill, kind in applied.looks if kind == "follow_up"}
    shown = [(skill, now) for skill, now in applied.readings if skill not in unclear]
    if shown:
        said.append(say(understood(shown, lexicon, state.numbered)))
    heard = [lexicon.name(skill) for skill, _ in meaning.volunteered if skill in state.skills]
    if not applied.readings and heard:
        said.append(say(REPLIES["heard"].format(joined(heard))))
    if what is not None and not check:
        return ask(state.mark(what.skills, followed_up=True), what, tuple(said), lexicon)
    return ask_next(state, tuple(said), lexicon, check=check)


def _probe_answered(
    state: InterviewState, asked: OpenQuestion, meaning: Meaning,  said: list[Event],
    lexicon: SkillLexicon,
) -> Outcome:  # fmt: skip
    skill = asked.skills[0]
    before = state.held(skill)
    rating = before.rating or 0
    if meaning.act == "yes":
        rating = min(4, rating + 1) if asked.kind == "probe_up" else max(0, rating - 1)
    now = before.model_copy(update={"rating": rating, "standing": "rated", "confidence": 0.75})
    state = close(state.hold(skill, now)).with_(last_read=(skill,))
    said.append(say(understood([(skill, now)], lexicon, state.numbered)))
    return ask_next(state, tuple(said), lexicon)


def _from_background(
    state: InterviewState, incoming: Incoming, lexicon: SkillLexicon, rate: Rate
) -> tuple[InterviewState, str, Doubt | None]:
    state, new, check = apply_facts(state, profile_facts(incoming.text), incoming, origin="background")
    open_ones = {skill for skill, track in state.skills.items() if track.now.standing == "pending"}
    for skill, reading, quote in proposals(incoming.text, lexicon, rate, only=open_ones.__contains__):
        now = held(reading, quote, incoming, "background")
        if now.rating is not None:
            state = state.hold(skill, now.model_copy(update={"standing": "proposed"}))
    return state, facts_text(new), check
