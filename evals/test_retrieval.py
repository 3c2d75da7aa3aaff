"""What an answer needs is among the five best passages."""

from __future__ import annotations

import pytest

from evals.conftest import Results
from evals.score import thresholds


def test_recall_at_5(results: Results) -> None:
    if not results.hits:
        pytest.skip("no answerable case was chosen")
    limit = thresholds()["recall_at_5"]
    value = results.metrics["recall_at_5"]
    missed = [f"  {hit.case.id} ({hit.question}): {'; '.join(hit.missing)}" for hit in results.hits if not hit.full]
    if not limit.met(value):
        listing = "\n".join(missed)
        pytest.fail(
            f"recall_at_5 is {value:.4g}, wanted {limit}. {limit.why}\n{listing}\nAll in {results.report}",
            pytrace=False,
        )
