"""The mentor answers, declines and cites as it promises: one test per metric, its message names every failed case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evals.cases import DECLINING
from evals.conftest import Results
from evals.score import Verdict, thresholds

_SHOWN = 40


def _answerable(verdict: Verdict) -> bool:
    return not verdict.case.declined and verdict.case.kind != "smalltalk"


CONCERNS: dict[str, Callable[[Verdict], list[str]]] = {
    "answerable_correct": lambda v: list(v.problems) if _answerable(v) else [],
    "declines_handled": lambda v: list(v.problems) if v.case.kind in DECLINING else [],
    "smalltalk_right": lambda v: list(v.problems) if v.case.kind == "smalltalk" else [],
    "citation_precision": lambda v: [f"[{w.number}] {w.why}: {w.sentence}" for w in v.weak],
    "unsupported_sentences": lambda v: [f"{why}: {sentence}" for sentence, why in v.unsupported],
    "unresolved_citations": lambda v: list(v.unresolved),
    "failed_turns": lambda v: [v.transcript.failed] if v.transcript.failed else [],
}
"""What of a verdict belongs to a metric."""


@pytest.mark.parametrize("metric", CONCERNS)
def test_metric(metric: str, results: Results) -> None:
    if metric not in results.metrics:
        pytest.skip("no case of this kind was chosen")
    limit = thresholds()[metric]
    value = results.metrics[metric]
    named = [f"  {v.case.id}: {problem}" for v in results.score.verdicts for problem in CONCERNS[metric](v)]
    if not limit.met(value):
        more = f"\n  and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
        listing = "\n".join(named[:_SHOWN])
        pytest.fail(
            f"{metric} is {value:.4g}, wanted {limit}. {limit.why}\n{listing}{more}\nAll in {results.report}",
            pytrace=False,
        )
