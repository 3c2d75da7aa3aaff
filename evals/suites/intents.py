"""Messages, and what they mean where the conversation stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.rating_cases import IntentCase, load_intents

if TYPE_CHECKING:
    from evals.gate.parts import Parts

DESTRUCTIVE = "delete_my_data"


class IntentsSuite:
    """Every case of `evals/intents`."""

    name = "intents"
    roots = ("graphs.mentor.intents", "graphs.mentor.intent_model", "ingest.embed", "evals.predict_intents")
    kappas = ()
    share = 1
    by_vectors = True
    kept = True

    def items(self) -> Sequence[Item]:
        """By the intent that is right."""
        return [
            Item(case.id, case.intent, f"({case.context}) {case.message}", "", case, digest(case.message, case.context))
            for case in load_intents()
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The classifier with the bundled weights."""
        from evals.predict_intents import Line, answering

        classify = answering(parts.embedder)

        def answer(item: Item) -> Json:
            case: IntentCase = item.given
            return classify(Line(id=case.id, message=case.message, context=case.context))

        yield answer

    def score(self, item: Item, answer: Json) -> Outcome:
        """A deletion read into other words is counted apart."""
        case: IntentCase = item.given
        given = str(answer.get("intent", answer.get("error", "")))
        right = given == case.intent
        measures = {"accuracy": Measure(float(right))}
        if case.intent != DESTRUCTIVE:
            measures["deletion_misread"] = Measure(float(given == DESTRUCTIVE))
        return Outcome(
            id=case.id,
            kind=case.intent,
            right=right,
            measures=measures,
            faults=() if right else (f"read as {given}, meant {case.intent}",),
            shown=f"{given} ({answer.get('confidence', 0):.2f})",
        )
