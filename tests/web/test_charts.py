"""The chart of ratings against the target, as a drawing and in words."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from app.adapters.store.store import Store
from tests.assessed import interviewed
from tests.web.test_profile import learner_of

SVG = "{http://www.w3.org/2000/svg}"
FILLED = "#0f6b52"


def drawing(client: TestClient, query: str = "") -> ET.Element:
    answer = client.get(f"/api/assessment/chart.svg{query}")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "sandbox" in answer.headers["content-security-policy"]
    return ET.fromstring(answer.content)  # our own drawing


def words_of(drawn: ET.Element) -> list[str]:
    return ["".join(text.itertext()).strip() for text in drawn.iter(f"{SVG}text")]


def filled(drawn: ET.Element) -> int:
    return sum(1 for path in drawn.iter(f"{SVG}path") if f"fill: {FILLED}" in path.get("style", ""))


@pytest.mark.parametrize("kind", ["svg", "png", "txt"])
def test_before_the_interview_there_is_no_chart(client: TestClient, kind: str) -> None:
    answer = client.get(f"/api/assessment/chart.{kind}")
    assert answer.status_code == 404
    assert "assess my skills" in answer.json()["error"]["message"]


def test_a_cell_is_filled_for_each_step_of_each_rating(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), docker=1, python=3, git=0)
    drawn = drawing(client)
    legend = 1
    assert filled(drawn) == 1 + 3 + 0 + legend
    words = words_of(drawn)
    assert {"Docker", "Python", "Git", "Terraform", "target for Junior", "none yet", "not assessed"} <= set(words)


def test_more_skill_fills_more_and_the_same_records_draw_the_same(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), docker=1)
    before = client.get("/api/assessment/chart.svg").content
    assert client.get("/api/assessment/chart.svg").content == before
    client.put("/api/assessment/ratings/docker", json={"rating": 4})
    assert filled(drawing(client)) == filled(ET.fromstring(before)) + 3


def test_the_level_to_compare_with_and_the_theme_are_chosen(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), docker=1)
    assert "target for Senior" in words_of(drawing(client, "?level=senior"))
    light, dark = (client.get(f"/api/assessment/chart.svg?theme={theme}").content for theme in ("light", "dark"))
    assert light != dark
    assert client.get("/api/assessment/chart.svg?theme=loud").status_code == 422
    assert client.get("/api/assessment/chart.gif").status_code == 422


def test_the_picture_for_slack_is_a_png(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), docker=1)
    answer = client.get("/api/assessment/chart.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG\r\n")


def test_the_words_say_what_the_drawing_shows(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), docker=1, python=3)
    lines = client.get("/api/assessment/chart.txt").text.splitlines()
    assert lines[0] == "Current rating against the target for Junior: 1 of 2 assessed skills at or above it."
    assert "Docker: Basic (1), target Intermediate (2)" in lines
    assert "Terraform: not assessed, target Basic (1)" in lines
