"""Check-ins, ways to go on after lost weeks, status and reminders, by the state that each talk ends in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.matching import found, normalise
from evals.progress_cases import Expected, ProgressCase, assessment_record, load_progress, plan_record

if TYPE_CHECKING:
    from evals.gate.parts import Parts

LISTS = ("ticked", "partly", "not_done")


class ProgressSuite:
    """Every case of `evals/progress`."""

    name = "progress"
    roots = (
        "graphs.progress.graph",
        "app.bootstrap.progress",
        "app.learner_progress",
        "app.adapters.catalogue",
        "evals.predict_progress",
        "evals.progress_cases",
    )
    kappas = ()
    share = 1
    by_vectors = False
    kept = True

    def items(self) -> Sequence[Item]:
        """By what the message tests."""
        plan = digest(plan_record(), assessment_record())
        return [
            Item(
                case.id,
                case.kind,
                f"({case.day:%a %d %B %Y})\n" + "\n".join(text for _, text in case.says),
                case.why,
                case,
                digest(case.given, plan),
            )
            for case in load_progress()
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The slice itself, each learner with records of their own."""
        from app.adapters.catalogue import load_catalogue
        from evals.predict_progress import Line, answering

        answer = answering(load_catalogue(parts.settings.corpus_dir))

        def asked(item: Item) -> Json:
            return answer(Line.model_validate({"id": item.id, **item.given.given}))

        yield asked

    def score(self, item: Item, answer: Json) -> Outcome:
        """Item by item, then the state as a whole."""
        case: ProgressCase = item.given
        if "error" in answer:
            return Outcome(case.id, case.kind, False, {"end_state": Measure(0)}, (f"failed: {answer['error']}",))
        measures, faults = score_state(case.expect, answer)
        measures["end_state"] = Measure(float(not faults))
        return Outcome(
            id=case.id,
            kind=case.kind,
            right=not faults,
            measures=measures,
            faults=tuple(faults),
            shown="\n".join(
                f"> {text}\n{' '.join(said)}" for (_, text), said in zip(case.says, answer["said"], strict=True)
            ),
        )


def score_state(expect: Expected, answer: Json) -> tuple[dict[str, Measure], list[str]]:
    """Per part of the state what it adds to its metric, and what is wrong in words."""
    faults: list[str] = []
    wanted, given = set[tuple[str, str]](), set[tuple[str, str]]()
    for name in LISTS:
        gold = getattr(expect, name)
        if gold is None:
            continue
        wanted |= {(name, each) for each in gold}
        given |= {(name, each) for each in answer[name]}
    faults += [f"{item} is not {_SAYS[name]}" for name, item in sorted(wanted - given)]
    faults += [f"{item} is {_SAYS[name]}, though nobody said so" for name, item in sorted(given - wanted)]
    measures = {"ticked_unasked": Measure(float(bool(answer["ticked_unasked"] or answer["unticked"])))}
    if answer["ticked_unasked"]:
        faults.append(f"ticked before the learner agreed: {', '.join(answer['ticked_unasked'])}")
    if answer["unticked"]:
        faults.append(f"no longer ticked: {', '.join(answer['unticked'])}")
    if wanted | given:
        measures["items"] = Measure(float(len(wanted & given)), float(len(wanted | given)))
    single: list[tuple[str, str, Any, Any]] = []
    if "hours" in expect.model_fields_set:
        single.append(("hours", "hours", expect.hours, answer["hours"]))
    if expect.plan is not None:
        taken = "any" if expect.plan == "any" and answer["plan"] in ("extend", "spread", "drop") else answer["plan"]
        single.append(("choices", "plan", expect.plan, taken))
    if expect.waits is not None:
        single.append(("waiting", "waits for", expect.waits, answer["waits"]))
    if expect.reminders:
        held = {name: answer["reminders"].get(name) for name in expect.reminders}
        single.append(("reminders", "reminders", expect.reminders, held))
    for metric, title, gold, now in single:
        measures[metric] = Measure(float(gold == now))
        if gold != now:
            faults.append(f"{title}: {now!r}, right is {gold!r}")
    if expect.says:
        said = normalise(" ".join(answer["said"][-1]))
        absent = [atom for atom in expect.says if not found(atom, said)]
        measures["status_said"] = Measure(float(len(expect.says) - len(absent)), float(len(expect.says)))
        faults += [f"does not say {' | '.join(atom)}" for atom in absent]
    return measures, faults


_SAYS = {"ticked": "ticked", "partly": "held as begun", "not_done": "held as not done"}
