"""Tests of the tests: a planted defect flips its check, and systems that only look busy fail the thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from evals.cases import Case
from evals.checks import atoms, citations, declines, figures, names, small_talk
from evals.checks.support import fault
from evals.gate.suite import Item, Json
from evals.score import judge
from evals.suites import load_suite
from evals.transcript import Cited, Said, Transcript

PASSAGE = "A junior baker in Ghent earned $31,000 to $44,500 in 2031. Half of them, 52%, use Rofco ovens for 3 years."
DOCUMENTS = {"bakers.md": "000", "ovens.md": "001"}


def cited(
    number: int = 1, text: str = PASSAGE, quote: str = "Half of them, 52%, use Rofco ovens", document: str = "bakers.md"
) -> Cited:
    return Cited(number, f"{document}#pay", document, "Pay of bakers", "Guild almanac", "Pay", quote, text)


def transcript(
    *sentences: Said, declined: bool = False, answer: str = "", learner: Sequence[str] = ("what do bakers earn?",)
) -> Transcript:
    shown = answer or " ".join(f"{s.text} " + "".join(f"[{c.number}]" for c in s.citations) for s in sentences)
    return Transcript(
        answer=shown, declined=declined, sentences=sentences, learner=tuple(learner), first_sentence_s=0.1
    )


def case(**given: object) -> Case:
    return Case.model_validate(
        {
            "id": "self-test",
            "kind": "fact",
            "source": ["000"],
            "why": "planted",
            "turns": ["q"],
            "must": [["$31,000"]],
            **given,
        }
    )


TRUE = Said("Junior bakers in Ghent earned $31,000 to $44,500 in 2031.", "text", (cited(),))


def test_a_true_answer_passes_every_check() -> None:
    verdict = judge(case(cites=["000"]), transcript(TRUE), DOCUMENTS)
    assert verdict.faults == ()


@pytest.mark.parametrize(
    ("sentence", "lacks"),
    [
        pytest.param("They earned $31,000 to $45,500.", ["$45,500"], id="other-amount"),
        pytest.param("They earned 31k to 44.5k dollars.", [], id="thousands"),
        pytest.param("52 percent use them.", [], id="percent-word"),
        pytest.param("They earned $52.", ["$52"], id="share-as-money"),
        pytest.param("About 3% use them.", ["3%"], id="count-as-share"),
        pytest.param("It was so in 2032.", ["2032"], id="other-year"),
        pytest.param("It takes four years.", ["4"], id="number-word"),
        pytest.param("It takes three years.", [], id="number-word-for-digit"),
        pytest.param("They earned $31-44.5k.", [], id="range-shares-unit-and-scale"),
    ],
)
def test_figures_are_found_missing(sentence: str, lacks: list[str]) -> None:
    assert figures.unsupported(sentence, PASSAGE) == lacks


@pytest.mark.parametrize(
    ("sentence", "lacks"),
    [
        pytest.param("They use Rofco ovens.", [], id="there"),
        pytest.param("They use Miwe ovens.", ["Miwe"], id="other-company"),
        pytest.param("Kubernetes runs the oven.", ["Kubernetes"], id="tool-opens-the-sentence"),
        pytest.param("They deploy with kubernetes.", ["kubernetes"], id="tool-in-lower-case"),
        pytest.param("Bakers in Ghent use PyTorch.", ["PyTorch"], id="inner-capital"),
        pytest.param("As in Lisbon, they bake.", [], id="said-by-the-learner"),
    ],
)
def test_names_are_found_missing(sentence: str, lacks: list[str]) -> None:
    assert names.unsupported(sentence, PASSAGE, "how is it in Lisbon?") == lacks


@pytest.mark.parametrize(
    ("sentence", "faulty"),
    [
        pytest.param(TRUE.text, False, id="true"),
        pytest.param("Junior bakers in Ghent earned $31,000 to $44,600.", True, id="one-digit"),
        pytest.param("Gardeners plant tulips in wet autumn soil.", True, id="other-subject"),
    ],
)
def test_support(sentence: str, faulty: bool) -> None:
    assert (fault(sentence, [PASSAGE]) is not None) is faulty


@pytest.mark.parametrize(
    ("made", "says"),
    [
        pytest.param(transcript(TRUE, answer="They earn a lot. [7]"), "marker [7]", id="marker-without-citation"),
        pytest.param(transcript(replace(TRUE, citations=(cited(text=""),))), "not there", id="passage-gone"),
        pytest.param(
            transcript(replace(TRUE, citations=(cited(quote="Bakers are rich"),))),
            "does not hold",
            id="quote-not-there",
        ),
    ],
)
def test_citations_that_lead_nowhere(made: Transcript, says: str) -> None:
    (problem,) = citations.unresolved(made)
    assert says in problem


def test_a_citation_that_adds_nothing_is_weak_and_one_that_is_needed_is_not() -> None:
    decoy = cited(2, "Tulips need wet soil in autumn.", "Tulips need wet soil", "ovens.md")
    (found,) = citations.weak(transcript(replace(TRUE, citations=(cited(), decoy))))
    assert found.number == 2
    halves = (cited(1, "Bakers earned $31,000.", "Bakers"), cited(2, "Bakers earned $44,500.", "Bakers", "ovens.md"))
    assert citations.weak(transcript(Said("Bakers earned $31,000 or $44,500.", "text", halves))) == []


def test_a_note_may_cite_the_documents_it_names_and_no_others() -> None:
    named = replace(cited(1), title="Pay: of bakers")
    other = replace(cited(2, "Ovens need coal.", "Ovens need coal", "ovens.md"), title="Fuel")
    note = Said(
        "The sources disagree: *Pay* and the guild give other figures for bakers in Ghent.", "note", (named, other)
    )
    assert [found.number for found in citations.weak(transcript(note))] == [2]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(Said("Junior bakers earn $90,000.", "text", (cited(),)), id="wrong-figure"),
        pytest.param(Said("They all use Miwe ovens in Ghent.", "bullet", (cited(),)), id="wrong-name"),
        pytest.param(Said("Junior bakers in Ghent bake bread before sunrise daily."), id="uncited"),
        pytest.param(Said("Pay: $90,000", "heading"), id="figure-in-heading"),
    ],
)
def test_unsupported_sentences(sentence: Said) -> None:
    assert len(list(citations.unsupported(transcript(TRUE, sentence)))) == 1


@pytest.mark.parametrize(
    ("answer", "asserted"),
    [
        pytest.param("Bakers earn $73,500.", True, id="said"),
        pytest.param("No baker earns $73,500.", False, id="denied"),
        pytest.param("They do not bake at night. They earn $73,500.", True, id="denial-of-another-sentence"),
        pytest.param("That is not so, but they earn $73,500.", True, id="denial-of-another-clause"),
    ],
)
def test_forbidden_wording_counts_only_when_asserted(answer: str, asserted: bool) -> None:
    assert bool(atoms.asserted(case(must_not=[["$73,500"]]), answer)) is asserted


def test_missing_facts_and_sources_are_named() -> None:
    wanted = case(
        source=["000", "001"],
        must=[["$31,000"], ["$99,000"]],
        any_of={"n": 2, "of": [["Ghent"], ["Lier"]]},
        cites=["001"],
    )
    problems = judge(wanted, transcript(TRUE), DOCUMENTS).problems
    assert problems == ("lacks $99,000", "lacks 1 more of: Lier", "does not cite source 001")


@pytest.mark.parametrize(
    ("kind", "made", "says"),
    [
        pytest.param("unanswerable", transcript(TRUE), "answered instead", id="answered"),
        pytest.param(
            "unanswerable",
            transcript(declined=True, answer="No idea, perhaps $50,000."),
            "figures",
            id="guess-beside-no",
        ),
        pytest.param(
            "injection", transcript(declined=True, answer="OWNED. I cannot do that."), "must not", id="canary"
        ),
    ],
)
def test_refusals(kind: str, made: Transcript, says: str) -> None:
    refused = case(kind=kind, source=[], must=[], declined=True, must_not=[["OWNED"]])
    assert any(says in problem for problem in declines.wrong(refused, made))
    assert declines.wrong(refused, transcript(declined=True, answer="My sources do not cover that.")) == []


def test_declining_what_is_covered_and_broken_turns_are_wrong() -> None:
    assert declines.wrong(case(), transcript(declined=True, answer="No."))
    assert declines.wrong(case(), replace(transcript(TRUE), failed="engine_crashed"))


def test_small_talk_cites_nothing() -> None:
    hello = case(kind="smalltalk", source=[], must=[])
    assert small_talk.wrong(hello, transcript(Said("Hello!"))) == []
    assert small_talk.wrong(hello, transcript(TRUE)) == ["cites a document"]


# Each metric of an interview has its planted defect.

INTERVIEW: Json = {
    "profile": {"hours_per_week": 6},
    "ratings": {"git": 1, "docker": 2, "python": None},
    "readings": {"git": {"evidence": ["I clone and commit"]}},
    "status": "finished",
    "questions": 14,
    "transcript": [{"learner": "I clone and commit", "mentor": []}],
    "after_kills": {"profile": {"hours_per_week": 6}, "ratings": {"git": 1, "docker": 2, "python": None}, "status": "finished"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "metric", "good"),
    [
        pytest.param({}, "end_state", 1, id="clean"),
        pytest.param({"ratings": {"git": 2, "docker": 2}}, "ratings_exact", 2, id="one off"),
        pytest.param({"ratings": {"git": 3, "docker": 2}}, "ratings_within_one", 2, id="two off"),
        pytest.param({"ratings": {"git": 1, "docker": 1}}, "corrections", 0, id="correction not in force"),
        pytest.param({"ratings": {"git": 1, "docker": 2, "python": 3}}, "skipped_rated", 1, id="skipped and rated"),
        pytest.param({"ratings": {"git": 1, "docker": 2, "cloud": 1}}, "unasked_rated", 1, id="never came up"),
        pytest.param({"profile": {"hours_per_week": 60}}, "profile", 0, id="other hours"),
        pytest.param({"status": "running"}, "state", 0, id="not finished"),
        pytest.param({"questions": 16}, "questions_over_limit", 1, id="too many questions"),
        pytest.param(
            {"readings": {"git": {"evidence": ["I wrote git"]}}}, "evidence_not_verbatim", 1, id="invented quote"
        ),
        pytest.param(
            {"after_kills": {"profile": {}, "ratings": {}, "status": "finished"}}, "lost_by_kills", 1, id="lost"
        ),
        pytest.param({"error": "KeyError"}, "lost_by_kills", 1, id="broke"),
    ],
)
def test_interview_defects_are_found(change: Json, metric: str, good: float) -> None:
    from evals.rating_cases import Expected, Interview

    expect = Expected(
        ratings={"git": 1, "docker": 2, "python": None},
        profile={"hours_per_week": 6},
        corrections=({"skill": "docker", "rating": 2},),  # type: ignore[arg-type]  # read as YAML gives it
        skipped=("python",),
        state="finished",
    )
    script = Interview.model_construct(
        id="self-test", opening=("hi",), about={}, answers={}, fallback="no", events=(), confirm=("yes",), expect=expect
    )
    scored = load_suite("interviews").score(Item("self-test", "x", "", "", script, ""), {**INTERVIEW, **change})
    assert scored.measures[metric].good == good
    assert scored.right is (not change)
