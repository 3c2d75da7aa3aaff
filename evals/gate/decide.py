"""From two sets of judged answers to a verdict: what became worse, by how much, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from evals.gate.limits import Limit
from evals.gate.run import Run, SuiteRun
from evals.gate.stats import Paired, detectable, holm, paired_kappa, paired_share, quadratic_kappa
from evals.gate.suite import Item, Outcome

DROP = 0.03
DROP_OF_FEW = 0.05
FEW = 60
"""Below so many cases a drop of three points is one or two cases: the limit is five points there."""
WARN = 0.02
SLICE = 30
SLICE_DROP = 0.10
SURE = 0.05

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


@dataclass(frozen=True)
class Flip:
    """A case whose verdict, or whose answer, is another than at the baseline."""

    suite: str
    item: Item
    before: Outcome
    now: Outcome

    @property
    def direction(self) -> Literal["worse", "better", "other"]:
        """`other`: another answer that is neither."""
        lost = self.loss
        if self.before.right != self.now.right:
            return "better" if self.now.right else "worse"
        return "worse" if lost > 1e-9 else "better" if lost < -1e-9 else "other"

    @property
    def loss(self) -> float:
        """How much worse, in atoms, the case as a whole weighing most; for the order of the report."""
        whole = 10.0 * (int(self.before.right) - int(self.now.right))
        return whole + len(self.now.faults) - len(self.before.faults)


@dataclass(frozen=True)
class Decision:
    """The whole gate."""

    run: Run
    verdicts: tuple[Verdict, ...]
    flips: tuple[Flip, ...]
    harness: tuple[str, ...]
    """Why the harness itself is broken; empty when it is not."""
    warnings: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    """Cases that the baseline does not have, or has with another question; they take no part in the comparison."""
    gone: tuple[str, ...] = ()
    metrics: Mapping[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> tuple[Verdict, ...]:
        return tuple(each for each in self.verdicts if each.status == "fail")

    @property
    def exit_code(self) -> int:
        """0 pass, 1 something became worse or misses its bound, 2 the harness is broken and says nothing."""
        return 2 if self.harness else 1 if self.failed else 0

    @property
    def line(self) -> str:
        """The verdict in one line, always the same as the exit code."""
        if self.harness:
            return f"BROKEN: {self.harness[0]}"
        if self.failed:
            return f"FAIL: {', '.join(each.metric for each in self.failed)}"
        warned = [each.metric for each in self.verdicts if each.status == "warn"]
        return "PASS" + (f", with a warning for {', '.join(warned)}" if warned else "")


def decide(run: Run, limits: Mapping[str, Limit], *, require_baseline: bool = False) -> Decision:
    """Both sides are judged by the scorer of today."""
    verdicts: list[Verdict] = []
    flips: list[Flip] = []
    new: list[str] = []
    gone: list[str] = []
    metrics: dict[str, float] = {}
    for each in run.suites:
        before = _before(each, run, new, gone)
        flips += _flips(each, before)
        for metric, value in totals(each.outcomes, each.suite.kappas).items():
            name = f"{each.suite.name}.{metric}"
            metrics[name] = value
            limit = limits.get(name) or Limit(name, "report", "no bound is set for this metric")
            verdicts.append(_verdict(name, limit, value, each, before, run.profile))
    verdicts = _with_holm(verdicts)
    order = {name: place for place, name in enumerate(limits)}
    verdicts.sort(key=lambda v: (order.get(v.metric, len(order)), v.metric))
    flips.sort(key=lambda flip: (-flip.loss, flip.suite, flip.item.id))
    return Decision(
        run, tuple(verdicts), tuple(flips), tuple(_harness(run, limits, metrics, require_baseline)),
        tuple(_warnings(run)), tuple(new), tuple(gone), metrics,
    )  # fmt: skip


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


def _before(each: SuiteRun, run: Run, new: list[str], gone: list[str]) -> dict[str, Outcome]:
    """The baseline's answers to the same questions, scored today."""
    if run.baseline is None:
        return {}
    kept = {case: k for (suite, case), k in run.baseline.answers.items() if suite == each.suite.name}
    found = {}
    for answered in each.answered:
        item = answered.item
        if item.id in kept and kept[item.id].digest == item.digest:
            found[item.id] = each.suite.score(item, kept[item.id].answer)
        else:
            new.append(f"{each.suite.name}: {item.id}")
    if run.profile == "full":
        here = {answered.item.id for answered in each.answered}
        gone += [f"{each.suite.name}: {case}" for case in kept if case not in here]
    return found


