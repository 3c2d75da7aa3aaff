"""Progress, documents, calendar and reminders over the API, through the front door."""

from __future__ import annotations

import io
import zipfile

import pytest
from fastapi.testclient import TestClient

from app.adapters.store.conversations import now
from app.adapters.store.store import Store
from tests.assessed import interviewed
from tests.web.test_profile import learner_of


@pytest.fixture
def planned(client: TestClient, store: Store) -> TestClient:
    interviewed(store, learner_of(client), confirmed=True, docker=1, python=2, linux_bash=1)
    assert client.post("/api/plan", json={"hours_per_week": 6, "time_zone": "Europe/Berlin"}).status_code == 200
    return client


def first_items(client: TestClient) -> list[str]:
    return [item["id"] for item in client.get("/api/plan").json()["plan"]["weeks"][0]["items"]]


def test_before_a_plan_there_is_nothing_and_it_says_what_to_do(client: TestClient) -> None:
    assert client.get("/api/progress").json() == {"progress": None, "asked": []}
    for method, path, body in (
        ("POST", "/api/progress/check-in", {"text": "did week 1"}),
        ("POST", "/api/plan/items/docker.1.make0.0/tick", None),
        ("GET", "/api/progress/trend.svg", None),
        ("GET", "/api/calendar", None),
        ("GET", "/api/calendar/plan.ics", None),
        ("POST", "/api/calendar/feed", None),
        ("PUT", "/api/reminders/settings", {"on": True}),
        ("GET", "/documents/plan", None),
        ("GET", "/api/documents/roadmap.md", None),
    ):
        answer = client.request(method, path, json=body)
        assert answer.status_code == 404, path
        assert (
            "Write “make my" in answer.json()["error"]["message"]
            or "make my learning plan" in answer.json()["error"]["message"]
        )


def test_ticking_and_taking_it_back(planned: TestClient) -> None:
    item = first_items(planned)[0]
    for _ in range(2):
        done = planned.post(f"/api/plan/items/{item}/tick", json={"hours": 2.5})
        assert done.status_code == 200 and done.json()["status"]["done"] == 1
    assert planned.get("/api/plan").json()["plan"]["weeks"][0]["items"][0]["done"] is True
    assert planned.get("/api/progress").json()["progress"]["status"]["hours"] == 2.5
    for _ in range(2):
        assert planned.delete(f"/api/plan/items/{item}/tick").json()["status"]["done"] == 0
    assert planned.post("/api/plan/items/no.such.0/tick").status_code == 404
    assert planned.delete("/api/plan/items/no.such.0/tick").status_code == 404
    wrong = planned.post(f"/api/plan/items/{item}/tick", json={"hours": 500})
    assert wrong.status_code == 422 and "hours" in wrong.json()["error"]["message"]


def test_a_check_in_waits_for_the_yes(planned: TestClient) -> None:
    asked = planned.post("/api/progress/check-in", json={"text": "finished week 1, about 5 hours"}).json()
    assert asked["events"][-1]["type"] == "question" and asked["progress"]["waits"] == "check_in"
    draft = asked["progress"]["draft"]
    assert set(draft["done"]) == set(first_items(planned)) and draft["hours"] == 5 and draft["titles"]
    assert asked["progress"]["status"]["done"] == 0
    kept = planned.post("/api/progress/answer", json={"text": "yes"}).json()["progress"]
    assert kept["status"]["done"] == len(draft["done"]) and kept["waits"] == "" and kept["draft"] is None


@pytest.mark.parametrize(("text", "status"), [("", 422), ("   ", 422), ("x" * 9000, 413)])
def test_what_cannot_be_read(planned: TestClient, text: str, status: int) -> None:
    assert planned.post("/api/progress/check-in", json={"text": text}).status_code == status


def test_a_review_over_the_api(planned: TestClient) -> None:
    begun = planned.post("/api/progress/review").json()
    assert begun["progress"]["waits"] == "review" and begun["events"][-1]["quick_replies"]
    said = begun
    for _ in range(4):
        if said["progress"]["waits"] == "review":
            said = planned.post("/api/progress/answer", json={"text": "skip"}).json()
    assert len(said["progress"]["reviews"]) == 1


def test_what_was_asked_last_is_asked_again_after_a_reload(planned: TestClient) -> None:
    assert planned.get("/api/progress").json()["asked"] == []
    for path, body, end in (("review", None, "stop"), ("check-in", {"text": "finished week 1, about 5 hours"}, "no")):
        said = planned.post(f"/api/progress/{path}", json=body).json()
        assert planned.get("/api/progress").json()["asked"][-1] == said["events"][-1]
        planned.post("/api/progress/answer", json={"text": end})
        assert planned.get("/api/progress").json()["asked"] == []
    said = planned.post("/api/progress/review").json()
    while said["progress"]["waits"] == "review":
        claimed = said["events"][-1]["id"].endswith(".example")
        text = "I set it up for our team and wrote the runbook" if claimed else said["events"][-1]["quick_replies"][-1]
        said = planned.post("/api/progress/answer", json={"text": text}).json()
    assert said["progress"]["waits"] == "ratings"
    again = planned.get("/api/progress").json()["asked"]
    assert again == said["events"] and again[-1]["quick_replies"] == ["Yes", "No"]


def test_choices_when_nothing_is_open(planned: TestClient) -> None:
    said = planned.post("/api/progress/choices").json()
    assert said["progress"]["choices"] == [] and "can stay as it is" in said["events"][0]["text"]


