"""Speaking to the API as the page does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Said = tuple[str, dict[str, Any]]


def new_conversation(client: Any) -> str:
    response = client.post("/api/conversations")
    assert response.status_code == 201
    return str(response.json()["id"])


def ask(client: Any, conversation: str, text: str) -> list[Said]:
    response = client.post(f"/api/conversations/{conversation}/messages", json={"text": text})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    return list(parse(response.text.splitlines()))


def parse(lines: Any) -> Iterator[Said]:
    kind = ""
    for line in lines:
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield kind, json.loads(line.removeprefix("data: "))


def answer_of(client: Any, conversation: str) -> dict[str, Any]:
    """The last message, as a reload shows it."""
    messages = client.get(f"/api/conversations/{conversation}").json()["messages"]
    assert messages[-1]["role"] == "mentor"
    return dict(messages[-1])
