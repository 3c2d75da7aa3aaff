"""A real server process, killed in the middle of an answer, and started again."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.web.conftest import free_port, wait_until
from tests.web.talk import answer_of, ask, new_conversation, parse


@contextmanager
def _server(data: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    command = [sys.executable, "-m", "tests.web.demo_server", "--data-dir", str(data), "--port", str(port)]
    began = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        wait_until(lambda: _page(port), 120)
        yield process, time.monotonic() - began
    finally:
        process.kill()
        process.wait(60)


def _page(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/", timeout=2).status_code == 200
    except httpx.TransportError:
        return False


def test_kill_in_the_middle_of_an_answer(tmp_path: Path) -> None:
    port = free_port()
    browser = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120)
    with _server(tmp_path / "data", port) as (process, _):
        browser.get("/api/me")
        conversation = new_conversation(browser)
        ask(browser, conversation, "a whole answer")
        seen = []
        try:
            with browser.stream(
                "POST", f"/api/conversations/{conversation}/messages", json={"text": "endless"}
            ) as response:
                for kind, data in parse(response.iter_lines()):
                    if kind == "sentence":
                        seen.append(data)
                    if len(seen) == 3:
                        process.send_signal(signal.SIGKILL)
        except httpx.TransportError:
            pass
        assert process.wait(60) == -signal.SIGKILL

    with _server(tmp_path / "data", port):
        whole = browser.get(f"/api/conversations/{conversation}").json()["messages"]
        assert [message["state"] for message in whole] == ["complete", "complete", "complete", "interrupted"]
        broken = answer_of(browser, conversation)
        assert broken["events"][: len(seen)] == seen
        assert broken["events"][-1]["code"] == "interrupted"
        assert "Ask again" in broken["events"][-1]["message"]
        assert ask(browser, conversation, "and again")[-1][0] == "done"
    with sqlite3.connect(tmp_path / "data" / "records.sqlite") as records:
        assert records.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert records.execute("PRAGMA foreign_key_check").fetchall() == []


def test_serving_imports_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys, app.web.app, app.adapters.store.store\n"
        "heavy = ('torch', 'langgraph', 'llama_cpp', 'qdrant_client', 'qdrant_edge', 'sentence_transformers', 'matplotlib', 'slack_bolt')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"
