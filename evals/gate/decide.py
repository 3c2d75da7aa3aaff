"""From two sets of judged answers to a verdict: what became worse, by how much, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from evals.gate.limits import Limit
from evals.gate.run import Run, SuiteRun
from evals.gate.suite import Item, Outcome
from evals.gate.verdict import Verdict, spared, totals, verdict_of, whole, with_holm


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
    otherwise: tuple[str, ...] = ()
    """Cases that this machine answers otherwise than the one of the accepted answers, nothing of ours being changed."""
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
    otherwise: list[str] = []
    metrics: dict[str, float] = {}
    for each in run.suites:
        before = _before(each, run, new, gone, otherwise)
        flips += _flips(each, before)
        for metric, value in totals(each.outcomes, each.suite.kappas).items():
            name = f"{each.suite.name}.{metric}"
            metrics[name] = value
            limit = limits.get(name) or Limit(name, "report", "no bound is set for this metric")
            verdicts.append(verdict_of(name, limit, value, each, before, run))
    verdicts = with_holm(verdicts, machine={each.suite.name for each in run.suites if spared(each, run)})
    order = {name: place for place, name in enumerate(limits)}
    verdicts.sort(key=lambda v: (order.get(v.metric, len(order)), v.metric))
    flips.sort(key=lambda flip: (-flip.loss, flip.suite, flip.item.id))
    return Decision(
        run, tuple(verdicts), tuple(flips), tuple(_harness(run, limits, metrics, require_baseline)),
        tuple(_warnings(run, otherwise)), tuple(new), tuple(gone), tuple(otherwise), metrics,
    )  # fmt: skip


def _before(each: SuiteRun, run: Run, new: list[str], gone: list[str], otherwise: list[str]) -> dict[str, Outcome]:
    """The baseline's answers to the same questions, scored today.

    Where another machine gave them and nothing that makes an answer was changed since, today's answer stands for it:
    what differs is the machine's doing.
    """
    if run.baseline is None or not each.suite.kept:
        return {}
    otherwise += [f"{each.suite.name}: {case}" for case in each.otherwise]
    now = {outcome.id: outcome for outcome in each.outcomes}
    kept = {case: k for (suite, case), k in run.baseline.answers.items() if suite == each.suite.name}
    found = {}
    for answered in each.answered:
        item = answered.item
        if item.id in kept and kept[item.id].digest == item.digest:
            found[item.id] = each.suite.score(item, kept[item.id].answer)
            if spared(each, run) and answered.key and answered.key == kept[item.id].key:
                if found[item.id].measures != now[item.id].measures:
                    otherwise.append(f"{each.suite.name}: {item.id}")
                found[item.id] = now[item.id]
        else:
            new.append(f"{each.suite.name}: {item.id}")
    if whole(each, run.profile):
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


def _harness(run: Run, limits: Mapping[str, Limit], metrics: Mapping[str, float], require: bool) -> Iterable[str]:
    for each in run.suites:
        yield from (f"{each.suite.name}: no answer to {case}" for case in each.broken)
        if each.unsteady:
            yield f"{each.suite.name}: asked twice, {', '.join(each.unsteady)} answered otherwise"
        if not each.answered:
            yield f"{each.suite.name}: no case was chosen"
    names = {each.suite.name for each in run.suites if whole(each, run.profile)}
    if names:
        yield from (
            f"{name} has a bound and was not measured"
            for name in limits
            if name.split(".")[0] in names and name not in metrics
        )
    if require and run.baseline is None:
        yield f"there is no baseline for {run.key}"


def _warnings(run: Run, otherwise: Sequence[str]) -> Iterable[str]:
    if run.baseline is None:
        yield (
            f"There are no accepted answers for {run.key}: bounds are checked, a comparison is not possible. "
            'Run `mentor eval accept --reason "first figures of this model"`.'
        )
    if run.foreign and run.baseline is not None:
        there = run.baseline.meta["arithmetic"]["processor"]
        yield (
            f"The answers were accepted on another machine ({there}; here {run.arithmetic['processor']}), which counts "
            "otherwise in the last bits: a flip of so few cases as that may cause is told and does not fail."
        )
    if otherwise:
        yield (
            f"{len(otherwise)} {'answer differs' if len(otherwise) == 1 else 'answers differ'} by the machine alone, "
            f"nothing that makes them being changed: {', '.join(otherwise[:6])}."
        )
    if run.dirty:
        yield f"{len(run.dirty)} files differ from the commit, for example {run.dirty[0]}."
