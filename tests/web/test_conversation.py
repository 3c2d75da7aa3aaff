from __future__ import annotations

import io
import json
import stat
import zipfile

import pytest
from fastapi.testclient import TestClient

from app.settings import Settings
from tests.web.scripted import PASSAGE_ID, QUOTE, ScriptedMind
from tests.web.talk import answer_of, ask, new_conversation


def test_a_question_is_answered_and_a_reload_shows_the_same(client: TestClient, mind: ScriptedMind) -> None:
    conversation = new_conversation(client)
    said = ask(client, conversation, "What does a junior earn?")
    assert [kind for kind, _ in said] == ["turn", "status", "sentence", "sentence", "sentence", "done"]
    begun, done = said[0][1], said[-1][1]
    assert done["message_id"] == begun["message_id"]
    assert said[2][1]["citations"][0]["passage_id"] == PASSAGE_ID

    answer = answer_of(client, conversation)
    assert answer["state"] == "complete" and answer["id"] == begun["message_id"]
    assert answer["events"] == [data for kind, data in said if kind in ("sentence", "done")]
    assert answer["text"].startswith(f"{QUOTE} [1]")
    question = client.get(f"/api/conversations/{conversation}").json()["messages"][0]
    assert (question["id"], question["text"]) == (begun["user_message_id"], "What does a junior earn?")
    assert mind.requests[0].turn_id == begun["turn_id"]


def test_the_mind_is_told_what_was_said_before(client: TestClient, mind: ScriptedMind) -> None:
    conversation = new_conversation(client)
    ask(client, conversation, "What does a junior earn?")
    ask(client, conversation, "and for seniors?")
    (exchange,) = mind.requests[1].history
    assert exchange.question == "What does a junior earn?"
    assert exchange.answer.startswith(QUOTE) and "[1]" not in exchange.answer
    assert exchange.citations[0].passage_id == PASSAGE_ID


@pytest.mark.parametrize(
    ("text", "kind", "state", "code"),
    [
        pytest.param("please decline", "declined", "complete", None, id="declined"),
        pytest.param("ask me back", "question", "complete", None, id="question"),
        pytest.param("fail now", "sentence", "failed", "engine_crashed", id="the mind says failed"),
        pytest.param("crash now", "sentence", "failed", "engine_crashed", id="a named error"),
        pytest.param("bug now", "sentence", "failed", "internal", id="a bug"),
        pytest.param("busy now", "status", "failed", "busy", id="queue full"),
    ],
)
def test_other_endings(client: TestClient, text: str, kind: str, state: str, code: str | None) -> None:
    conversation = new_conversation(client)
    said = ask(client, conversation, text)
    assert kind in [each for each, _ in said]
    answer = answer_of(client, conversation)
    assert answer["state"] == state
    if code is None:
        assert said[-1][0] == "done"
    else:
        assert (said[-1][0], said[-1][1]["code"]) == ("failed", code)
        assert answer["events"][-1] == said[-1][1]
        assert "ZeroDivision" not in json.dumps(said[-1][1]) and text not in said[-1][1]["message"]
    assert ask(client, conversation, "and now?")[-1][0] == "done"


def test_conversations_are_listed_renamed_and_deleted(client: TestClient) -> None:
    first, second = new_conversation(client), new_conversation(client)
    ask(client, first, "Which tools first?")
    listed = client.get("/api/conversations").json()["conversations"]
    assert [(each["id"], each["title"], each["messages"]) for each in listed] == [
        (first, "Which tools first?", 2),
        (second, "New conversation", 0),
    ]
    renamed = client.patch(f"/api/conversations/{first}", json={"title": "  Tools\u202e\n to learn "})
    assert renamed.json()["title"] == "Tools to learn"
    assert client.patch(f"/api/conversations/{first}", json={"title": "\u200b "}).status_code == 422
    assert client.delete(f"/api/conversations/{first}").status_code == 204
    assert client.get(f"/api/conversations/{first}").status_code == 404
    assert [each["id"] for each in client.get("/api/conversations").json()["conversations"]] == [second]


def test_feedback(client: TestClient) -> None:
    conversation = new_conversation(client)
    message = ask(client, conversation, "hello")[0][1]["message_id"]
    given = client.put(f"/api/messages/{message}/feedback", json={"vote": "down", "reason": "too\x00 short"})
    assert given.json() == {"vote": "down", "reason": "too short"}
    assert answer_of(client, conversation)["feedback"] == {"vote": "down", "reason": "too short"}
    assert client.put(f"/api/messages/{message}/feedback", json={"vote": "sideways"}).status_code == 422
    assert client.delete(f"/api/messages/{message}/feedback").status_code == 204
    assert answer_of(client, conversation)["feedback"] is None


def test_export_holds_everything_and_deletion_leaves_nothing(client: TestClient) -> None:
    conversation = new_conversation(client)
    ask(client, conversation, "What about Zürich?")
    archive = zipfile.ZipFile(io.BytesIO(client.get("/api/me/export").content))
    text = archive.read(f"conversations/{conversation}.md").decode()
    assert "What about Zürich?" in text and "1. Role Requirements: Junior AI Infrastructure Engineer" in text
    assert len(json.loads(archive.read("records.json"))["messages"]) == 2

    before = client.get("/api/me").json()["learner"]
    assert client.request("DELETE", "/api/me", json={"confirm": False}).status_code == 422
    assert client.request("DELETE", "/api/me").status_code == 422
    assert client.request("DELETE", "/api/me", json={"confirm": True}).status_code == 204
    assert client.get("/api/conversations").status_code == 401
    assert client.get("/api/me").json()["learner"] != before
    assert client.get("/api/conversations").json() == {"conversations": []}


def test_sources(client: TestClient) -> None:
    passage = client.get(f"/api/passages/{PASSAGE_ID.replace('#', '%23')}").json()
    assert passage["section"] == ["Junior AI infrastructure engineer", "Pay of a junior"]
    document = client.get("/api/documents/junior-role.md", params={"passage": PASSAGE_ID, "quote": QUOTE}).json()
    assert '<section id="passage" class="cited"><h2>Pay of a junior</h2>' in document["html"]
    assert "<strong><mark>$67,000</mark></strong>" in document["html"]
    for missing in ("/api/passages/none%23x", "/api/documents/none.md", "/api/documents/..%2f..%2fsecret"):
        assert client.get(missing).status_code == 404
    assert client.get("/api/suggestions").json()["suggestions"][0].endswith("?")


def test_status_and_health(client: TestClient) -> None:
    status = client.get("/api/status").json()
    assert status["ready"] is True and status["parts"]["model"]["name"] == "scripted"
    assert status["queue"] == {"waiting": 0, "limit": 10}
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").status_code == 200


def test_openapi_names_the_events_and_every_route(client: TestClient) -> None:
    api = client.get("/api/openapi.json").json()
    content = api["paths"]["/api/conversations/{conversation_id}/messages"]["post"]["responses"]["200"]["content"]
    assert list(content) == ["text/event-stream"]
    assert {"SentenceView", "Failed", "Done", "Citation", "MessageView"} <= set(api["components"]["schemas"])
    assert "/control/ask" in api["paths"] and "/healthz" in api["paths"]


def test_the_secret_and_the_control_file_are_private(client: TestClient, settings: Settings) -> None:
    for name in ("secret", "server.json"):
        assert stat.S_IMODE((settings.data_dir / name).stat().st_mode) == 0o600
