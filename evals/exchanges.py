"""Plays single exchanges of an interview through its real step: `python -m evals.exchanges [FILE...] [--misses]`.

A file of `evals/training` (the default) or any other holds one JSON object a line: an answer to a question about one or
several skills (`asked`, `learner`, `gold`, `skip`), or a correction of readings (`rated`, `last_asked`, `learner`,
`changes`, `restore`, `also_answers`). It measures where an interview may be mended; it does not gate.

The two files were written by an independent author, 2026-11, who knew the catalogue of skills and not the program; the
other half of what that author wrote is not here, so that there was something to validate with.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphs.interview.graph import InterviewDeps
    from graphs.interview.state import InterviewState

FILES = ("exchanges_dev.jsonl", "corrections_dev.jsonl")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ASKED_SO_FAR = 3
"""Questions before this one, so that a follow-up is still to be had."""
Case = dict[str, Any]


@dataclass
class Tally:
    """Counts by measure, and the misses in words."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, measure: str, good: bool, miss: str) -> None:
        """One judgement; `miss` is kept when it was bad."""
        self.counts[f"{measure} of"] += 1
        self.counts[measure] += good
        if not good:
            self.misses.append(f"{measure}: {miss}")

    def lines(self) -> Iterator[str]:
        """One line for each measure."""
        for measure in sorted(name for name in self.counts if not name.endswith(" of")):
            good, every = self.counts[measure], self.counts[f"{measure} of"]
            yield f"{measure:34} {good:4} of {every:4}  {good / every:.3f}"


def main() -> None:
    """Prints the figures, and with `--misses` what went wrong."""
    from app.bootstrap import make_interview_deps, open_embedder, prepare_process
    from app.settings import load_settings
    from graphs.testing import MemoryRecords

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[Path(__file__).parent / "training" / n for n in FILES])
    parser.add_argument("--misses", action="store_true", help="say what went wrong")
    given = parser.parse_args()
    prepare_process()
    settings = load_settings()
    deps = make_interview_deps(settings, MemoryRecords(), open_embedder(settings))
    tally = Tally()
    for case in _cases(given.files):
        (_corrected if "rated" in case else _answered)(case, deps, tally)
    print("\n".join((*tally.lines(), *(tally.misses if given.misses else ()))))


def _cases(files: Iterable[Path]) -> Iterator[Case]:
    for path in files:
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _answered(case: Case, deps: InterviewDeps, tally: Tally) -> None:
    from graphs.interview.state import InterviewState

    asked = tuple(case["asked"])
    end = _said(case["learner"], _asking(InterviewState(started_at=AT), asked, deps), deps)
    for skill in (*asked, *(each for each in case["gold"] if each not in asked)):
        gold, held = case["gold"].get(skill), end.held(skill)
        words = f"{case['id']} {skill} {held.rating} ({held.standing}), gold {gold}: {case['learner']}"
        if skill in case.get("skip", ()):
            tally.add("left out when asked to", held.standing == "skipped", words)
        elif skill not in asked:
            tally.add("told besides", held.rating == gold, words)
        elif gold is None:
            tally.add("not rated without grounds", held.rating is None, words)
        else:
            again = held.standing == "pending" and end.open is not None and skill in end.open.skills
            tally.add("rated exactly or asked again", held.rating == gold or again, words)
            tally.add("rated exactly", held.rating == gold, words)
            tally.add("rated within one", held.rating is not None and abs(held.rating - gold) <= 1, words)


def _corrected(case: Case, deps: InterviewDeps, tally: Tally) -> None:
    from graphs.interview.state import Held, InterviewState, correct

    def held(rating: int) -> Held:
        return Held(standing="rated", rating=rating, confidence=0.8)

    state = InterviewState(started_at=AT)
    wanted = {skill: rating for skill, rating in case["rated"].items() if skill in state.skills}
    for skill, rating in tuple(wanted.items()):
        before = rating - 1 if rating else rating + 1
        state = state.hold(skill, held(before if skill in case["restore"] else rating))
        if skill in case["restore"]:
            state = correct(state, skill, held(rating), "", AT)
            wanted[skill] = before
    wanted |= {skill: rating for skill, rating in case["changes"].items() if skill in state.skills}
    last = case.get("rated_last") or (case["restore"] or list(case["rated"]))[-1]
    end = _said(case["learner"], _asking(state, tuple(case["last_asked"]), deps).with_(last_read=(last,)), deps)
    wrong = [
        f"{skill} {end.held(skill).rating}, wanted {value}"
        for skill, value in wanted.items()
        if end.held(skill).rating != value
    ]
    kind = "correction" if case["changes"] else "withdrawal" if case["restore"] else "no correction"
    tally.add(kind, not wrong, f"{case['id']} {'; '.join(wrong)}: {case['learner']}")
    for skill, gold in case["also_answers"].items():
        now = end.held(skill).rating
        tally.add(
            "answered beside a correction", now == gold, f"{case['id']} {skill} {now}, gold {gold}: {case['learner']}"
        )


def _asking(state: InterviewState, skills: tuple[str, ...], deps: InterviewDeps) -> InterviewState:
    """With a question about these skills open, as the mentor words it."""
    from graphs.interview.policy import Next
    from graphs.interview.questions import wording
    from graphs.interview.state import OpenQuestion

    text, replies = wording(Next("open", skills), state, deps.lexicon)
    question = OpenQuestion(id="q6", kind="open", skills=skills, text=text, quick_replies=replies)
    return state.with_(open=question, numbered=6, asked=ASKED_SO_FAR, aim_asked=True)


def _said(text: str, state: InterviewState, deps: InterviewDeps) -> InterviewState:
    from graphs.interview.models import Incoming
    from graphs.interview.step import step

    return step(state, Incoming(text, AT + timedelta(minutes=1), "m6"), deps.lexicon, deps.rate).state


if __name__ == "__main__":
    main()
