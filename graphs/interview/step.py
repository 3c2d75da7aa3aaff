"""One step of the interview: the record and a message in, the record and what to say out. No clock, no store."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphs.events import Event, Progress, Question, Sentence
from graphs.interview.answer import read_answer
from graphs.interview.apply import apply_answers, apply_corrections, apply_facts, held, propose
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import MOST_QUESTIONS, Fact, Incoming, Meaning, Rate, SideQuestion
from graphs.interview.policy import Next, most_urgent, next_question
from graphs.interview.prefill import asked_about, profile_facts, proposals
from graphs.interview.profile import Objection, read_facts
from graphs.interview.questions import AGAIN, AGREE, WELCOME, WELCOME_BACK_TO_IT, understood, wording
from graphs.interview.render import recap
from graphs.interview.replies import (
    NO_CHANGE,
    REPLIES,
    STALE,
    WHICH,
    confirmed_text,
    corrected_text,
    facts_text,
    restored_text,
    set_aside_text,
)
from graphs.interview.state import Held, InterviewState, OpenQuestion, PendingFact, close, withdraw

Doubt = tuple[Fact, Objection]


@dataclass(frozen=True)
class Outcome:
    """What one step came to; a side question is answered between `before` and `after`."""

    state: InterviewState
    before: tuple[Event, ...] = ()
    side_question: SideQuestion | None = None
    after: tuple[Event, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything the interview itself says."""
        return (*self.before, *self.after)


def say(text: str) -> Sentence:
    """A sentence in the mentor's own words."""
    return Sentence(text=text, quoted=False)


def start(state: InterviewState, incoming: Incoming, lexicon: SkillLexicon, rate: Rate) -> Outcome:
    """Opens the interview; what the first message already tells is used."""
    hello = say(WELCOME_BACK_TO_IT if state.previous else WELCOME)
    words = incoming.text.strip()
    if len(words.split()) >= 15 or lexicon.mentions(words):
        state, noted, check = _from_background(state, incoming, lexicon, rate)
        if noted or state.proposed or check:
            said = (hello, *((say(noted),) if noted else ()))
            return _next(state, said, lexicon, check=check)
    else:  # too short for a background, but "I have 5 hours a week" is worth keeping
        facts = tuple(fact for fact in profile_facts(words) if fact.field != "background")
        state, new, check = apply_facts(state, facts, incoming, origin="background")
        return _next(state, (hello, say(facts_text(new))) if new else (hello,), lexicon, check=check)
    return _next(state, (hello,), lexicon)


def step(state: InterviewState, incoming: Incoming, lexicon: SkillLexicon, rate: Rate) -> Outcome:
    """One message of the learner."""
    if incoming.answers_to and (state.open is None or incoming.answers_to != state.open.id):
        return Outcome(state, (say(STALE),), None, _repeat(state))
    if incoming.act == "return":
        return Outcome(state, (), None, _repeat(state, REPLIES["where_we_were"]))
    meaning = _forced(incoming) or read_answer(incoming.text, state, lexicon)
    resumed: tuple[Event, ...] = ()
    if state.status in ("paused", "stopped") and meaning.act not in ("pause", "stop", "empty", "emoji"):
        state = state.with_(status="running")
        resumed = (say(REPLIES["back_again"]),)
        if meaning.act in ("resume", "repeat", "yes"):
            return _ask_again(state, resumed, lexicon)
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
        return _ask_again(state, (say(text),) if text else (), lexicon)
    if act == "how_far":
        return _ask_again(state, (say(_how_far(state)),), lexicon)
    if act in ("pause", "stop"):
        stopped = (
            state.with_(status="paused" if act == "pause" else "stopped") if state.status != "confirmed" else state
        )
        return Outcome(stopped, (say(REPLIES[act]),))
    if act == "restore":
        return _restore(state, meaning, lexicon)
    if act == "back":
        return _back(state, meaning, lexicon)
    if act == "side_question":
        return Outcome(state, (), SideQuestion(meaning.aside), _repeat(state, REPLIES["where_we_were"]))
    if state.open is not None and state.open.kind == "profile_check":
        return _checked(state, meaning, incoming, lexicon)
    if act in ("skip", "refused", "dont_know"):
        return _pass_over(state, act, lexicon)
    return _told(state, meaning, incoming, lexicon, rate)


