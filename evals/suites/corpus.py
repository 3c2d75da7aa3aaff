"""Whether the corpus itself still holds what the cases ask for: no search, no wording, just the documents' words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from evals.cases import Case, load_cases
from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.matching import found, normalise
from evals.retrieval import is_answerable, of_the_answer

if TYPE_CHECKING:
    from evals.gate.parts import Parts


_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class CorpusSuite:
    """Every fact of every answerable case of `evals/ask`."""

    name = "corpus"
    roots = ("evals.matching", "evals.suites.corpus")
    kappas = ()
    share = 1
    by_vectors = False
    kept = True

    def items(self) -> Sequence[Item]:
        """The gold is what is looked for, so a changed gold is another case."""
        return [
            Item(case.id, case.kind, "\n".join(case.turns), case.why, case, digest(case.atoms))
            for case in load_cases()
            if is_answerable(case)
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """Reads the documents once."""
        yield answering(words_of(parts.settings.corpus_dir))

    def score(self, item: Item, answer: Json) -> Outcome:
        """Fact by fact."""
        case: Case = item.given
        atoms = [atom for atom in case.atoms if not of_the_answer(atom)]
        absent = [atom for atom in atoms if "error" in answer or atom[0] in answer["absent"]]
        return Outcome(
            id=case.id,
            kind=case.kind,
            right=not absent,
            measures={"facts_held": Measure(len(atoms) - len(absent), len(atoms))} if atoms else {},
            faults=tuple(f"not in the corpus: {' | '.join(atom)[:80]}" for atom in absent),
            shown="held: " + ", ".join(atom[0][:40] for atom in atoms if atom not in absent),
            lost=tuple(absent),
        )


def answering(words: str) -> Callable[[Item], Json]:
    """From a case to the facts that the words lack."""

    def answer(item: Item) -> Json:
        case: Case = item.given
        return {"absent": [atom[0] for atom in case.atoms if not of_the_answer(atom) and not found(atom, words)]}

    return answer


def words_of(folder: Path) -> str:
    """All documents without their front matter and comments: the questions that stand there state nothing."""
    bodies = []
    for path in sorted(folder.rglob("*.md")):
        parts = path.read_text("utf-8").split("---\n", 2)
        body = parts[2] if len(parts) == 3 and not parts[0].strip() else "\n".join(parts)
        bodies.append(_COMMENT.sub("", body))
    return normalise("\n".join(bodies))
