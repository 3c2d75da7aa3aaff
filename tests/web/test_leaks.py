"""Two learners, every route: nothing of the first is ever given to the second."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.adapters.store.conversations import now
from app.adapters.store.store import Store
from tests.assessed import interviewed
from tests.web.scripted import PASSAGE_ID
from tests.web.talk import answer_of, ask, new_conversation
from tests.web.test_profile import learner_of

SECRET = "zanzibar"
BODIES = {
    "/api/conversations/{conversation_id}": {"title": "taken over"},
    "/api/conversations/{conversation_id}/messages": {"text": "let me in"},
    "/api/messages/{message_id}/feedback": {"vote": "up", "reason": "not mine"},
    "/api/profile": {"hours_per_week": 9},
    "/api/link": {"code": "AAAA-AAAA"},
    "/api/assessment/ratings/{skill}": {"rating": 4, "why": "not mine"},
    "/api/postings/{posting_id}": {"title": "not mine"},
    "/api/plan": {"hours_per_week": 3},
    "/api/progress/check-in": {"text": "nothing this week"},
    "/api/progress/answer": {"text": "yes"},
    "/api/reminders/settings": {"on": True},
}
BODY_OF: dict[str, dict[str, object]] = {
    "messages": {"text": "x"},
    "profile": {},
    "docker": {"rating": 2},
    "postings": {"text": "x"},
    "plan": {},
    "check-in": {"text": "x"},
    "answer": {"text": "x"},
    "settings": {"on": True},
}
OWN = {"/api/me": {"confirm": True}}
"""Routes that act on the asker alone; run last."""
SHARED = ("/api/suggestions", "/api/passages/{passage_id}", "/api/documents/{document}", "/api/status")
OWN_PLAN = ("/api/plan/items/{item}/tick", "/api/progress/trend.{kind}")
"""What is named in the address is looked up in the asker's own plan, which the second learner has by then."""


KEPT = (
    "/api/profile",
    "/api/assessment",
    "/api/conversations",
    "/api/postings",
    "/api/market",
    "/api/plan",
    "/api/roadmap",
    "/api/progress",
    "/api/reminders",
    "/api/calendar",
    "/api/documents",
)


def _operations(client: TestClient) -> list[tuple[str, str]]:
    paths = client.get("/api/openapi.json").json()["paths"]
    found = [(method, path) for path, methods in paths.items() for method in methods if path.startswith("/api")]
    assert len(found) >= 22
    return sorted(found, key=lambda each: each[1] in OWN)


def _kept_of(client: TestClient) -> list[object]:
    return [client.get(path).json() for path in KEPT]


def test_the_second_learner_gets_nothing_of_the_first(client: TestClient, other: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), SECRET)
    client.put("/api/profile", json={"location": SECRET, "target_level": "staff"})
    posting = f"DevOps Engineer at {SECRET.title()} Ltd, remote. Requirements: Python, Docker. Salary: £50,000."
    assert client.post("/api/postings", json={"text": posting}).status_code == 201
    assert client.post("/api/plan", json={"hours_per_week": 6}).status_code == 200
    assert client.post("/api/roadmap").status_code == 200
    item = client.get("/api/plan").json()["plan"]["weeks"][0]["items"][0]["id"]
    assert client.post(f"/api/plan/items/{item}/tick").status_code == 200
    assert client.post("/api/progress/check-in", json={"text": f"4 hours, in {SECRET}"}).status_code == 200
    learner = learner_of(client)
    assert store.reminders.claim(learner, f"{learner}:check_in-2026-01-04", "check_in", SECRET, now(), now())
    feed = client.post("/api/calendar/feed").json()["address"]
    conversation = new_conversation(client)
    begun = ask(client, conversation, f"my secret is {SECRET}")[0][1]
    client.put(f"/api/messages/{begun['message_id']}/feedback", json={"vote": "down", "reason": SECRET})
    before = client.get(f"/api/conversations/{conversation}").json()
    kept = _kept_of(client)
    assert SECRET in str(kept[0]) and SECRET in str(kept[1]) and SECRET in str(kept[3]).casefold()
    assert SECRET in str(kept[KEPT.index("/api/roadmap")])
    assert SECRET in str(kept[KEPT.index("/api/progress")]) and SECRET in str(kept[KEPT.index("/api/reminders")])
    ids = {
        "skill": "docker",
        "kind": "svg",
        "conversation_id": conversation,
        "turn_id": begun["turn_id"],
        "message_id": begun["message_id"],
        "passage_id": PASSAGE_ID.replace("#", "%23"),
        "document": "junior-role.md",
        "posting_id": "p1",
        "item": item,
        "reminder": "check_in-2026-01-04",
    }
    for method, path in _operations(client):
        address = path.format(**ids)
        response = other.request(method, address, json=BODIES.get(path) or OWN.get(path))
        assert SECRET not in response.text.casefold() and conversation not in response.text, (method, path)
        if "{" in path and path not in SHARED and path not in OWN_PLAN:
            assert response.status_code == 404, (method, path, response.text)
    assert client.get(f"/api/conversations/{conversation}").json() == before
    assert _kept_of(client) == kept
    assert client.get(feed).status_code == 200


