from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.store.store import Store, open_store
from app.settings import Settings
from tests.progress.talk import GUILT, Talk


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings(data_dir=tmp_path / "data"))
    yield opened
    opened.close()


@pytest.fixture
def talk(store: Store) -> Iterator[Talk]:
    """Whatever is said in any test, it blames nobody."""
    made = Talk(store)
    yield made
    blaming = [text for text in made.said if GUILT.search(text)]
    assert blaming == []
