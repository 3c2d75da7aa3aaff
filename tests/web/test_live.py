"""Streaming, stopping and leaving, behind a real server."""

from __future__ import annotations

import json
import threading
import time

import httpx
import pytest
from fastapi import FastAPI

from app.adapters.store.store import Store, open_store
from app.settings import Settings
from app.web.app import create_app
from app.web.parts import Loading, Parts, QueueStatus
from graphs.errors import ModelUnavailable
from tests.web.conftest import Live, free_port, served, wait_until
from tests.web.scripted import ScriptedLibrary, ScriptedMind, scripted_parts
from tests.web.talk import answer_of, ask, new_conversation, parse


def _post(live: Live, conversation: str, text: str):
    return live.browser.stream("POST", f"/api/conversations/{conversation}/messages", json={"text": text})


def test_sentences_come_one_by_one(live: Live) -> None:
    conversation = new_conversation(live.browser)
    began, times = time.monotonic(), []
    with _post(live, conversation, "slow please") as response:
        for kind, _ in parse(response.iter_lines()):
            if kind == "sentence":
                times.append(time.monotonic() - began)
            if len(times) == 3:
                break
    assert times[0] < 0.5
    assert times[2] - times[0] > 0.2


def test_a_closed_tab_stops_the_turn_within_a_second(live: Live, mind: ScriptedMind) -> None:
    conversation = new_conversation(live.browser)
    with _post(live, conversation, "endless") as response:
        for kind, _ in parse(response.iter_lines()):
            if kind == "sentence":
                break
    left = time.monotonic()
    assert mind.left.wait(60)
    assert time.monotonic() - left < 30
    wait_until(lambda: answer_of(live.browser, conversation)["state"] == "stopped")
    answer = answer_of(live.browser, conversation)
    assert answer["events"][0]["type"] == "sentence" and answer["events"][-1]["code"] == "cancelled"
    assert ask(live.browser, conversation, "and now?")[-1][0] == "done"


def test_leaving_is_noticed_while_nothing_is_being_said(live: Live, mind: ScriptedMind) -> None:
    conversation = new_conversation(live.browser)
    with _post(live, conversation, "silent") as response:
        for kind, _ in parse(response.iter_lines()):
            if kind == "status":
                break
    left = time.monotonic()
    assert mind.left.wait(60)
    assert time.monotonic() - left < 30


def test_stop_ends_the_stream_and_keeps_what_was_said(live: Live) -> None:
    conversation = new_conversation(live.browser)
    said = []
    with _post(live, conversation, "endless") as response:
        for kind, data in parse(response.iter_lines()):
            said.append((kind, data))
            if len(said) == 3:
                stopped = httpx.post(
                    f"{live.url}/api/turns/{said[0][1]['turn_id']}/stop", cookies=dict(live.browser.cookies)
                )
                assert stopped.status_code == 202
    assert (said[-1][0], said[-1][1]["code"]) == ("failed", "cancelled")
    answer = answer_of(live.browser, conversation)
    assert answer["state"] == "stopped"
    assert answer["events"] == [data for kind, data in said if kind in ("sentence", "failed")]
    again = live.browser.post(f"/api/turns/{said[0][1]['turn_id']}/stop")
    assert again.status_code == 202 and answer_of(live.browser, conversation)["state"] == "stopped"


def test_one_turn_at_a_time(live: Live) -> None:
    conversation, elsewhere = new_conversation(live.browser), new_conversation(live.browser)
    with _post(live, conversation, "endless") as response:
        events = parse(response.iter_lines())  # held: dropping it would close the connection
        next(events)
        second = httpx.Client(base_url=live.url, cookies=live.browser.cookies)
        refused = second.post(f"/api/conversations/{conversation}/messages", json={"text": "me too"})
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "conversation_busy")
        assert ask(second, elsewhere, "hello")[-1][0] == "done"
        assert second.delete(f"/api/conversations/{conversation}").status_code == 204
        assert second.get(f"/api/conversations/{conversation}").status_code == 404


def test_deleting_oneself_stops_the_turn_under_way(live: Live, mind: ScriptedMind, store: Store) -> None:
    conversation = new_conversation(live.browser)
    with _post(live, conversation, "endless") as response:
        events = parse(response.iter_lines())  # held: dropping it would close the connection
        next(events)
        learner = mind.requests[0].learner_id if mind.requests else ""
        second = httpx.Client(base_url=live.url, cookies=live.browser.cookies)
        assert second.request("DELETE", "/api/me", json={"confirm": True}).status_code == 204
        assert mind.left.wait(60)
    learner = learner or mind.requests[0].learner_id
    assert all(rows == [] for rows in store.learners.export(learner).values())


def test_a_quiet_stream_is_kept_open(live: Live) -> None:
    conversation = new_conversation(live.browser)
    with _post(live, conversation, "silent") as response:
        lines = [line for line in response.iter_lines() if line]
    assert lines.count(": keep-alive") >= 2
    assert lines[-1].startswith('data: {"type":"done"')


