"""Paired tests between two runs over the same cases: exact where possible, seeded everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb, sqrt

import numpy as np
import numpy.typing as npt

SEED = 20260101
DRAWS = 10_000
KAPPA_DRAWS = 4_000
_Z_BOTH = 1.6449 + 0.8416
"""One-sided .05 and 80% power."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Paired:
    """How a metric moved on the cases that both runs have; positive is better."""

    difference: float
    low: float
    high: float
    """Bounds of the 95% interval."""
    p: float
    """One-sided: how often chance alone would make it at least this much worse."""
    bad: int
    good: int
    """Cases whose share fell or rose."""
    test: str


def quadratic_kappa(gold: Sequence[float], given: Sequence[float]) -> float:
    """Agreement of two raters beyond chance, errors weighted by their square; 1 when both are constant and equal."""
    first, second = np.asarray(gold, dtype=np.float64), np.asarray(given, dtype=np.float64)
    if not len(first):
        return 0.0
    observed = float(np.mean((first - second) ** 2))
    expected = float(np.mean(first**2) + np.mean(second**2) - 2 * first.mean() * second.mean())
    return 1.0 - observed / expected if expected else float(observed == 0)


def mcnemar(bad: int, good: int) -> float:
    """Exact, one-sided: P(at least `bad` of the changed cases became worse) when either way is equally likely."""
    changed = bad + good
    return sum(comb(changed, k) for k in range(bad, changed + 1)) / 2**changed if changed else 1.0


def paired_share(before: Sequence[tuple[float, float]], now: Sequence[tuple[float, float]], sign: float) -> Paired:
    """Of a metric that is good atoms over all atoms, case by case; `sign` is -1 where less is better."""
    old, new = np.asarray(before, dtype=np.float64), np.asarray(now, dtype=np.float64)
    shares = [
        sign * (b[0] / b[1] if b[1] else 0.0) - sign * (a[0] / a[1] if a[1] else 0.0)
        for a, b in zip(before, now, strict=True)
    ]
    bad, good = sum(s < -1e-9 for s in shares), sum(s > 1e-9 for s in shares)
    difference = sign * (_ratio(new) - _ratio(old))
    if not bad and not good:
        return Paired(difference, difference, difference, 1.0, 0, 0, "unchanged")
    draws = _bootstrap_share(old, new) * sign
    low, high = (float(each) for each in np.quantile(draws, [0.025, 0.975]))
    single = bool((old[:, 1] == 1).all() and (new[:, 1] == 1).all())
    if single:
        return Paired(difference, low, high, mcnemar(bad, good), bad, good, "exact McNemar")
    p = float((1 + np.count_nonzero(draws >= -1e-12)) / (len(draws) + 1))
    return Paired(difference, low, high, p, bad, good, "cluster bootstrap")


def paired_kappa(gold: Sequence[float], before: Sequence[float], now: Sequence[float]) -> Paired:
    """Of a weighted kappa; the cases are drawn anew with both ratings together."""
    g, a, b = (np.asarray(each, dtype=np.float64) for each in (gold, before, now))
    difference = quadratic_kappa(g, b) - quadratic_kappa(g, a)
    worse, better = np.abs(b - g) > np.abs(a - g), np.abs(b - g) < np.abs(a - g)
    bad, good = int(worse.sum()), int(better.sum())
    if not bad and not good:
        return Paired(difference, difference, difference, 1.0, 0, 0, "unchanged")
    rng = np.random.default_rng(SEED)
    drawn = rng.integers(0, len(g), size=(KAPPA_DRAWS, len(g)))
    draws = _kappas(g[drawn], b[drawn]) - _kappas(g[drawn], a[drawn])
    low, high = (float(each) for each in np.quantile(draws, [0.025, 0.975]))
    p = float((1 + np.count_nonzero(draws >= -1e-12)) / (len(draws) + 1))
    return Paired(difference, low, high, p, bad, good, "cluster bootstrap")


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Adjusted for all of them together; the order of equal values does not matter."""
    adjusted: dict[str, float] = {}
    highest = 0.0
    for place, (name, p) in enumerate(sorted(p_values.items(), key=lambda each: each[1])):
        highest = max(highest, min(1.0, (len(p_values) - place) * p))
        adjusted[name] = highest
    return adjusted


def detectable(cases: int, churn: float = 0.05) -> float:
    """The smallest net drop that a paired test of so many cases sees four times out of five, were `churn` of the
    cases to flip in each direction by chance."""
    return _Z_BOTH * sqrt(2 * churn / cases) if cases else 1.0


def at_most_at_95(clean: int) -> float:
    """The rate of failures that so many clean cases still allow, at 95% confidence."""
    return 1 - 0.05 ** (1 / clean) if clean else 1.0


def _ratio(pairs: Floats) -> float:
    whole = float(pairs[:, 1].sum())
    return float(pairs[:, 0].sum()) / whole if whole else 0.0


def _bootstrap_share(old: Floats, new: Floats) -> Floats:
    rng = np.random.default_rng(SEED)
    drawn = rng.integers(0, len(old), size=(DRAWS, len(old)))
    ratios = []
    for pairs in (new, old):
        good, of = pairs[:, 0][drawn].sum(axis=1), pairs[:, 1][drawn].sum(axis=1)
        ratios.append(np.divide(good, of, out=np.zeros_like(good), where=of > 0))
    return ratios[0] - ratios[1]


def _kappas(gold: Floats, given: Floats) -> Floats:
    observed = ((gold - given) ** 2).mean(axis=1)
    expected = (gold**2).mean(axis=1) + (given**2).mean(axis=1) - 2 * gold.mean(axis=1) * given.mean(axis=1)
    return 1.0 - np.divide(observed, expected, out=np.ones_like(observed), where=expected > 0)
