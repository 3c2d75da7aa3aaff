from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.llama import LlamaEngine, start_llama
from tests.engine.stand_in_server import StandInServer


@pytest.fixture
def server() -> Iterator[StandInServer]:
    server = StandInServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaEngine]:
    """The real engine with the bundled weights: one for all tests of a module."""
    data: Path = tmp_path_factory.mktemp("data")
    engine = start_llama(
        "smollm2-135m-instruct", context=2048, queue=10, system_prompt="You are a careful mentor.", data_dir=data
    )
    try:
        assert engine.wait_ready(100)
        yield engine
    finally:
        engine.close()
