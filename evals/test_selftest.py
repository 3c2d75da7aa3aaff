"""Tests of the tests: a planted defect flips its check, and systems that only look busy fail the thresholds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from evals.cases import Case
from evals.checks import atoms, citations, declines, figures, names, small_talk
from evals.checks.support import fault
from evals.gate.decide import Decision, decide, totals
from evals.gate.limits import Limit, load_limits
from evals.gate.run import Run, SuiteRun
from evals.gate.store import Baseline, Kept
from evals.gate.suite import Answered, Item, Json, Suite
from evals.retrieval import Search
from evals.score import judge
from evals.suites import load_suite
from evals.suites.ask import AskSuite, answering
from evals.suites.retrieval import RetrievalSuite
from evals.suites.retrieval import answering as searching
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


# Systems that only look busy, asked the real cases. Each must fail the gate, and the failure must say why.


def answers(suite: Suite, answer: Callable[[Item], Json]) -> SuiteRun:
    """A dumb system in the place of the real one."""
    items = suite.items()
    made = tuple(Answered(item, {k: v for k, v in answer(item).items() if k != "timing"}, "") for item in items)
    outcomes = tuple(suite.score(each.item, each.answer) for each in made)
    return SuiteRun(suite, made, outcomes, {}, 0.0)


def judged(run: SuiteRun, baseline: SuiteRun | None = None) -> Decision:
    """The gate's verdict, against the answers of another system where one is given."""
    kept = None
    if baseline is not None:
        by_case = {
            (baseline.suite.name, a.item.id): Kept(baseline.suite.name, a.item.id, a.item.digest, "", a.answer)
            for a in baseline.answered
        }
        kept = Baseline({"about": {}, "files": {}, "suites": []}, by_case, {})
    limits = {name: limit for name, limit in load_limits().items() if name.startswith(f"{run.suite.name}.")}
    return decide(Run((run,), {}, "dumb", kept, "full"), limits)


def failed(decision: Decision) -> set[str]:
    return {each.metric.split(".", 1)[1] for each in decision.failed}


def _refuse(turns: Sequence[str]) -> Transcript:
    return transcript(declined=True, answer="My sources do not cover that.", learner=turns)


def _echo(turns: Sequence[str]) -> Transcript:
    return transcript(Said(turns[-1]), learner=turns)


def _paste(search: Search) -> Callable[[Sequence[str]], Transcript]:
    def answer(turns: Sequence[str]) -> Transcript:
        best = search(turns)[1][0].passage
        section = " > ".join(best.section)
        source = Cited(1, best.id, best.document, best.title, best.source, section, best.units[0].text, best.text)
        return transcript(Said(best.text, "text", (source,)), learner=turns)

    return answer


def _invent(turns: Sequence[str]) -> Transcript:
    sure = Said("Sources agree on $73,500 a year and on Jenkins.", "text", (cited(),))
    return transcript(sure, learner=turns)


def _from_memory(turns: Sequence[str]) -> Transcript:
    told = Said("Juniors earn about $95,000, need Python, Docker and Kubernetes, and get there in two years.")
    return transcript(told, learner=turns)


def test_always_refusing_fails() -> None:
    decision = judged(answers(AskSuite(), answering(_refuse)))
    assert failed(decision) >= {"answerable_correct", "over_refusal", "smalltalk_right"}
    assert any("0 is not >= 0.7" in reason for each in decision.failed for reason in each.reasons)


def test_echoing_the_question_fails() -> None:
    decision = judged(answers(AskSuite(), answering(_echo)))
    assert failed(decision) >= {"answerable_correct", "declines_handled", "unsupported_sentences"}


def test_pasting_the_best_passage_fails(search: Search) -> None:
    decision = judged(answers(AskSuite(), answering(_paste(search))))
    assert failed(decision) >= {"answerable_correct", "declines_handled", "smalltalk_right"}


def test_inventing_fails() -> None:
    decision = judged(answers(AskSuite(), answering(_invent)))
    wanted = {"answerable_correct", "declines_handled", "citation_precision", "unsupported_sentences"}
    assert failed(decision) >= wanted


def test_answering_without_retrieval_fails() -> None:
    decision = judged(answers(AskSuite(), answering(_from_memory)))
    assert failed(decision) >= {"answerable_correct", "declines_handled", "unsupported_sentences"}


def test_the_midpoint_of_two_ranges_is_no_answer_to_a_conflict() -> None:
    conflicts = [each for each in AskSuite().items() if each.kind == "conflict"]
    middle = Said("The sources come to $96,000 on average.", "text", (cited(),))
    wrong = [
        AskSuite().score(item, answering(lambda turns: transcript(middle, learner=turns))(item)) for item in conflicts
    ]
    assert not any(each.right for each in wrong)
    assert all(any("lacks" in fault or "does not cite" in fault for fault in each.faults) for each in wrong)


