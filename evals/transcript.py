"""What one judged turn said, with the whole text of every passage it cites: the checks need no product parts."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from graphs.events import Citation, Declined, Done, Event, Failed, Question, Sentence
from graphs.ports import Passage


@dataclass(frozen=True)
class Cited:
    """One citation of one sentence."""

    number: int
    passage_id: str
    document: str
    title: str
    source: str
    section: str
    quote: str
    """The words that the product says bear the sentence out."""
    text: str
    """The whole passage; empty when the id leads nowhere."""

    @property
    def evidence(self) -> str:
        """Title, source and headings count as said by the passage: its sentences lean on them."""
        return "\n".join((self.title, self.source, self.section, self.text))


@dataclass(frozen=True)
class Said:
    """One sentence as released."""

    text: str
    style: str = "text"
    citations: tuple[Cited, ...] = ()
    worded: bool = False
    """Whether the language model worded it; otherwise the words are the corpus's own."""


@dataclass(frozen=True)
class Transcript:
    """The last turn of a conversation, as a learner reads it."""

    answer: str
    """As the terminal shows it: bullets and `[n]` markers, without the list of sources."""
    declined: bool = False
    decline_kind: str = ""
    sentences: tuple[Said, ...] = ()
    first_sentence_s: float | None = None
    """Seconds until the first sentence, or the refusal, was there; None when nothing came."""
    total_s: float = 0.0
    product_ms: int = 0
    """The turn's time without the language model's."""
    model_ms: int = 0
    failed: str = ""
    """Code of the error that broke the turn."""
    learner: tuple[str, ...] = field(default=())
    """All messages of the learner: names in them may be echoed."""

    @property
    def citations(self) -> tuple[Cited, ...]:
        """Every distinct passage by number, first use first."""
        found: dict[int, Cited] = {}
        for sentence in self.sentences:
            for each in sentence.citations:
                found.setdefault(each.number, each)
        return tuple(found[number] for number in sorted(found))

    def as_json(self) -> dict[str, Any]:
        """Everything, as plain JSON; `from_json` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any], learner: Sequence[str]) -> Transcript:
        """As recorded, the times left out where they were not kept."""
        said = tuple(
            Said(
                each["text"],
                each["style"],
                tuple(Cited(**cited) for cited in each["citations"]),
                bool(each.get("worded")),
            )
            for each in value["sentences"]
        )
        return cls(**{**value, "sentences": said, "learner": tuple(learner)})


def record(
    events: Iterable[Event],
    learner: tuple[str, ...],
    passage: Callable[[str], Passage | None],
    clock: Callable[[], float] = time.perf_counter,
) -> Transcript:
    """Listens to one turn; `passage` looks up what is cited."""
    from app.cli.answer import AnswerWriter

    began = clock()
    shown = io.StringIO()
    writer = AnswerWriter(shown)
    first: float | None = None
    said: list[Said] = []
    declined: Declined | None = None
    done: Done | None = None
    failed = ""
    for event in events:
        if isinstance(event, Sentence | Declined | Question) and first is None:
            first = clock() - began
        if isinstance(event, Sentence):
            said.append(
                Said(
                    event.text, event.style, tuple(_cited(each, passage) for each in event.citations), not event.quoted
                )
            )
        elif isinstance(event, Declined):
            declined = event
        elif isinstance(event, Done):
            done = event
        elif isinstance(event, Failed):
            failed = event.code
            shown.write(event.message)
        writer.take(event)
    total = clock() - began
    writer.finish()
    model_ms = done.model_ms if done else 0
    return Transcript(
        answer=shown.getvalue().strip(),
        declined=declined is not None,
        decline_kind=declined.kind if declined else "",
        sentences=tuple(said),
        first_sentence_s=first,
        total_s=total,
        product_ms=max(0, int(total * 1000) - model_ms),
        model_ms=model_ms,
        failed=failed,
        learner=learner,
    )


def _cited(citation: Citation, passage: Callable[[str], Passage | None]) -> Cited:
    found = passage(citation.passage_id)
    return Cited(
        number=citation.number,
        passage_id=citation.passage_id,
        document=citation.document,
        title=citation.document_title,
        source=citation.source,
        section=citation.section,
        quote=citation.text,
        text=found.text if found else "",
    )
