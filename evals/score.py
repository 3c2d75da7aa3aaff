"""What one answer comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.cases import Case
from evals.checks import atoms, citations, declines, small_talk
from evals.transcript import Transcript


@dataclass(frozen=True)
class Verdict:
    """What one case came to."""

    case: Case
    transcript: Transcript
    problems: tuple[str, ...]
    """Why it is not right; empty when it is."""
    weak: tuple[citations.Weak, ...] = ()
    unsupported: tuple[tuple[str, str], ...] = ()
    """Sentences that their citations do not bear out, with the reason."""
    unresolved: tuple[str, ...] = ()
    cited: int = 0
    """Citations counted sentence by sentence."""

    @property
    def right(self) -> bool:
        """Whether the case counts as correct; support is measured apart."""
        return not self.problems

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that a maintainer wants to see, support included."""
        return (
            *self.problems,
            *self.unresolved,
            *(f"unsupported: {sentence} ({why})" for sentence, why in self.unsupported),
            *(f"[{each.number}] does not carry: {each.sentence} ({each.why})" for each in self.weak),
        )


def judge(case: Case, transcript: Transcript, documents: Mapping[str, str]) -> Verdict:
    """`documents` tells which source a document restates, as the cases name it."""
    if case.kind == "smalltalk":
        problems = small_talk.wrong(case, transcript)
    else:
        problems = declines.wrong(case, transcript)
        if not case.declined and not problems:
            problems += [f"lacks {each}" for each in atoms.missing(case, transcript.answer)]
            problems += [f"says what it must not: {each}" for each in atoms.asserted(case, transcript.answer)]
            cited = {documents.get(each.document, "") for each in transcript.citations}
            problems += [f"does not cite source {each}" for each in case.cites if each not in cited]
    # Small talk speaks of the mentor itself, which no document does.
    unsupported = () if case.kind == "smalltalk" else tuple(citations.unsupported(transcript))
    return Verdict(
        case=case,
        transcript=transcript,
        problems=tuple(problems),
        weak=tuple(citations.weak(transcript)),
        unsupported=unsupported,
        unresolved=tuple(citations.unresolved(transcript)),
        cited=sum(len(sentence.citations) for sentence in transcript.sentences),
    )
