"""Whether the five best passages hold what a right answer says, for every case of `evals/ask` that has one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evals.cases import Case, load_cases
from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.matching import found, normalise
from evals.retrieval import Found, Search, find, hit_of, is_answerable, search_of

if TYPE_CHECKING:
    from evals.gate.parts import Parts


class RetrievalSuite:
    """The search alone: no wording, no model."""

    name = "retrieval"
    roots = (
        "graphs.ask.reading",
        "graphs.ask.lexicon",
        "app.bootstrap.ask",
        "app.bootstrap.knowledge",
        "evals.retrieval",
    )
    kappas = ()
    share = 1
    by_vectors = True
    kept = True

    def __init__(self, cases: Sequence[Case] | None = None) -> None:
        self._cases = cases

    def items(self) -> Sequence[Item]:
        """The answerable cases."""
        cases = load_cases() if self._cases is None else self._cases
        return [
            Item(case.id, case.kind, "\n".join(case.turns), case.why, case, digest(case.turns))
            for case in cases
            if is_answerable(case)
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The product's own reading and search."""
        yield answering(search_of(parts.mentor.deps.ask), parts.documents)

    def score(self, item: Item, answer: Json) -> Outcome:
        """By atoms, by source and by rank."""
        case: Case = item.given
        question, passages = answer.get("question", ""), [Found(**each) for each in answer.get("passages", ())]
        hit = hit_of(case, question, passages)
        text = normalise("\n".join(each.words for each in passages))
        return Outcome(
            id=case.id,
            kind=case.kind,
            right=hit.full,
            measures={
                "recall_at_5": Measure(float(hit.full)),
                "source_hit_at_5": Measure(float(hit.by_source)),
                "ndcg_at_5": Measure(hit.gain),
            },
            faults=(
                *(f"not among the passages: {each}" for each in hit.missing),
                *([f"failed: {answer['error']}"] if "error" in answer else []),
            ),
            shown=f"asked as: {question}\n" + "\n".join(f"{n}. {each.id}" for n, each in enumerate(passages, start=1)),
            passages=tuple((each.id, each.words) for each in passages),
            lost=tuple(atom for atom in case.atoms if not found(atom, text)),
        )


def answering(search: Search, documents: dict[str, str]) -> Callable[[Item], Json]:
    """From a case to the passages found, with their words."""
    return lambda item: find(item.given.turns, search, documents)
