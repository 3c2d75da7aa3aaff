"""The gate's own parts, without any model: statistics, bounds, replay, reports, and what an acceptance refuses."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import pytest
from typer.testing import CliRunner

from app.cli.evaluate import evaluate
from app.settings import Settings
from evals.gate import commands, fingerprint
from evals.gate.cause import causes, changed_files
from evals.gate.decide import decide
from evals.gate.limits import Limit
from evals.gate.parts import Parts
from evals.gate.report import as_json, junit, markdown, write_reports
from evals.gate.run import Choice, Run, run_suite
from evals.gate.store import read_answers, read_baseline, write_answers
from evals.gate.suite import Answered, Item, Json, Measure, Outcome, digest, pick_quick
from evals.gate.verdict import totals
from evals.suites import SUITES, load_suite
from graphs.errors import BadValue


class Fake:
    """Says of each case what the test wants; counts how often it is asked."""

    name = "fake"
    roots = ("evals.matching",)
    kappas = ()
    share = 3
    by_vectors = True
    kept = True

    def __init__(self, says: Callable[[str], Any], ids: Sequence[str] = tuple(f"case-{n}" for n in range(30))) -> None:
        self.says = says
        self.ids = ids
        self.asked: list[str] = []

    def items(self) -> list[Item]:
        return [
            Item(each, "odd" if place % 2 else "even", each, "", None, digest(each))
            for place, each in enumerate(self.ids)
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        def answer(item: Item) -> Json:
            self.asked.append(item.id)
            return {"said": self.says(item.id), "timing": {"total_s": float(len(self.asked))}}

        yield answer

    def score(self, item: Item, answer: Json) -> Outcome:
        right = answer.get("said") == "right"
        faults = () if right else (f"said {answer.get('said', answer.get('error'))}",)
        return Outcome(item.id, item.kind, right, {"correct": Measure(float(right))}, faults, str(answer.get("said")))


ABOUT: Json = {"model": {"name": "m", "sha256": "1"}}
LIMITS = {"fake.correct": Limit("fake.correct", "ratchet", "as good as it was, whatever comes", at_least=0.5)}


def ran(suite: Fake, place: Path, *, choice: Choice | None = None, about: Json = ABOUT) -> Any:
    with Parts(Settings(), lambda text: None) as parts:
        return run_suite(suite, parts, choice or Choice(), about, "m", None, lambda text: None, replay=place)


def run_of(*suites: Any, profile: str = "full", baseline: Any = None) -> Run:
    return Run(suites, ABOUT, "m", baseline, profile, "abc")


@pytest.fixture
def accepted(tmp_path: Path) -> Callable[[Any], Any]:
    def make(suite_run: Any) -> Any:
        decision = decide(run_of(suite_run), LIMITS)
        commands.keep(decision, "first figures of the fake", tmp_path / "baselines")
        return read_baseline("m", tmp_path / "baselines")

    return make


# Running and replaying


def test_unchanged_cases_cost_nothing_and_a_sample_proves_the_replay(tmp_path: Path) -> None:
    suite = Fake(lambda case: "right")
    first = ran(suite, tmp_path)
    assert len(suite.asked) == 32 and not first.unsteady  # thirty, and two of them twice
    suite.asked.clear()
    second = ran(suite, tmp_path)
    assert len(suite.asked) == 3 and all(each.replayed for each in second.answered)
    assert [o.right for o in second.outcomes] == [o.right for o in first.outcomes]
    assert second.answered[5].timing == first.answered[5].timing


def test_a_replay_that_lies_is_thrown_away(tmp_path: Path) -> None:
    ran(Fake(lambda case: "right"), tmp_path)
    changed = Fake(lambda case: "wrong")
    found = ran(changed, tmp_path)
    assert not any(each.replayed for each in found.answered)
    assert not any(each.right for each in found.outcomes)


def test_another_model_and_a_live_run_replay_nothing(tmp_path: Path) -> None:
    ran(Fake(lambda case: "right"), tmp_path)
    for choice, about in ((Choice(live=True), ABOUT), (Choice(), {"model": {"name": "m", "sha256": "2"}})):
        suite = Fake(lambda case: "right")
        assert not any(each.replayed for each in ran(suite, tmp_path, choice=choice, about=about).answered)


def test_a_few_chosen_cases_do_not_make_the_others_forgotten(tmp_path: Path) -> None:
    ran(Fake(lambda case: "right"), tmp_path)
    ran(Fake(lambda case: "right"), tmp_path, choice=Choice(cases=("case-1",), live=True))
    suite = Fake(lambda case: "right")
    assert all(each.replayed for each in ran(suite, tmp_path).answered)


def test_an_answer_that_varies_or_breaks_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turn = iter(range(1000))
    assert ran(Fake(lambda case: next(turn)), tmp_path).unsteady

    def breaks(case: str) -> str:
        if case == "case-7":
            raise KeyError(case)
        return "right"

    found = ran(Fake(breaks), tmp_path / "other")
    assert found.broken == ("case-7: KeyError: 'case-7'",)
    assert not found.outcomes[7].right and len(found.outcomes) == 30
    assert decide(run_of(found), LIMITS).exit_code == 2
    assert "KeyError" in capsys.readouterr().err


def test_the_quick_profile_is_a_fixed_third_of_each_kind() -> None:
    items = pick_quick(Fake(lambda case: "right").items())
    quick = [each for each in items if each.quick]
    assert {kind: sum(each.kind == kind for each in quick) for kind in ("odd", "even")} == {"odd": 5, "even": 5}
    assert [each.id for each in pick_quick(items[::-1]) if each.quick] == [each.id for each in quick[::-1]]


def test_kept_answers_are_read_back_whole_and_long_texts_are_kept_once(tmp_path: Path) -> None:
    long = "words " * 100
    answers = [
        Answered(
            Item(f"a-{n}", "k", "", "", None, "d"),
            {"passages": [{"text": long}], "n": n},
            f"key{n}",
            timing={"total_s": 1.23456},
        )
        for n in range(3)
    ]
    write_answers(tmp_path, [("fake", each) for each in answers])
    kept = read_answers(tmp_path)
    assert kept[("fake", "a-2")].answer == {"passages": [{"text": long}], "n": 2}
    assert (tmp_path / "answers.jsonl").read_text("utf-8").count("words") == 0
    assert len(json.loads((tmp_path / "texts.json").read_text("utf-8"))) == 1
    assert kept[("fake", "a-0")].timing == {"total_s": 1.235}


# Deciding and reporting


def test_what_became_worse_is_told_with_both_answers_and_the_worst_first(
    tmp_path: Path, accepted: Callable[[Any], Any]
) -> None:
    good = ran(Fake(lambda case: "right"), tmp_path)
    baseline = accepted(good)
    bad = ran(Fake(lambda case: "right" if case > "case-2" else "<script>"), tmp_path / "b")
    decision = decide(run_of(bad, baseline=baseline), LIMITS)
    assert decision.exit_code == 1 and decision.line == "FAIL: fake.correct"
    worse = [flip for flip in decision.flips if flip.direction == "worse"]
    assert len(worse) == len(decision.flips) == 13  # 0, 1, 10 to 19, 2
    page = write_reports(decision, tmp_path / "reports").read_text("utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert page.index("What got worse: 13 cases") < page.index("Suites") < page.index("Answers that became worse")
    assert page.count("<svg") == 2
    text = "\n".join(markdown(decision))
    assert text.startswith("# FAIL: fake.correct") and "### fake: case-0" in text
    assert json.loads(json.dumps(as_json(decision)))["metrics"]["fake.correct"]["worse"] == 13
    assert b'<failure message="' in tostring(junit(decision))
    assert causes(decision)[0].cases


def test_unchanged_answers_pass_and_say_so(tmp_path: Path, accepted: Callable[[Any], Any]) -> None:
    good = ran(Fake(lambda case: "right"), tmp_path)
    decision = decide(run_of(good, baseline=accepted(good)), LIMITS)
    assert (decision.exit_code, decision.flips, decision.line) == (0, (), "PASS")
    page = write_reports(decision, tmp_path / "reports").read_text("utf-8")
    assert "every answer is the accepted one" in page


def test_new_and_changed_cases_take_no_part_in_the_comparison(tmp_path: Path, accepted: Callable[[Any], Any]) -> None:
    baseline = accepted(ran(Fake(lambda case: "right"), tmp_path))
    more = Fake(
        lambda case: "right" if case.startswith("case") else "wrong", ids=(*(f"case-{n}" for n in range(20)), "new-1")
    )
    decision = decide(run_of(ran(more, tmp_path / "b"), baseline=baseline), LIMITS)
    assert decision.new == ("fake: new-1",)
    assert len(decision.gone) == 10
    assert decision.exit_code == 0


def test_bounds_hold_for_all_cases_and_not_for_a_part(tmp_path: Path) -> None:
    bad = ran(Fake(lambda case: "wrong"), tmp_path)
    assert decide(run_of(bad), LIMITS).exit_code == 1
    assert decide(run_of(bad, profile="quick"), LIMITS).exit_code == 0
    zero = {"fake.correct": Limit("fake.correct", "zero", "never any other way", at_least=1.0)}
    assert decide(run_of(bad, profile="quick"), zero).exit_code == 1


def test_no_baseline_is_a_warning_or_a_broken_harness(tmp_path: Path) -> None:
    good = ran(Fake(lambda case: "right"), tmp_path)
    plain = decide(run_of(good), LIMITS)
    assert plain.exit_code == 0 and "mentor eval accept" in plain.warnings[0]
    assert decide(run_of(good), LIMITS, require_baseline=True).exit_code == 2


def test_a_bound_without_a_measure_breaks_the_harness(tmp_path: Path) -> None:
    good = ran(Fake(lambda case: "right"), tmp_path)
    limits = {**LIMITS, "fake.lost": Limit("fake.lost", "report", "nobody measures this one")}
    assert decide(run_of(good), limits).harness == ("fake.lost has a bound and was not measured",)


def test_changed_files_are_named(tmp_path: Path, accepted: Callable[[Any], Any]) -> None:
    good = ran(Fake(lambda case: "right"), tmp_path)
    baseline = accepted(good)
    moved = replace(good, files={**good.files, "evals/matching.py": "other", "graphs/ask/new.py": "1"})
    found = changed_files(decide(run_of(moved, baseline=baseline), LIMITS))
    assert found == {"evals/matching.py": "changed", "graphs/ask/new.py": "new"}


def test_totals_weigh_atoms() -> None:
    outcomes = [
        Outcome("a", "k", True, {"m": Measure(3, 4)}),
        Outcome("b", "k", True, {"m": Measure(0, 1), "k": Measure(2, 2)}),
    ]
    assert totals(outcomes, ("k",)) == {"m": 0.6, "k": 1.0}


# Accepting


def test_an_acceptance_needs_a_reason_and_a_clean_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadValue, match="Say in a few words"):
        commands.accept("because", print)
    monkeypatch.setattr(fingerprint, "dirty", lambda: ["graphs/ask/prompts.py"])
    with pytest.raises(BadValue, match=r"graphs/ask/prompts\.py"):
        commands.accept("the new prompt cites better", print)


def test_an_acceptance_refuses_failing_tests_of_the_tests_and_what_may_never_fail(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fingerprint, "dirty", lambda: [])

    def fails(write: object) -> None:
        raise BadValue("The tests of the tests fail")

    monkeypatch.setattr(commands, "selftest", fails)
    with pytest.raises(BadValue, match="tests of the tests"):
        commands.accept("the new prompt cites better", print, tmp_path)
    zero = {"fake.correct": Limit("fake.correct", "zero", "never any other way", at_least=1.0)}
    decision = decide(run_of(ran(Fake(lambda case: "wrong"), tmp_path)), zero)
    monkeypatch.setattr(commands, "selftest", lambda write: None)
    monkeypatch.setattr(commands, "gate", lambda choice: decision)
    with pytest.raises(BadValue, match=r"fake\.correct: these may never fail"):
        commands.accept("the new prompt cites better", print, tmp_path)
    assert read_baseline("m", tmp_path) is None


def test_acceptances_are_kept_with_their_reasons(tmp_path: Path) -> None:
    for says, reason in (("right", "first figures"), ("wrong", "a poorer model for now")):
        decision = decide(run_of(ran(Fake(lambda case, says=says: says), tmp_path / says)), LIMITS)  # type: ignore[misc]  # the loop's value is bound
        commands.keep(decision, reason, tmp_path)
    told = (tmp_path / "m" / "CHANGES.md").read_text("utf-8")
    assert "first figures" in told and "a poorer model for now (fake.correct 1 to 0)" in told
    assert json.loads((tmp_path / "m" / "summary.json").read_text("utf-8")) == {"fake.correct": 0.0}


# The suites


@pytest.mark.parametrize("name", SUITES)
def test_every_suite_has_cases_of_its_own_and_files_that_make_its_answers(name: str) -> None:
    suite = load_suite(name)
    items = suite.items()
    assert len(items) == len({item.id for item in items}) >= 30
    files = fingerprint.file_hashes(suite)
    assert any(path.startswith("corpus/") for path in files)
    assert not any(path.startswith(("app/slack/", "app/web/static/")) for path in files)
    broken = suite.score(items[0], {"error": "KeyError"})
    assert not broken.right and broken.faults


def test_an_unknown_suite_is_told_which_there_are() -> None:
    with pytest.raises(BadValue, match="retrieval, ask"):
        load_suite("poems")


def test_the_answers_of_ask_depend_on_the_prompt_and_the_ratings_do_not() -> None:
    assert "graphs/ask/prompts.py" in fingerprint.file_hashes(load_suite("ask"))
    ratings = fingerprint.file_hashes(load_suite("ratings"))
    assert "graphs/ask/prompts.py" not in ratings
    assert {"graphs/interview/rate.py", "graphs/interview/rating.npz"} <= set(ratings)


# The commands


def test_quick_and_full_exclude_each_other() -> None:
    found = CliRunner().invoke(evaluate, ["run", "--quick", "--full"])
    assert isinstance(found.exception, BadValue)


def test_the_last_report_gives_its_verdict_and_exit_code_without_any_model(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="mentor eval run"):
        commands.check_report(tmp_path)
    write_reports(decide(run_of(ran(Fake(lambda case: "wrong"), tmp_path / "r")), LIMITS), tmp_path)
    assert commands.check_report(tmp_path) == ("FAIL: fake.correct", 1)


def test_a_model_to_compare_may_force_its_wording() -> None:
    from evals.gate.compare import settings_for

    chosen = settings_for("qwen2.5-1.5b-instruct@draft")
    assert (chosen.llm_model, chosen.wording) == ("qwen2.5-1.5b-instruct", "draft")
    assert settings_for("http://127.0.0.1:8080/v1").llm_url == "http://127.0.0.1:8080/v1"
    with pytest.raises(BadValue, match="poem"):
        settings_for("x@poem")


def test_two_models_are_set_side_by_side_with_what_only_one_gets_right() -> None:
    from evals.gate.compare import Counting, Side, Spent, lines
    from graphs.ports import ChatMessage, Generation
    from graphs.testing import ScriptedChatModel

    def side(name: str, *right: bool) -> Side:
        outcomes = tuple(
            Outcome(f"c-{n}", "fact", each, {"answerable_correct": Measure(float(each))})
            for n, each in enumerate(right)
        )
        return Side(name, outcomes, (0.5,), (1.0,), Spent(calls=2, prompt_tokens=10, pieces=4, seconds=1.0))

    told = "\n".join(lines(side("small", True, False, True), side("large", True, True, True)))
    assert "answerable_correct" in told and "0.667" in told and "1.000" in told
    assert "right with the second alone: 1 c-1" in told
    model = Counting(ScriptedChatModel(["one two three"]))
    assert "".join(model.stream(Generation((ChatMessage("user", "hi"),)))) == "one two three"
    assert (model.spent.calls, model.spent.pieces) == (1, 3) and model.spent.prompt_tokens > 0
    assert model.name == "scripted"
