"""Verdicts per case and metrics over all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from evals.cases import DECLINING, Case
from evals.checks import atoms, citations, declines, small_talk
from evals.transcript import Transcript

THRESHOLDS = Path(__file__).parent / "thresholds.toml"


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


@dataclass(frozen=True)
class Threshold:
    """A bound on one metric."""

    metric: str
    why: str
    at_least: float | None = None
    at_most: float | None = None

    def met(self, value: float) -> bool:
        """Whether the value is on the right side."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        return f">= {self.at_least:g}" if self.at_least is not None else f"<= {self.at_most:g}"


def thresholds(path: Path = THRESHOLDS) -> dict[str, Threshold]:
    """By metric, in the order of the file."""
    return {name: Threshold(metric=name, **values) for name, values in tomllib.loads(path.read_text("utf-8")).items()}


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


@dataclass(frozen=True)
class Tally:
    """One kind of case in numbers."""

    kind: str
    cases: int = 0
    right: int = 0
    sentences: int = 0
    unsupported: int = 0
    cited: int = 0
    weak: int = 0


@dataclass(frozen=True)
class Score:
    """All verdicts with what they add up to."""

    verdicts: tuple[Verdict, ...]
    metrics: Mapping[str, float] = field(default_factory=dict)
    tallies: tuple[Tally, ...] = ()


def score(verdicts: Sequence[Verdict]) -> Score:
    """Metrics that have no case to rest on are left out."""
    answerable = [v for v in verdicts if not v.case.declined and v.case.kind != "smalltalk"]
    declining = [v for v in verdicts if v.case.kind in DECLINING]
    small = [v for v in verdicts if v.case.kind == "smalltalk"]
    cited = sum(v.cited for v in verdicts)
    sentences = sum(len(v.transcript.sentences) for v in verdicts)
    metrics: dict[str, float] = {}
    for name, group in (
        ("answerable_correct", answerable),
        ("declines_handled", declining),
        ("smalltalk_right", small),
    ):
        if group:
            metrics[name] = sum(v.right for v in group) / len(group)
    # An answerer that never cites has no precise citations either.
    metrics["citation_precision"] = 1 - sum(len(v.weak) for v in verdicts) / cited if cited else 0.0
    metrics["unsupported_sentences"] = sum(len(v.unsupported) for v in verdicts) / sentences if sentences else 0.0
    metrics["unresolved_citations"] = float(sum(len(v.unresolved) for v in verdicts))
    metrics["failed_turns"] = float(sum(bool(v.transcript.failed) for v in verdicts))
    if answerable:
        metrics["over_refusal"] = sum(v.transcript.declined for v in answerable) / len(answerable)
    firsts = [v.transcript.first_sentence_s for v in verdicts if v.transcript.first_sentence_s is not None]
    if firsts:
        metrics["first_sentence_s_median"] = median(firsts)
    if verdicts:
        metrics["total_s_median"] = median(v.transcript.total_s for v in verdicts)
        metrics["product_ms_median"] = median(v.transcript.product_ms for v in verdicts)
    kinds = list(dict.fromkeys(v.case.kind for v in verdicts))
    return Score(
        tuple(verdicts), metrics, tuple(_tally(kind, [v for v in verdicts if v.case.kind == kind]) for kind in kinds)
    )


def _tally(kind: str, verdicts: Sequence[Verdict]) -> Tally:
    return Tally(
        kind=kind,
        cases=len(verdicts),
        right=sum(v.right for v in verdicts),
        sentences=sum(len(v.transcript.sentences) for v in verdicts),
        unsupported=sum(len(v.unsupported) for v in verdicts),
        cited=sum(v.cited for v in verdicts),
        weak=sum(len(v.weak) for v in verdicts),
    )
