"""Postings and the market over the API."""

from __future__ import annotations

import threading

import pytest
from fastapi.testclient import TestClient

from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from graphs.market.keep import POSTINGS, add_posting, load_postings
from tests.assessed import interviewed
from tests.market.conftest import NOW, POSTING
from tests.web.test_profile import learner_of

HTML = """<html><head><title>Job</title><script>alert(1)</script></head><body><h1>Cloud Engineer</h1>
<p>Fernhill is hiring a Cloud Engineer in Ghent, Belgium (hybrid).</p><h2>Requirements</h2>
<ul><li>AWS</li><li>Terraform</li></ul><h2>Nice to have</h2><ul><li>Kafka</li></ul><p>Salary: &euro;48,000 - &euro;56,000 a year</p></body></html>"""


def add(client: TestClient, text: str, **more):
    return client.post("/api/postings", json={"text": text, **more})


def test_a_pasted_posting_is_read_and_listed(client: TestClient) -> None:
    added = add(client, POSTING)
    assert added.status_code == 201
    shown = added.json()
    assert (shown["counted"], shown["missing"], shown["again"], shown["unsure"]) == (1, 9, False, False)
    posting = shown["posting"]
    assert posting["headline"] == "Machine Learning Platform Engineer at Larkhill Systems"
    assert posting["pay"] == "€52,000 to €61,000 a year"
    assert {each["name"] for each in posting["skills"] if each["required"]} == {"CI/CD", "Python", "Docker"}
    assert {each["name"] for each in posting["skills"] if not each["required"]} == {"Terraform", "Distributed Systems"}
    listed = client.get("/api/postings").json()
    assert [each["id"] for each in listed["postings"]] == ["p1"] and "9 more are missing" in listed["summary"]
    whole = client.get("/api/postings/p1").json()
    assert "Larkhill raised" in whole["text"] and listed["postings"][0]["text"] is None


def test_the_assessment_tells_the_fit(client: TestClient, store: Store) -> None:
    interviewed(store, learner_of(client), "I know it", docker=1, python=3)
    assert "You meet 1 of its 3 requirements" in add(client, POSTING).json()["posting"]["fit"]


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("Chop two onions, stir in a cup of flour, bake for 20 minutes in the oven. Serves 4.", 422, "not_a_posting"),
        ("   ", 422, "empty_message"),
        (POSTING * 100, 413, "message_too_long"),
        ("x" * 2_000_000, 413, "message_too_long"),
    ],
    ids=["recipe", "nothing", "too long", "two megabytes"],
)
def test_what_cannot_be_kept_says_so_and_changes_nothing(client: TestClient, text: str, status: int, code: str) -> None:
    refused = add(client, text)
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
    assert client.get("/api/postings").json()["postings"] == []


def test_a_text_that_the_learner_is_sure_of_is_kept(client: TestClient) -> None:
    odd = "We want somebody for our servers. Bring patience."
    assert add(client, odd).status_code == 422
    assert add(client, odd, sure=True).status_code == 201


def test_files_are_read_by_their_kind(client: TestClient) -> None:
    added = client.post("/api/postings/file?name=saved.html", content=HTML.encode())
    assert added.status_code == 201, added.text
    posting = added.json()["posting"]
    assert (posting["title"], posting["company"], posting["origin"]) == ("Cloud Engineer", "Fernhill", "saved.html")
    assert posting["pay"] == "€48,000 to €56,000 a year"
    assert {each["skill"]: each["required"] for each in posting["skills"]} == {
        "cloud": True,
        "terraform": True,
        "distributed-systems": False,
    }
    assert "alert" not in client.get("/api/postings/p1").json()["text"]


def test_signs_in_a_text_file_stay_as_they_are(client: TestClient) -> None:
    text = POSTING.replace("Larkhill Systems", "Lark & Hill_Co")
    added = client.post("/api/postings/file?name=saved.txt", content=text.encode())
    assert added.json()["posting"]["company"] == "Lark & Hill_Co"


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("cv.docx", b"PK...", 422),
        ("empty.txt", b"", 422),
        ("broken.pdf", b"%PDF-1.4 broken", 422),
        ("large.txt", b"a" * 4_100_000, 413),
    ],
)
def test_a_file_that_cannot_be_read(client: TestClient, name: str, data: bytes, status: int) -> None:
    refused = client.post(f"/api/postings/file?name={name}", content=data)
    assert refused.status_code == status
    assert refused.json()["error"]["message"].endswith((".", "question is about."))