def test_an_export_holds_no_one_elses_words(client: TestClient, other: TestClient, store: Store) -> None:
    ask(client, new_conversation(client), f"my secret is {SECRET}")
    interviewed(store, learner_of(client), SECRET)
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(other.get("/api/me/export").content)) as archive:
        assert all(SECRET.encode() not in archive.read(name) for name in archive.namelist())


def test_without_a_cookie_nothing_personal_is_served(client: TestClient, app) -> None:
    stranger = TestClient(app)
    conversation = new_conversation(client)
    for method, path in (
        ("GET", "/api/conversations"),
        ("POST", "/api/conversations"),
        ("GET", f"/api/conversations/{conversation}"),
        ("POST", f"/api/conversations/{conversation}/messages"),
        ("GET", "/api/me/export"),
        ("GET", "/api/profile"),
        ("PUT", "/api/profile"),
        ("GET", "/api/assessment"),
        ("PUT", "/api/assessment/ratings/docker"),
        ("GET", "/api/assessment/document"),
        ("GET", "/api/assessment/chart.svg"),
        ("GET", "/api/assessment/chart.png"),
        ("GET", "/api/assessment/document.html"),
        ("GET", "/api/postings"),
        ("POST", "/api/postings"),
        ("GET", "/api/postings/p1"),
        ("DELETE", "/api/postings/p1"),
        ("GET", "/api/market"),
        ("GET", "/api/market/document"),
        ("GET", "/api/market/document.html"),
        ("GET", f"/api/passages/{PASSAGE_ID}"),
        ("GET", "/api/plan"),
        ("POST", "/api/plan"),
        ("GET", "/api/plan/versions"),
        ("POST", "/api/plan/items/docker.1.make0.0/tick"),
        ("DELETE", "/api/plan/items/docker.1.make0.0/tick"),
        ("GET", "/api/progress"),
        ("POST", "/api/progress/check-in"),
        ("POST", "/api/progress/answer"),
        ("POST", "/api/progress/review"),
        ("POST", "/api/progress/choices"),
        ("GET", "/api/progress/trend.svg"),
        ("GET", "/api/documents"),
        ("GET", "/api/documents/plan.md"),
        ("GET", "/documents/plan"),
        ("GET", "/api/bundle.zip"),
        ("GET", "/api/calendar"),
        ("GET", "/api/calendar/plan.ics"),
        ("POST", "/api/calendar/feed"),
        ("DELETE", "/api/calendar/feed"),
        ("GET", "/api/reminders"),
        ("PUT", "/api/reminders/settings"),
        ("POST", "/api/reminders/check_in-2026-01-04/dismiss"),
        ("GET", "/api/roadmap"),
        ("POST", "/api/roadmap"),
    ):
        response = stranger.request(method, path, json=BODY_OF.get(path.split("/")[-1]))
        assert response.status_code == 401, (method, path)
        assert response.json()["error"]["code"] == "not_signed_in"


@pytest.mark.parametrize("change", ["append", "swap", "unsigned", "empty", "other secret"])
def test_a_cookie_that_we_did_not_sign_is_no_cookie(client: TestClient, app, change: str) -> None:
    from itsdangerous import URLSafeTimedSerializer

    good = client.cookies["mentor_learner"]
    forged = {
        "append": good + "x",
        "swap": good[::-1],
        "unsigned": good.split(".")[0],
        "empty": "",
        "other secret": URLSafeTimedSerializer("another secret here", salt="mentor-learner").dumps("ann1"),
    }[change]
    stranger = TestClient(app, cookies={"mentor_learner": forged})
    assert stranger.get("/api/conversations").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app, client: TestClient) -> None:
    header = TestClient(app).get("/api/me").headers["set-cookie"].lower()
    assert "httponly" in header and "samesite=lax" in header and "path=/" in header
    assert TestClient(app).get("/").headers["set-cookie"].startswith("mentor_learner=")


def test_the_answer_survives_a_restart_of_the_secret(client: TestClient) -> None:
    conversation = new_conversation(client)
    ask(client, conversation, "hello")
    first = client.get("/api/me").json()["learner"]
    assert client.get("/api/me").json()["learner"] == first
    assert answer_of(client, conversation)["state"] == "complete"