def test_a_search_that_always_finds_the_same_fails(search: Search) -> None:
    same = search(["What does a junior earn?"])[1]
    decision = judged(answers(RetrievalSuite(), searching(lambda turns: (turns[-1], same), {})))
    assert failed(decision) >= {"recall_at_5"}


@pytest.mark.parametrize(
    ("name", "answer", "fails"),
    [
        pytest.param("ratings", {"rating": 2, "action": "rate", "evidence": ""}, {"exact", "kappa", "unratable_not_rated", "evidence_not_verbatim"}, id="always Intermediate"),
        pytest.param("ratings", {"rating": None, "action": "follow_up", "evidence": ""}, {"exact", "within_one"}, id="never rates"),
        pytest.param("intents", {"intent": "ask"}, {"accuracy"}, id="always ask"),
        pytest.param("interviews", {"ratings": {}, "status": "finished", "questions": 3, "after_kills": {"profile": {}, "ratings": {}, "status": "finished"}, "profile": {}}, {"ratings_exact", "ratings_within_one", "corrections", "profile"}, id="finishes at once, lost by kills"),
    ],
)  # fmt: skip
def test_a_system_that_always_does_the_same_fails(name: str, answer: Json, fails: set[str]) -> None:
    assert failed(judged(answers(load_suite(name), lambda item: answer))) >= fails


def test_a_reversed_rating_fails_and_an_invented_quotation_does() -> None:
    suite = load_suite("ratings")
    turned = answers(
        suite,
        lambda item: {
            "rating": None if item.given.rating is None else 4 - item.given.rating,
            "action": "rate",
            "evidence": "I am an expert",
        },
    )
    assert failed(judged(turned)) >= {"exact", "within_one", "kappa", "evidence_not_verbatim"}
    gold = answers(
        suite, lambda item: {"rating": item.given.rating, "action": item.given.action, "evidence": item.given.answer}
    )
    assert failed(judged(gold)) == set()


def test_the_gold_itself_passes_the_intents() -> None:
    assert failed(judged(answers(load_suite("intents"), lambda item: {"intent": item.given.intent}))) == set()


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


# The gate itself.


def _with_one_wrong(run: SuiteRun, how_many: int) -> SuiteRun:
    wrong = {each.id for each in [o for o in run.outcomes if o.right][:how_many]}
    return answers(run.suite, lambda item: {"intent": "feedback" if item.id in wrong else item.given.intent})


def test_a_loss_beyond_noise_fails_with_its_flips_and_a_small_one_does_not() -> None:
    suite = load_suite("intents")
    good = answers(suite, lambda item: {"intent": item.given.intent})
    same = judged(good, good)
    assert (same.exit_code, same.flips) == (0, ())
    few = judged(_with_one_wrong(good, 2), good)
    assert (few.exit_code, len(few.flips)) == (0, 2)
    many = judged(_with_one_wrong(good, 8), good)
    assert many.exit_code == 1
    assert {flip.direction for flip in many.flips} == {"worse"}
    (verdict,) = many.failed
    assert "below the accepted answers" in verdict.reasons[0] and "McNemar" in verdict.reasons[-1]


def test_a_missing_answer_breaks_the_harness_and_counts_as_wrong() -> None:
    suite = load_suite("intents")
    good = answers(suite, lambda item: {"intent": item.given.intent})
    broken = SuiteRun(suite, good.answered, good.outcomes, {}, 0.0, broken=("ask-01: KeyError",))
    assert judged(broken).exit_code == 2
    assert not suite.score(suite.items()[0], {"error": "KeyError"}).right
    unsteady = SuiteRun(suite, good.answered, good.outcomes, {}, 0.0, unsteady=("ask-01",))
    assert judged(unsteady).exit_code == 2


def test_zero_tolerance_fails_whatever_the_baseline_says() -> None:
    suite = load_suite("ratings")
    invented = answers(suite, lambda item: {"rating": item.given.rating, "action": "rate", "evidence": "never said"})
    decision = judged(invented, invented)
    assert failed(decision) == {"evidence_not_verbatim"}


def test_every_metric_has_a_bound_and_every_bound_is_measured(decision: Decision) -> None:
    suites = {each.suite.name for each in decision.run.suites}
    wanted = {name for name in load_limits() if name.split(".")[0] in suites}
    assert set(decision.metrics) <= wanted
    assert set(decision.metrics) == wanted or decision.run.profile != "full"


def test_a_limit_says_why() -> None:
    for limit in load_limits().values():
        assert isinstance(limit, Limit) and len(limit.why) > 20


def test_nothing_asked_scores_nothing() -> None:
    assert totals([]) == {}
