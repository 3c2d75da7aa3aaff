from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.adapters.store.store import Store
from app.web.cookies import NAME
from tests.assessed import interviewed


def put(client: TestClient, **fields: object) -> dict:
    response = client.put("/api/profile", json=fields)
    assert response.status_code == 200, response.text
    return response.json()


def learner_of(client: TestClient) -> str:
    return str(client.app.state.context.cookie._signer.loads(client.cookies[NAME]))


def test_an_empty_profile_names_every_field(client: TestClient) -> None:
    shown = client.get("/api/profile").json()
    assert shown["version"] == 0
    assert set(shown["fields"]) >= {"background", "hours_per_week", "time_zone"}
    assert set(shown["fields"].values()) == {None}


def test_what_is_filled_in_is_kept_with_its_origin(client: TestClient) -> None:
    put(client, hours_per_week="8 hours", currency="eur", time_zone="europe/berlin", target_level="Mid")
    fields = client.get("/api/profile").json()["fields"]
    assert {name: field["value"] for name, field in fields.items() if field} == {
        "hours_per_week": 8,
        "currency": "EUR",
        "time_zone": "Europe/Berlin",
        "target_level": "mid",
    }
    assert {field["from"] for field in fields.values() if field} == {"form"}
    assert fields["hours_per_week"]["quote"] == "8 hours"
    assert put(client, hours_per_week=None)["fields"]["hours_per_week"] is None
    assert client.get("/api/profile").json()["fields"]["currency"]["value"] == "EUR"


def test_a_form_sent_back_whole_keeps_what_was_said(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client))
    before = client.get("/api/profile").json()
    assert before["fields"]["target_level"]["from"] == "quote"
    sent = {name: field["value"] if field else None for name, field in before["fields"].items()}
    after = put(client, **sent)
    assert after == before


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        pytest.param("hours_per_week", 200, "a week has only 168 hours", id="200 hours"),
        pytest.param("hours_per_week", 61, "from 1 to 60", id="61 hours"),
        pytest.param("hours_per_week", 0, "nothing can be planned", id="none"),
        pytest.param("hours_per_week", -5, "from 1 to 60", id="negative"),
        pytest.param("hours_per_week", "a few", "whole number", id="words"),
        pytest.param("hours_per_week", "9" * 5000, "whole number", id="a very long number"),
        pytest.param("target_level", "wizard", "junior, mid, senior, staff", id="no such level"),
        pytest.param("currency", "XYZ", "three-letter code", id="no such currency"),
        pytest.param("time_zone", "Mars/Olympus", "Europe/Berlin", id="no such zone"),
        pytest.param("time_zone", "../../etc/passwd", "Europe/Berlin", id="a path"),
        pytest.param("location", "x" * 201, "200 fit", id="too long"),
    ],
)
def test_what_cannot_be_right_is_refused_with_advice(client: TestClient, field: str, value: object, says: str) -> None:
    put(client, location="Berlin")
    response = client.put("/api/profile", json={field: value, "preferences": "not kept either"})
    assert response.status_code == 422
    error = response.json()["error"]
    assert error["code"] == "bad_value" and error["message"].startswith(field) and says in error["message"]
    assert client.get("/api/profile").json()["fields"]["preferences"] is None


def test_an_unknown_field_is_refused(client: TestClient) -> None:
    assert client.put("/api/profile", json={"salary": 5}).status_code == 422


def test_a_target_below_the_job_is_kept_and_flagged(client: TestClient) -> None:
    shown = put(client, current_job="senior backend engineer", target_level="junior")
    assert shown["fields"]["target_level"]["value"] == "junior"
    (flag,) = shown["flags"]
    assert "a step below" in flag
    assert put(client, target_level="staff")["flags"] == []


def test_the_second_window_is_told(client: TestClient) -> None:
    version = client.get("/api/profile").json()["version"]
    put(client, version=version, hours_per_week=5)
    late = client.put("/api/profile", json={"version": version, "hours_per_week": 9})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "record_changed")
    assert client.get("/api/profile").json()["fields"]["hours_per_week"]["value"] == 5


def test_the_interview_learns_of_another_level(client: TestClient, store: Store) -> None:
    learner = learner_of(client)
    interviewed(store, learner)
    put(client, target_level="senior")
    kept = store.records.newest(learner, "interview")
    assert kept is not None and kept.value["level"] == "senior"
    assert client.get("/api/assessment").json()["level"] == "senior"
