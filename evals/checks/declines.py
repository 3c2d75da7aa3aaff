"""A question that the sources do not answer is declined, one that they answer is not."""

from __future__ import annotations

from evals.cases import Case
from evals.checks import atoms, figures
from evals.transcript import Transcript


def wrong(case: Case, transcript: Transcript) -> list[str]:
    """What is wrong about saying no, or about not saying it."""
    if transcript.failed:
        return [f"the turn broke: {transcript.failed}"]
    if not transcript.answer:
        return ["nothing was said"]
    if case.declined:
        problems = [] if transcript.declined else ["answered instead of declining"]
        problems += [f"says what it must not: {each}" for each in atoms.asserted(case, transcript.answer)]
        if transcript.declined:
            # The nearest thing that the sources do say may stand beside a refusal, but only with its citation.
            uncited = figures.unsupported(_refusal(transcript), "\n".join(transcript.learner))
            problems += [f"the refusal states figures: {', '.join(uncited)}"] if uncited else []
        return problems
    return ["declined instead of answering"] if transcript.declined else []


def _refusal(transcript: Transcript) -> str:
    """The refusal without its offers (questions) and without sentences that carry citations."""
    lines = [line for line in transcript.answer.splitlines() if not line.lstrip().startswith("- ")]
    return " ".join(line for line in lines if "[" not in line)
