"""A gate on another processor than that of the accepted answers: told, and not red for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.settings import Settings
from evals.gate import commands, elsewhere
from evals.gate.decide import Decision, decide
from evals.gate.limits import Limit
from evals.gate.parts import Parts
from evals.gate.run import Choice, Run, SuiteRun, run_suite
from evals.gate.store import Baseline, read_baseline
from evals.gate.suite import Json, Measure
from tests.evals.test_gate import ABOUT, LIMITS, Fake

HERE: Json = {"processor": "Made here", "features": "avx avx2", "vectors": "1"}
THERE: Json = {"processor": "Made there", "features": "avx", "vectors": "2"}
MANY = tuple(f"case-{n:03}" for n in range(100))


def ran(
    says: Callable[[str], Any], place: Path, *, baseline: Baseline | None = None, foreign: bool = False,
    choice: Choice | None = None, ids: Sequence[str] = MANY, about: Json = ABOUT,
) -> tuple[SuiteRun, Fake]:  # fmt: skip
    suite = Fake(says, ids)
    with Parts(Settings(), lambda text: None) as parts:
        done = run_suite(
            suite, parts, choice or Choice(), about, "m", baseline, lambda text: None, replay=place, foreign=foreign
        )
    return done, suite


def judged(
    done: SuiteRun, baseline: Baseline | None, here: Json = HERE, limits: dict[str, Limit] | None = None
) -> Decision:
    return decide(Run((done,), ABOUT, "m", baseline, "full", arithmetic=here), limits or LIMITS)


@pytest.fixture
def accepted(tmp_path: Path) -> Baseline:
    """All right, accepted there."""
    done, _ = ran(lambda case: "right", tmp_path / "there")
    commands.keep(judged(done, None, THERE), "first figures of the fake", tmp_path / "baselines")
    found = read_baseline("m", tmp_path / "baselines")
    assert found is not None and found.meta["arithmetic"] == THERE
    return found


def test_an_unchanged_tree_is_replayed_and_passes_though_single_answers_differ(
    tmp_path: Path, accepted: Baseline
) -> None:
    done, suite = ran(
        lambda case: "wrong" if case == "case-000" else "right", tmp_path, baseline=accepted, foreign=True
    )
    assert all(each.replayed for each in done.answered) and len(suite.asked) < 15
    assert done.otherwise == ("case-000",)
    decision = judged(done, accepted)
    assert (decision.exit_code, decision.flips) == (0, ())
    assert "Made there; here Made here" in decision.warnings[0]
    assert "1 answer differs by the machine alone" in decision.warnings[1]


def test_asked_live_an_unchanged_tree_passes_too_and_names_what_differs(tmp_path: Path, accepted: Baseline) -> None:
    limits = {"fake.correct": Limit("fake.correct", "keep", "no single case may be lost, ever", at_least=0.99)}
    off = {"case-011", "case-012"}
    done, _ = ran(
        lambda case: "wrong" if case in off else "right",
        tmp_path,
        baseline=accepted,
        foreign=True,
        choice=Choice(live=True),
    )
    decision = judged(done, accepted, limits=limits)
    assert decision.exit_code == 0 and decision.otherwise == ("fake: case-011", "fake: case-012")
    assert decision.verdicts[0].status == "warn" and "another machine" in decision.verdicts[0].reasons[0]
    # The same on the machine of the accepted answers is a loss.
    done, _ = ran(
        lambda case: "wrong" if case in off else "right", tmp_path / "c", baseline=accepted, choice=Choice(live=True)
    )
    assert judged(done, accepted, THERE, limits).exit_code == 1


def test_answers_that_differ_everywhere_are_not_the_last_bits(tmp_path: Path, accepted: Baseline) -> None:
    done, suite = ran(lambda case: "wrong", tmp_path, baseline=accepted, foreign=True)
    assert not any(each.replayed for each in done.answered) and len(suite.asked) > 100
    assert judged(done, accepted).exit_code == 1  # the bound


def test_on_the_same_machine_one_other_answer_of_the_sample_has_all_asked_anew(
    tmp_path: Path, accepted: Baseline
) -> None:
    done, _ = ran(lambda case: "wrong" if case == "case-000" else "right", tmp_path, baseline=accepted)
    assert not any(each.replayed for each in done.answered)
    assert [flip.item.id for flip in judged(done, accepted, THERE).flips] == ["case-000"]


@pytest.mark.parametrize(("lost", "code"), [(2, 0), (9, 1)])
def test_changed_code_is_judged_with_room_for_the_machine_alone(
    tmp_path: Path, accepted: Baseline, lost: int, code: int
) -> None:
    limits = {"fake.correct": Limit("fake.correct", "ratchet", "as good as it was, whatever comes", at_least=0.985)}
    off = set(MANY[:lost])
    changed: Json = {"model": {"name": "m", "sha256": "2"}}
    done, _ = ran(
        lambda case: "wrong" if case in off else "right", tmp_path, baseline=accepted, foreign=True, about=changed
    )
    decision = judged(done, accepted, limits=limits)
    assert decision.exit_code == code
    assert len(decision.flips) == lost and not decision.otherwise


def test_what_vectors_have_no_part_in_has_no_room(tmp_path: Path, accepted: Baseline) -> None:
    limits = {"fake.correct": Limit("fake.correct", "keep", "no single case may be lost, ever")}
    changed: Json = {"model": {"name": "m", "sha256": "2"}}
    done, suite = ran(
        lambda case: "wrong" if case == "case-001" else "right",
        tmp_path,
        baseline=accepted,
        foreign=True,
        about=changed,
    )
    assert judged(done, accepted, limits=limits).exit_code == 0
    suite.by_vectors = False
    assert judged(done, accepted, limits=limits).exit_code == 1


def test_rules_without_tolerance_have_none_elsewhere_either(tmp_path: Path, accepted: Baseline) -> None:
    limits = {"fake.correct": Limit("fake.correct", "zero", "never any other way", at_least=1.0)}
    done, _ = ran(
        lambda case: "wrong" if case == "case-001" else "right",
        tmp_path,
        baseline=accepted,
        foreign=True,
        choice=Choice(live=True),
    )
    assert judged(done, accepted, limits=limits).exit_code == 1


def test_machines_differ_by_what_they_count_with_and_not_by_name() -> None:
    assert elsewhere.differs(THERE, HERE) and not elsewhere.differs({}, HERE)
    assert not elsewhere.differs({**HERE, "processor": "another name"}, HERE)
    assert elsewhere.differs({**HERE, "vectors": "3"}, HERE)


@pytest.mark.parametrize(
    ("limit", "good", "met"),
    [
        (Limit("a.b", "floor", "", at_least=0.98), 97, True),
        (Limit("a.b", "floor", "", at_least=0.98), 95, False),
        (Limit("a.b", "floor", "", at_most=0.01), 3, True),
        (Limit("a.b", "floor", "", at_most=0.01), 4, False),
    ],
)
def test_a_bound_is_nearly_met_when_the_machines_part_would_close_the_gap(limit: Limit, good: int, met: bool) -> None:
    measures = [Measure(float(n < good)) for n in range(100)]
    assert elsewhere.nearly_met(limit, measures) is met


def test_this_machine_is_known_by_its_processor_and_its_vectors() -> None:
    from graphs.testing import HashedEmbedder

    class Lent:
        embedder = HashedEmbedder()

    found = elsewhere.arithmetic(Lent())  # type: ignore[arg-type]  # all that it needs of the parts
    assert found["processor"] and len(found["vectors"]) == 16
    assert elsewhere.arithmetic(Lent()) == found  # type: ignore[arg-type]


def test_a_suite_that_is_not_kept_is_made_anew_each_time(tmp_path: Path) -> None:
    suite = Fake(lambda case: "right", MANY)
    suite.kept = False
    with Parts(Settings(), lambda text: None) as parts:
        for _ in range(2):
            done = run_suite(suite, parts, Choice(), ABOUT, "m", None, lambda text: None, replay=tmp_path)
    assert not any(each.replayed for each in done.answered) and not list(tmp_path.iterdir())
    place = commands.keep(replace(judged(done, None)), "nothing of it is kept", tmp_path)
    assert (place / "answers.jsonl").read_text("utf-8").strip() == ""
