"""Career roadmaps, each held against every requirement by a checker that knows the sources and not the builder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from evals.checks.roadmap import Traveller, faults
from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.plan_cases import learner_of, load_lines, random_lines

if TYPE_CHECKING:
    from evals.gate.parts import Parts
    from evals.predict_plans import Line

RANDOM = 30
SEED = 6
"""Other random learners than those of the plans."""


class RoadmapsSuite:
    """The learners of `evals/plans`, and random ones."""

    name = "roadmaps"
    roots = (
        "graphs.roadmap.build",
        "graphs.plan.build",
        "graphs.plan.workbook",
        "app.adapters.catalogue",
        "app.adapters.corpus_passages",
        "evals.predict_roadmaps",
    )
    kappas = ()
    share = 1
    by_vectors = False
    kept = False

    def items(self) -> Sequence[Item]:
        """By the level they aim for."""
        named = [line for line in load_lines() if not isinstance(line.constraints, list)]
        return [_item(line, line.target_level) for line in (*named, *islice(random_lines(RANDOM, SEED), RANDOM))]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The real catalogue and the real passages."""
        from app.adapters.corpus_passages import CorpusPassages
        from evals.predict_roadmaps import answering, plan_parts

        answer = answering(plan_parts(parts.settings), CorpusPassages(parts.settings.corpus_dir))
        yield lambda item: json.loads(json.dumps(answer(item.given), default=str))

    def score(self, item: Item, answer: Json) -> Outcome:
        """No requirement may be broken; a roadmap that was not delivered breaks all."""
        broken = "error" in answer
        found = (
            [f"failed: {answer['error']}"]
            if broken
            else faults(traveller_of(item.given), answer["roadmap"], answer["plan"], answer["passages"])
        )
        measures = {"delivered": Measure(float(not broken)), "roadmaps_with_faults": Measure(float(bool(found)))}
        if not broken:
            stages = answer["roadmap"]["stages"]
            measures["stages_with_sources"] = Measure(
                float(
                    sum(
                        any(each["sources"] for each in (*stage["pay"], *stage["responsibilities"]))
                        for stage in stages[2:]
                    )
                ),
                2.0,
            )
        return Outcome(
            id=item.id,
            kind=item.kind,
            right=not found,
            measures=measures,
            faults=tuple(found),
            shown="" if broken else json.dumps(answer["roadmap"]["stages"], indent=1, ensure_ascii=False)[:6000],
        )


def traveller_of(line: Line) -> Traveller:
    """Read by the checker's own eyes."""
    learner = learner_of(line)
    return Traveller(learner.level, learner.ratings, learner.certificates, date.fromisoformat(line.start_date))


def _item(line: Line, kind: str) -> Item:
    given = line.model_dump(mode="json")
    return Item(str(line.id), str(kind), json.dumps(given, ensure_ascii=False, indent=1), "", line, digest(given))