def _how_far(state: InterviewState) -> str:
    left = max(1, MOST_QUESTIONS - state.asked)
    return REPLIES["how_far"].format(len(state.settled), len(state.skills), left)


def _told(state: InterviewState, meaning: Meaning, incoming: Incoming, lexicon: SkillLexicon, rate: Rate) -> Outcome:
    """An answer, a correction, a fact, or several of them in one message."""
    said: list[Event] = []
    asked = state.open
    state, changed = apply_corrections(state, meaning, incoming, lexicon.matrix, rate)
    said += [say(corrected_text(skill, before, after, lexicon)) for skill, before, after in changed]
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
        return replace(_next(state, tuple(said), lexicon, check=check), side_question=side)
    if asked.kind == "background":
        state, noted, later = _from_background(state, incoming, lexicon, rate)
        said += [say(noted)] if noted else []
        return replace(_next(close(state), tuple(said), lexicon, check=check or later), side_question=side)
    if asked.kind == "aim":
        state = propose(state, meaning.volunteered, incoming, lexicon.matrix, rate)
        if not new and not changed and not check:
            said.append(say(REPLIES["aim_later"]))
        return replace(_next(close(state), tuple(said), lexicon, check=check), side_question=side)
    if asked.kind in ("confirm_prefill", "final_confirmation"):
        return replace(
            _reviewed(state, asked, meaning, incoming, said, lexicon, rate, bool(changed)), side_question=side
        )
    if meaning.act in ("yes", "no") or meaning.answers or meaning.picked or meaning.volunteered:
        return replace(_answered(state, asked, meaning, incoming, said, lexicon, rate, check), side_question=side)
    if check:
        return replace(_next(state, tuple(said), lexicon, check=check), side_question=side)
    if all(state.held(skill).settled for skill in asked.skills):
        return replace(_next(close(state), tuple(said), lexicon), side_question=side)
    return Outcome(state, tuple(said), side, _repeat(state))


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
    if not applied.readings and meaning.volunteered:
        names = ", ".join(lexicon.name(skill) for skill, _ in meaning.volunteered)
        said.append(say(REPLIES["heard"].format(names)))
    if what is not None and not check:
        return _ask(state.mark(what.skills, followed_up=True), what, tuple(said), lexicon)
    return _next(state, tuple(said), lexicon, check=check)


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
    return _next(state, tuple(said), lexicon)


