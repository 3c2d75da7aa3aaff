"""Learning plans, each held against every constraint by a checker that knows the requirements and not the scheduler."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from evals.checks.plan import faults
from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.plan_cases import learner_of, load_lines, random_lines

if TYPE_CHECKING:
    from evals.gate.parts import Parts
    from evals.predict_plans import Line

RANDOM = 60
"""Random learners beside those of the file; `test_plans.py` tries many more."""


class PlansSuite:
    """Every learner of `evals/plans`, and random ones."""

    name = "plans"
    roots = ("graphs.plan.build", "graphs.plan.workbook", "app.adapters.catalogue", "evals.predict_plans")
    kappas = ()
    share = 1
    by_vectors = False
    kept = False

    def items(self) -> Sequence[Item]:
        """Those whose wishes are words are left to `test_plans.py`: its checker reads fields."""
        named = [line for line in load_lines() if not isinstance(line.constraints, list)]
        return [_item(line, line.target_level) for line in named] + [
            _item(line, "random") for line in islice(random_lines(RANDOM), RANDOM)
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The scheduler over the real catalogue."""
        from app.adapters.catalogue import load_catalogue
        from evals.predict_plans import answering
        from graphs.plan.request import PlanParts
        from graphs.plan.workbook import load_workbook

        catalogue = load_catalogue(parts.settings.corpus_dir)
        plan = answering(PlanParts(catalogue.skills, catalogue.resources, load_workbook()))
        yield lambda item: json.loads(json.dumps(plan(item.given), default=str))

    def score(self, item: Item, answer: Json) -> Outcome:
        """No constraint may be broken; a plan that was not delivered breaks all."""
        broken = "error" in answer
        found = [f"failed: {answer['error']}"] if broken else list(faults(learner_of(item.given), answer))
        return Outcome(
            id=item.id,
            kind=item.kind,
            right=not found,
            measures={"delivered": Measure(float(not broken)), "plans_with_faults": Measure(float(bool(found)))},
            faults=tuple(found),
            shown=json.dumps(answer, indent=1, ensure_ascii=False)[:6000],
        )


def _item(line: Line, kind: str) -> Item:
    given = line.model_dump(mode="json")
    return Item(str(line.id), str(kind), json.dumps(given, ensure_ascii=False, indent=1), "", line, digest(given))
