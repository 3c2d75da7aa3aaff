"""Asks every case once per session, of the real mentor with the models that are set; the tests read the results."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from evals.cases import Case, load_cases
from evals.report import metric_rows, write_report
from evals.retrieval import Hit, Search, is_answerable, look, metrics, search_of
from evals.runner import Answer, answers_of, eval_settings
from evals.score import Score, judge, score, thresholds
from evals.sources import source_ids

if TYPE_CHECKING:
    from app.bootstrap import Mentor

LONGEST_S = 1800
"""The first test to ask for the results waits for all of them; a large model needs its time."""
_RESULTS = pytest.StashKey["Results"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--case", action="append", default=[], help="Only cases whose id contains this; may be repeated.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.timeout(LONGEST_S))


@dataclass(frozen=True)
class Results:
    """Everything a run found out."""

    score: Score
    hits: tuple[Hit, ...]
    report: Path
    metrics: dict[str, float] = field(default_factory=dict)


@pytest.fixture(scope="session")
def cases(request: pytest.FixtureRequest) -> list[Case]:
    wanted: list[str] = request.config.getoption("--case")
    return [case for case in load_cases() if not wanted or any(part in case.id for part in wanted)]


@pytest.fixture(scope="session")
def mentor(request: pytest.FixtureRequest) -> Iterator[Mentor]:
    from app.bootstrap import open_mentor

    line = _ProgressLine(request.config)
    line.say("evals: loading the models")
    opened = open_mentor(
        eval_settings(), lambda done, of, label: line.say(f"evals: reading the corpus, {done} of {of} {label}")
    )
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def documents(mentor: Mentor) -> dict[str, str]:
    return source_ids(mentor.settings.corpus_dir)


@pytest.fixture(scope="session")
def search(mentor: Mentor) -> Search:
    return search_of(mentor.deps.ask)


@pytest.fixture(scope="session")
def results(
    request: pytest.FixtureRequest, mentor: Mentor, cases: list[Case], search: Search, documents: dict[str, str]
) -> Results:
    line = _ProgressLine(request.config)
    began = time.monotonic()
    scored = ask_all(cases, answers_of(mentor), documents, line)
    hits = tuple(look(case, search, documents) for case in cases if is_answerable(case))
    values = {**scored.metrics, **metrics(hits)}
    about = {
        "model": f"{mentor.chat.name}, wording {mentor.deps.ask.wording}",
        "embedding model": mentor.deps.ask.embedder.name,
        "cases": str(len(cases)),
        "seconds": f"{time.monotonic() - began:.0f}",
    }
    found = Results(scored, hits, write_report(scored, hits, values, thresholds(), about), values)
    request.config.stash[_RESULTS] = found
    return found


def ask_all(
    cases: Sequence[Case], answer: Answer, documents: dict[str, str], line: _ProgressLine | None = None
) -> Score:
    """Each case in a conversation of its own."""
    verdicts = []
    for done, case in enumerate(cases, start=1):
        if line:
            line.say(f"evals: asking {done} of {len(cases)}: {case.id}")
        verdicts.append(judge(case, answer(case.turns), documents))
    if line:
        line.clear()
    return score(verdicts)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    found = config.stash.get(_RESULTS, None)
    if found is None:
        return
    terminalreporter.section("ask evals")
    for row in metric_rows(found.metrics, thresholds()):
        terminalreporter.write_line(row)
    terminalreporter.write_line(
        "kind: right of cases  " + "  ".join(f"{t.kind} {t.right}/{t.cases}" for t in found.score.tallies)
    )
    for verdict in found.score.verdicts:
        if verdict.faults:
            terminalreporter.write_line(f"{verdict.case.id}: {verdict.faults[0][:160]}")
    terminalreporter.write_line(f"report: {found.report}")


class _ProgressLine:
    """On the real standard error, whatever pytest captures."""

    def __init__(self, config: pytest.Config) -> None:
        self._capture = config.pluginmanager.getplugin("capturemanager")
        self._live = sys.__stderr__ is not None and sys.__stderr__.isatty()
        self._said = 0.0

    def say(self, text: str) -> None:
        """A line that changes in a terminal, a line every ten seconds elsewhere."""
        if not self._live and time.monotonic() - self._said < 10:
            return
        self._said = time.monotonic()
        with self._capture.global_and_fixture_disabled() if self._capture else nullcontext():
            sys.stderr.write(f"\r\x1b[K{text[:110]}" if self._live else f"{text}\n")
            sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away."""
        if self._live:
            self.say("")
