"""`python -m evals.again`: the quick profile live, ten times, each in a process of its own; all answers byte for byte.

Ends with 1 and names the cases when any answer is another than the first time. Each process draws its own hash seed, so
an order that depends on one shows here. Not part of any profile.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ONCE = """
import json, sys
from evals.gate.run import Choice, run
from evals.runner import eval_settings
from evals.suites import load_suites
suites = tuple(filter(None, sys.argv[1].split(",")))
done = run(load_suites(suites), eval_settings(), Choice("quick", (), True), lambda text: None)
rows = {f"{each.suite.name}: {a.item.id}": a.answer for each in done.suites for a in each.answered}
broken = [name for each in done.suites for name in each.broken]
open(sys.argv[2], "w").write(json.dumps(rows, sort_keys=True, ensure_ascii=False))
sys.exit(2 if broken else 0)
"""


def once(suites: str, out: Path) -> dict[str, str]:
    """Case to the hash of its answer. Raises `SystemExit` when a case broke."""
    done = subprocess.run([sys.executable, "-c", ONCE, suites, str(out)], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit("A case broke; its words are above.")
    rows = json.loads(out.read_text("utf-8"))
    return {name: hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest() for name, row in rows.items()}


def differing(runs: list[dict[str, str]]) -> list[str]:
    """Cases that were not answered the same each time."""
    names = {name for run in runs for name in run}
    return sorted(name for name in names if len({run.get(name) for run in runs}) > 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--suite", action="append", default=[], help="only this suite; may be repeated")
    options = parser.parse_args()
    runs: list[dict[str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, options.times + 1):
            began = time.monotonic()
            runs.append(once(",".join(options.suite), Path(folder) / "answers.json"))
            off = differing(runs)
            sys.stdout.write(
                f"{number}: {len(runs[-1])} answers, {time.monotonic() - began:.0f} s, {len(off)} differ\n"
            )
            sys.stdout.flush()
    off = differing(runs)
    for name in off:
        sys.stdout.write(f"differs: {name}\n")
    sys.stdout.write(f"{len(runs)} times, {len(runs[0])} answers each: {'identical' if not off else 'NOT identical'}\n")
    return int(bool(off))


if __name__ == "__main__":
    sys.exit(main())
