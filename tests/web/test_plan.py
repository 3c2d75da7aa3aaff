from __future__ import annotations

from fastapi.testclient import TestClient

from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from tests.assessed import interviewed
from tests.web.test_profile import learner_of


def test_before_the_first_plan_there_is_null(client: TestClient) -> None:
    assert client.get("/api/plan").json() == {"plan": None}
    assert client.get("/api/plan/versions").json() == []
    assert client.get("/api/roadmap").json() == {"roadmap": None}
    assert client.post("/api/roadmap").status_code == 404


def test_a_plan_is_made_shown_and_planned_again(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), docker=1, python=2, git=0)
    made = client.post(
        "/api/plan", json={"hours_per_week": 6.5, "starts": "2030-01-07", "time_zone": "Europe/Berlin"}
    ).json()["plan"]
    assert (made["version"], made["starts"], made["ends"], len(made["weeks"])) == (1, "2030-01-07", "2030-07-07", 26)
    assert made["gaps"][0]["skill"] == "git" and made["gaps"][0]["name"] == "Git" and made["gaps"][0]["top"]
    item = next(each for each in made["weeks"][0]["items"] if each["resource"])
    assert item["resource"]["address"].startswith("https://") and item["done"] is False and item["skill_name"]
    assert client.get("/api/plan").json()["plan"] == made
    again = client.post("/api/plan", json={"hours_per_week": 3}).json()["plan"]
    assert again["version"] == 2 and "Hours a week: 3 instead of 6.5." in again["changes"]
    assert again["starts"] == "2030-01-07" and again["time_zone"] == "Europe/Berlin"
    assert [each["version"] for each in client.get("/api/plan/versions").json()] == [1, 2]


def test_ticks_of_the_progress_record_show(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), docker=1, python=2)
    made = client.post("/api/plan", json={"hours_per_week": 6}).json()["plan"]
    first = made["weeks"][0]["items"][0]
    ticks = {"ticks": [{"item": first["id"], "at": "2030-01-08T10:00:00Z"}]}
    LearnerRecords(store.records, learner_of(client)).put("progress", ticks)
    shown = client.get("/api/plan").json()["plan"]
    assert shown["weeks"][0]["items"][0]["done"] and shown["hours_done"] == first["hours"]


def test_what_cannot_be_planned_is_422_with_what_to_do(client: TestClient) -> None:
    for body, words in (
        ({"hours_per_week": 0}, "at least half an hour"),
        ({"hours_per_week": 200}, "168"),
        ({"time_zone": "Mars/Olympus"}, "Europe/Berlin"),
        ({"first": ["cooking"]}, "cooking"),
        ({"first": ["No Skill!"]}, "ids of skills"),
    ):
        answer = client.post("/api/plan", json=body)
        assert answer.status_code == 422 and words in answer.json()["error"]["message"], body
    for body in ({"budget": -1}, {"starts": "2027-02-29"}, {"currency": "euros"}, {"weeks": 0}, {"unknown": 1}):
        assert client.post("/api/plan", json=body).status_code == 422
    assert client.get("/api/plan").json() == {"plan": None}


def test_the_roadmap_follows_the_plan(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), docker=1, python=2)
    client.post("/api/plan", json={"hours_per_week": 6})
    made = client.post("/api/roadmap").json()["roadmap"]
    assert [stage["horizon"] for stage in made["stages"]] == ["now", "six_months", "one_year", "three_years"]
    assert made["citations"] and client.get("/api/roadmap").json()["roadmap"] == made
