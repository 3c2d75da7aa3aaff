"""A mentor that says what the message asks it to say: real web service and store, scripted mind.

The words of a message choose the turn: `slow` waits between sentences, `decline`, `ask me`, `fail`, `crash`,
`busy`, `endless`, `silent` (says nothing for a while). Anything else is answered in three sentences at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from app.web.library import DocumentText
from app.web.parts import Loading, Parts, QueueStatus
from graphs.errors import EngineCrashed, TooManyRequests
from graphs.events import Citation, Declined, Done, Event, Failed, Question, Sentence, Status
from graphs.mentor.request import TurnRequest
from graphs.ports import Passage, Unit

BODY = """# Junior AI infrastructure engineer

Opening words of the document.

## Pay of a junior

A junior AI infrastructure engineer in the US earned between **$67,000** and `$120,000` in 2025. The median was $93,500.

- Docker and *Kubernetes*
- Linux

## Tools

| tool | use |
| --- | --- |
| Terraform | infrastructure |

Nothing else.
"""
QUOTE = "A junior AI infrastructure engineer in the US earned between $67,000 and $120,000 in 2025."
PASSAGE_ID = "junior-role#pay-of-a-junior"


def _unit(text: str, raw: str) -> Unit:
    start = BODY.index(raw)
    return Unit(text=text, statement=text, kind="sentence", start=start, end=start + len(raw))


PASSAGE = Passage(
    id=PASSAGE_ID,
    document="junior-role.md",
    title="Junior AI infrastructure engineer: what the role asks for",
    source="Role Requirements: Junior AI Infrastructure Engineer",
    section=("Junior AI infrastructure engineer", "Pay of a junior"),
    units=(
        _unit(QUOTE, QUOTE.replace("$67,000", "**$67,000**").replace("$120,000", "`$120,000`")),
        _unit("The median was $93,500.", "The median was $93,500."),
        _unit("Linux", "- Linux"),
    ),
    text=f"{QUOTE} The median was $93,500.",
    position=1,
)
CITATION = Citation(
    number=1,
    passage_id=PASSAGE_ID,
    document=PASSAGE.document,
    document_title=PASSAGE.title,
    source=PASSAGE.source,
    section=" > ".join(PASSAGE.section),
    text=QUOTE,
)


class ScriptedLibrary:
    """One document with one passage."""

    def passage(self, passage_id: str) -> Passage | None:
        return PASSAGE if passage_id == PASSAGE_ID else None

    def document(self, document_id: str) -> DocumentText | None:
        if document_id != PASSAGE.document:
            return None
        return DocumentText(PASSAGE.document, PASSAGE.title, PASSAGE.source, "2025", BODY)

    def ingest(self, paths: Sequence[str]) -> Iterator[dict[str, JsonValue]]:
        for number, path in enumerate(paths or ("corpus",), start=1):
            yield {"type": "progress", "step": number, "of": max(len(paths), 1), "label": path}


class ScriptedMind:
    """Keeps what it was asked, and how many turns are inside it."""

    def __init__(self, pause: float = 0.05):
        self.pause = pause
        self.requests: list[TurnRequest] = []
        self.inside = 0
        self.left = threading.Event()

    def __call__(self, request: TurnRequest) -> Iterator[Event]:
        self.requests.append(request)
        self.inside += 1
        self.left.clear()
        try:
            yield from self._turn(request)
        finally:
            self.inside -= 1
            self.left.set()

    def _turn(self, request: TurnRequest) -> Iterator[Event]:
        text = request.text.lower()
        yield Status(stage="searching", text="Looking in the sources")
        if "busy" in text:
            raise TooManyRequests("Ten questions are waiting already. Try again in a minute.")
        if "decline" in text:
            yield Declined(kind="not_covered", text="My sources do not say that.", offers=("What does a junior earn?",))
        elif "ask me" in text:
            yield Question(text="Which level do you mean?", quick_replies=("Junior", "Senior"))
        elif "queue" in text:
            for position in (2, 1, 0):
                yield Status(stage="queued", text=f"{position} before you", position=position)
                self._sleep(request, 5)
            yield Sentence(text="It was your turn.")
        elif "silent" in text:
            self._sleep(request, 30)
            yield Sentence(text="That took a while.")
        else:
            yield from self._sentences(request, text)
        yield Done(message_id="", suggestions=("And for seniors?",), elapsed_ms=12, model_ms=5)

    def _sentences(self, request: TurnRequest, text: str) -> Iterator[Event]:
        slow = "slow" in text or "endless" in text
        yield Sentence(text=QUOTE, style="lead", citations=(CITATION,))
        if "fail" in text:
            yield Failed(code="engine_crashed", message="The engine stopped. Ask again.")
            return
        if "crash" in text:
            raise EngineCrashed("The engine stopped. Ask again.")
        if "bug" in text:
            raise ZeroDivisionError(request.text)
        for number in range(10_000 if "endless" in text else 40 if slow else 2):
            if slow:
                self._sleep(request, 4)
            if request.cancelled():
                return
            yield Sentence(
                text=f"Sentence **{number + 1}** of the `answer` with <script>alert(1)</script>.",
                style="bullet" if number % 2 else "text",
                citations=(CITATION,),
                quoted=False,
            )

    def _sleep(self, request: TurnRequest, pauses: int) -> None:
        for _ in range(pauses):
            if request.cancelled():
                return
            time.sleep(self.pause)


def scripted_parts(mind: ScriptedMind, loading_s: float = 0.0, gate: threading.Event | None = None) -> Parts:
    """Parts that take `loading_s` (or until `gate` is set) to load."""

    def model(loading: Loading) -> str:
        loading.part("knowledge")
        loading.say("warming up", name="scripted")
        if gate is not None:
            gate.wait(30)
        time.sleep(loading_s)
        return "model"

    return Parts(
        {"knowledge": lambda _: ScriptedLibrary(), "embedder": lambda _: "embedder", "model": model},
        mind=lambda _: mind,
        library=lambda loaded: loaded["knowledge"],
        queue=lambda _: QueueStatus(mind.inside, 10),
        queue_limit=10,
        suggestions=("What does a junior AI infrastructure engineer earn?", "Which tools should I learn first?"),
    )
