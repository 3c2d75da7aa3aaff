"""What `mentor eval run`, `report` and `accept` do; `pytest evals/` runs the same gate."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from evals.gate import fingerprint
from evals.gate.decide import Decision, decide
from evals.gate.limits import load_limits
from evals.gate.parts import Parts
from evals.gate.report import COLUMNS, REPORTS, row, write_reports
from evals.gate.run import Choice, run
from evals.gate.store import BASELINES, EVALS, read_baseline, write_baseline
from evals.runner import eval_settings
from evals.suites import load_suites
from graphs.errors import BadValue

SELFTESTS = ("test_selftest.py", "test_selftest_slices.py", "test_selftest_systems.py")


def gate(
    choice: Choice,
    suites: tuple[str, ...] = (),
    *,
    require_baseline: bool = False,
    say: Callable[[str], None] | None = None,
    parts: Parts | None = None,
) -> Decision:
    """Runs, decides and writes the reports."""
    found = run(load_suites(suites), eval_settings(), choice, say or say_on_stderr(), parts=parts, partial=bool(suites))
    decision = decide(found, load_limits(), require_baseline=require_baseline)
    write_reports(decision)
    return decision


def print_decision(decision: Decision, write: Callable[[str], None]) -> None:
    """The table, the worst, and the verdict line last."""
    for line in table(
        [COLUMNS[:5] + COLUMNS[6:], *((*cells[:5], *cells[6:]) for cells in map(row, decision.verdicts))]
    ):
        write(line)
    from evals.gate.cause import causes

    for cause in causes(decision)[:8]:
        write(f"- {len(cause.cases)} worse: {cause.text} ({', '.join(cause.cases[:4])})")
    for each in (*decision.warnings, *decision.harness):
        write(f"- {each}")
    write(f"Report: {REPORTS / 'latest.html'}")
    write(decision.line)


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """Aligned columns."""
    widths = [max(len(cells[place]) for cells in rows) for place in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip() for cells in rows]


def say_on_stderr() -> Callable[[str], None]:
    """A line that changes in a terminal, a line every ten seconds elsewhere."""
    live = sys.stderr.isatty()
    said = 0.0

    def say(text: str) -> None:
        nonlocal said
        if live or time.monotonic() - said >= 10:
            said = time.monotonic()
            sys.stderr.write(f"\r\x1b[K{text[:110]}" if live else f"{text}\n")
            sys.stderr.flush()

    return say


def latest_report(folder: Path = REPORTS) -> Mapping[str, object]:
    """Of the last run. Raises `BadValue` when there was none."""
    path = folder / "latest.json"
    if not path.is_file():
        raise BadValue("There is no report yet. Run `mentor eval run` first.")
    found: Mapping[str, object] = json.loads(path.read_text("utf-8"))
    return found


def accept(reason: str, write: Callable[[str], None], folder: Path = BASELINES) -> Path:
    """Makes today's answers the accepted ones. Raises `BadValue` with what stands in the way."""
    if len(reason.split()) < 3:
        raise BadValue('Say in a few words why these answers are the new measure: --reason "...".')
    changed = fingerprint.dirty()
    if changed:
        raise BadValue(
            f"{len(changed)} files differ from the commit ({', '.join(changed[:5])}). Commit first: accepted answers "
            "belong to a state that others can check out."
        )
    selftest(write)
    decision = gate(Choice())
    if decision.harness:
        raise BadValue(f"The harness is broken, nothing can be accepted: {decision.harness[0]}")
    zero = [each for each in decision.failed if each.limit.rule == "zero"]
    if zero:
        raise BadValue(
            f"{', '.join(each.metric for each in zero)}: these may never fail, and no acceptance hides that. Mend it first."
        )
    place = keep(decision, reason, folder)
    write(f"Accepted for {decision.run.key} in {place}. Commit that folder.")
    return place


def selftest(write: Callable[[str], None]) -> None:
    """The tests of the tests, in a process of their own."""
    write("Testing the tests first")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", *(str(EVALS / name) for name in SELFTESTS)],
        cwd=EVALS.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BadValue(f"The tests of the tests fail, so no figure can be trusted:\n{done.stdout[-1500:]}")


def keep(decision: Decision, reason: str, folder: Path = BASELINES) -> Path:
    """Writes the answers, the fingerprint and the figures, and a line in the history of acceptances."""
    current = decision.run
    before = read_baseline(current.key, folder)
    answers = [(each.suite.name, answered) for each in current.suites if each.suite.kept for answered in each.answered]
    files = {path: value for each in current.suites for path, value in each.files.items()}
    meta = {
        "accepted": time.strftime("%Y-%m-%d"),
        "reason": reason,
        "commit": current.commit,
        "suites": [each.suite.name for each in current.suites],
        "about": current.about,
        "arithmetic": current.arithmetic,
        "files": dict(sorted(files.items())),
        "thresholds": fingerprint.hash_of(EVALS / "thresholds.toml"),
        "cases": fingerprint.hash_of_cases((suite, each.item.id, each.item.digest) for suite, each in answers),
    }
    summary = {name: round(value, 6) for name, value in sorted(decision.metrics.items())}
    place = write_baseline(current.key, meta, answers, summary, folder)
    old = before.summary if before else {}
    moved = [
        f"{name} {old[name]:.4g} to {value:.4g}"
        for name, value in summary.items()
        if name in old and abs(old[name] - value) > 5e-5
    ]
    note = f"- {meta['accepted']} {current.commit[:10]}: {reason}" + (f" ({'; '.join(moved)})" if moved else "")
    history = place / "CHANGES.md"
    earlier = history.read_text("utf-8") if history.is_file() else "# What was accepted, and why\n\n"
    history.write_text(earlier + note + "\n", "utf-8")
    return place


def check_report(folder: Path = REPORTS) -> tuple[str, int]:
    """The verdict of the last run and its exit code, without any model."""
    found = latest_report(folder)
    return str(found["verdict"]), int(str(found["exit_code"]))
