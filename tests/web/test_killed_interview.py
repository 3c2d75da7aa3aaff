"""The real program, killed between and within turns of an interview, and gone on with by another process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import CORPUS
from tests.web.conftest import free_port, wait_until
from tests.web.talk import answer_of, ask, new_conversation

ANSWERS = (
    "assess my skills",
    "I'm a support engineer in Leeds. I used Linux at work, and I did a Docker tutorial.",
    "Yes, that's right",
)
TOLD = (
    "I deploy our wiki with Docker Compose that I wrote myself, and I write bash scripts for backups every week. "
    "I have 6 hours a week"
)
"""Changes the profile, what is rated, and which question stands."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "junior-role.md").write_text(CORPUS)
    shipped = Path(__file__).resolve().parents[2] / "corpus"
    for name in ("skills.yaml", "resources.yaml"):
        (corpus / name).write_bytes((shipped / name).read_bytes())
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MENTOR_")}
    return kept | {
        "MENTOR_DATA_DIR": str(tmp_path / "data"),
        "MENTOR_CORPUS_DIR": str(corpus),
        "MENTOR_LLM_ENGINE": "scripted",
        "MENTOR_EMBED_MODEL": "hashed",
        "MENTOR_WORDING": "quote",
        "MENTOR_PORT": str(free_port()),
    }


@contextmanager
def served(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: process.poll() is not None or _ready(environment["MENTOR_PORT"]), 150)
        assert process.poll() is None, "the server did not start"
        yield process
    finally:
        process.kill()
        process.wait(60)


def _ready(port: str) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=2).status_code == 200
    except httpx.TransportError:
        return False


def _questions(message: dict[str, object]) -> list[str]:
    return [event["text"] for event in message["events"] if event["type"] == "question"]  # type: ignore[attr-defined]


def test_an_interview_survives_kill_9_at_any_moment(environment: dict[str, str]) -> None:
    browser = httpx.Client(base_url=f"http://127.0.0.1:{environment['MENTOR_PORT']}", timeout=120)
    with served(environment) as process:
        browser.get("/api/me")
        conversation = new_conversation(browser)
        for text in ANSWERS:
            assert ask(browser, conversation, text)[-1][0] == "done"
        before = browser.get("/api/assessment").json()
        asked = _questions(answer_of(browser, conversation))
        process.send_signal(signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL
    with served(environment) as process:
        assert browser.get("/api/assessment").json() == before
        # In the middle of a turn: it is kept whole or not at all.
        body = {"text": TOLD}
        with (
            suppress(httpx.TransportError),
            browser.stream("POST", f"/api/conversations/{conversation}/messages", json=body) as response,
        ):
            next(response.iter_lines())
            process.send_signal(signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL
    with served(environment):
        skills = browser.get("/api/assessment").json()["skills"]
        again = ask(browser, conversation, "what was the question?")
        assert again[-1][0] == "done"
        now = _questions(answer_of(browser, conversation))
        assert len(now) == 1
        told = browser.get("/api/profile").json()["fields"]["hours_per_week"]
        kept = {"profile": told is not None, "question": now != asked, "skills": skills != before["skills"]}
        assert len(set(kept.values())) == 1, f"part of the turn was kept: {kept}"
