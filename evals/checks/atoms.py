"""Gold of a case: what a right answer says, and what it must not assert."""

from __future__ import annotations

import re

from evals.cases import Atom, Case
from evals.matching import compiled, found, normalise

_DENIES = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|nothing|nobody|hardly|wrong|false|myth)\b|n't\b"
)
_CLAUSE_END = re.compile(r"[.!?;:](?=\s|$)|\bbut\b|\bhowever\b")
REACH = 60
"""Characters before a phrase in which a denial still belongs to it."""


def missing(case: Case, answer: str) -> list[str]:
    """What the answer leaves out, in words for the report."""
    said = normalise(answer)
    lacks = [_name(atom) for atom in case.must if not found(atom, said)]
    if case.any_of is not None:
        absent = [atom for atom in case.any_of.of if not found(atom, said)]
        held = len(case.any_of.of) - len(absent)
        if held < case.any_of.n:
            lacks.append(f"{case.any_of.n - held} more of: {', '.join(map(_name, absent))}")
    return lacks


def asserted(case: Case, answer: str) -> list[str]:
    """Forbidden wording that the answer asserts; the same words denied ("juniors do not earn 500k") are allowed."""
    said = normalise(answer)
    return [_name(atom) for atom in case.must_not if any(_asserts(alternative, said) for alternative in atom)]


def _asserts(alternative: str, said: str) -> bool:
    for match in compiled(alternative).finditer(said):
        before = said[max(0, match.start() - REACH) : match.start()]
        clause = _CLAUSE_END.split(before)[-1]
        if not _DENIES.search(clause):
            return True
    return False


def _name(atom: Atom) -> str:
    return " | ".join(alternative[:60] for alternative in atom)
