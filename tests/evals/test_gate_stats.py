"""The gate's arithmetic and its bounds."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.gate.limits import load_limits
from evals.gate.stats import at_most_at_95, detectable, holm, mcnemar, paired_kappa, paired_share, quadratic_kappa
from evals.suites import SUITES


@pytest.mark.parametrize(
    ("bad", "good", "p"), [(0, 0, 1.0), (5, 0, 1 / 32), (4, 0, 1 / 16), (0, 5, 1.0), (8, 2, 56 / 1024), (3, 3, 42 / 64)]
)
def test_mcnemar_is_exact(bad: int, good: int, p: float) -> None:
    assert mcnemar(bad, good) == pytest.approx(p)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=6, max_size=40))
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    from sklearn.metrics import cohen_kappa_score

    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    if len({*first, *second}) < 2:
        assert quadratic_kappa(first, second) == 1.0
        return
    theirs = cohen_kappa_score(first, second, weights="quadratic", labels=range(5))
    assert quadratic_kappa(first, second) == pytest.approx(theirs)


def test_holm_is_no_milder_than_each_test_and_keeps_the_order() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})
    assert holm({}) == {}


def test_identical_answers_are_no_difference_and_the_bootstrap_is_seeded() -> None:
    pairs = [(float(n % 3), 4.0) for n in range(50)]
    same = paired_share(pairs, pairs, 1.0)
    assert (same.difference, same.p, same.test) == (0.0, 1.0, "unchanged")
    worse = [(max(0.0, good - (place % 4 == 0)), of) for place, (good, of) in enumerate(pairs)]
    once, again = paired_share(pairs, worse, 1.0), paired_share(pairs, worse, 1.0)
    assert once == again
    assert once.difference < 0 and once.low <= once.difference <= once.high and once.p < 0.05
    assert paired_share(pairs, worse, -1.0).difference == pytest.approx(-once.difference)


def test_kappa_differences_are_paired() -> None:
    rng = np.random.default_rng(1)
    gold = rng.integers(0, 5, 120).astype(float)
    good = np.clip(gold + (rng.random(120) < 0.1), 0, 4)
    bad = np.clip(gold + rng.integers(-2, 3, 120), 0, 4)
    found = paired_kappa(gold.tolist(), good.tolist(), bad.tolist())
    assert found.difference < -0.1 and found.p < 0.01 and found.bad > found.good
    assert paired_kappa(gold.tolist(), good.tolist(), good.tolist()).test == "unchanged"


def test_what_clean_runs_prove_and_what_few_cases_show() -> None:
    assert at_most_at_95(59) == pytest.approx(0.05, abs=0.001)
    assert at_most_at_95(0) == 1.0
    assert detectable(400) < detectable(100) < detectable(25)


# Bounds


def test_every_limit_of_the_file_belongs_to_a_suite_that_is_there() -> None:
    assert {name.split(".")[0] for name in load_limits()} <= set(SUITES)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param('rule = "mild"\nwhy = "long enough to be a reason"', "rule", id="no such rule"),
        pytest.param('rule = "zero"\nwhy = "long enough to be a reason"', "at_least", id="no bound"),
        pytest.param('rule = "report"\nwhy = "because"', "reason", id="no reason"),
        pytest.param(
            'rule = "floor"\nat_least = 0.5\nwanted = 0.9\nwhy = "half of them is what we reach"',
            "wanted",
            id="silent gap",
        ),
    ],
)
def test_a_limit_that_says_too_little_is_refused(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "t.toml"
    file.write_text(f"[a.b]\n{text}\n")
    with pytest.raises(ValueError, match=named):
        load_limits(file)
