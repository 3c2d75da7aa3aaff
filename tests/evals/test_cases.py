"""The held-back cases are sound: well formed, enough of each kind, their gold really in the sources."""

import os
from collections import Counter
from pathlib import Path

import pytest

from evals.cases import Case, CaseError, load_cases, read_cases
from evals.matching import compiled, found, normalise

LEAST = {
    "fact": 30,
    "list": 22,
    "comparison": 16,
    "conflict": 12,
    "synthesis": 14,
    "advice": 16,
    "followup": 14,
    "false_premise": 12,
    "typo": 10,
    "unanswerable": 22,
    "out_of_scope": 14,
    "smalltalk": 6,
    "injection": 14,
}
CASES = load_cases()
ANSWERABLE = [case for case in CASES if case.source]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    """The works that the corpus restates, by their number; they are not part of the repository."""
    folder = Path(os.environ.get("GROUNDWORK_SOURCES", ROOT.parent / "shared" / "sources"))
    found_here = {path.name[:3]: normalise(path.read_text(encoding="utf-8")) for path in folder.glob("[0-9]*.txt")}
    if not found_here:
        pytest.skip("the source documents are not here; name their folder in GROUNDWORK_SOURCES")
    return found_here


def test_ids_are_unique_and_there_are_enough_of_each_kind() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 170
    counts = Counter(case.kind for case in CASES)
    assert {kind: counts[kind] for kind, least in LEAST.items() if counts[kind] < least} == {}  # type: ignore[index]
    assert set(counts) == set(LEAST)


def test_every_case_stands_in_the_file_of_its_kind() -> None:
    for path in sorted((ROOT / "evals" / "ask").glob("*.yaml")):
        assert len({case.kind for case in read_cases(path)}) == 1, path.name


def test_no_two_questions_are_the_same() -> None:
    asked = Counter(normalise(" / ".join(case.turns)) for case in CASES)
    assert [text for text, times in asked.items() if times > 1] == []


@pytest.mark.parametrize("case", ANSWERABLE, ids=lambda case: case.id)
def test_every_gold_phrase_occurs_in_the_documents_the_case_names(case: Case, documents: dict[str, str]) -> None:
    text = " ".join(documents[source] for source in case.source)
    missing = [atom for atom in case.atoms if not found(atom, text)]
    literal = [tuple(a for a in atom if not a.startswith("re:")) for atom in case.atoms]
    missing += [phrases for phrases in literal if phrases and not found(phrases, text)]
    assert missing == []


def test_a_question_does_not_hold_its_own_answer() -> None:
    # Otherwise a system that repeats the question would pass.
    echoing = []
    for case in ANSWERABLE:
        asked = normalise(" ".join(case.turns))
        enough = case.any_of is None or sum(found(atom, asked) for atom in case.any_of.of) >= case.any_of.n
        if enough and all(found(atom, asked) for atom in case.must):
            echoing.append(case.id)
    assert echoing == []


def test_nothing_forbidden_stands_in_the_documents(documents: dict[str, str]) -> None:
    everything = " ".join(documents.values())
    assert [case.id for case in CASES for atom in case.must_not if found(atom, everything)] == []


def test_a_plain_refusal_meets_no_answerable_case_and_offends_no_other() -> None:
    refusal = normalise("My sources do not cover that. They do cover pay, skills, tasks and certificates by level.")
    passing = [case.id for case in ANSWERABLE if case.must and all(found(atom, refusal) for atom in case.must)]
    assert passing == []
    assert [case.id for case in CASES for atom in case.must_not if found(atom, refusal)] == []


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("$93,500", "93500"),
        ("93.5k", "93500"),
        ("USD 93,500", "93500"),
        ("$67k–$120k", "67000-120000"),
        ("67 to 120k", "67000-120000"),
        ("$150K-$400K+", "150000-400000+"),
        ("35 percent [2]", "35%"),
        ("**On-call**", "on call"),
        ("0 – 2 years", "0-2 years"),
    ],
)
def test_figures_are_compared_however_they_are_written(written: str, plain: str) -> None:
    assert normalise(written) == plain


def test_a_phrase_matches_whole_words_and_plurals_only() -> None:
    assert found(("feature store",), normalise("They run Feature Stores."))
    assert not found(("Git",), normalise("digital"))
    assert not found(("$93,500",), normalise("$193,500"))
    assert not found(("10%",), normalise("2.10%"))
    assert compiled("re:rotat").search("rotating")


def test_a_broken_case_is_reported_with_file_and_line(tmp_path: Path) -> None:
    good = "- id: a-b\n  kind: smalltalk\n  why: greeting only\n  turns: [hi]\n"
    file = tmp_path / "cases.yaml"
    file.write_text(good + "- id: c-d\n  kind: riddle\n  why: no such kind\n  turns: [hi]\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"cases\.yaml:5: kind"):
        read_cases(file)
    file.write_text(good + "- id: [", encoding="utf-8")
    with pytest.raises(CaseError, match=r"cases\.yaml:\d+: not YAML"):
        read_cases(file)
    file.write_text(good, encoding="utf-8")
    (tmp_path / "more.yaml").write_text(good, encoding="utf-8")
    with pytest.raises(CaseError, match="already used"):
        load_cases(tmp_path)


def test_a_wrong_expectation_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    for body, complaint in {
        "kind: fact, source: [1], why: no gold here, turns: [x]": "needs source and gold",
        "kind: unanswerable, why: forgot the flag, turns: [x]": "does not fit kind",
        "kind: fact, source: [1], why: broken pattern, turns: [x], must: [['re:(']]": "must",
        "kind: fact, source: [1], why: self-contradiction, turns: [x], must: [['$5k']], must_not: [['$5,000']]": "gold",
    }.items():
        file.write_text(f"- {{id: a-b, {body}}}\n", encoding="utf-8")
        with pytest.raises(CaseError, match=complaint):
            read_cases(file)
