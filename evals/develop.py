"""Answers to the questions of development: `python -m evals.develop [--kind KIND] [--all | --unseen]` (no language model needed).

Whoever changes how questions are understood, found and answered may read these cases; the held-back ones of `evals/ask/` and
those of `unseen.jsonl` not: of the latter only the counts are told.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.checks.citations import unsupported, weak
from evals.runner import Answer, answers_of, eval_settings
from evals.transcript import Transcript

FILES = ("answers.jsonl", "learners.jsonl", "learners_2.jsonl")
UNSEEN = "unseen.jsonl"
FOLDER = Path(__file__).parent / "calibration"
Kind = Literal[
    "fact", "list", "comparison", "conflict", "synthesis", "advice", "reason", "definition", "follow_up", "typo",
    "false_premise", "not_covered", "out_of_scope",
]  # fmt: skip
DECLINED: frozenset[Kind] = frozenset({"not_covered", "out_of_scope"})


class DevelopmentCase(BaseModel):
    """A conversation whose last turn is answered, and what a right answer says."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str
    turns: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    kind: Kind
    atoms: tuple[Annotated[tuple[str, ...], Field(min_length=1)], ...] = ()
    """Facts, each in the spellings that count; empty where the right answer is a refusal."""
    need: int | None = Field(default=None, ge=1)
    """How many of the facts suffice; all when it is not told."""
    never: tuple[str, ...] = ()
    """Words that a right answer does not hold."""
    sections: tuple[str, ...] = ()
    why: str = ""


class DevelopmentError(ValueError):
    """A file of cases breaks the schema; the message starts with file and line."""


def read_cases(path: Path) -> Iterator[DevelopmentCase]:
    """The cases of one file; a line that begins with `#` is a remark. Raises `DevelopmentError`."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            yield DevelopmentCase.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            raise DevelopmentError(f"{path}:{number}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def faults(case: DevelopmentCase, transcript: Transcript) -> tuple[str, ...]:
    """What is wrong with an answer; empty when it is right."""
    if case.kind in DECLINED:
        return () if transcript.declined else ("answered instead of declining",)
    if transcript.declined:
        return ("declined instead of answering",)
    said = _plain(transcript.answer)
    lacks = [atom[0] for atom in case.atoms if not any(_plain(spelling) in said for spelling in atom)]
    held = len(case.atoms) - len(lacks)
    found = [f"lacks {each}" for each in lacks] if held < (case.need or len(case.atoms)) else []
    return (*found, *(f"says {each}" for each in case.never if _plain(each) in said))


def _plain(text: str) -> str:
    table = {ord("*"): None, ord("`"): None, ord("’"): "'", ord("–"): "-", ord("‑"): "-"}
    return text.translate(table).lower()


def develop(
    cases: Iterable[DevelopmentCase],
    answer: Answer,
    say: Callable[[str], object],
    *,
    shows: Literal["wrong", "all"] | None = "wrong",
) -> Counter[str]:
    """Asks all cases, tells those that it `shows` and a line for each kind; returns the counts by kind and by outcome."""
    counts: Counter[str] = Counter()
    for case in cases:
        transcript = answer(case.turns)
        wrong = faults(case, transcript)
        counts.update([f"{case.kind} all", *([] if wrong else [f"{case.kind} right"])])
        counts["declined by mistake"] += transcript.declined and case.kind not in DECLINED
        counts["weak citations"] += len(weak(transcript))
        counts["unsupported sentences"] += len(list(unsupported(transcript)))
        if shows == "all" or (wrong and shows):
            say(f"{case.id} {case.kind}: {' | '.join(case.turns)}\n  {'; '.join(wrong) or 'right'}\n")
            say("".join(f"    {line}\n" for line in transcript.answer.splitlines()))
    for kind in sorted({name.split()[0] for name in counts if name.endswith(" all")}):
        say(f"{kind:14} {counts[f'{kind} right']:4} of {counts[f'{kind} all']}\n")
    for name in ("declined by mistake", "weak citations", "unsupported sentences"):
        say(f"{name}: {counts[name]}\n")
    return counts


def main(arguments: Sequence[str] | None = None, say: Callable[[str], object] = sys.stdout.write) -> None:
    """Asks the real ask slice, quoting only."""
    from app.bootstrap import open_mentor

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", help="only cases of this kind")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--all", action="store_true", help="show right answers too")
    shown.add_argument("--unseen", action="store_true", help="only count, over the cases that nobody mends by")
    given = parser.parse_args(arguments)
    files = (UNSEEN,) if given.unseen else FILES
    cases = [case for name in files for case in read_cases(FOLDER / name) if given.kind in (None, case.kind)]
    mentor = open_mentor(eval_settings(llm_engine="scripted"))
    try:
        develop(cases, answers_of(mentor), say, shows=None if given.unseen else "all" if given.all else "wrong")
    finally:
        mentor.close()


if __name__ == "__main__":
    main()
