from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.adapters.store.store import Store
from app.settings import Settings
from app.web.app import create_app
from app.web.parts import PartsProtocol
from tests.web.scripted import ScriptedMind
from tests.web.talk import ask, new_conversation


@pytest.mark.parametrize(
    ("text", "status", "code", "says"),
    [
        pytest.param("", 422, "empty_message", "Write a question", id="empty"),
        pytest.param(" \n\t ", 422, "empty_message", "Write a question", id="blank"),
        pytest.param("\x00\x07\x1b", 422, "empty_message", "Write a question", id="control characters only"),
        pytest.param("\u202e\u200b\u2066", 422, "empty_message", "Write a question", id="invisible marks only"),
        pytest.param("?!...", 422, "empty_message", "Write a question", id="punctuation only"),
        pytest.param("a" * 8001, 413, "message_too_long", "8,001 characters and at most 8,000", id="just too long"),
        pytest.param("word " * 20_000, 413, "message_too_long", "Send the part", id="100 kB"),
        pytest.param("a" * 300_000, 413, "message_too_long", "Send the part", id="300 kB"),
    ],
)
def test_refused_with_a_sentence(client: TestClient, text: str, status: int, code: str, says: str) -> None:
    conversation = new_conversation(client)
    response = client.post(f"/api/conversations/{conversation}/messages", json={"text": text})
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    assert says in response.json()["error"]["message"]
    assert client.get(f"/api/conversations/{conversation}").json()["messages"] == []


def test_a_long_body_without_a_declared_length_is_refused_too(client: TestClient) -> None:
    conversation = new_conversation(client)
    pieces = (b'{"text":"' if number == 0 else b"a" * 50_000 for number in range(10))
    response = client.post(
        f"/api/conversations/{conversation}/messages", content=pieces, headers={"content-type": "application/json"}
    )
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("a\x00b\x07c", "abc", id="control characters"),
        pytest.param("a\x1b[1;31mred\x1b[0m \x1b]0;title\x07b\x1bMc", "ared bc", id="terminal sequences"),
        pytest.param("a lone \x1b[", "a lone [", id="the start of one"),
        pytest.param("pay \u202etxet desrever\u202c ok", "pay txet desrever ok", id="right-to-left override"),
        pytest.param("ig\u200bnore \U000e0041\U000e0042", "ignore", id="hidden characters"),
        pytest.param("one\r\ntwo\rthree", "one\ntwo\nthree", id="line ends"),
        pytest.param("مرحبا، ما راتب المبتدئ؟", "مرحبا، ما راتب المبتدئ؟", id="Arabic stays"),
        pytest.param("👩\u200d💻 नमस्ते Zürich", "👩\u200d💻 नमस्ते Zürich", id="emoji and joined scripts stay"),
    ],
)
def test_cleaned_but_not_changed(client: TestClient, mind: ScriptedMind, text: str, kept: str) -> None:
    conversation = new_conversation(client)
    ask(client, conversation, text)
    assert mind.requests[0].text == kept
    assert client.get(f"/api/conversations/{conversation}").json()["messages"][0]["text"] == kept


def test_markup_that_a_learner_types_is_shown_as_typed(client: TestClient) -> None:
    conversation = new_conversation(client)
    ask(client, conversation, '<script>alert(1)</script> <b onclick="x">**bold**</b>\nnext')
    message = client.get(f"/api/conversations/{conversation}").json()["messages"][0]
    assert message["html"] == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b onclick=&quot;x&quot;&gt;**bold**&lt;/b&gt;<br>next</p>"
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'{"text": 5}', "application/json"),
        (b'{"text": "\\ud800"}', "application/json"),
        (b"text=hello", "application/x-www-form-urlencoded"),
        (b'{"text": "from a form"}', "text/plain"),
        (b"\xff\xfe", "application/json"),
    ],
)
def test_bodies_that_are_not_understood(client: TestClient, body: bytes, kind: str) -> None:
    conversation = new_conversation(client)
    response = client.post(f"/api/conversations/{conversation}/messages", content=body, headers={"content-type": kind})
    assert response.status_code in (400, 422)
    assert set(response.json()["error"]) == {"code", "message"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"origin": "http://testserver"}, 201, id="our own page"),
        pytest.param({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, 201, id="our own, new browser"),
        pytest.param({}, 201, id="a program"),
        pytest.param({"origin": "https://evil.example"}, 403, id="another site"),
        pytest.param({"origin": "null"}, 403, id="a sandboxed frame"),
        pytest.param({"origin": "http://testserver:81"}, 403, id="another port"),
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="another site without an origin"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="a sibling host"),
    ],
)
def test_only_our_own_page_may_change_things(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/api/conversations", headers=headers).status_code == status


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    conversation = new_conversation(client)
    answers = [
        client.get("/"),
        client.get("/api/status"),
        client.get("/nowhere"),
        client.post("/api/conversations", headers={"origin": "https://evil.example"}),
        client.post(f"/api/conversations/{conversation}/messages", json={"text": "hello"}),
    ]
    for answer in answers:
        assert "default-src 'self'" in answer.headers["content-security-policy"], answer.url
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert answers[-1].headers["x-accel-buffering"] == "no"
    assert "no-store" in answers[-1].headers["cache-control"]


def test_no_telemetry_whatever_the_shell_says(
    app, parts: PartsProtocol, store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    made = create_app(parts, store, settings)
    assert not made._native_telemetry.enabled()
    assert made._telemetry["auto_configure"] is False


def test_unknown_addresses_and_methods_use_the_same_error_shape(client: TestClient) -> None:
    assert client.get("/api/none").json()["error"]["code"] == "not_found"
    assert client.put("/api/conversations").json()["error"]["code"] == "bad_request"
