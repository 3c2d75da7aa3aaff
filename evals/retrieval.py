"""Whether the five best passages hold what a right answer says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from evals.cases import Atom, Case
from evals.matching import found, normalise
from graphs.ports import Match, Passage

if TYPE_CHECKING:
    from graphs.ask.deps import AskDeps

K = 5
FIRST = 10
"""Candidates, in the order in which the fusion of both searches brings them, that are kept for judgement."""
BY_WORDS = 3
"""Best passages by the words alone, which the fusion has to keep among the first."""
Search = Callable[[Sequence[str]], tuple[str, Sequence[Match]]]
"""From a conversation's turns to the standalone question and the best passages."""


@dataclass(frozen=True)
class Found:
    """One passage as it was found, with all that a judgement needs."""

    id: str
    source: str
    """The source that its document restates."""
    words: str
    """Its text with titles, lead-ins and header cells: they are indexed and quoted with it."""


@dataclass(frozen=True)
class Hit:
    """What retrieval came to for one case."""

    case: Case
    question: str
    """The last turn as it would be asked without the conversation."""
    passages: tuple[Found, ...]
    missing: tuple[str, ...]
    """Atoms that none of the passages holds."""
    by_source: bool
    """Whether each source that must be cited, or else any gold source, is among them."""
    gain: float
    """nDCG: a passage of a gold source that holds an atom counts."""

    @property
    def full(self) -> bool:
        """Whether everything needed was found."""
        return not self.missing


def search_of(deps: AskDeps) -> Search:
    """The product's own reading and search."""
    from graphs.ask.reading import read_question

    def search(turns: Sequence[str]) -> tuple[str, Sequence[Match]]:
        reading = read_question(turns[-1], turns[:-1], deps.lexicon)
        return reading.question, deps.retriever.search(reading.question, limit=K, levels=reading.levels)

    return search


@dataclass(frozen=True)
class Sides:
    """What both searches bring together, and the words alone."""

    candidates: Callable[[str], Sequence[Passage]]
    by_words: Callable[[str, int], Sequence[str]]


def is_answerable(case: Case) -> bool:
    """Whether there is something to find."""
    return not case.declined and case.kind != "smalltalk"


def find(
    turns: Sequence[str], search: Search, documents: Mapping[str, str], sides: Sides | None = None
) -> dict[str, Any]:
    """The question as asked, the best passages, and what was there before they were ranked, as plain JSON."""
    question, matches = search(turns)

    def kept(passages: Sequence[Passage]) -> list[dict[str, Any]]:
        return [asdict(Found(each.id, documents.get(each.document, ""), _words(each))) for each in passages]

    found: dict[str, Any] = {"question": question, "passages": kept([match.passage for match in matches[:K]])}
    if sides is not None:
        found["candidates"] = kept(sides.candidates(question)[:FIRST])
        found["by_words"] = list(sides.by_words(question, BY_WORDS))
    return found


def hit_of(case: Case, question: str, passages: Sequence[Found]) -> Hit:
    """Judges what was found for one answerable case."""
    text = normalise("\n".join(each.words for each in passages))
    missing = [" | ".join(atom)[:80] for atom in case.must if not of_the_answer(atom) and not found(atom, text)]
    if case.any_of is not None:
        absent = [" | ".join(atom)[:60] for atom in case.any_of.of if not found(atom, text)]
        lacks = case.any_of.n - (len(case.any_of.of) - len(absent))
        if lacks > 0:
            missing.append(f"{lacks} more of: {', '.join(absent)}")
    there = {each.source for each in passages}
    by_source = set(case.cites) <= there if case.cites else bool(set(case.source) & there)
    return Hit(case, question, tuple(passages), tuple(missing), by_source, _ndcg(case, passages))


def _words(passage: Passage) -> str:
    return "\n".join((passage.title, *passage.section, passage.text, *(unit.statement for unit in passage.units)))


def of_the_answer(atom: Atom) -> bool:
    """Naming a disagreement is the answer's part: no single document says that it differs from another."""
    return atom[0].startswith("re:differ|")


def _ndcg(case: Case, passages: Sequence[Found]) -> float:
    gains = [
        float(
            each.source in case.source
            and any(found(atom, normalise(each.words)) for atom in case.atoms if not of_the_answer(atom))
        )
        for each in passages
    ]
    ideal = sum(1 / log2(place + 2) for place in range(int(sum(gains))))
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains)) / ideal if ideal else 0.0
