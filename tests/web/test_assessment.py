from __future__ import annotations

import io
import json
import zipfile

import pytest
from fastapi.testclient import TestClient

from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from graphs.interview.records import load
from graphs.interview.state import withdraw
from tests.assessed import interviewed
from tests.web.test_profile import learner_of

WORDS = "I wrote a Dockerfile | for our <b>API</b> & _more_"


def skill_of(shown: dict, skill: str) -> dict:
    return next(each for each in shown["skills"] if each["skill"] == skill)


def test_before_the_interview_there_is_nothing_but_the_level(client: TestClient) -> None:
    shown = client.get("/api/assessment").json()
    assert (shown["version"], shown["level"], shown["skills"], shown["readiness"]) == (None, "junior", [], None)
    assert client.get("/api/assessment/document").status_code == 404
    assert client.get("/api/assessment/document.html").status_code == 404
    assert client.put("/api/assessment/ratings/docker", json={"rating": 3}).status_code == 404


def test_readings_targets_and_gaps(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), WORDS, docker=1, python=3, git=0)
    shown = client.get("/api/assessment").json()
    docker = skill_of(shown, "docker")
    assert (docker["rating"], docker["label"], docker["target"], docker["confirmed"]) == (1, "Basic", 2, False)
    assert docker["evidence"][0]["quote"] == WORDS
    assert len(docker["anchors"]) == 5
    assert skill_of(shown, "terraform")["rating"] is None
    assert [gap["skill"] for gap in shown["gaps"]] == ["git", "docker"]
    assert shown["gaps"][1]["reasons"] == ["Junior asks for Intermediate (2), you are at Basic (1)."]
    assert shown["readiness"]["verdict"] == "not_yet"
    assert "Terraform" in shown["unassessed"]
    assert shown["history"] == []
    assert skill_of(client.get("/api/assessment?level=senior").json(), "docker")["target"] == 4
    assert client.get("/api/assessment?level=wizard").status_code == 422


def test_an_edit_is_a_correction_with_its_origin(client: TestClient, store: Store) -> None:
    learner = learner_of(client)
    interviewed(store, learner, WORDS)
    edited = client.put("/api/assessment/ratings/docker", json={"rating": 3, "why": "I halved our image size"})
    assert edited.status_code == 200
    docker = skill_of(edited.json(), "docker")
    assert docker["rating"] == 3
    assert [(each["quote"], each["origin"]) for each in docker["evidence"]] == [
        (WORDS, "interview"),
        ("I halved our image size", "form"),
    ]
    assert skill_of(client.get("/api/assessment").json(), "docker") == docker
    state = load(LearnerRecords(store.records, learner))
    assert state is not None and state.held("docker").rating == 3
    restored, change = withdraw(state)
    assert change is not None and restored.held("docker").rating == 2


def test_an_edit_without_a_reason_stands_on_the_description_that_was_picked(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client))
    docker = skill_of(client.put("/api/assessment/ratings/docker", json={"rating": 4}).json(), "docker")
    assert docker["evidence"][-1]["quote"] == docker["anchors"][4]


def test_an_edit_after_the_confirmation_makes_a_version_and_says_what_changed(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), confirmed=True)
    client.put("/api/assessment/ratings/docker", json={"rating": 3, "why": "I halved our image size"})
    shown = client.get("/api/assessment").json()
    assert shown["version"] == 2 and shown["confirmed_at"]
    assert shown["changes"] == ["Docker went up from 2 to 3, because you said “I halved our image size”."]
    assert [(each["version"], each["ratings"]["docker"]) for each in shown["history"]] == [(1, 2), (2, 3)]


def test_a_skill_beyond_the_interview_can_be_rated_too(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client))
    assert skill_of(client.put("/api/assessment/ratings/sql", json={"rating": 2}).json(), "sql")["rating"] == 2


@pytest.mark.parametrize(
    ("skill", "body", "status"),
    [
        pytest.param("docker", {"rating": 5}, 422, id="off the scale"),
        pytest.param("docker", {"rating": -1}, 422, id="below it"),
        pytest.param("docker", {}, 422, id="no rating"),
        pytest.param("docker", {"rating": 2, "why": "x" * 2001}, 422, id="a novel"),
        pytest.param("basket-weaving", {"rating": 2}, 404, id="no such skill"),
        pytest.param("%00", {"rating": 2}, 404, id="a NUL"),
    ],
)
def test_edits_that_are_refused_change_nothing(
    client: TestClient, store: Store, skill: str, body: dict, status: int
) -> None:
    interviewed(store, learner_of(client))
    before = client.get("/api/assessment").json()
    assert client.put(f"/api/assessment/ratings/{skill}", json=body).status_code == status
    assert client.get("/api/assessment").json() == before


def test_the_document_shows_words_as_words(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), WORDS, docker=1, python=3, communication=2)
    answer = client.get("/api/assessment/document")
    assert answer.headers["content-type"].startswith("text/markdown")
    for part in ("# Skills assessment", "| Docker | Basic (1) | Intermediate (2) |", "1. **Docker**", "Soft skills"):
        assert part in answer.text
    page = client.get("/api/assessment/document.html")
    assert page.headers["content-type"].startswith("text/html")
    assert "<b>" not in page.text
    assert "for our &lt;b&gt;API&lt;/b&gt; &amp; _more_" in page.text
    assert "<td>Docker</td>" in page.text


def test_the_export_holds_records_and_documents(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), confirmed=True)
    with zipfile.ZipFile(io.BytesIO(client.get("/api/me/export").content)) as archive:
        assert {"records.json", "profile.md", "docs/skills-assessment-completed.md"} <= set(archive.namelist())
        rows = json.loads(archive.read("records.json"))["records"]
        assert b"aiming at junior" in archive.read("profile.md")
    assert {row["kind"] for row in rows} == {"profile", "interview", "assessment"}


def test_deletion_takes_the_records_too(client: TestClient, store: Store) -> None:
    learner = learner_of(client)
    interviewed(store, learner)
    assert client.request("DELETE", "/api/me", json={"confirm": True}).status_code == 204
    assert store.records.history(learner, "assessment") == ()
