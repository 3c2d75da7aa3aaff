from __future__ import annotations

import signal
from pathlib import Path

import pytest

from app.adapters.llama.plain_mode import PlainMode


def test_a_fault_while_loading_is_blamed_once_and_remembered_when_the_next_try_came_up(tmp_path: Path) -> None:
    first = PlainMode(tmp_path)
    assert not first.needed
    assert first.blame(-signal.SIGSEGV)
    assert not PlainMode(tmp_path).needed, "not before it is known to help"
    assert not first.blame(-signal.SIGSEGV), "it did not help: not to be tried for ever"
    first.keep()
    assert PlainMode(tmp_path).needed


@pytest.mark.parametrize("exit_code", [None, 0, 1, -signal.SIGKILL, -signal.SIGTERM])
def test_an_end_that_is_no_fault_of_the_processor_code_is_not_blamed(tmp_path: Path, exit_code: int | None) -> None:
    assert not PlainMode(tmp_path).blame(exit_code)


def test_what_was_remembered_of_another_machine_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "engine.json").write_text('{"plain_buffers_for": "another build on another processor"}')
    assert not PlainMode(tmp_path).needed
    (tmp_path / "engine.json").write_text("[]")
    assert not PlainMode(tmp_path).needed