def test_a_field_is_corrected(client: TestClient) -> None:
    add(client, POSTING)
    fixed = client.patch(
        "/api/postings/p1", json={"title": "Senior Platform Engineer", "remote": "remote", "salaries": None}
    )
    assert fixed.status_code == 200
    assert (fixed.json()["seniority"], fixed.json()["remote"], fixed.json()["pay"]) == (
        "senior",
        "remote",
        "not stated",
    )
    assert client.patch("/api/postings/p1", json={"years_min": 9, "years_max": 2}).status_code == 422
    assert client.patch("/api/postings/p1", json={"duplicate_of": "p7"}).status_code == 422
    assert client.patch("/api/postings/p1", json={"text": "other"}).status_code == 422
    assert client.patch("/api/postings/p1", json={}).status_code == 422
    assert client.patch("/api/postings/p9", json={"title": "x"}).status_code == 404


def test_a_posting_is_removed(client: TestClient) -> None:
    add(client, POSTING)
    assert client.delete("/api/postings/p1").status_code == 204
    assert client.delete("/api/postings/p1").status_code == 404
    assert client.get("/api/market/document").status_code == 404


def test_the_market_and_its_document(client: TestClient) -> None:
    assert client.get("/api/market").json()["counted"] == []
    add(client, POSTING)
    add(client, POSTING.replace("Lyon, France", "Ghent, Belgium"))
    market = client.get("/api/market").json()
    assert market["counted"] == ["p1", "p2"] and market["missing"] == 8
    python = next(each for each in market["requirements"] if each["skill"] == "python")
    assert python["required_by"] == ["p1", "p2"]
    document = client.get("/api/market/document")
    assert document.headers["content-type"].startswith("text/markdown")
    assert document.text.startswith("# Job market research") and "2 of 2" in document.text
    page = client.get("/api/market/document.html").text
    assert "<table>" in page and "<script" not in page


def test_markup_in_a_posting_stays_text(client: TestClient) -> None:
    evil = POSTING.replace("Larkhill Systems", "Larkhill <img src=x onerror=alert(1)> [x](javascript:alert(1))")
    add(client, evil)
    page = client.get("/api/market/document.html").text
    assert "<img" not in page and "javascript:" not in page


def test_another_window_s_posting_is_not_lost(client: TestClient, store: Store, words) -> None:
    learner = learner_of(client)
    records = LearnerRecords(store.records, learner)
    assert load_postings(records).postings == ()
    add(client, POSTING)
    added = add_posting(records, POSTING.replace("Lyon, France", "Ghent, Belgium"), words, NOW)
    assert added.posting.id == "p2"
    kept = store.records.newest(learner, POSTINGS)
    assert kept is not None and [each["id"] for each in kept.value["postings"]] == ["p1", "p2"]


def test_two_windows_at_once(client: TestClient) -> None:
    texts = [POSTING.replace("Lyon, France", place) for place in ("Ghent, Belgium", "Porto, Portugal")]
    done: list[int] = []
    threads = [threading.Thread(target=lambda text=text: done.append(add(client, text).status_code)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [201, 201]
    assert len(client.get("/api/postings").json()["postings"]) == 2


@pytest.fixture(scope="module")
def words():
    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from graphs.market.vocabulary import PostingWords
    from tests.market.conftest import CORPUS

    return PostingWords(load_skills(CORPUS / SKILLS_FILE))


def test_a_correction_of_ones_own_has_no_words_of_the_posting(client: TestClient, store: Store) -> None:
    add(client, POSTING)
    known = {each["skill"] for each in client.get("/api/postings").json()["known"]}
    assert {"python", "gpu", "communication"} <= known
    changes = {
        "salaries": [{"min": 50000, "max": None, "currency": "EUR", "period": "year", "quote": ""}],
        "skills": [{"skill": "gpu", "required": True, "quote": ""}],
    }
    corrected = client.patch("/api/postings/p1", json=changes).json()
    assert corrected["pay"] == "from €50,000 a year" and corrected["skills"][0]["name"] == "GPU Computing"
    report = client.get("/api/documents/market.md").text
    assert "**GPU Computing**, 1 of 1: you added it [p1]." in report and "“”" not in report
    wrong = client.patch(
        "/api/postings/p1", json={"salaries": [{"min": 5, "currency": "euro", "period": "year", "quote": ""}]}
    )
    assert wrong.status_code == 422 and "salaries" in wrong.json()["error"]["message"]
