"""The learner's answer to a doubt about the profile."""

from __future__ import annotations

from graphs.events import Event
from graphs.interview.apply import apply_facts
from graphs.interview.asking import Outcome, ask_next, repeat, say
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Fact, Incoming, Meaning
from graphs.interview.profile import read_facts
from graphs.interview.replies import REPLIES, facts_text
from graphs.interview.state import InterviewState, close


def checked(state: InterviewState, meaning: Meaning, incoming: Incoming, lexicon: SkillLexicon) -> Outcome:
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
            return ask_next(state.with_(open=waiting), (), lexicon, check=check)
        said = (say(facts_text(new) if new else REPLIES["left_open"]),)
    if waiting is not None:
        state = state.with_(open=waiting)
        return Outcome(state, said, None, repeat(state))
    return ask_next(state, said, lexicon)
