"""Another machine's arithmetic: what it may change in the answers, and how far the gate lets that go.

Sentence vectors differ in their last bits between processors. Where two passages score nearly the same, or a rating
stands on the edge between two, the answer may then come out otherwise though nothing was changed. Such an answer is no
regression: it is told, and judged by nothing but the rules without tolerance.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from evals.gate.limits import Limit
from evals.gate.suite import Json, Measure

if TYPE_CHECKING:
    from evals.gate.parts import Parts

FLIPS = 0.02
"""Share of the cases that another processor may answer otherwise. Measured: see docs/evals.md."""
MORE = 6
"""Cases asked besides the sample where one of the sample is judged otherwise."""
MOST = 0.25
"""Of those asked; where more are judged otherwise, it is not the last bits that differ."""
KAPPA = 0.02
_PROBE = (
    "What does a junior earn?",
    "How do I deploy a model on Kubernetes with Terraform, and what should I learn first?",
    "I never used Docker, but I wrote two systemd units.",
)
_COUNTING = ("avx", "fma", "amx", "sse4", "asimd", "sve", "neon", "bf16", "vnni")
"""What the features of a processor begin with or hold that libraries choose their kernels by."""


def arithmetic(parts: Parts) -> Json:
    """What the last bits of this machine's answers depend on; loads the sentence vectors."""
    vectors = parts.embedder.encode(list(_PROBE))
    name, features = _processor()
    return {
        "processor": name,
        "features": " ".join(features),
        "vectors": hashlib.sha256(vectors.tobytes()).hexdigest()[:16],
    }


def differs(accepted: Mapping[str, object], here: Mapping[str, object]) -> bool:
    """Whether the machine of the accepted answers counts otherwise; the processor's name alone says nothing."""
    return bool(accepted) and any(accepted.get(each) != here.get(each) for each in ("features", "vectors"))


def allowance(cases: int) -> int:
    """How many of so many cases the machine alone may flip."""
    return max(1, ceil(cases * FLIPS))


def nearly_met(limit: Limit, measures: Sequence[Measure]) -> bool:
    """Whether the bound would hold if the cases that the machine alone may flip were right."""
    lacks = sorted(measures, key=lambda each: each.good - each.of if limit.at_least is not None else -each.good)
    spared = allowance(len(lacks))
    good = sum(each.of if limit.at_least is not None else 0.0 for each in lacks[:spared])
    good += sum(each.good for each in lacks[spared:])
    of = sum(each.of for each in lacks)
    return limit.met(good / of if of else 0.0)


def _processor() -> tuple[str, list[str]]:
    """Name and features; elsewhere than on Linux the name has to do for both."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine(), [platform.machine()]
    said = dict(reversed([_pair(line) for line in lines if ":" in line]))
    features = said.get("flags", said.get("Features", ""))
    return said.get("model name", platform.machine()), sorted(_chosen(features.split()))


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()


def _chosen(features: Iterable[str]) -> Iterable[str]:
    return (each for each in features if any(part in each for part in _COUNTING))
