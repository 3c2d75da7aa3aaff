"""One metric, judged: against its bound, against the accepted answers, and against chance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from evals.gate import elsewhere
from evals.gate.limits import Limit
from evals.gate.run import Run, SuiteRun
from evals.gate.stats import Paired, detectable, holm, paired_kappa, paired_share, quadratic_kappa
from evals.gate.suite import Measure, Outcome

DROP = 0.03
DROP_OF_FEW = 0.05
FEW = 60
"""Below so many cases a drop of three points is one or two cases: the limit is five points there."""
WARN = 0.02
SLICE = 30
SLICE_DROP = 0.10
SURE = 0.05
ELSEWHERE = " (no more than another machine may cause)"

Status = Literal["pass", "warn", "fail", "report"]


@dataclass(frozen=True)
class Verdict:
    """One metric, judged."""

    metric: str
    limit: Limit
    value: float
    cases: int
    status: Status
    reasons: tuple[str, ...]
    before: float | None = None
    paired: Paired | None = None
    p_holm: float | None = None
    detectable: float = 0.0


def totals(outcomes: Iterable[Outcome], kappas: Sequence[str] = ()) -> dict[str, float]:
    """Each metric over all outcomes that speak of it."""
    by_metric: dict[str, list[tuple[float, float]]] = {}
    for outcome in outcomes:
        for metric, measure in outcome.measures.items():
            by_metric.setdefault(metric, []).append((measure.good, measure.of))
    return {
        metric: quadratic_kappa([p[0] for p in pairs], [p[1] for p in pairs]) if metric in kappas else _ratio(pairs)
        for metric, pairs in by_metric.items()
    }


def _ratio(pairs: Sequence[tuple[float, float]]) -> float:
    whole = sum(of for _, of in pairs)
    return sum(good for good, _ in pairs) / whole if whole else 0.0


def whole(each: SuiteRun, profile: str) -> bool:
    """Whether all cases of the suite took part: a part of them says little about a level."""
    return profile == "full" or (profile == "quick" and each.suite.share == 1)


def spared(each: SuiteRun, run: Run) -> bool:
    """Whether the machine may have a part in what changed."""
    return run.foreign and each.suite.by_vectors


def verdict_of(
    name: str, limit: Limit, value: float, each: SuiteRun, before: Mapping[str, Outcome], run: Run
) -> Verdict:
    """Of one suite's metric; what another machine may have caused only warns."""
    metric = name.split(".", 1)[1]
    speaking = [outcome for outcome in each.outcomes if metric in outcome.measures]
    paired, old_value = _paired(metric, limit, each, before)
    failed: list[str] = []
    warned: list[str] = []
    if not limit.met(value) and limit.rule != "report" and (whole(each, run.profile) or limit.rule == "zero"):
        measures = [outcome.measures[metric] for outcome in speaking]
        excused = spared(each, run) and limit.rule != "zero" and _nearly(name, limit, value, measures, each, run)
        (warned if excused else failed).append(f"{value:.4g} is not {limit}" + (ELSEWHERE if excused else ""))
    if paired is not None and limit.rule in ("ratchet", "keep"):
        # Agreement beyond chance means nothing within one kind: its gold is the same throughout.
        slices = [] if metric in each.suite.kappas else _slices(metric, limit, each, before)
        lost, told = _lost(paired, limit, speaking, slices)
        if lost and spared(each, run) and paired.bad <= elsewhere.allowance(len(speaking)):
            lost, told = [], [f"{reason}{ELSEWHERE}" for reason in (*lost, *told)]
        failed += lost
        warned += told
    status: Status = "report" if limit.rule == "report" else "fail" if failed else "warn" if warned else "pass"
    return Verdict(
        name, limit, value, len(speaking), status, (*failed, *warned), old_value, paired,
        detectable=detectable(len(speaking)),
    )  # fmt: skip


def _lost(
    paired: Paired, limit: Limit, speaking: Sequence[Outcome], slices: Sequence[str]
) -> tuple[list[str], list[str]]:
    """What fails and what only warns, against the accepted answers."""
    if limit.rule == "keep":
        return ([f"{paired.bad} {'case' if paired.bad == 1 else 'cases'} worse, none may be"] if paired.bad else []), []
    most = DROP_OF_FEW if len(speaking) < FEW else DROP
    below = f"{-paired.difference:.1%} below the accepted answers"
    if paired.difference <= -most:
        return [f"{below}, {most:.0%} is the limit", *slices], []
    return list(slices), [below] if paired.difference <= -WARN else []


def _nearly(name: str, limit: Limit, value: float, measures: Sequence[Measure], each: SuiteRun, run: Run) -> bool:
    """Whether a missed bound was met when the answers were accepted, and is missed by no more than the machine's part."""
    accepted = run.baseline.summary.get(name) if run.baseline is not None else None
    if accepted is None or not limit.met(accepted):
        return False
    if name.split(".", 1)[1] in each.suite.kappas:
        return abs(accepted - value) <= elsewhere.KAPPA
    return elsewhere.nearly_met(limit, measures)


def _paired(
    metric: str, limit: Limit, each: SuiteRun, before: Mapping[str, Outcome], kind: str = ""
) -> tuple[Paired | None, float | None]:
    both = [
        (before[o.id].measures[metric], o.measures[metric])
        for o in each.outcomes
        if o.id in before and metric in o.measures and metric in before[o.id].measures and (not kind or o.kind == kind)
    ]
    if not both:
        return None, None
    if metric in each.suite.kappas:
        gold = [now.good for _, now in both]
        old, new = [was.of for was, _ in both], [now.of for _, now in both]
        return paired_kappa(gold, old, new), quadratic_kappa(gold, old)
    pairs = [(was.good, was.of) for was, _ in both]
    sign = -1.0 if limit.less_is_better else 1.0
    return paired_share(pairs, [(now.good, now.of) for _, now in both], sign), _ratio(pairs)


def _slices(metric: str, limit: Limit, each: SuiteRun, before: Mapping[str, Outcome]) -> list[str]:
    found = []
    counts: dict[str, int] = {}
    for outcome in each.outcomes:
        if metric in outcome.measures:
            counts[outcome.kind] = counts.get(outcome.kind, 0) + 1
    for kind, count in counts.items():
        if count < SLICE or len(counts) == 1:
            continue
        paired, _ = _paired(metric, limit, each, before, kind)
        if paired is not None and paired.difference <= -SLICE_DROP:
            found.append(f"{kind} alone lost {-paired.difference:.1%}")
    return found


def with_holm(verdicts: Sequence[Verdict], machine: Collection[str] = ()) -> list[Verdict]:
    """Adds what is beyond chance for all metrics together; `machine` names the suites that another machine may flip."""
    tested = {v.metric: v.paired.p for v in verdicts if v.paired is not None and v.limit.rule == "ratchet"}
    adjusted = holm(tested)
    done = []
    for verdict in verdicts:
        p = adjusted.get(verdict.metric)
        few = verdict.metric.split(".")[0] in machine and (
            verdict.paired is not None and verdict.paired.bad <= elsewhere.allowance(verdict.cases)
        )
        if p is not None and verdict.paired is not None and p <= SURE and verdict.paired.difference < 0 and not few:
            reason = f"worse beyond chance ({verdict.paired.test}, p = {p:.2g} after Holm)"
            verdict = replace(verdict, status="fail", reasons=(*verdict.reasons, reason))
        done.append(replace(verdict, p_holm=p))
    return done
