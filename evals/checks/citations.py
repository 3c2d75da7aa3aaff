"""Citations resolve, and each of them carries its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.checks.support import fault, stems
from evals.transcript import Cited, Said, Transcript

_MARK = re.compile(r"\[(\d+)\]")
UNCITED_WORDS = 4
"""Content words from which a sentence states something, and so needs a citation."""


@dataclass(frozen=True)
class Weak:
    """A citation that does not bear its sentence out."""

    sentence: str
    number: int
    why: str


def unresolved(transcript: Transcript) -> list[str]:
    """Markers without a citation, citations of passages that are gone, quotes that the passage does not hold."""
    known = {each.number for each in transcript.citations}
    problems = [
        f"marker [{number}] has no citation"
        for number in sorted({int(n) for n in _MARK.findall(transcript.answer)} - known)
    ]
    for sentence in transcript.sentences:
        for each in sentence.citations:
            if not each.text:
                problems.append(f"[{each.number}] names the passage {each.passage_id}, which is not there")
            elif not _holds(each.evidence, each.quote):
                problems.append(f"[{each.number}] quotes words that {each.passage_id} does not hold: {each.quote[:80]}")
    return problems


def weak(transcript: Transcript) -> list[Weak]:
    """Citations that are not precise, in the sense of ALCE: neither enough alone nor needed by the others."""
    learner = "\n".join(transcript.learner)
    return [
        Weak(sentence.text, each.number, str(fault(sentence.text, [each.evidence], learner) or "adds nothing"))
        for sentence in transcript.sentences
        for each in sentence.citations
        if not _precise(sentence, each, learner)
    ]


def unsupported(transcript: Transcript) -> Iterator[tuple[str, str]]:
    """Sentences, with the reason, that their citations together do not bear out."""
    learner = "\n".join(transcript.learner)
    for sentence in transcript.sentences:
        if not sentence.citations:
            why = _uncited(sentence, learner)
        elif sentence.style == "heading":
            found = fault(sentence.text, [each.evidence for each in sentence.citations], learner)
            why = str(found) if found and found.figures else ""
        else:
            why = str(fault(sentence.text, [each.evidence for each in sentence.citations], learner) or "")
        if why:
            yield sentence.text, why


def _uncited(sentence: Said, learner: str) -> str:
    found = fault(sentence.text, [], learner)
    if found and found.figures:
        return f"no citation, but figures: {', '.join(found.figures)}"
    if sentence.style in ("heading", "note"):
        return ""
    return "no citation" if len(stems(sentence.text)) >= UNCITED_WORDS else ""


def _precise(sentence: Said, each: Cited, learner: str) -> bool:
    if not each.text:
        return False
    if fault(sentence.text, [each.evidence], learner) is None:
        return True
    together = [other.evidence for other in sentence.citations]
    if fault(sentence.text, together, learner) is not None:
        return False
    # "A and B disagree" speaks of both documents, however alike their titles are.
    if sentence.style == "note" and each.title.split(":")[0] in re.sub(r"[*_`]", "", sentence.text):
        return True
    others = [other.evidence for other in sentence.citations if other is not each]
    return fault(sentence.text, others, learner) is not None


def _holds(evidence: str, quote: str) -> bool:
    """Word for word, whatever marks and breaks stand between."""
    words = re.findall(r"[\w$%+]+", quote.lower())
    text = " ".join(re.findall(r"[\w$%+]+", evidence.lower()))
    return not words or " ".join(words) in text
