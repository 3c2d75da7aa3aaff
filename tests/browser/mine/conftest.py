"""The panel on the real web service and store, with the real interview behind the conversation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.store.store import Store, open_store
from app.settings import load_settings
from app.web.app import create_app
from tests.browser.mine.panel import Interviewer
from tests.browser.serving import served
from tests.web.scripted import scripted_parts


@pytest.fixture
def mind() -> Interviewer:
    return Interviewer()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(load_settings(data_dir=tmp_path))


@pytest.fixture
def base(mind: Interviewer, store: Store, tmp_path: Path) -> Iterator[str]:
    mind.store = store
    with served(create_app(scripted_parts(mind), store, load_settings(data_dir=tmp_path))) as address:  # type: ignore[arg-type]
        yield address
