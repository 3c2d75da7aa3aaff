"""A scripted learner, who answers whatever the mentor asks in whatever order, and has moments of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evals.interviewing import Conversation
from evals.rating_cases import Interview, Saying

FEW_WORDS = 6
"""Who answers one of several questions with so few words says which of them is meant: "cloud: skip"."""
MOST_TURNS = 60
"""An interview that is not over by then goes round in circles."""
_ASKS_ABOUT_THE_PERSON = {
    "background": ("background", "current_job"),
    "aim": ("target_level", "hours_per_week"),
    "profile_check": (),
}


class ScriptedLearner:
    """Plays one script once."""

    def __init__(self, script: Interview, *, resume_each_turn: bool = False) -> None:
        self._script = script
        self._resume = resume_each_turn
        self._left = {skill: list(said) for skill, said in script.answers.items()}
        self._told: set[str] = set()
        self._events = list(script.events)
        self._answered = 0
        self._confirm = list(script.confirm)

    def play(self, talk: Conversation) -> None:
        """Until the interview is over, in whatever way the script ends it."""
        for message in self._script.opening:
            self._say(talk, message)
        while len(talk.turns) < MOST_TURNS:
            for event in self._due():
                if event.new_shell:
                    talk.restart()
                self._say(talk, event.say)
            state = talk.state
            if state is None or state.status != "running" or state.open is None:
                return
            reply = self._reply(state.open)
            if reply is None:
                return
            self._say(talk, reply)

    def _say(self, talk: Conversation, message: str) -> None:
        state = talk.state
        if self._resume and state is not None and state.status == "running":
            talk.restart()
            talk.say("resume")
        talk.say(message)

    def _reply(self, question: Any) -> str | None:
        if question.kind == "final_confirmation":
            return self._confirm.pop(0) if self._confirm else None
        self._answered += 1
        if question.kind in _ASKS_ABOUT_THE_PERSON:
            fields = [name for name in _ASKS_ABOUT_THE_PERSON[question.kind] if name in self._script.about]
            return " ".join(self._script.about[name] for name in fields) or self._script.fallback
        self._told |= set(question.skills)
        said = {skill: self._left[skill].pop(0) for skill in question.skills if self._left.get(skill)}
        if len(said) == 1:
            return next(iter(said.values()))
        return "\n".join(_told_apart(skill, words) for skill, words in said.items()) or self._script.fallback

    def _due(self) -> Iterator[Saying]:
        """Those of one moment in their order."""
        while True:
            event = next((each for each in self._events if self._now(each)), None)
            if event is None:
                return
            self._events.remove(event)
            yield event

    def _now(self, event: Saying) -> bool:
        if event.after_question is not None:
            return self._answered >= event.after_question
        return event.after_skill in self._told


def _told_apart(skill: str, words: str) -> str:
    return f"{skill.replace('-', ' ')}: {words}" if len(words.split()) < FEW_WORDS else words
