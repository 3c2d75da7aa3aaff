"""`python -m evals.mutations`: deliberate regressions, each in a copy of the tree, each to be caught by the gate.

The copy first accepts its own answers as they are; then one line is changed, and the gate has to fail with a report
that points at the cause. Not part of any profile: it takes minutes. A broken prompt has a test of its own (`test_selftest_prompt.py`), since
the bundled model hardly follows one. Prints one line per mutation and what the report
says; ends with 1 when one went unnoticed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GATE = """
import sys
from evals.gate.commands import gate, keep, print_decision
from evals.gate.run import Choice
suites, cases, accepting = tuple(sys.argv[1].split(",")), tuple(filter(None, sys.argv[2].split(","))), sys.argv[3] == "accept"
decision = gate(Choice("full", cases), suites, say=lambda text: None)
if accepting:
    keep(decision, "the tree as it is, before the mutation")
print_decision(decision, print)
sys.exit(decision.exit_code)
"""


@dataclass(frozen=True)
class Mutation:
    """One line of one file, and what the report has to name."""

    name: str
    file: str
    change: Callable[[str], str]
    suites: tuple[str, ...]
    points_at: tuple[str, ...]
    """Words of which the causes or the changed files of the report hold one each."""
    settings: tuple[tuple[str, str], ...] = ()
    cases: tuple[str, ...] = ()


def _replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        if text.count(old) < 1:
            raise SystemExit(f"{old!r} is not there any more: adapt the mutation to the code.")
        return text.replace(old, new, 1)

    return change


MUTATIONS = (
    Mutation(
        "a figure drops out of the corpus",
        "corpus/junior-role.md",
        _replaced(", with a median of $93,500 a year.", "."),
        ("corpus", "ask"),
        ("the corpus no longer holds", "corpus/junior-role.md"),
        cases=("junior-median", "junior-salary"),
    ),
    Mutation(
        "a broken weight where the two searches are brought together",
        "ingest/rank.py",
        _replaced('"head": 0.9,', '"head": -0.9,'),
        ("retrieval",),
        ("the search no longer finds", "ingest/rank.py"),
    ),
    Mutation(
        "a broken RRF weight: the words count for nothing",
        "ingest/edge_store.py",
        _replaced("edge.Prefetch(limit=limit, query=self._words(sparse)", "edge.Prefetch(limit=1, query=self._words(sparse)"),
        ("retrieval",),
        ("the two searches, brought together", "ingest/edge_store.py"),
    ),
    Mutation(
        "a broken RRF weight: the vectors count for nothing",
        "ingest/edge_store.py",
        _replaced("prefetches = [edge.Prefetch(limit=limit, query=self._nearest(dense), filter=only)]", "prefetches: list[Any] = []"),
        ("retrieval",),
        ("the two searches, brought together", "ingest/edge_store.py"),
    ),
    Mutation(
        "a shuffled threshold of the rating",
        "graphs/interview/rate.py",
        _replaced("np.searchsorted(np.cumsum(chances), 0.5)", "np.searchsorted(np.cumsum(chances), 0.95)"),
        ("ratings",),
        ("rated otherwise", "graphs/interview/rate.py"),
    ),
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="part of a name")
    options = parser.parse_args()
    missed = 0
    for mutation in MUTATIONS:
        if options.only in mutation.name:
            missed += not try_one(mutation)
    return int(missed > 0)


def try_one(mutation: Mutation) -> bool:
    """Whether the gate noticed and its report names the cause."""
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="groundwork-mutation-"))
    try:
        copy = folder / "tree"
        copy_tree(copy)
        first = _gate(copy, mutation, "accept")
        if first.returncode == 2:
            _say(first.stdout + first.stderr)
            raise SystemExit(f"{mutation.name}: the unchanged copy breaks the harness.")
        unchanged = _gate(copy, mutation, "run")
        if "worse:" in unchanged.stdout:
            raise SystemExit(f"{mutation.name}: the unchanged copy does not answer as it did:\n{unchanged.stdout}")
        path = copy / mutation.file
        path.write_text(mutation.change(path.read_text("utf-8")), "utf-8")
        done = _gate(copy, mutation, "run")
        report = json.loads((copy / "evals/reports/latest.json").read_text("utf-8"))
        told = [*(each["text"] for each in report["causes"]), *report["changed_files"]]
        caught = report["exit_code"] == 1 and all(any(part in each for each in told) for part in mutation.points_at)
        _say(f"\n{'caught' if caught else 'MISSED'}: {mutation.name} ({time.monotonic() - began:.0f} s)")
        _say("  " + report["verdict"])
        for name, metric in report["metrics"].items():
            if metric["status"] == "fail" and metric["difference"]:
                _say(f"  {name}: {metric['baseline']:.3f} to {metric['value']:.3f}; {'; '.join(metric['reasons'])}")
        for each in report["causes"][:3]:
            _say(f"  {len(each['cases'])} worse: {each['text']}")
        _say(f"  changed: {', '.join(report['changed_files'])}")
        if not caught:
            _say(done.stderr[-800:])
        return bool(caught)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_tree(copy: Path, extra: Sequence[str] = ("evals/reports/replay",)) -> None:
    """What git knows and does not ignore, and the kept answers, so that the unchanged copy costs little."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in listed.split("\0"):
        source = ROOT / name
        if name and source.is_file() and not name.startswith("evals/baselines/"):
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    for name in extra:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name)


def _gate(copy: Path, mutation: Mutation, what: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "MENTOR_DATA_DIR": str(copy.parent / "data"),
        "PYTHONPATH": str(copy),
        **dict(mutation.settings),
    }
    command = [sys.executable, "-c", GATE, ",".join(mutation.suites), ",".join(mutation.cases), what]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
