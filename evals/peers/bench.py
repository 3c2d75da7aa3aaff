"""`python -m evals.peers.bench`: Groundwork beside the plain chains of other libraries, quality and time, one scorer.

All of them ask the same single-turn cases of the same language model and the same sentence vectors, one after the
other on the same machine. Their environment is `.venv-peers`, made from `evals/peers/requirements.lock`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from evals.gate.commands import table
from evals.gate.report import REPORTS
from evals.gate.suite import Item, Outcome, digest
from evals.gate.verdict import totals
from evals.peers.endpoint import served
from evals.runner import answers_of, eval_settings
from evals.score import judge
from evals.suites.ask import AskSuite, answering, documents_of_corpus, outcome
from evals.transcript import Cited, Said, Transcript

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-peers" / "bin" / "python"
PEERS = ("langchain", "haystack")
METRICS = (
    "answerable_correct", "facts", "declines_handled", "over_refusal", "answers_cite", "citation_precision",
    "unsupported_sentences",
)  # fmt: skip
_MARK = re.compile(r"\[(\d+)\]")
_SENTENCES = re.compile(r"(?<=[.!?])(?:\s*(?:\[\d+\]\s*)+)?\s+(?=[A-Z0-9*\-])|\n+")
_REFUSES = re.compile(
    r"\b(?:i (?:do not|don't) know|i(?:'m| am) not sure|(?:do|does) not (?:mention|provide|contain|specify|cover|say)|"
    r"(?:don't|doesn't) (?:mention|provide|contain|specify|cover|say)|no information|not (?:mentioned|provided|specified)|"
    r"cannot (?:answer|be (?:answered|determined))|can't answer|unable to answer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class System:
    """One system's figures."""

    name: str
    outcomes: tuple[Outcome, ...]
    first: tuple[float, ...]
    whole: tuple[float, ...]


def chosen(cases: int = 0) -> list[Item]:
    """So many single-turn cases, each kind by its share and at least once, the same ones each time; 0 means all.

    Small talk is left out: no chain was built for it.
    """
    kinds: dict[str, list[Item]] = {}
    for item in sorted(AskSuite().items(), key=lambda each: digest(each.id)):
        if item.kind != "smalltalk" and len(item.given.turns) == 1:
            kinds.setdefault(item.kind, []).append(item)
    whole = sum(map(len, kinds.values()))
    if not cases or cases >= whole:
        return [item for kind in sorted(kinds) for item in kinds[kind]]
    shares = {kind: cases * len(items) / whole for kind, items in kinds.items()}
    counts = {kind: max(1, int(share)) for kind, share in shares.items()}
    for kind in sorted(shares, key=lambda each: (int(shares[each]) - shares[each], each)):
        if sum(counts.values()) < cases:
            counts[kind] += 1
    return [item for kind in sorted(kinds) for item in kinds[kind][: counts[kind]]]


def peer_transcript(row: dict[str, Any], question: str) -> Transcript:
    """A chain's answer as ours is recorded: its markers are its citations, the retrieved pieces their passages."""
    passages = row["passages"]
    said = []
    for text in filter(None, (each.strip() for each in _split(row["answer"]))):
        numbers = dict.fromkeys(int(n) for n in _MARK.findall(text) if 1 <= int(n) <= len(passages))
        cited = tuple(
            Cited(
                n,
                f"{passages[n - 1]['document']}#{n}",
                passages[n - 1]["document"],
                "",
                "",
                "",
                "",
                passages[n - 1]["text"],
            )
            for n in numbers
        )
        said.append(Said(re.sub(r"\s*\[\d+\]", "", text), "text", cited, worded=True))
    # A refusal in so many words is one, however the rest goes on: the benefit of the doubt is the chain's.
    declined = bool(_REFUSES.search(row["answer"]))
    return Transcript(row["answer"], declined, sentences=tuple(said), learner=(question,))


def _split(answer: str) -> Iterator[str]:
    """Sentences, each with the markers that stand behind its full stop."""
    start = 0
    for match in _SENTENCES.finditer(answer):
        yield answer[start : match.end()]
        start = match.end()
    yield answer[start:]


