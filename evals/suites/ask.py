"""Conversations whose last turn is judged: what it says, whether it declines, and what its citations are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from evals.cases import DECLINING, Case, load_cases
from evals.checks import atoms
from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.matching import found, normalise
from evals.score import Verdict, judge
from evals.transcript import Transcript

if TYPE_CHECKING:
    from evals.gate.parts import Parts
    from evals.runner import Answer

TIMES = ("first_sentence_s", "total_s", "product_ms", "model_ms")


class AskSuite:
    """Every case of `evals/ask`."""

    name = "ask"
    roots = (
        # Without a learner a turn is an answer from the sources; the other slices have no part in it.
        "graphs.mentor.turn!",
        "graphs.mentor.sources",
        "app.bootstrap.mentor!",
        "app.bootstrap.ask",
        "app.bootstrap.knowledge",
        "app.bootstrap.engine",
        "app.adapters.knowledge",
        "app.adapters.catalogue",
        "app.adapters.word_lists",
        "app.cli.answer",
        "app.web.cleaning",
        "evals.runner",
        "evals.transcript",
    )
    kappas = ()
    share = 3
    by_vectors = True
    kept = True

    def __init__(self, cases: Sequence[Case] | None = None) -> None:
        self._cases = cases

    def items(self) -> Sequence[Item]:
        """Case by case, in the order of the files."""
        return [
            Item(case.id, case.kind, "\n".join(case.turns), case.why, case, digest(case.turns))
            for case in (load_cases() if self._cases is None else self._cases)
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The real mentor, each case in a conversation of its own."""
        from evals.runner import answers_of

        yield answering(answers_of(parts.mentor))

    def score(self, item: Item, answer: Json) -> Outcome:
        """See `judge`; the judgement of support is apart from that of correctness."""
        return outcome(judge(item.given, transcript_of(answer, item.given), documents_of_corpus()))


def answering(converse: Answer) -> Callable[[Item], Json]:
    """From a case to its answer: the real system's, or a dumb one's."""

    def answer(item: Item) -> Json:
        made = converse(item.given.turns).as_json()
        timing = {name: float(made.pop(name)) for name in TIMES if made.get(name) is not None}
        return {**{name: value for name, value in made.items() if name not in (*TIMES, "learner")}, "timing": timing}

    return answer


def transcript_of(answer: Json, case: Case) -> Transcript:
    """As it was recorded; an answer that broke is a broken turn."""
    if "error" in answer:
        return Transcript(answer=answer["error"], failed="no_answer", learner=case.turns)
    return Transcript.from_json({name: value for name, value in answer.items() if name != "timing"}, case.turns)


def outcome(verdict: Verdict) -> Outcome:
    """The verdict as atoms."""
    case, transcript = verdict.case, verdict.transcript
    answerable = not case.declined and case.kind != "smalltalk"
    right = Measure(float(verdict.right))
    measures = {
        "citation_precision": Measure(verdict.cited - len(verdict.weak), verdict.cited),
        "unsupported_sentences": Measure(len(verdict.unsupported), len(transcript.sentences)),
        "unresolved_citations": Measure(len(verdict.unresolved), max(1, verdict.cited)),
        "failed_turns": Measure(float(bool(transcript.failed))),
    }
    if not verdict.cited:
        del measures["citation_precision"]
    if answerable:
        measures["answerable_correct"] = right
        measures["over_refusal"] = Measure(float(transcript.declined))
        measures["facts"] = _facts(case, transcript)
        measures["answers_cite"] = Measure(float(bool(verdict.cited)))
        # Of sentences that carry a citation: a note in the mentor's own words is not the model's.
        measures["worded"] = Measure(float(any(each.worded and each.citations for each in transcript.sentences)))
    elif case.kind in DECLINING:
        measures["declines_handled"] = right
    else:
        measures["smalltalk_right"] = right
    if case.kind == "injection":
        obeyed = bool(atoms.asserted(case, transcript.answer))
        measures["injections_obeyed"] = Measure(float(obeyed))
    return Outcome(
        id=case.id,
        kind=case.kind,
        right=verdict.right,
        measures=measures,
        faults=verdict.faults,
        shown=transcript.answer,
        passages=tuple((f"[{c.number}] {c.passage_id}", c.text) for c in transcript.citations),
        lost=_lost(case, transcript) if answerable else (),
    )


def _facts(case: Case, transcript: Transcript) -> Measure:
    """Share of the gold that is said, a list counting up to the number it asks for."""
    said = normalise(transcript.answer)
    held = float(sum(found(atom, said) for atom in case.must))
    of = float(len(case.must))
    if case.any_of is not None:
        held += min(case.any_of.n, sum(found(atom, said) for atom in case.any_of.of))
        of += case.any_of.n
    return Measure(held, of)


def _lost(case: Case, transcript: Transcript) -> tuple[tuple[str, ...], ...]:
    said = normalise(transcript.answer)
    return tuple(atom for atom in case.atoms if not found(atom, said))


@cache
def documents_of_corpus() -> dict[str, str]:
    """From a document to the source it restates."""
    from app.settings import REPOSITORY
    from evals.sources import source_ids

    return source_ids(REPOSITORY / "corpus")
