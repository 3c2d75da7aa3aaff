"""What a step comes to, and asking: the next question, the open one again, a doubt about the profile."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.events import Event, Progress, Question, Sentence
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Fact, SideQuestion
from graphs.interview.policy import Next, next_question
from graphs.interview.profile import Objection
from graphs.interview.questions import wording
from graphs.interview.render import recap
from graphs.interview.state import InterviewState, OpenQuestion, PendingFact

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


def repeat(state: InterviewState, lead: str = "") -> tuple[Event, ...]:
    """The open question as it stands."""
    if state.open is None or state.status in ("paused", "stopped"):
        return ()
    lead_in: tuple[Event, ...] = (say(lead),) if lead else ()
    question = Question(text=state.open.text, quick_replies=state.open.quick_replies, id=state.open.id)
    return (*lead_in, question)


def ask_again(state: InterviewState, said: tuple[Event, ...], lexicon: SkillLexicon) -> Outcome:
    """The open question, or the next one where none is open."""
    if state.open is None and state.status == "running":
        return ask_next(state, said, lexicon)
    return Outcome(state, said, None, repeat(state))


def ask_next(
    state: InterviewState, said: tuple[Event, ...], lexicon: SkillLexicon, check: Doubt | None = None
) -> Outcome:
    """Asks what the policy says, or first what is doubtful in the profile."""
    if check is not None:
        fact, why = check
        number = state.numbered + 1
        question = OpenQuestion(id=f"q{number}", kind="profile_check", text=why.text, quick_replies=why.quick_replies)
        pending = PendingFact(field=fact.field, value=fact.value, quote=fact.quote, otherwise=why.otherwise)
        state = state.with_(open=question, waiting=state.open, check=pending, numbered=number)
        return Outcome(state, said, None, repeat(state))
    return ask(state, next_question(state, lexicon.matrix), said, lexicon)


def ask(
    state: InterviewState, what: Next, said: tuple[Event, ...], lexicon: SkillLexicon, *, counts: bool = True
) -> Outcome:
    """Asks this; what is left of a question already asked does not count as another one."""
    text, replies = wording(what, state, lexicon)
    number = state.numbered + 1
    question = OpenQuestion(id=f"q{number}", kind=what.kind, skills=what.skills, text=text, quick_replies=replies)
    state = state.with_(
        open=question,
        numbered=number,
        asked=state.asked + counts,
        aim_asked=state.aim_asked or what.kind == "aim",
    )
    if counts and what.kind in ("open", "follow_up"):
        state = state.count(what.skills)
    done = len(state.settled)
    shown: tuple[Event, ...] = (
        Progress(step=done, of=len(state.skills), label=f"{done} of {len(state.skills)} skills"),
    )
    if what.kind == "final_confirmation":
        left = tuple(skill for skill, track in state.skills.items() if track.now.standing == "proposed")
        for skill in left:
            state = state.hold(skill, state.held(skill).model_copy(update={"standing": "rated"}))
        shown = (*shown, *recap(state, lexicon))
    return Outcome(state, (*said, *shown), None, repeat(state))
