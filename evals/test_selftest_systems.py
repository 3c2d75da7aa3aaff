"""Systems that only look busy, asked the real cases: each must fail the gate, and the failure must say why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from evals.gate.decide import Decision, decide
from evals.gate.limits import Limit, load_limits
from evals.gate.run import Run, SuiteRun
from evals.gate.store import Baseline, Kept
from evals.gate.suite import Answered, Item, Json, Suite
from evals.gate.verdict import totals
from evals.retrieval import Search
from evals.suites import load_suite
from evals.suites.ask import AskSuite, answering
from evals.suites.retrieval import RetrievalSuite
from evals.suites.retrieval import answering as searching
from evals.test_selftest import cited, transcript
from evals.transcript import Cited, Said, Transcript


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
        pytest.param("talk", {"said": ["That is outside what I can help with."], "declined": "out_of_scope"}, {"told", "crises_missed"}, id="never hears the heart"),
        pytest.param("talk", {"said": [], "declined": "unsafe"}, {"told", "mistaken"}, id="always alarmed"),
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
