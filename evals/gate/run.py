"""Answers the cases of the suites, replaying what nothing can have changed, and proves the replay with a live sample."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evals.gate import elsewhere, fingerprint
from evals.gate.parts import Parts
from evals.gate.store import REPLAY, Baseline, Kept, read_answers, read_baseline, write_answers
from evals.gate.suite import Answered, Item, Json, Outcome, Suite, pick_quick

if TYPE_CHECKING:
    from app.settings import Settings

SAMPLE = 3
"""Replayed cases of each suite that are asked again; one other answer, and the whole suite is asked anew."""
KEEP_EVERY_S = 20.0
TWICE = 2
"""Live cases of each suite that are asked a second time: a system whose answers vary cannot be compared."""


@dataclass(frozen=True)
class SuiteRun:
    """One suite, answered and judged."""

    suite: Suite
    answered: tuple[Answered, ...]
    outcomes: tuple[Outcome, ...]
    files: Mapping[str, str]
    seconds: float
    unsteady: tuple[str, ...] = ()
    """Cases whose second answer differed from the first."""
    broken: tuple[str, ...] = ()
    """Cases that got no answer, with the error."""
    otherwise: tuple[str, ...] = ()
    """Accepted on another machine, replayed, and judged otherwise when asked again here."""


@dataclass(frozen=True)
class Run:
    """Everything a run found out."""

    suites: tuple[SuiteRun, ...]
    about: Json
    key: str
    baseline: Baseline | None
    profile: str
    """quick, full, or partial when cases or suites were chosen by hand."""
    commit: str = ""
    dirty: tuple[str, ...] = ()
    seconds: float = 0.0
    arithmetic: Json = field(default_factory=dict)
    """See `elsewhere`."""

    @property
    def foreign(self) -> bool:
        """Whether the accepted answers were made on a machine that counts otherwise."""
        return self.baseline is not None and elsewhere.differs(
            self.baseline.meta.get("arithmetic", {}), self.arithmetic
        )


@dataclass(frozen=True)
class Choice:
    """What to run."""

    profile: str = "full"
    cases: tuple[str, ...] = ()
    """Parts of ids; empty for all."""
    live: bool = False
    """Without any replay."""

    def of(self, items: Sequence[Item], share: int = 3) -> list[Item]:
        chosen = [item for item in pick_quick(items, share) if self.profile != "quick" or item.quick]
        return [item for item in chosen if not self.cases or any(part in item.id for part in self.cases)]


def run(
    suites: Sequence[Suite],
    settings: Settings,
    choice: Choice,
    say: Callable[[str], None],
    *,
    parts: Parts | None = None,
    partial: bool = False,
) -> Run:
    """Raises what opening a suite raises: a harness that cannot start is no result.

    `parts` that are lent are left open; `partial` says that suites were chosen by hand.
    """
    began = time.monotonic()
    about = fingerprint.machine(settings)
    key = fingerprint.model_key(about, settings)
    baseline = read_baseline(key)
    with nullcontext(parts) if parts is not None else Parts(settings, say) as opened:
        here = elsewhere.arithmetic(opened)
        foreign = baseline is not None and elsewhere.differs(baseline.meta.get("arithmetic", {}), here)
        done = tuple(run_suite(suite, opened, choice, about, key, baseline, say, foreign=foreign) for suite in suites)
    return Run(
        suites=done,
        about=about,
        key=key,
        baseline=baseline,
        profile="partial" if partial or choice.cases else choice.profile,
        commit=fingerprint.commit(),
        dirty=tuple(fingerprint.dirty()),
        seconds=time.monotonic() - began,
        arithmetic=here,
    )


def run_suite(
    suite: Suite, parts: Parts, choice: Choice, about: Json, model: str, baseline: Baseline | None,
    say: Callable[[str], None], replay: Path = REPLAY, *, foreign: bool = False,
) -> SuiteRun:  # fmt: skip
    """One suite; its answers are kept for the next run. `foreign` says that the baseline's machine counts otherwise."""
    began = time.monotonic()
    items = choice.of(suite.items(), suite.share)
    files = fingerprint.file_hashes(suite)
    keys = {item.id: fingerprint.replay_key(files, about, item.digest) for item in items}
    place = replay / model / suite.name
    known = _known(suite, baseline, place) if suite.kept and not choice.live else {}
    found = {item.id: known[keys[item.id]] for item in items if keys[item.id] in known}
    fresh: dict[str, Answered] = {}
    broken: list[str] = []
    unsteady: list[str] = []
    otherwise: list[str] = []
    kept_at = time.monotonic()
    sample = [item for item in items if item.id in found][:: max(1, len(found) // SAMPLE)][:SAMPLE]
    missing = [item for item in items if item.id not in found]
    if missing or sample:
        with suite.opened(parts) as answer:
            ask = _asking(answer, keys, broken)
            changed = [item.id for item in sample if not _same(ask(item).answer, found[item.id].answer)]
            if changed and foreign and suite.by_vectors:
                rest = [item for item in items if item.id in found and item not in sample]
                checked = [*sample, *rest[:: max(1, len(rest) // elsewhere.MORE)][: elsewhere.MORE]]
                otherwise = [item.id for item in checked if not _judged_alike(suite, item, ask(item).answer, found)]
                if len(otherwise) <= elsewhere.MOST * len(checked):
                    say(f"{suite.name}: this machine counts otherwise than the one of the accepted answers")
                    changed = []
            if changed:
                say(f"{suite.name}: {changed[0]} answers otherwise than kept, all cases are asked anew")
                missing, found, otherwise = list(items), {}, []
            for number, item in enumerate(missing, start=1):
                say(f"{suite.name}: {number} of {len(missing)} {item.id}")
                fresh[item.id] = ask(item)
                if suite.kept and time.monotonic() - kept_at > KEEP_EVERY_S:
                    # A run that is broken off goes on where it was.
                    _keep(place, tuple(fresh.values()), suite.name)
                    kept_at = time.monotonic()
            again = missing[:: max(1, len(missing) // TWICE)][:TWICE]
            unsteady += [item.id for item in again if not _same(ask(item).answer, fresh[item.id].answer)]
    answered = tuple(
        fresh[item.id]
        if item.id in fresh
        else Answered(item, found[item.id].answer, keys[item.id], replayed=True, timing=found[item.id].timing)
        for item in items
    )
    if fresh and suite.kept:
        _keep(place, answered, suite.name)
    outcomes = tuple(suite.score(each.item, each.answer) for each in answered)
    return SuiteRun(
        suite, answered, outcomes, files, time.monotonic() - began, tuple(dict.fromkeys(unsteady)), tuple(broken),
        tuple(otherwise),
    )  # fmt: skip


def _asking(answer: Callable[[Item], Json], keys: Mapping[str, str], broken: list[str]) -> Callable[[Item], Answered]:
    def ask(item: Item) -> Answered:
        try:
            # As it will be kept, keys in order and lists for tuples: a replayed answer reads the same as a live one.
            found = json.loads(json.dumps(dict(answer(item)), sort_keys=True, default=list))
        except Exception as error:  # noqa: BLE001  # a defect that one case brings out must not cost the report of the others
            traceback.print_exc()
            broken.append(f"{item.id}: {type(error).__name__}: {error}")
            found = {"error": f"{type(error).__name__}: {error}"}
        timing = found.pop("timing", {})
        return Answered(item, found, "" if "error" in found else keys[item.id], timing=timing)

    return ask


def _same(one: Json, other: Json) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _judged_alike(suite: Suite, item: Item, answer: Json, found: Mapping[str, Kept]) -> bool:
    return suite.score(item, answer).measures == suite.score(item, found[item.id].answer).measures


def _known(suite: Suite, baseline: Baseline | None, place: Path) -> dict[str, Kept]:
    kept = list(read_answers(place).values())
    # The accepted ones count where both are there, and are replayed on whatever machine: equal keys say that nothing
    # of ours was changed.
    kept += [each for (name, _), each in (baseline.answers.items() if baseline else ()) if name == suite.name]
    return {each.key: each for each in kept if each.key}


def _keep(place: Path, answered: Sequence[Answered], suite: str) -> None:
    now = [each for each in answered if each.key]
    ids = {each.item.id for each in now}
    # A run of a few cases must not forget the others.
    others = [
        Answered(Item(kept.id, "", "", "", None, kept.digest), kept.answer, kept.key, timing=kept.timing)
        for kept in read_answers(place).values()
        if kept.id not in ids
    ]
    write_answers(place, [(suite, each) for each in (*now, *others)])
