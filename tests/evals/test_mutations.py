"""The planted regressions still find the lines that they change."""

from pathlib import Path

import pytest

from evals.mutations import MUTATIONS, Mutation

TREE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutation_changes_one_place(mutation: Mutation) -> None:
    before = (TREE / mutation.file).read_text("utf-8")
    after = mutation.change(before)
    changed = [(was, now) for was, now in zip(before.splitlines(), after.splitlines(), strict=True) if was != now]
    assert len(changed) == 1
