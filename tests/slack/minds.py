"""Scripted turns for the Slack scenarios; everything around them is real."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from app.web.parts import Parts, QueueStatus
from graphs.events import DocumentReady, Done, Event, Progress, Question, Sentence, Status
from graphs.mentor.request import TurnRequest
from tests.web.scripted import CITATION, ScriptedLibrary

Turn = Callable[[TurnRequest], Iterator[Event]]


def parts_of(turn: Turn) -> Parts:
    """All parts there at once, with this turn as the mind."""
    return Parts(
        {"knowledge": lambda _: ScriptedLibrary(), "embedder": lambda _: "embedder", "model": lambda _: "model"},
        mind=lambda _: turn,
        library=lambda loaded: loaded["knowledge"],
        queue=lambda _: QueueStatus(0, 10),
        suggestions=("What does a junior AI infrastructure engineer earn?",),
    )


class Echo:
    """Answers each message with its own words; counts."""

    def __init__(self) -> None:
        self.asked: list[TurnRequest] = []

    def __call__(self, request: TurnRequest) -> Iterator[Event]:
        self.asked.append(request)
        yield Sentence(text=f"You wrote: {request.text}", citations=(CITATION,))
        yield Done(message_id="")


class Held:
    """Says a sentence, then waits to be let go: a model that takes its time, without a clock."""

    def __init__(self, before: int = 1, after: int = 1):
        self.go = threading.Event()
        self.begun = threading.Event()
        self.before, self.after = before, after

    def __call__(self, request: TurnRequest) -> Iterator[Event]:
        yield Status(stage="searching", text="Looking in the sources")
        for number in range(self.before):
            yield Sentence(text=f"Early sentence {number + 1}.", style="lead", citations=(CITATION,))
        self.begun.set()
        while not self.go.wait(0.02):
            if request.cancelled():
                return
        for number in range(self.after):
            yield Sentence(text=f"Late sentence {number + 1}.", style="lead", citations=(CITATION,))
        yield Done(message_id="")


class Sentences:
    """A long answer in many sentences, each let go by `step`."""

    def __init__(self, count: int, words: str = "word"):
        self.count, self.words = count, words

    def __call__(self, request: TurnRequest) -> Iterator[Event]:
        for number in range(self.count):
            yield Sentence(text=f"Sentence {number + 1}: {self.words}.", style="lead", citations=(CITATION,))
        yield Done(message_id="")


class Interview:
    """Two questions, with short replies and with anchors too long for a button."""

    anchors = (
        "You have read about it but never used it on a machine of your own or of anybody else",
        "You follow a tutorial and change small things in it",
        "You run it in production and are woken when it breaks, and you wrote what follows from that",
    )

    def __init__(self) -> None:
        self.answers: list[TurnRequest] = []

    def __call__(self, request: TurnRequest) -> Iterator[Event]:
        self.answers.append(request)
        if "assess" in request.text.lower():
            yield Sentence(text="Let us see where you stand.", style="lead", quoted=False)
            yield Progress(step=0, of=2, label="0 of 2 skills")
            yield Question(text="Do you know **Linux**?", quick_replies=("Yes", "No", "Skip"), id="q1")
        elif request.text in ("Yes", "No", "I use it daily"):
            yield Sentence(text=f"Noted: {request.text}.", quoted=False)
            yield Progress(step=1, of=2, label="1 of 2 skills")
            yield Question(text="And Kubernetes?", quick_replies=self.anchors, id="q2")
        else:
            yield Sentence(text="That was the last one.", quoted=False)
            yield DocumentReady(name="assessment", address="/documents/assessment")
        yield Done(message_id="")
