"""Where a loss comes from: the corpus, the search, the wording, the citations, the refusal; and what was changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.gate.decide import Decision, Flip
from evals.gate.fingerprint import ROOT
from evals.matching import found
from evals.suites.retrieval import BEFORE_RANKING

PLACES = {
    "corpus/": "the corpus",
    "ingest/": "reading and search",
    "graphs/ask/prompts": "the prompt",
    "graphs/ask/": "the answering",
    "graphs/interview/": "the interview and the rating",
    "graphs/mentor/": "the routing",
    "graphs/market/": "postings and market",
    "graphs/plan/": "the plan",
    "graphs/progress/": "progress",
    "graphs/roadmap/": "the roadmap",
    "graphs/career/": "the career nouns",
    "graphs/": "what the slices share",
    "app/": "the shell and its adapters",
}


@dataclass(frozen=True)
class Cause:
    """One explanation with the cases it explains."""

    text: str
    cases: tuple[str, ...]


def changed_files(decision: Decision) -> dict[str, str]:
    """Path to `changed`, `new` or `gone`, against the accepted run."""
    if decision.run.baseline is None:
        return {}
    before: dict[str, str] = decision.run.baseline.meta.get("files", {})
    now = {path: value for each in decision.run.suites for path, value in each.files.items()}
    found_ = {path: "new" if path not in before else "changed" for path in now if before.get(path) != now[path]}
    covered = {each.suite.name for each in decision.run.suites} >= set(decision.run.baseline.meta.get("suites", ()))
    return found_ | ({path: "gone" for path in before if path not in now} if covered else {})


def concerned(decision: Decision) -> set[str]:
    """Files that have a part in the suites that became worse; all files where none did."""
    worse = {flip.suite for flip in decision.flips if flip.direction == "worse"}
    worse |= {each.metric.split(".")[0] for each in decision.failed}
    return {path for each in decision.run.suites if not worse or each.suite.name in worse for path in each.files}


def changed_parts(decision: Decision) -> list[str]:
    """Models, libraries and sampling that are others than at the accepted run."""
    if decision.run.baseline is None:
        return []
    before = _flat(decision.run.baseline.meta.get("about", {}))
    return [
        f"{name}: {_short(before[name])} then, {_short(value)} now"
        for name, value in _flat(decision.run.about).items()
        if name in before and before[name] != value
    ]


def causes(decision: Decision) -> list[Cause]:
    """The most frequent first; only of cases that became worse."""
    worse = [flip for flip in decision.flips if flip.direction == "worse"]
    missed = {flip.item.id for flip in worse if flip.suite == "retrieval"}
    by_text: dict[str, list[str]] = {}
    for flip in worse:
        by_text.setdefault(_why(flip, missed), []).append(f"{flip.suite}: {flip.item.id}")
    ordered = Counter({text: len(cases) for text, cases in by_text.items()}).most_common()
    return [Cause(text, tuple(by_text[text])) for text, _ in ordered]


def place_of(path: str) -> str:
    """Which part of the product a file belongs to."""
    return next((name for start, name in PLACES.items() if path.startswith(start)), "the evals")


def _why(flip: Flip, missed: set[str]) -> str:
    before, now = flip.before, flip.now
    gone = [atom for atom in now.lost if atom not in before.lost]
    absent = [atom[0] for atom in gone if not found(atom, _corpus())]
    if absent:
        return f"the corpus no longer holds {', '.join(sorted(absent))}"
    new = [fault for fault in now.faults if fault not in before.faults]
    if any(fault.startswith("failed:") for fault in new):
        return "the turn broke"
    if flip.suite == "retrieval" and not gone and any(fault.startswith(BEFORE_RANKING) for fault in new):
        return "the two searches, brought together, no longer put the passages first that they should"
    if flip.suite == "retrieval" or (gone and flip.item.id in missed):
        return "the search no longer finds the passages that hold the answer"
    if any(fault.startswith("declined") for fault in new):
        return "a question that was answered is declined now"
    if any("answered instead" in fault for fault in new):
        return "a question that was declined is answered now"
    if any(fault.startswith(("unsupported", "marker", "[", "no citation", "uncited")) for fault in new):
        return "sentences lost the citations that bear them out"
    if any(fault.startswith("does not cite") for fault in new):
        return "the answer no longer cites the sources it has to"
    if gone:
        return "the passages hold the answer, the mentor no longer says it"
    if flip.suite == "ratings":
        return "answers of the interview are rated otherwise"
    return f"{flip.suite}: {flip.item.kind} cases came out otherwise"


@cache
def _corpus(folder: Path = ROOT / "corpus") -> str:
    from evals.suites.corpus import words_of

    return words_of(folder)


def _flat(value: Mapping[str, object], above: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, each in value.items():
        here = f"{above}{name}"
        flat |= _flat(each, f"{here} ") if isinstance(each, Mapping) else {here: each}
    return flat


def _short(value: object) -> str:
    return str(value)[:40]
