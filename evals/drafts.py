"""`mentor eval draft`: from what people complained of to cases that a maintainer finishes, and to gaps in the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from evals.anonymous import Anonymiser
from evals.from_use import Complaint, complaints
from evals.matching import normalise

if TYPE_CHECKING:
    from app.settings import Settings
    from graphs.ports import Embedder

ALIKE = 0.62
"""Cosine from which two questions ask for the same gap; below it the groups of one corpus begin to run together."""
LONGEST = 600
"""Characters kept of one message: a pasted CV is no question."""


@dataclass(frozen=True)
class Drafted:
    """What one run wrote."""

    cases: int
    groups: int
    path: Path
    report: Path


def anonymiser(settings: Settings) -> Anonymiser:
    """English, places, and every word that the corpus and the catalogue write."""
    import re

    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from app.adapters.word_lists import english_words, place_names

    corpus = "\n".join(path.read_text("utf-8") for path in sorted(settings.corpus_dir.rglob("*.md")))
    skills = load_skills(settings.corpus_dir / SKILLS_FILE)
    terms = {word.lower() for word in re.findall(r"[A-Z][\w'’+#.-]*\w", corpus)} | set(skills.by_term)
    return Anonymiser(english_words(), terms | {"i", "i'm", "i'd", "i've", "i'll", "cv", "ai", "ml"}, place_names())


def draft(settings: Settings, out: Path, embedder: Embedder) -> Drafted:
    """Writes `out` (cases) and a report beside it; a question that is there already is not drafted again."""
    from app.adapters.store.store import open_store

    store = open_store(settings)
    try:
        raw = list(complaints(store.database))
    finally:
        store.close()
    found = distinct(cleaned(raw, anonymiser(settings)))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(case_lines(found)) + "\n", "utf-8")
    gaps = grouped([each for each in found if each.occasion == "not_covered"], embedder)
    report = out.with_suffix(".md")
    report.write_text("\n".join(gap_lines(gaps)) + "\n", "utf-8")
    return Drafted(len(found), len(gaps), out, report)


def cleaned(found: Iterable[Complaint], names: Anonymiser) -> Iterator[Complaint]:
    """Without what tells who it was."""
    for each in found:
        yield replace(
            each,
            turns=tuple(names.clean(turn)[:LONGEST] for turn in each.turns),
            answer=names.clean(each.answer),
            reason=names.clean(each.reason)[:LONGEST],
        )


def distinct(found: Iterable[Complaint]) -> list[Complaint]:
    """The first of those that ask the same."""
    seen: dict[str, Complaint] = {}
    for each in found:
        if each.turns:
            seen.setdefault(f"{each.occasion} {normalise(each.turns[-1])}", each)
    return list(seen.values())


def case_lines(found: Sequence[Complaint]) -> Iterator[str]:
    """YAML in the form of `evals/ask`, with what a maintainer has to fill in left open."""
    yield "# Drafts from use. Finish a case (kind, source, why, must), move it to evals/ask/, delete it here."
    yield "# Names, mails, phones, addresses and numbers that identify were taken out; read each once more before you commit."
    for number, each in enumerate(found, start=1):
        heading = "voted down" if each.occasion == "down" else "not covered by the sources"
        yield f"\n# {heading}" + (f"; the learner wrote: {_flat(each.reason)}" if each.reason else "")
        yield f"# It answered: {_flat(each.answer)}"
        case = {
            "id": f"draft-{number}",
            "kind": "unanswerable" if each.declined else "fact",
            "why": "TODO: what this case tests that its neighbours do not",
            "turns": list(each.turns),
            **({"declined": True} if each.declined else {"source": [], "must": []}),
        }
        yield yaml.safe_dump([case], sort_keys=False, allow_unicode=True, width=110).rstrip()


def grouped(found: Sequence[Complaint], embedder: Embedder) -> list[list[str]]:
    """Questions that ask for the same, the largest group first; each joins the nearest group that is near enough."""
    import numpy as np

    questions = [each.turns[-1] for each in found]
    groups: list[tuple[list[str], list[int]]] = []
    vectors = embedder.encode(questions) if questions else np.zeros((0, 1), dtype=np.float32)
    for place, question in enumerate(questions):
        best, near = None, ALIKE
        for group in groups:
            closeness = float(np.mean([vectors[place] @ vectors[member] for member in group[1]]))
            if closeness >= near:
                best, near = group, closeness
        if best is None:
            groups.append(([question], [place]))
        else:
            best[0].append(question)
            best[1].append(place)
    return [texts for texts, _ in sorted(groups, key=lambda group: -len(group[1]))]


def gap_lines(groups: Sequence[Sequence[str]]) -> Iterator[str]:
    """What the corpus should say next, the most asked first."""
    total = sum(len(group) for group in groups)
    yield f"# What the sources could not answer: {total} questions in {len(groups)} groups\n"
    for group in groups:
        yield f"## {len(group)}: {_flat(group[0])}\n"
        yield from (f"- {_flat(question)}" for question in group[1:])
        yield ""


def _flat(text: str) -> str:
    return " ".join(text.split())[:300]