def test_the_trend_as_data_and_as_pictures(planned: TestClient) -> None:
    trend = planned.get("/api/progress").json()["progress"]["status"]["trend"]
    assert len(trend) == 26 and trend[-1]["planned_so_far"] > 100
    svg = planned.get("/api/progress/trend.svg")
    assert svg.headers["content-type"] == "image/svg+xml" and '<title id="said">' in svg.text
    assert planned.get("/api/progress/trend.png").content.startswith(b"\x89PNG")
    assert planned.get("/api/progress/trend.txt").text.startswith("Hours planned and done")


def test_documents_are_listed_read_and_downloaded(planned: TestClient) -> None:
    listed = {each["name"]: each for each in planned.get("/api/documents").json()["documents"]}
    assert {name: each["ready"] for name, each in listed.items()} == {
        "assessment": True, "plan": True, "roadmap": False, "market": False,
    }  # fmt: skip
    page = planned.get(listed["plan"]["page"])
    assert page.headers["content-type"].startswith("text/html") and "<h1>Learning plan</h1>" in page.text
    data = planned.get("/documents/plan", headers={"Accept": "application/json"}).json()
    assert data["title"] == "Learning plan" and data["markdown"].startswith("# Learning plan")
    file = planned.get(listed["plan"]["download"])
    assert file.text == data["markdown"] and 'filename="learning-plan.md"' in file.headers["content-disposition"]
    missing = planned.get("/documents/roadmap")
    assert missing.status_code == 404 and "make my roadmap" in missing.json()["error"]["message"]
    assert planned.get("/documents/nothing").status_code == 404


def test_the_bundle_names_what_is_missing(planned: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(planned.get("/api/bundle.zip").content)) as archive:
        names = set(archive.namelist())
        readme = archive.read("README.md").decode()
        script = archive.read("scripts/validate_exercise01.py").decode()
    assert {
        "docs/learning-plan.md", "docs/skills-assessment-completed.md", "calendar/study.ics", "charts/hours.svg", "charts/skills.png",
    } <= names  # fmt: skip
    assert "docs/career-roadmap.md" not in names and "Career roadmap (docs/career-roadmap.md): not there yet" in readme
    assert "Exercise 01 Complete" in script


def test_the_export_holds_the_bundle_too(planned: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(planned.get("/api/me/export").content)) as archive:
        assert {"records.json", "docs/learning-plan.md", "calendar/study.ics"} <= set(archive.namelist())


def test_a_feed_works_without_a_cookie_until_it_is_taken_back(planned: TestClient, app, store: Store) -> None:
    stranger = TestClient(app)
    first = planned.post("/api/calendar/feed").json()["address"]
    answer = stranger.get(first)
    assert answer.status_code == 200 and answer.text.startswith("BEGIN:VCALENDAR")
    assert answer.headers["content-type"].startswith("text/calendar")
    token = first.rpartition("/")[2].removesuffix(".ics")
    assert len(token) > 40 and token not in str(store.learners.export(learner_of(planned)))
    second = planned.post("/api/calendar/feed").json()["address"]
    assert stranger.get(first).status_code == 404 and stranger.get(second).status_code == 200
    assert planned.get("/api/calendar").json()["feed"] is True
    assert planned.delete("/api/calendar/feed").status_code == 204
    assert stranger.get(second).status_code == 404 and planned.get("/api/calendar").json()["feed"] is False
    for odd in ("x", "..", "%00", "a" * 5000):
        assert stranger.get(f"/calendar/{odd}.ics").status_code == 404


def test_a_deleted_learners_feed_is_gone(planned: TestClient, app) -> None:
    address = planned.post("/api/calendar/feed").json()["address"]
    assert planned.request("DELETE", "/api/me", json={"confirm": True}).status_code == 204
    assert TestClient(app).get(address).status_code == 404


def test_reminders_are_set_shown_and_dismissed(planned: TestClient, store: Store) -> None:
    kept = planned.put("/api/reminders/settings", json={"on": True, "weekday": 4, "at": "18:30"}).json()
    assert (kept["on"], kept["weekday"], kept["at"], kept["zone"]) == (True, 4, "18:30:00", "Europe/Berlin")
    away = planned.put("/api/reminders/settings", json={"away_until": "2030-01-05"}).json()
    assert away["away_until"] == "2030-01-05" and away["weekday"] == 4
    assert planned.put("/api/reminders/settings", json={"away_until": None}).json()["away_until"] is None
    for wrong in ({"weekday": 9}, {"at": "25:00"}, {"away_until": "soon"}, {"colour": "red"}):
        assert planned.put("/api/reminders/settings", json=wrong).status_code == 422
    learner = learner_of(planned)
    assert store.reminders.claim(learner, f"{learner}:check_in-2027-01-03", "check_in", "How was it?", now(), now())
    shown = planned.get("/api/reminders").json()["reminders"]
    assert [each["id"] for each in shown] == ["check_in-2027-01-03"]
    for _ in range(2):
        assert planned.post("/api/reminders/check_in-2027-01-03/dismiss").status_code == 204
    assert planned.get("/api/reminders").json()["reminders"] == []
    assert planned.post("/api/reminders/nothing/dismiss").status_code == 404


def test_two_windows_that_tick_at_once_lose_nothing(planned: TestClient) -> None:
    from concurrent.futures import ThreadPoolExecutor

    items = first_items(planned)[:3]
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda item: planned.post(f"/api/plan/items/{item}/tick").status_code, items))
    assert set(answers) <= {200, 409}
    assert planned.get("/api/progress").json()["progress"]["status"]["done"] == answers.count(200)
