"""The page's half of linking with Slack."""

from __future__ import annotations

from fastapi.testclient import TestClient

from app.adapters.store.slack import own_learner
from app.adapters.store.store import Store
from tests.web.test_profile import learner_of

SLACK = own_learner("T1", "UANN")


def test_a_code_from_slack_links_and_everything_is_found_on_the_page(client: TestClient, store: Store) -> None:
    store.slack.person("T1", "UANN", channel="D1")
    store.records.put(SLACK, "roadmap", {"kept": True})
    code = store.link_codes.make(SLACK, "slack")
    assert client.get("/api/link").json() == {"linked": False, "conflicts": []}
    assert client.post("/api/link", json={"code": code}).json()["linked"] is True
    assert client.get("/api/link").json()["linked"] is True
    me = learner_of(client)
    assert store.records.newest(me, "roadmap") is not None
    assert store.slack.people_of(me)[0].linked_at is not None
    assert client.post("/api/link", json={"code": code}).status_code == 422


def test_conflicts_are_shown_and_chosen(client: TestClient, store: Store) -> None:
    client.put("/api/profile", json={"hours_per_week": 9})
    me = learner_of(client)
    store.slack.person("T1", "UANN")
    other = store.records.newest(me, "profile")
    assert other is not None
    store.records.put(SLACK, "profile", {**other.value, "hours_per_week": None})
    code = store.link_codes.make(SLACK, "slack")
    shown = client.post("/api/link", json={"code": code}).json()
    assert (shown["linked"], shown["conflicts"][0]["newer"]) == (False, "slack")
    matter = shown["conflicts"][0]["matter"]
    assert client.post("/api/link", json={"code": code, "choices": {matter: "page"}}).json()["linked"] is True
    assert client.get("/api/profile").json()["fields"]["hours_per_week"]["value"] == 9
    assert len(store.records.history(me, "profile")) == 2


def test_a_second_browser_becomes_the_same_person(client: TestClient, other: TestClient, store: Store) -> None:
    store.slack.person("T1", "UANN")
    client.post("/api/link", json={"code": store.link_codes.make(SLACK, "slack")})
    me = learner_of(client)
    store.records.put(me, "roadmap", {"kept": True})
    before = other.post("/api/conversations", json={}).json()["id"]
    assert other.post("/api/link", json={"code": store.link_codes.make(me, "slack")}).json()["linked"] is True
    assert learner_of(other) == me
    assert before in client.get("/api/conversations").text


def test_unlinking_leaves_both_with_the_records(client: TestClient, store: Store) -> None:
    store.slack.person("T1", "UANN")
    client.post("/api/link", json={"code": store.link_codes.make(SLACK, "slack")})
    client.put("/api/profile", json={"hours_per_week": 9})
    assert client.delete("/api/link").json()["linked"] is False
    assert client.get("/api/profile").json()["fields"]["hours_per_week"]["value"] == 9
    assert store.records.newest(SLACK, "profile") is not None
    assert store.slack.people_of(SLACK)[0].linked_at is None


def test_guessing_is_refused(client: TestClient) -> None:
    answers = [client.post("/api/link", json={"code": "AAAA-AAAA"}).status_code for _ in range(7)]
    assert answers == [422] * 5 + [429] * 2
    assert client.get("/link").status_code == 200
