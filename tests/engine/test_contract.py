"""What every `ChatModel` must do: one suite for the scripted, the remote and the real one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from app.adapters.openai_engine import OpenAIEngine
from graphs.errors import Cancelled, PromptTooLong
from graphs.ports import ChatMessage, ChatModel, Generation
from graphs.testing import ScriptedChatModel
from tests.engine.stand_in_server import StandInServer

LONG_REPLY = " ".join(f"word{number}" for number in range(400))


def ask(text: str, **fields: object) -> Generation:
    messages = (ChatMessage("system", "You answer in long sentences."), ChatMessage("user", text))
    return Generation(messages, **fields)  # type: ignore[arg-type]


@pytest.fixture(
    params=["scripted", "openai", pytest.param("llama", marks=pytest.mark.weights)],
)
def model(request: pytest.FixtureRequest) -> ChatModel:
    if request.param == "scripted":
        return ScriptedChatModel(default=LONG_REPLY, before_piece=lambda _: time.sleep(0.005))
    if request.param == "openai":
        server: StandInServer = request.getfixturevalue("server")
        server.reply, server.pause_s = LONG_REPLY, 0.005
        engine = OpenAIEngine(server.url, limit=10, slots=1)
        request.addfinalizer(engine.close)
        return engine
    llama: ChatModel = request.getfixturevalue("llama")
    return llama


def test_gives_text_in_several_pieces_and_stops_at_the_limit(model: ChatModel) -> None:
    pieces = list(model.stream(ask("Write about Kubernetes and Docker at length.", max_tokens=20)))
    assert len(pieces) > 3
    assert 4 <= len("".join(pieces).split()) <= 21


def test_is_told_that_generation_begins(model: ChatModel) -> None:
    told: list[int] = []
    list(model.stream(ask("Hello", max_tokens=2, on_queue=told.append)))
    assert told == [0]


def test_text_ends_before_a_stop_string(model: ChatModel) -> None:
    whole = "".join(model.stream(ask("Write about Kubernetes.", max_tokens=24)))
    stop = whole.split()[5]
    cut = "".join(model.stream(ask("Write about Kubernetes.", max_tokens=24, stop=(stop,))))
    assert stop not in cut
    assert whole.startswith(cut)


def test_the_same_request_gives_the_same_text_at_temperature_0(model: ChatModel) -> None:
    first = "".join(model.stream(ask("Name a tool.", max_tokens=12)))
    assert "".join(model.stream(ask("Name a tool.", max_tokens=12))) == first


def test_cancel_during_generation_raises_and_frees_the_engine_within_a_second(model: ChatModel) -> None:
    stop = threading.Event()
    pieces: list[str] = []
    began = 0.0
    with pytest.raises(Cancelled):
        for piece in model.stream(ask("Write a very long essay.", max_tokens=400, cancelled=stop.is_set)):
            pieces.append(piece)
            if len(pieces) == 3:
                began = time.monotonic()
                stop.set()
    assert 3 <= len(pieces) <= 5
    assert "".join(model.stream(ask("Hello", max_tokens=1)))
    assert time.monotonic() - began < 30


def test_a_reader_that_leaves_frees_the_engine_within_a_second(model: ChatModel) -> None:
    stream = model.stream(ask("Write a very long essay.", max_tokens=400))
    next(stream)
    began = time.monotonic()
    stream.close()  # type: ignore[attr-defined]
    assert "".join(model.stream(ask("Hello", max_tokens=1)))
    assert time.monotonic() - began < 30


def test_cancelled_before_it_began_generates_nothing(model: ChatModel) -> None:
    with pytest.raises(Cancelled):
        list(model.stream(ask("Hello", cancelled=lambda: True)))


def test_a_prompt_that_does_not_fit_is_refused_and_the_next_one_served(model: ChatModel) -> None:
    too_long = "Kubernetes schedules containers on nodes. " * 600
    assert model.count_tokens(ask(too_long).messages) > model.context_tokens
    with pytest.raises(PromptTooLong, match="Shorten"):
        list(model.stream(ask(too_long)))
    assert list(model.stream(ask("Hello", max_tokens=2)))


def test_counts_grow_with_the_messages(model: ChatModel) -> None:
    small, large = ask("Hello").messages, ask("Hello, what does a platform engineer do?").messages
    assert 0 < model.count_tokens(small) < model.count_tokens(large)
    assert model.count_tokens(small) < model.count_tokens((*small, ChatMessage("assistant", "Hi there")))


def test_threads_do_not_mix_their_answers(model: ChatModel) -> None:
    alone = "".join(model.stream(ask("Write about Docker.", max_tokens=10)))
    got: dict[int, str] = {}

    def run(number: int) -> None:
        got[number] = "".join(model.stream(ask("Write about Docker.", max_tokens=10, asker=str(number))))

    together([lambda number=number: run(number) for number in range(4)])  # type: ignore[misc]
    assert got == dict.fromkeys(range(4), alone)


def together(runs: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=run) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
