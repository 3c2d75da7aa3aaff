from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient

from app.adapters.store.store import Store, open_store
from app.settings import Settings
from app.web.app import create_app
from app.web.parts import PartsProtocol
from tests.web.scripted import ScriptedMind, scripted_parts


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", port=free_port())


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


@pytest.fixture
def mind() -> ScriptedMind:
    return ScriptedMind()


@pytest.fixture
def parts(mind: ScriptedMind) -> PartsProtocol:
    return scripted_parts(mind)


@pytest.fixture
def app(parts: PartsProtocol, store: Store, settings: Settings):
    return create_app(parts, store, settings, keep_alive=0.3)


@pytest.fixture
def client(app, parts: PartsProtocol) -> Iterator[TestClient]:
    """A browser that has opened the page, with the mentor ready."""
    with TestClient(app) as opened:
        wait_until(lambda: parts.ready)
        opened.get("/api/me")
        yield opened


@pytest.fixture
def other(app, client: TestClient) -> TestClient:
    """A second browser; `client` keeps the app running."""
    second = TestClient(app)
    second.get("/api/me")
    return second


@dataclass(frozen=True)
class Live:
    url: str
    browser: httpx.Client


@pytest.fixture
def live(app, settings: Settings, parts: PartsProtocol) -> Iterator[Live]:
    """The app behind uvicorn, where leaving and streaming are real."""
    with served(app, settings.port) as url, httpx.Client(base_url=url, timeout=120) as browser:
        browser.get("/api/me")
        yield Live(url, browser)


@contextlib.contextmanager
def served(app, port: int) -> Iterator[str]:
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.01)
