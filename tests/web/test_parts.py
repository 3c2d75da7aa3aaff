from __future__ import annotations

import threading

import pytest

from app.web.parts import Loading, Parts, QueueStatus
from graphs.errors import KnowledgeLocked, KnowledgeUnavailable
from graphs.mentor.request import TurnRequest
from tests.web.conftest import wait_until
from tests.web.scripted import ScriptedLibrary

REQUEST = TurnRequest("c", "l", "t", "hello")


def _parts(**loaders) -> Parts:
    return Parts(
        loaders,
        mind=lambda loaded: lambda request: iter(()),
        library=lambda loaded: ScriptedLibrary(),
        queue=lambda loaded: QueueStatus(1, 5),
        queue_limit=5,
    )


def test_a_part_waits_for_the_one_it_needs_and_says_what_it_does() -> None:
    gate = threading.Event()

    def knowledge(loading: Loading) -> str:
        loading.say("Reading 3 of 40 documents")
        gate.wait(60)
        return f"knowledge with {loading.part('embedder')}"

    parts = _parts(knowledge=knowledge, embedder=lambda _: "minilm")
    parts.start()
    wait_until(lambda: parts.status()["embedder"].state == "ready")
    wait_until(lambda: parts.status()["knowledge"].detail == "Reading 3 of 40 documents")
    assert not parts.ready
    with pytest.raises(KnowledgeUnavailable, match="Try again"):
        parts.run_turn(REQUEST)
    with pytest.raises(KnowledgeUnavailable):
        parts.library()
    gate.set()
    wait_until(lambda: parts.wait(0.1))
    assert parts.turn_deps()["knowledge"] == "knowledge with minilm"
    assert parts.library().passage("none") is None


def test_a_failure_reaches_those_who_need_the_part_and_a_second_start_tries_again() -> None:
    broken = [True]

    def embedder(_: Loading) -> str:
        if broken:
            raise KnowledgeLocked("Another process holds the store. Stop it.")
        return "minilm"

    parts = _parts(knowledge=lambda loading: loading.part("embedder"), embedder=embedder)
    parts.start()
    wait_until(lambda: {each.state for each in parts.status().values()} == {"failed"})
    with pytest.raises(KnowledgeLocked, match="Stop it"):
        parts.check()
    with pytest.raises(KnowledgeLocked):
        parts.library()
    broken.clear()
    wait_until(lambda: not any(thread.is_alive() for thread in parts._threads.values()))
    parts.start()
    wait_until(lambda: parts.ready)
    parts.check()


def test_closing_hands_back_what_was_loaded_once() -> None:
    closed = []
    parts = Parts(
        {"knowledge": lambda _: "k"},
        mind=lambda loaded: lambda request: iter(()),
        library=lambda loaded: ScriptedLibrary(),
        queue=lambda loaded: QueueStatus(0, 1),
        on_close=lambda loaded: closed.append(dict(loaded)),
    )
    parts.start()
    wait_until(lambda: parts.ready)
    parts.close()
    parts.close()
    assert closed == [{"knowledge": "k"}]


def test_putting_together_may_take_long_and_blocks_no_one() -> None:
    gate = threading.Event()
    parts = Parts(
        {"knowledge": lambda _: "k", "model": lambda _: "m"},
        mind=lambda loaded: gate.wait(60) and (lambda request: iter(())),
        library=lambda loaded: ScriptedLibrary(),
        queue=lambda loaded: QueueStatus(0, 1),
    )
    parts.start()
    wait_until(lambda: any(each.detail.startswith("Putting") for each in parts.status().values()))
    assert sorted(each.state for each in parts.status().values()) == ["loading", "ready"]
    assert not parts.ready
    wait_until(lambda: parts.status()["knowledge"].state == "ready" or parts.status()["model"].state == "ready")
    gate.set()
    wait_until(lambda: {each.state for each in parts.status().values()} == {"ready"})
    assert parts.ready


def test_a_mind_that_cannot_be_put_together_is_tried_again_without_loading_twice() -> None:
    loads, broken = [], [True]

    def mind(loaded):
        if broken:
            raise KnowledgeUnavailable("Nothing was ingested. Run `mentor ingest`.")
        return lambda request: iter(())

    parts = Parts(
        {"knowledge": lambda _: loads.append("knowledge"), "model": lambda _: loads.append("model")},
        mind=mind,
        library=lambda loaded: ScriptedLibrary(),
        queue=lambda loaded: QueueStatus(0, 1),
    )
    parts.start()
    wait_until(lambda: "failed" in {each.state for each in parts.status().values()})
    with pytest.raises(KnowledgeUnavailable, match="mentor ingest"):
        parts.run_turn(REQUEST)
    wait_until(lambda: not any(thread.is_alive() for thread in parts._threads.values()))
    broken.clear()
    parts.start()
    wait_until(lambda: parts.ready)
    assert sorted(loads) == ["knowledge", "model"]


def test_a_refresh_gives_later_turns_a_new_mind_and_leaves_turns_under_way_their_own() -> None:
    minds: list[int] = []
    broken: list[bool] = []

    def mind(loaded):
        if broken:
            raise KnowledgeUnavailable("Nothing was ingested. Run `mentor ingest`.")
        minds.append(len(minds) + 1)
        number = minds[-1]
        return lambda request: iter((number, number))

    parts = Parts(
        {"knowledge": lambda _: "k"},
        mind=mind,
        library=lambda loaded: ScriptedLibrary(),
        queue=lambda loaded: QueueStatus(0, 1),
    )
    parts.refresh()
    assert minds == []
    parts.start()
    wait_until(lambda: parts.ready)
    under_way = parts.run_turn(REQUEST)
    assert next(under_way) == 1
    parts.refresh()
    assert list(under_way) == [1]
    assert list(parts.run_turn(REQUEST)) == [2, 2]
    broken.append(True)
    with pytest.raises(KnowledgeUnavailable):
        parts.refresh()
    assert list(parts.run_turn(REQUEST)) == [2, 2]
