"""Whether the five best passages hold what a right answer says, for every case of `evals/ask` that has one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from evals.cases import Case, load_cases
from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.matching import found, normalise
from evals.retrieval import Found, K, Search, Sides, find, hit_of, is_answerable, search_of

BEFORE_RANKING = "not among the first candidates"

if TYPE_CHECKING:
    from app.adapters.knowledge import KnowledgeRetriever
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
        deps = parts.mentor.deps.ask
        # The product's own adapter, whose two further methods exist for this suite.
        retriever = cast("KnowledgeRetriever", deps.retriever)
        yield answering(search_of(deps), parts.documents, Sides(retriever.candidates, retriever.by_words))

    def score(self, item: Item, answer: Json) -> Outcome:
        """By atoms, by source and by rank."""
        case: Case = item.given
        question, passages = answer.get("question", ""), [Found(**each) for each in answer.get("passages", ())]
        hit = hit_of(case, question, passages)
        text = normalise("\n".join(each.words for each in passages))
        measures, before = _before_ranking(case, question, answer)
        return Outcome(
            id=case.id,
            kind=case.kind,
            right=hit.full,
            measures={
                "recall_at_5": Measure(float(hit.full)),
                "source_hit_at_5": Measure(float(hit.by_source)),
                "ndcg_at_5": Measure(hit.gain),
                **measures,
            },
            faults=(
                *before,
                *(f"not among the passages: {each}" for each in hit.missing),
                *([f"failed: {answer['error']}"] if "error" in answer else []),
            ),
            shown=f"asked as: {question}\n" + "\n".join(f"{n}. {each.id}" for n, each in enumerate(passages, start=1)),
            passages=tuple((each.id, each.words) for each in passages),
            lost=tuple(atom for atom in case.atoms if not found(atom, text)),
        )


def _before_ranking(case: Case, question: str, answer: Json) -> tuple[dict[str, Measure], list[str]]:
    """The order in which the fusion of both searches brings the passages; a broken weight of one side shows here first."""
    if "candidates" not in answer:
        return {}, []
    candidates = [Found(**each) for each in answer["candidates"]]
    missing = hit_of(case, question, candidates[:K]).missing
    ids = {each.id for each in candidates}
    lost = [each for each in answer["by_words"] if each not in ids]
    measures = {"candidates_at_5": Measure(float(not missing))}
    if answer["by_words"]:
        measures["words_kept"] = Measure(float(len(answer["by_words"]) - len(lost)), float(len(answer["by_words"])))
    faults = [f"{BEFORE_RANKING}: {each}" for each in missing]
    return measures, faults + [f"{BEFORE_RANKING}, though best by its words: {each}" for each in lost]


def answering(search: Search, documents: dict[str, str], sides: Sides | None = None) -> Callable[[Item], Json]:
    """From a case to the passages found, with their words."""
    return lambda item: find(item.given.turns, search, documents, sides)
