"""The routes for the program's own commands."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from app.settings import Settings
from tests.web.conftest import Live
from tests.web.scripted import QUOTE, ScriptedMind


def _authorized(settings: Settings) -> dict[str, str]:
    server = json.loads((settings.data_dir / "server.json").read_text())
    assert {"pid", "host", "port", "token"} == set(server)
    return {"Authorization": f"Bearer {server['token']}"}


def _lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line]


def test_ask_streams_events_and_stores_nothing(client: TestClient, settings: Settings, mind: ScriptedMind) -> None:
    body = {"text": "and for seniors?", "history": [{"question": "Pay of juniors?", "answer": "Much."}]}
    response = client.post("/control/ask", json=body, headers=_authorized(settings))
    assert response.headers["content-type"] == "application/x-ndjson"
    lines = _lines(response.text)
    assert [line["type"] for line in lines] == ["status", "sentence", "sentence", "sentence", "done"]
    assert lines[1]["text"] == QUOTE
    assert mind.requests[0].history[0].question == "Pay of juniors?"
    assert client.get("/api/conversations").json() == {"conversations": []}


def test_ingest_streams_reports(client: TestClient, settings: Settings) -> None:
    response = client.post("/control/ingest", json={"paths": ["a.md", "b.md"]}, headers=_authorized(settings))
    assert [line["label"] for line in _lines(response.text)] == ["a.md", "b.md"]


@pytest.mark.parametrize("words", ["crash now", "bug now"])
def test_an_error_is_the_last_line(client: TestClient, settings: Settings, words: str) -> None:
    last = _lines(client.post("/control/ask", json={"text": words}, headers=_authorized(settings)).text)[-1]
    assert last["type"] == "failed" and words not in last["message"]


@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer wrong", "Basic abc", "Bearer ünder"])
def test_without_the_token_there_is_no_entry(client: TestClient, token: str) -> None:
    for path in ("/control/ask", "/control/ingest"):
        headers = {"Authorization": token.encode("utf-8")} if token else {}
        assert client.post(path, json={"text": "hello"}, headers=headers).status_code == 401


def test_leaving_stops_the_work(live: Live, settings: Settings, mind: ScriptedMind) -> None:
    headers = _authorized(settings)
    with httpx.stream("POST", f"{live.url}/control/ask", json={"text": "endless"}, headers=headers) as response:
        lines = response.iter_lines()
        next(lines)
    assert mind.left.wait(60)


def test_the_file_goes_when_the_server_does(app, settings: Settings) -> None:
    with TestClient(app):
        assert (settings.data_dir / "server.json").exists()
    assert not (settings.data_dir / "server.json").exists()
