"""`pytest evals/` is the gate of `mentor eval run`: one run per session, one test per metric, and the tests of the tests."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Case, load_cases
from evals.gate.commands import gate, print_decision
from evals.gate.decide import Decision
from evals.gate.parts import Parts
from evals.gate.run import Choice
from evals.retrieval import Search, search_of
from evals.runner import eval_settings

LONGEST_S = 7200
"""The first test to ask for the decision waits for the whole run; a large model needs its time."""
BROKEN = 2
_DECISION = pytest.StashKey[Decision]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("evals")
    group.addoption("--case", action="append", default=[], help="Only cases whose id contains this; may be repeated.")
    group.addoption("--suite", action="append", default=[], help="Only this suite; may be repeated.")
    group.addoption("--quick", action="store_true", help="A third of the cases, chosen once for all.")
    group.addoption("--live", action="store_true", help="Ask everything anew, replay nothing.")
    group.addoption("--require-baseline", action="store_true", help="Broken without accepted answers.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.timeout(LONGEST_S))


@pytest.fixture(scope="session")
def parts(request: pytest.FixtureRequest) -> Iterator[Parts]:
    """The mentor, opened once and only when a test needs it."""
    with Parts(eval_settings(), _ProgressLine(request.config).say) as opened:
        yield opened


@pytest.fixture(scope="session")
def decision(request: pytest.FixtureRequest, parts: Parts) -> Decision:
    """The gate over the chosen cases."""
    option = request.config.getoption
    choice = Choice("quick" if option("--quick") else "full", tuple(option("--case")), option("--live"))
    found = gate(
        choice, tuple(option("--suite")), require_baseline=option("--require-baseline"), say=parts.say, parts=parts
    )
    request.config.stash[_DECISION] = found
    return found


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    return load_cases()


@pytest.fixture(scope="session")
def search(parts: Parts) -> Search:
    return search_of(parts.mentor.deps.ask)


def pytest_sessionfinish(session: pytest.Session) -> None:
    found = session.config.stash.get(_DECISION, None)
    if found is not None and found.harness:
        session.exitstatus = BROKEN


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    found = config.stash.get(_DECISION, None)
    if found is not None:
        terminalreporter.section("evals")
        print_decision(found, terminalreporter.write_line)


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
