"""Market reports of pasted postings: counted again from the record, and beside what careful readers take from each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evals.checks.market import counted_of, faults
from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.market_cases import MarketCase, load_market
from evals.posting_cases import load_postings

if TYPE_CHECKING:
    from evals.gate.parts import Parts


class MarketSuite:
    """Learners with one posting up to twenty."""

    name = "market"
    roots = ("graphs.market.graph", "app.documents.market", "app.adapters.catalogue", "evals.predict_market")
    kappas = ()
    share = 1
    by_vectors = False
    kept = True

    def items(self) -> Sequence[Item]:
        """By what is odd about what they pasted."""
        return [
            Item(
                case.id,
                case.kind,
                f"{len(case.messages)} postings, aims for {case.level}, {case.location or 'no place'}: {', '.join(case.cases)}",
                case.why,
                case,
                digest(case.given),
            )
            for case in load_market()
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The slice itself, each learner with records of their own."""
        from app.adapters.catalogue import SKILLS_FILE, load_skills
        from evals.predict_market import Line, answering

        answer = answering(load_skills(parts.settings.corpus_dir / SKILLS_FILE))
        yield lambda item: answer(Line.model_validate(item.given.given))

    def score(self, item: Item, answer: Json) -> Outcome:
        """The report against its record without tolerance, the record against the gold by its counts."""
        case: MarketCase = item.given
        if "error" in answer:
            return Outcome(
                case.id, case.kind, False, {"reports_with_faults": Measure(1.0)}, (f"failed: {answer['error']}",)
            )
        found = faults(answer["report"], answer["postings"], case.ratings, case.level)
        good, of = agreement(case, answer)
        return Outcome(
            id=case.id,
            kind=case.kind,
            right=not found,
            measures={
                "reports_with_faults": Measure(float(bool(found))),
                "counts": Measure(good, of),
                "counted": Measure(float(len(counted_of(answer["postings"])) == expected(case))),
            },
            faults=tuple(found),
            shown=answer["report"][:6000],
        )


def expected(case: MarketCase) -> int:
    """How many different jobs a careful reader counts."""
    gold = {each.id: each.gold for each in load_postings()}
    seen: set[str] = set()
    for name in case.cases:
        original = gold[name].duplicate_of if name else None
        if name and "fee" not in gold[name].warnings and "many_roles" not in gold[name].warnings:
            seen.add(original if original in case.cases else name)
    return len(seen)


def agreement(case: MarketCase, answer: Json) -> tuple[float, float]:
    """How far "required in k" agrees with the labels, over all skills: the smaller count of the larger."""
    gold = {each.id: each.gold for each in load_postings()}
    right: dict[str, int] = {}
    told: dict[str, int] = {}
    for each in counted_of(answer["postings"]):
        name = case.cases[each["message"]]
        if not name:
            continue
        either = set(gold[name].skills_either)
        for skill in set(gold[name].skills_required) - either:
            right[skill] = right.get(skill, 0) + 1
        for skill in set(each["required"]) - either:
            told[skill] = told.get(skill, 0) + 1
    both = {*right, *told}
    return (
        float(sum(min(right.get(skill, 0), told.get(skill, 0)) for skill in both)),
        float(sum(max(right.get(skill, 0), told.get(skill, 0)) for skill in both)),
    )