def _reviewed(
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
            return _next(close(state), (*said, say(REPLIES["ask_instead"])), lexicon)
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
        return Outcome(state, (*said, *extra), None, _repeat(state))
    if meaning.act == "yes" or changed or more:
        for skill in asked.skills:
            now = state.held(skill)
            if now.standing == "proposed":
                state = state.hold(skill, now.model_copy(update={"standing": "rated"}))
        if meaning.act == "yes":
            said.append(say(REPLIES["taken"]))
        return _next(close(state), tuple(said), lexicon)
    return Outcome(state, (*said, say(REPLIES["unclear_review"])), None, _repeat(state))


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


def _pass_over(state: InterviewState, act: str, lexicon: SkillLexicon) -> Outcome:
    asked = state.open
    if asked is None:
        return _next(state, (), lexicon)
    if asked.kind == "final_confirmation":
        return Outcome(state, (say(REPLIES["needs_word"]),), None, _repeat(state))
    pending = tuple(skill for skill in asked.skills if not state.held(skill).settled)
    fresh = tuple(skill for skill in pending if not state.skills[skill].followed_up)
    if act == "dont_know" and asked.kind == "open" and len(fresh) == 1:
        what = Next("follow_up", fresh)
        return _ask(close(state.mark(fresh, followed_up=True)), what, (say(REPLIES["no_matter"]),), lexicon)
    for skill in pending:
        now = state.held(skill)
        if now.rating is not None:
            state = state.hold(skill, now.model_copy(update={"standing": "rated"}))
        else:
            standing = "unrated" if act == "dont_know" else "skipped"
            state = state.hold(skill, Held.model_validate({"standing": standing, "reason": "left out by you"}))
    return _next(close(state), (say(REPLIES[act]),), lexicon)


def _back(state: InterviewState, meaning: Meaning, lexicon: SkillLexicon) -> Outcome:
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
            return Outcome(state, (say(REPLIES["back"]),), None, _repeat(state))
    return _ask_again(state, (say(REPLIES["no_back"]),), lexicon)


def _restore(state: InterviewState, meaning: Meaning, lexicon: SkillLexicon) -> Outcome:
    state, change = withdraw(state, meaning.volunteered[0][0] if meaning.volunteered else "")
    if change is None:
        return _ask_again(state, (say(NO_CHANGE),), lexicon)
    return _ask_again(state, (say(restored_text(change, lexicon)),), lexicon)


def _checked(state: InterviewState, meaning: Meaning, incoming: Incoming, lexicon: SkillLexicon) -> Outcome:
    """The learner answers a doubt about the profile."""
    pending, waiting = state.check, state.waiting
    state = close(state).with_(check=None, waiting=None)
    said: tuple[Event, ...] = ()
    if pending is not None:
        facts = tuple(fact for fact in read_facts(incoming.text, asked=True) if fact.field == pending.field)
        insists = meaning.act == "yes" or incoming.text.strip().casefold().startswith("yes")
        possible = pending.field != "hours_per_week" or 0 < int(pending.value) <= 168
        if insists and possible:
            facts = (Fact(pending.field, pending.value, pending.quote),)
        elif meaning.act == "no" and pending.otherwise is not None:
            facts = (Fact(pending.field, pending.otherwise, incoming.text.strip()),)
        state, new, check = apply_facts(state, facts, incoming, sure=insists and possible)
        if check is not None:
            return _next(state.with_(open=waiting), (), lexicon, check=check)
        said = (say(facts_text(new) if new else REPLIES["left_open"]),)
    if waiting is not None:
        state = state.with_(open=waiting)
        return Outcome(state, said, None, _repeat(state))
    return _next(state, said, lexicon)


def _repeat(state: InterviewState, lead: str = "") -> tuple[Event, ...]:
    if state.open is None or state.status in ("paused", "stopped"):
        return ()
    lead_in: tuple[Event, ...] = (say(lead),) if lead else ()
    question = Question(text=state.open.text, quick_replies=state.open.quick_replies, id=state.open.id)
    return (*lead_in, question)


def _ask_again(state: InterviewState, said: tuple[Event, ...], lexicon: SkillLexicon) -> Outcome:
    if state.open is None and state.status == "running":
        return _next(state, said, lexicon)
    return Outcome(state, said, None, _repeat(state))


def _next(state: InterviewState, said: tuple[Event, ...], lexicon: SkillLexicon, check: Doubt | None = None) -> Outcome:
    """Asks what the policy says, or first what is doubtful in the profile."""
    if check is not None:
        fact, why = check
        number = state.numbered + 1
        question = OpenQuestion(id=f"q{number}", kind="profile_check", text=why.text, quick_replies=why.quick_replies)
        pending = PendingFact(field=fact.field, value=fact.value, quote=fact.quote, otherwise=why.otherwise)
        state = state.with_(open=question, waiting=state.open, check=pending, numbered=number)
        return Outcome(state, said, None, _repeat(state))
    return _ask(state, next_question(state, lexicon.matrix), said, lexicon)


def _ask(state: InterviewState, what: Next, said: tuple[Event, ...], lexicon: SkillLexicon) -> Outcome:
    text, replies = wording(what, state, lexicon)
    number = state.numbered + 1
    question = OpenQuestion(id=f"q{number}", kind=what.kind, skills=what.skills, text=text, quick_replies=replies)
    state = state.with_(
        open=question,
        numbered=number,
        asked=state.asked + 1,
        aim_asked=state.aim_asked or what.kind == "aim",
    )
    done = len(state.settled)
    shown: tuple[Event, ...] = (
        Progress(step=done, of=len(state.skills), label=f"{done} of {len(state.skills)} skills"),
    )
    if what.kind == "final_confirmation":
        left = tuple(skill for skill, track in state.skills.items() if track.now.standing == "proposed")
        for skill in left:
            state = state.hold(skill, state.held(skill).model_copy(update={"standing": "rated"}))
        shown = (*shown, *recap(state, lexicon))
    return Outcome(state, (*said, *shown), None, _repeat(state))
