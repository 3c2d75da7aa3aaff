"""What a remote server does to us, against a real HTTP server on this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from app.adapters.openai_engine import OpenAIEngine
from graphs.errors import (
    BadSettings,
    Cancelled,
    EngineCrashed,
    ModelUnavailable,
    PromptTooLong,
    TooManyRequests,
)
from graphs.ports import ChatMessage, Generation
from tests.engine.stand_in_server import StandInServer


@pytest.fixture
def engine(server: StandInServer) -> Iterator[OpenAIEngine]:
    engine = OpenAIEngine(server.url, api_key="sesame", limit=4, slots=2, patience_s=2.0)
    yield engine
    engine.close()


def ask(text: str = "Hello", **fields: object) -> Generation:
    return Generation((ChatMessage("user", text),), **fields)  # type: ignore[arg-type]


def test_sends_the_request_as_servers_expect_it(server: StandInServer, engine: OpenAIEngine) -> None:
    schema: dict[str, object] = {"type": "object"}
    answer = "".join(engine.stream(ask("Hi", max_tokens=3, stop=("x",), json_schema=schema)))
    assert answer == "one two three"
    (sent,) = server.asked
    assert sent["model"] == engine.name == "stand-in-7b"
    assert (sent["max_tokens"], sent["temperature"], sent["stream"], sent["stop"]) == (3, 0.0, True, ["x"])
    assert sent["response_format"]["json_schema"]["schema"] == schema
    assert server.headers[0]["Authorization"] == "Bearer sesame"


@pytest.mark.parametrize(
    ("status", "body", "error", "says"),
    [
        pytest.param(429, "{}", TooManyRequests, "try again", id="429"),
        pytest.param(503, "{}", TooManyRequests, "try again", id="503"),
        pytest.param(503, '{"error":{"message":"Loading model"}}', ModelUnavailable, "still loading", id="loading"),
        pytest.param(401, "{}", ModelUnavailable, "MENTOR_LLM_API_KEY", id="401"),
        pytest.param(404, "{}", ModelUnavailable, "MENTOR_LLM_MODEL", id="404"),
        pytest.param(
            400, '{"error":{"type":"exceed_context_size_error"}}', PromptTooLong, "MENTOR_LLM_CONTEXT", id="too long"
        ),
        pytest.param(500, "<html>secret trace</html>", EngineCrashed, "status 500", id="500"),
    ],
)
def test_refusals(
    server: StandInServer, engine: OpenAIEngine, status: int, body: str, error: type[Exception], says: str
) -> None:
    server.status, server.body = status, body
    with pytest.raises(error, match=says) as caught:
        list(engine.stream(ask()))
    assert "secret" not in str(caught.value)
    assert engine.waiting == 0


def test_a_server_that_is_not_there_is_named_with_what_to_check() -> None:
    engine = OpenAIEngine("http://127.0.0.1:9/v1", model="m")
    with pytest.raises(ModelUnavailable, match=r"http://127\.0\.0\.1:9/v1 .*MENTOR_LLM_URL"):
        list(engine.stream(ask()))
    with pytest.raises(ModelUnavailable, match="MENTOR_LLM_URL"):
        engine.check()
    engine.close()


@pytest.mark.parametrize("url", ["localhost:8000", "", "ftp://x", "http://"])
def test_an_address_that_is_none_is_a_bad_setting(url: str) -> None:
    with pytest.raises(BadSettings, match="MENTOR_LLM_URL"):
        OpenAIEngine(url)


def test_a_server_that_breaks_off_is_a_crash_and_not_an_answer(server: StandInServer, engine: OpenAIEngine) -> None:
    server.break_after = 3
    pieces: list[str] = []
    with pytest.raises(EngineCrashed):
        pieces.extend(engine.stream(ask()))
    assert list(engine.stream(ask())) if not setattr(server, "break_after", None) else False


def test_reasoning_is_stripped(server: StandInServer, engine: OpenAIEngine) -> None:
    server.reply = "<think> let me see </think> The answer is 4."
    assert "".join(engine.stream(ask())) == "The answer is 4."


def test_cancel_before_the_first_piece_closes_the_response(server: StandInServer, engine: OpenAIEngine) -> None:
    server.first_pause_s = 30.0
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        list(engine.stream(ask(cancelled=stop.is_set)))
    assert time.monotonic() - began < 1.0
    assert server.disconnected.wait(60), "the server still generates"


def test_no_more_than_the_slots_go_to_the_server_and_the_bound_holds(
    server: StandInServer, engine: OpenAIEngine
) -> None:
    server.pause_s = 0.05
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append("".join(engine.stream(ask(asker="a"))))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 120
    while engine.waiting < 4 and time.monotonic() < deadline:
        time.sleep(0.005)
    with pytest.raises(TooManyRequests):
        list(engine.stream(ask(asker="b")))
    for thread in threads:
        thread.join(10)
    assert answers == ["one two three four five"] * 4
    assert server.most_at_work == 2


def test_a_silent_server_is_given_up(server: StandInServer) -> None:
    server.pause_s = 5.0
    engine = OpenAIEngine(server.url, model="m", patience_s=0.3)
    with pytest.raises(ModelUnavailable, match="sent nothing"):
        list(engine.stream(ask()))
    engine.close()
