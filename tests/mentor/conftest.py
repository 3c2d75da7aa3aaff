from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.store.store import Store, open_store
from app.settings import Settings
from graphs.ask.deps import AskDeps
from tests.ask.conftest import ask_deps, knowledge, knowledge_settings
from tests.mentor.talking import Room

__all__ = ["ask_deps", "knowledge", "knowledge_settings"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings(data_dir=tmp_path / "data"))
    yield opened
    opened.close()


@pytest.fixture
def room(ask_deps: AskDeps, store: Store) -> Room:
    return Room(ask_deps, store)
