"""The bounds of `evals/thresholds.toml`: what each metric has to hold to, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

THRESHOLDS = Path(__file__).parent.parent / "thresholds.toml"
Rule = Literal["zero", "keep", "ratchet", "floor", "report"]


@dataclass(frozen=True)
class Limit:
    """How one metric is judged.

    `zero`: any failing atom fails, no baseline can hide it. `keep`: no single case may become worse. `ratchet`: it may not become worse than the accepted
    answers, beyond the noise. `floor`: the bound alone counts. `report`: never fails. A bound holds for every rule.
    """

    metric: str
    rule: Rule
    why: str
    at_least: float | None = None
    at_most: float | None = None
    wanted: float | None = None

    @property
    def less_is_better(self) -> bool:
        """Which way the metric counts."""
        return self.at_most is not None

    def met(self, value: float) -> bool:
        """Whether the value is on the right side of the bound; rounding alone fails nobody."""
        return (self.at_least is None or value >= self.at_least - 1e-9) and (
            self.at_most is None or value <= self.at_most + 1e-9
        )

    def __str__(self) -> str:
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return f"<= {self.at_most:g}" if self.at_most is not None else "reported"


def load_limits(path: Path = THRESHOLDS) -> dict[str, Limit]:
    """By `suite.metric`, in the order of the file. Raises `ValueError` for a limit that says too little."""
    found: dict[str, Limit] = {}
    for suite, metrics in tomllib.loads(path.read_text("utf-8")).items():
        for metric, values in metrics.items():
            found[f"{suite}.{metric}"] = _limit(f"{suite}.{metric}", values)
    return found


def _limit(name: str, values: Mapping[str, object]) -> Limit:
    limit = Limit(metric=name, **values)  # type: ignore[arg-type]  # the file's keys are checked just below
    if limit.rule not in get_args(Rule) or len(limit.why) < 20:
        raise ValueError(f"{name}: needs a rule of {', '.join(get_args(Rule))} and a reason")
    if limit.rule in ("zero", "floor") and limit.at_least is None and limit.at_most is None:
        raise ValueError(f"{name}: rule {limit.rule} needs at_least or at_most")
    if limit.wanted is not None and f"{limit.wanted:g}" not in limit.why and "anted" not in limit.why:
        raise ValueError(f"{name}: stands below what is wanted without saying so")
    return limit
