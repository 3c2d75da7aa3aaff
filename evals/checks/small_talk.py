"""Small talk gets a short friendly reply that rests on no document."""

from __future__ import annotations

from evals.cases import Case
from evals.checks import atoms, declines
from evals.transcript import Transcript

LONGEST = 600


def wrong(case: Case, transcript: Transcript) -> list[str]:
    """What is wrong about the reply."""
    problems = declines.wrong(case, transcript)
    if transcript.citations:
        problems.append("cites a document")
    if len(transcript.answer) > LONGEST:
        problems.append(f"{len(transcript.answer)} characters long")
    return problems + [f"says what it must not: {each}" for each in atoms.asserted(case, transcript.answer)]
