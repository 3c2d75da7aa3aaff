"""The development cases and how they are judged."""

from pathlib import Path

import pytest

from evals.develop import FILES, FOLDER, DevelopmentCase, DevelopmentError, develop, faults, read_cases
from evals.transcript import Transcript

PAY = DevelopmentCase(
    id="p", turns=("What does a junior earn?",), kind="fact", atoms=(("67,000", "67k"), ("120,000",)), never=("93,000",)
)
ABROAD = DevelopmentCase(id="n", turns=("And in Rome?",), kind="not_covered")


def test_the_kept_cases_hold_together() -> None:
    cases = [case for name in FILES for case in read_cases(FOLDER / name)]
    assert len({case.id for case in cases}) == len(cases) > 300
    for case in cases:
        assert bool(case.atoms) != (case.kind in {"not_covered", "out_of_scope"}), case.id
        assert (case.need or 0) <= len(case.atoms), case.id
        assert case.kind != "follow_up" or len(case.turns) > 1, case.id


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("From $67,000 to $120,000.", ()),
        ("From 67k to $120,000.", ()),
        ("From $67,000.", ("lacks 120,000",)),
        ("From $67,000 to $120,000, often $93,000.", ("says 93,000",)),
    ],
)
def test_facts(answer: str, wrong: tuple[str, ...]) -> None:
    assert faults(PAY, Transcript(answer=answer)) == wrong


def test_some_facts_may_suffice() -> None:
    assert faults(PAY.model_copy(update={"need": 1}), Transcript(answer="$67,000")) == ()


def test_refusals() -> None:
    assert faults(PAY, Transcript(answer="No.", declined=True)) == ("declined instead of answering",)
    assert faults(ABROAD, Transcript(answer="No.", declined=True)) == ()
    assert faults(ABROAD, Transcript(answer="$67,000")) == ("answered instead of declining",)


def test_the_outcome_is_counted_by_kind() -> None:
    told: list[str] = []
    counts = develop([PAY, ABROAD], lambda turns: Transcript(answer=" ".join(turns), declined=True), told.append)
    assert (counts["fact right"], counts["not_covered right"], counts["declined by mistake"]) == (0, 1, 1)
    assert "fact              0 of 1" in "".join(told)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('# remark\n{"id": "x", "turns": [], "kind": "fact"}\n', "utf-8")
    with pytest.raises(DevelopmentError, match=r"cases\.jsonl:2: turns"):
        list(read_cases(path))