def run_peer(name: str, base_url: str, corpus: Path, items: Sequence[Item]) -> System | None:
    """None when it broke, its own words being on standard error: the others are worth their time all the same."""
    task = {
        "peer": name,
        "base_url": base_url,
        "corpus": str(corpus),
        "cases": [{"id": item.id, "question": item.given.turns[-1]} for item in items],
    }
    process = subprocess.Popen(
        [str(PYTHON), str(Path(__file__).with_name("chains.py"))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None  # both are pipes
    process.stdin.write(json.dumps(task))
    process.stdin.close()
    by_id = {item.id: item for item in items}
    outcomes, first, whole = [], [], []
    _say(f"{name}: indexing the corpus")
    for line in process.stdout:
        row = json.loads(line)
        if "id" not in row:
            _say(f"{name}: indexed after {row['ready_s']:.0f} s")
            continue
        item = by_id[row["id"]]
        left = (sum(whole) + row["total_s"]) / (len(whole) + 1) * (len(items) - len(whole) - 1)
        _say(f"{name}: {len(outcomes) + 1} of {len(items)}, {row['total_s']:.1f} s, about {left / 60:.0f} min left")
        outcomes.append(outcome(judge(item.given, peer_transcript(row, item.given.turns[-1]), documents_of_corpus())))
        first.append(row["first_s"])
        whole.append(row["total_s"])
    if process.wait() or len(outcomes) != len(items):
        _say(f"{name} answered {len(outcomes)} of {len(items)} cases and is left out. Its own words are above.")
        return None
    return System(name, tuple(outcomes), tuple(first), tuple(whole))


def run_own(mentor: Any, items: Sequence[Item]) -> System:
    """Groundwork, on the same cases."""
    suite, answer = AskSuite(), answering(answers_of(mentor))
    outcomes, first, whole = [], [], []
    for item in items:
        _say(f"groundwork: {len(outcomes) + 1} of {len(items)}")
        found = dict(answer(item))
        timing = found.pop("timing")
        outcomes.append(suite.score(item, found))
        first.append(timing.get("first_sentence_s", timing["total_s"]))
        whole.append(timing["total_s"])
    return System(f"groundwork ({mentor.deps.ask.wording})", tuple(outcomes), tuple(first), tuple(whole))


def lines(systems: Sequence[System]) -> Iterator[str]:
    """One column per system."""
    rows = [("", *(system.name for system in systems))]
    values = [totals(system.outcomes) for system in systems]
    rows += [(name, *(f"{each[name]:.3f}" if name in each else "no citation" for each in values)) for name in METRICS]
    rows.append(("first sentence, median s", *(f"{median(each.first):.2f}" for each in systems)))
    rows.append(("first sentence, worst s", *(f"{max(each.first):.2f}" for each in systems)))
    rows.append(("whole answer, median s", *(f"{median(each.whole):.2f}" for each in systems)))
    yield from table([tuple(cells) for cells in rows])


def write_report(heading: str, systems: Sequence[System], folder: Path = REPORTS) -> Path:
    """The table as Markdown, with every case beside it as JSON; returns the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"system": each.name, "id": o.id, "kind": o.kind, "right": o.right, "faults": list(o.faults), "shown": o.shown,
         "first_s": first, "total_s": whole}
        for each in systems
        for o, first, whole in zip(each.outcomes, each.first, each.whole, strict=True)
    ]  # fmt: skip
    (folder / "peers.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    path = folder / "peers.md"
    path.write_text(
        "\n".join([f"# {heading}", "", "```", *lines(systems), "```", "", *_kinds(systems)]) + "\n", "utf-8"
    )
    return path


def _kinds(systems: Sequence[System]) -> Iterator[str]:
    """Right answers by kind of question."""
    yield "| kind | " + " | ".join(each.name for each in systems) + " |"
    yield "| --- |" + " --- |" * len(systems)
    for kind in dict.fromkeys(o.kind for o in systems[0].outcomes):
        groups = [[o for o in each.outcomes if o.kind == kind] for each in systems]
        yield f"| {kind} | " + " | ".join(f"{sum(o.right for o in group)} of {len(group)}" for group in groups) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--cases", type=int, default=0, help=f"so many, of every kind its share; all {len(chosen())} without it"
    )
    parser.add_argument("--peer", action="append", default=[], choices=PEERS)
    options = parser.parse_args()
    if not PYTHON.is_file():
        raise SystemExit("The peers' environment is not here. Run `make bench-peers`, which makes it.")
    from app.bootstrap import open_mentor

    items = chosen(options.cases)
    settings = eval_settings()
    mentor = open_mentor(settings)
    try:
        wait = getattr(mentor.chat, "wait_ready", None)
        if wait is not None:
            wait()
        heading = (
            f"{mentor.chat.name} and {mentor.deps.ask.embedder.name}, {len(items)} of {len(chosen())} cases, "
            f"{time.strftime('%Y-%m-%d')}"
        )
        systems = [run_own(mentor, items)]
        with served(mentor.chat, mentor.deps.ask.embedder) as base_url:
            for name in options.peer or PEERS:
                found = run_peer(name, base_url, settings.corpus_dir, items)
                if found is not None:
                    systems.append(found)
                    # What is done is kept, should the next one break.
                    write_report(heading, systems)
    finally:
        mentor.close()
    sys.stdout.write(f"{heading}\n")
    for line in lines(systems):
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"Report: {write_report(heading, systems)}\n")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
