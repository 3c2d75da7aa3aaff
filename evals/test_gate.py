"""The gate, metric by metric: a failure names what got worse, by how much, and where it comes from."""

from __future__ import annotations

import pytest

from evals.gate.cause import causes
from evals.gate.decide import Decision
from evals.gate.limits import load_limits
from evals.gate.report import REPORTS

LIMITS = load_limits()
_SHOWN = 40


@pytest.mark.parametrize("metric", [name for name, limit in LIMITS.items() if limit.rule != "report"])
def test_metric(metric: str, decision: Decision) -> None:
    verdict = next((each for each in decision.verdicts if each.metric == metric), None)
    if verdict is None:
        if decision.run.profile == "full":
            pytest.fail(f"{metric} has a bound and was not measured", pytrace=False)
        return
    if verdict.status != "fail":
        return
    suite, name = metric.split(".", 1)
    lines = [f"{metric}: {'; '.join(verdict.reasons)}. {verdict.limit.why}"]
    worse = [flip for flip in decision.flips if flip.suite == suite and flip.direction == "worse"]
    lines += [f"  worse: {flip.item.id}: {'; '.join(flip.now.faults)[:200]}" for flip in worse[:_SHOWN]]
    if not worse:
        outcomes = next(each.outcomes for each in decision.run.suites if each.suite.name == suite)
        faulty = [each for each in outcomes if each.faults and name in each.measures]
        lines += [f"  {each.id}: {'; '.join(each.faults)[:200]}" for each in faulty[:_SHOWN]]
    lines += [f"  cause: {each.text} ({len(each.cases)} cases)" for each in causes(decision)]
    pytest.fail("\n".join([*lines, f"All in {REPORTS / 'latest.html'}"]), pytrace=False)


def test_the_harness_is_sound(decision: Decision) -> None:
    assert decision.harness == ()
