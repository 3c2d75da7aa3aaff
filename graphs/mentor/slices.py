"""The further slices as the mentor knows them: each takes what the message asks for and answers in events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from graphs.events import Event, Sentence
from graphs.mentor.request import TurnRequest
from graphs.ports import Records

SliceName = Literal["market", "plan", "roadmap", "progress"]


@dataclass(frozen=True)
class TurnContext:
    """What belongs to this one turn."""

    records: Records
    """Bound to the learner, for this turn alone."""
    request: TurnRequest
    answer: Callable[[str], Iterator[Event]]
    """The sources' answer to a question, without `Done`."""


RunSlice = Callable[[str, str, TurnContext], Iterator[Event]]
"""(act, text, context): the act is the intent, or `answer` when the slice had asked something; the caller adds `Done`."""

_NOT_HERE: dict[SliceName, str] = {
    "market": "I cannot read job postings in this installation, so I kept nothing of it.",
    "plan": "I cannot make learning plans in this installation.",
    "roadmap": "I cannot draw roadmaps in this installation.",
    "progress": "I cannot keep track of your progress in this installation.",
}


@dataclass(frozen=True)
class Slices:
    """Which of them there are."""

    run: dict[SliceName, RunSlice] = field(default_factory=dict)

    def events(self, name: SliceName, act: str, text: str, context: TurnContext) -> Iterator[Event]:
        """An honest sentence stands in for a slice that is not there."""
        run = self.run.get(name)
        if run is None:
            yield Sentence(text=_NOT_HERE[name], quoted=False)
            return
        yield from run(act, text, context)