def test_ten_at_once_are_all_answered(live: Live) -> None:
    answers: list[str] = []

    def one() -> None:
        with httpx.Client(base_url=live.url, timeout=120) as browser:
            browser.get("/api/me")
            answers.append(ask(browser, new_conversation(browser), "queue me")[-1][0])

    threads = [threading.Thread(target=one) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == ["done"] * 10


def test_beyond_the_bound_a_sentence_says_to_try_again(live: Live, app: FastAPI, mind: ScriptedMind) -> None:
    app.state.context.turns._limit = 1
    first, second = new_conversation(live.browser), new_conversation(live.browser)
    with _post(live, first, "endless") as response:
        events = parse(response.iter_lines())  # held: dropping it would close the connection
        next(events)
        refused = httpx.post(
            f"{live.url}/api/conversations/{second}/messages", json={"text": "x y"}, cookies=dict(live.browser.cookies)
        )
        assert (refused.status_code, refused.json()["error"]["code"]) == (429, "busy")
        assert refused.headers["retry-after"]
    assert mind.left.wait(60)
    wait_until(lambda: answer_of(live.browser, first)["state"] == "stopped")
    assert ask(live.browser, second, "hello")[-1][0] == "done"


def test_questions_wait_while_the_mentor_gets_ready(store: Store, settings: Settings, mind: ScriptedMind) -> None:
    gate = threading.Event()
    app = create_app(scripted_parts(mind, gate=gate), store, settings)
    with served(app, settings.port) as url, httpx.Client(base_url=url, timeout=120) as browser:
        assert browser.get("/").status_code == 200
        assert browser.get("/healthz").status_code == 200
        assert browser.get("/api/me").json()["ready"] is False
        assert browser.get("/readyz").status_code == 503
        assert browser.get("/api/status").json()["parts"]["model"]["state"] == "loading"
        said = []
        conversation = new_conversation(browser)
        question = {"text": "hello"}
        with browser.stream("POST", f"/api/conversations/{conversation}/messages", json=question) as response:
            for kind, data in parse(response.iter_lines()):
                said.append((kind, data))
                gate.set()
        assert said[1][0] == "status" and "getting ready" in said[1][1]["text"]
        assert said[-1][0] == "done"
        assert browser.get("/readyz").status_code == 200


def test_a_part_that_failed_is_named_and_the_page_still_works(store: Store, settings: Settings) -> None:
    def broken(_: Loading) -> str:
        raise ModelUnavailable("The model file is gone. Run `mentor model pull`.")

    def buggy(_: Loading) -> str:
        raise ZeroDivisionError("inner detail")

    parts = Parts(
        {"knowledge": lambda _: ScriptedLibrary(), "embedder": buggy, "model": broken},
        mind=lambda _: ScriptedMind(),
        library=lambda loaded: loaded["knowledge"],
        queue=lambda _: QueueStatus(0, 1),
    )
    with served(create_app(parts, store, settings), settings.port) as url, httpx.Client(base_url=url) as browser:
        browser.get("/api/me")
        wait_until(lambda: browser.get("/api/status").json()["parts"]["model"]["state"] == "failed")
        status = browser.get("/api/status").json()
        assert status["parts"]["model"]["detail"].startswith("The model file is gone.")
        assert "inner detail" not in json.dumps(status) and status["parts"]["embedder"]["state"] == "failed"
        conversation = new_conversation(browser)
        said = ask(browser, conversation, "hello")
        assert said[-1][0] == "failed" and said[-1][1]["code"] in ("model_unavailable", "operator_error")
        assert browser.get("/api/documents/junior-role.md").status_code == 200


@pytest.mark.parametrize("words", ["endless", "silent"])
def test_stopping_the_service_marks_the_turn_as_interrupted(
    store: Store, settings: Settings, mind: ScriptedMind, words: str
) -> None:
    app = create_app(scripted_parts(mind), store, settings)
    began = threading.Event()

    def read(url: str, conversation: str, cookies: dict[str, str]) -> None:
        address, body = f"{url}/api/conversations/{conversation}/messages", {"text": words}
        try:
            with httpx.stream("POST", address, json=body, cookies=cookies, timeout=120) as response:
                for _ in response.iter_lines():
                    began.set()
        except httpx.TransportError:
            return

    with served(app, settings.port) as url, httpx.Client(base_url=url, timeout=120) as browser:
        browser.get("/api/me")
        conversation = new_conversation(browser)
        reader = threading.Thread(target=read, args=(url, conversation, dict(browser.cookies)), daemon=True)
        reader.start()
        assert began.wait(60)
        wait_until(lambda: bool(mind.requests))
    reader.join(5)
    reopened = open_store(settings)
    answer = reopened.conversations.messages(mind.requests[0].learner_id, conversation)[-1]
    reopened.close()
    assert answer.state == "interrupted"
    assert answer.events[-1].type == "failed"


def test_two_servers_on_one_store_hold_together(live: Live, mind: ScriptedMind, settings: Settings) -> None:
    """A second server refuses a second turn of the conversation, and stops one that the first is answering."""
    second_settings = settings.model_copy(update={"port": free_port()})
    second_store = open_store(second_settings)
    second_app = create_app(scripted_parts(ScriptedMind()), second_store, second_settings)
    cookies = dict(live.browser.cookies)
    with served(second_app, second_settings.port) as url, httpx.Client(base_url=url, cookies=cookies) as elsewhere:
        conversation = new_conversation(elsewhere)
        with _post(live, conversation, "endless") as response:
            events = parse(response.iter_lines())
            _, begun = next(events)
            refused = elsewhere.post(f"/api/conversations/{conversation}/messages", json={"text": "me too"})
            assert refused.status_code == 409
            assert elsewhere.post(f"/api/turns/{begun['turn_id']}/stop").status_code == 202
            kind, last = list(events)[-1]
            assert (kind, last["code"]) == ("failed", "cancelled")
        assert mind.left.wait(60)
        assert answer_of(elsewhere, conversation)["state"] == "stopped"