def _flips(each: SuiteRun, before: Mapping[str, Outcome]) -> Iterable[Flip]:
    items = {answered.item.id: answered.item for answered in each.answered}
    for outcome in each.outcomes:
        old = before.get(outcome.id)
        if old is not None and (old.right, old.faults, old.shown, old.measures) != (
            outcome.right, outcome.faults, outcome.shown, outcome.measures,
        ):  # fmt: skip
            yield Flip(each.suite.name, items[outcome.id], old, outcome)


def _verdict(
    name: str, limit: Limit, value: float, each: SuiteRun, before: Mapping[str, Outcome], profile: str
) -> Verdict:
    metric = name.split(".", 1)[1]
    speaking = [outcome for outcome in each.outcomes if metric in outcome.measures]
    paired, old_value = _paired(metric, limit, each, before)
    failed: list[str] = []
    warned: list[str] = []
    # A part of the cases says little about a level; what became worse on them is told by the comparison.
    if not limit.met(value) and limit.rule != "report" and (profile == "full" or limit.rule == "zero"):
        failed.append(f"{value:.4g} is not {limit}")
    if paired is not None and limit.rule == "ratchet":
        most = DROP_OF_FEW if len(speaking) < FEW else DROP
        if paired.difference <= -most:
            failed.append(f"{-paired.difference:.1%} below the accepted answers, {most:.0%} is the limit")
        elif paired.difference <= -WARN:
            warned.append(f"{-paired.difference:.1%} below the accepted answers")
        failed += _slices(metric, limit, each, before)
    if paired is not None and limit.rule == "keep" and paired.bad:
        failed.append(f"{paired.bad} {'case' if paired.bad == 1 else 'cases'} worse, none may be")
    status: Status = "report" if limit.rule == "report" else "fail" if failed else "warn" if warned else "pass"
    return Verdict(
        name, limit, value, len(speaking), status, (*failed, *warned), old_value, paired,
        detectable=detectable(len(speaking)),
    )  # fmt: skip


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


def _with_holm(verdicts: Sequence[Verdict]) -> list[Verdict]:
    tested = {v.metric: v.paired.p for v in verdicts if v.paired is not None and v.limit.rule == "ratchet"}
    adjusted = holm(tested)
    done = []
    for verdict in verdicts:
        p = adjusted.get(verdict.metric)
        if p is not None and verdict.paired is not None and p <= SURE and verdict.paired.difference < 0:
            reason = f"worse beyond chance ({verdict.paired.test}, p = {p:.2g} after Holm)"
            verdict = replace(verdict, status="fail", reasons=(*verdict.reasons, reason))
        done.append(replace(verdict, p_holm=p))
    return done


def _harness(run: Run, limits: Mapping[str, Limit], metrics: Mapping[str, float], require: bool) -> Iterable[str]:
    for each in run.suites:
        yield from (f"{each.suite.name}: no answer to {case}" for case in each.broken)
        if each.unsteady:
            yield f"{each.suite.name}: asked twice, {', '.join(each.unsteady)} answered otherwise"
        if not each.answered:
            yield f"{each.suite.name}: no case was chosen"
    if run.profile == "full":
        names = {each.suite.name for each in run.suites}
        yield from (
            f"{name} has a bound and was not measured"
            for name in limits
            if name.split(".")[0] in names and name not in metrics
        )
    if require and run.baseline is None:
        yield f"there is no baseline for {run.key}"


def _warnings(run: Run) -> Iterable[str]:
    if run.baseline is None:
        yield (
            f"There are no accepted answers for {run.key}: bounds are checked, a comparison is not possible. "
            'Run `mentor eval accept --reason "first figures of this model"`.'
        )
    if run.dirty:
        yield f"{len(run.dirty)} files differ from the commit, for example {run.dirty[0]}."
