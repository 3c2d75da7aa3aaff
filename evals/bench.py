"""`make bench`: what Groundwork adds to its parts, each beside the bare part, measured in one run on this machine.

Everything runs in a data directory made for the run. A figure is the median of its repetitions; where two things are
compared they take turns, so that a busy moment of the machine falls on both.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

QUESTIONS = (
    "What does a junior AI infrastructure engineer earn?",
    "Which skills does a junior need?",
    "Do I need Kubernetes for a junior role?",
    "What is the difference between an AI infrastructure engineer and an MLOps engineer?",
    "How do I move over from DevOps?",
    "Which certificates help?",
    "What does a senior do all day?",
    "Which books should I read about distributed systems?",
    "Is the demand for AI infrastructure engineers growing?",
    "Which mistakes do beginners make?",
)
ANSWERS = (
    "I write bash scripts for our backups, with error handling, and run them under systemd timers.",
    "A small package with tests that calls two web services every night; I keep the typing strict.",
    "I write the Dockerfile and the compose file for our own service.",
    "Applied given manifests in a course and looked at the logs of a pod, nothing beyond that.",
    "I set up a virtual machine and a bucket in the console, and know what they cost per hour.",
    "Trained a classifier with scikit-learn once, following a course.",
    "I added metrics to our service and built the dashboard and the alerts for it.",
)
FOLLOW_UP = "Which of these matters most?"
END_OF_SENTENCE = re.compile(r"[.!?](?=\s)|\n")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="groundwork-bench-"))
    try:
        _run(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path) -> None:
    from app.bootstrap import open_knowledge, prepare_process
    from app.settings import load_settings

    prepare_process()
    settings = load_settings(data_dir=folder)
    _head(f"{os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}, Python {sys.version.split()[0]}")
    knowledge = open_knowledge(settings)
    try:
        _ingest(settings, knowledge)
    finally:
        knowledge.close()
    _turns(settings)
    _interview(settings)
    _service(folder)


def _ingest(settings: Any, knowledge: Any) -> None:
    from app.bootstrap import default_roots, ingest_all
    from ingest.chunk import chunks, windows
    from ingest.files import find_sources, load, read_bytes

    embedder = knowledge.embedder
    embedder.encode(["load"])
    texts = []
    for source in find_sources(tuple(default_roots(settings))):
        for chunk in chunks(load(source, read_bytes(source)[0]), source.document):
            texts += [*windows(chunk), *chunk.ask.questions, *(unit.statement for unit in chunk.units)]
    _say("ingest")
    report, whole = _timed(lambda: ingest_all(settings, knowledge))
    _say("bare encode")
    _, bare = _timed(lambda: embedder.encode(texts))
    again, unchanged = _timed(lambda: ingest_all(settings, knowledge))
    assert len(again.unchanged) == len(report.added), "the second ingest must find nothing to do"
    _head(f"Ingest of the corpus: {len(report.added)} documents, {len(texts)} texts")
    _row("Groundwork: read, split, encode, index", f"{whole:.1f} s")
    _row("bare encode of the same texts in one call", f"{bare:.1f} s")
    _row("again, with nothing changed", f"{unchanged:.2f} s")


def _turns(settings: Any) -> None:
    from app.bootstrap import open_mentor

    mentor = open_mentor(settings)
    try:
        wait = getattr(mentor.chat, "wait_ready", None)
        if wait is not None:
            wait()
        _answers(mentor)
        _retrieval(mentor)
        _prefix(mentor.chat)
    finally:
        mentor.close()


def _answers(mentor: Any) -> None:
    from graphs.ask.draft import fit_prompt
    from graphs.mentor.turn import make_turn_deps

    deps = mentor.deps.ask
    chosen = deps.wording
    systems: dict[str, Callable[[str], Iterator[str]]] = {}
    own: dict[str, list[float]] = {}
    for wording in dict.fromkeys([chosen, "draft"]):
        worded = replace(mentor, deps=make_turn_deps(replace(deps, wording=wording)))
        label = f"Groundwork, wording '{wording}'" + (" (chosen for this model)" if wording == chosen else "")
        own[label] = []
        systems[label] = partial(_worded_sentences, worded, own[label])

    def direct(question: str) -> Iterator[str]:
        passages = [match.passage for match in deps.retriever.search(question, limit=4)]
        generation, _ = fit_prompt(deps.chat, question, passages, "bench")
        return _model_sentences(deps.chat.stream(generation))

    systems["the same model, called directly with the draft's prompt"] = direct
    firsts: dict[str, list[float]] = {name: [] for name in systems}
    wholes: dict[str, list[float]] = {name: [] for name in systems}
    for question in QUESTIONS:
        _say(question)
        for name, ask in systems.items():
            began = time.perf_counter()
            first = 0.0
            for _ in ask(question):
                first = first or time.perf_counter() - began
            wholes[name].append(time.perf_counter() - began)
            firsts[name].append(first or wholes[name][-1])
    _head(f"Answers with {mentor.chat.name}: {len(QUESTIONS)} questions, median (worst)")
    for name in systems:
        _row(name, f"first sentence {_spread(firsts[name])}, whole answer {_spread(wholes[name])}")
    for name, spent in own.items():
        _row(f"own work per turn, {name}", f"{_spread(spent, 1000, ' ms')}")


def _worded_sentences(mentor: Any, spent: list[float], question: str) -> Iterator[str]:
    return _sentences_of(mentor.ask(question), spent)


def _sentences_of(events: Iterator[Any], spent: list[float]) -> Iterator[str]:
    from graphs.events import Declined, Done, Sentence

    for event in events:
        if isinstance(event, Sentence | Declined):
            yield event.text
        elif isinstance(event, Done):
            spent.append((event.elapsed_ms - event.model_ms) / 1000)


def _model_sentences(pieces: Iterator[str]) -> Iterator[str]:
    buffer = ""
    for piece in pieces:
        buffer += piece
        while found := END_OF_SENTENCE.search(buffer):
            yield buffer[: found.end()]
            buffer = buffer[found.end() :].lstrip()
    if buffer.strip():
        yield buffer


def _retrieval(mentor: Any) -> None:
    import numpy as np

    from ingest.collection import sparse_query

    deps, store = mentor.deps.ask, mentor.knowledge.store
    collection = store.serving()
    ours: list[float] = []
    bare: list[float] = []
    encodes: list[float] = []
    for _ in range(3):
        for question in QUESTIONS:
            _, took = _timed(lambda: deps.retriever.search(question, limit=5))  # noqa: B023
            ours.append(took)
            vector, took = _timed(lambda: deps.embedder.encode([question]))  # noqa: B023
            encodes.append(took)
            dense = np.asarray(vector[0]).tolist()
            _, found = _timed(lambda: collection.hybrid(dense, sparse_query(question), {}, 5, ["chunk"]))  # noqa: B023
            bare.append(took + found)
    _head(f"Retrieval: {len(ours)} queries, median (worst)")
    _row("Groundwork: fused, scored, reranked passages", _spread(ours, 1000, " ms"))
    _row("bare encode and one hybrid query", _spread(bare, 1000, " ms"))
    _row("of which encode", _spread(encodes, 1000, " ms"))


def _interview(settings: Any) -> None:
    """A turn of the interview that rates an answer: no language model is called in it."""
    from app.adapters.store.store import open_store
    from app.adapters.store.versions import LearnerRecords
    from app.bootstrap import make_interview_deps, open_embedder
    from graphs.interview.graph import build_graph, run_interview

    embedder = open_embedder(settings)
    embedder.encode(["load"])
    store = open_store(settings)
    firsts: list[float] = []
    turns: list[float] = []
    bare: list[float] = []
    try:
        for number in range(5):
            _say(f"interview {number + 1} of 5")
            graph, learner = build_graph(), f"bench{number}"
            for place, text in enumerate(("assess me", "Junior, 5 hours", *ANSWERS)):
                told = f"{text} That was in {2010 + number}."  # the embedder remembers the texts of a moment ago
                _, encode = _timed(lambda: embedder.encode([told.upper()]))  # noqa: B023
                deps = make_interview_deps(settings, LearnerRecords(store.records, learner), embedder)
                _, took = _timed(lambda: list(run_interview(graph, deps, told)))  # noqa: B023
                if place >= 2:
                    turns.append(took)
                    bare.append(encode)
                    firsts += [took] if place == 2 else []
    finally:
        store.close()
    _head(f"Rating turn of the interview, kept in SQLite: {len(turns)} answers, median (worst)")
    _row("Groundwork: read, rate, check relevance, keep, ask on", _spread(turns, 1000, " ms"))
    _row("the first rated answer of an interview", _spread(firsts, 1000, " ms"))
    _row("bare encode of the same answer", _spread(bare, 1000, " ms"))


def _prefix(chat: Any) -> None:
    """The second turn of a conversation that keeps its passages, against the first."""
    from graphs.ask.prompts import draft_messages
    from graphs.ports import ChatMessage, Generation

    passages = ["A junior engineer keeps deployments, dashboards and pipelines running. " * 12] * 2
    first, second, cold, warm = [], [], [], []
    for number in range(3):
        # Another conversation in between, so that the first turn finds only the system prompt in the cache.
        messages = draft_messages(
            f"Question {number}: what does a junior do?", [f"{number} {text}" for text in passages]
        )
        _say(f"prefix reuse, {number + 1} of 3")
        answer, took = _timed(lambda: _first_piece(chat, Generation(messages, max_tokens=24)))  # noqa: B023
        first.append(took)
        cold.append(_evaluated(chat))
        later = (*messages, ChatMessage("assistant", answer), ChatMessage("user", FOLLOW_UP))
        _, took = _timed(lambda: _first_piece(chat, Generation(later, max_tokens=24)))  # noqa: B023
        second.append(took)
        warm.append(_evaluated(chat))
    _head("Prefix reuse in the engine: time to the whole of 24 tokens, tokens evaluated")
    _row("first turn", f"{_spread(first)}, {cold[-1]}")
    _row("second turn of the same conversation", f"{_spread(second)}, {warm[-1]}")


def _first_piece(chat: Any, generation: Any) -> str:
    return "".join(chat.stream(generation))


def _evaluated(chat: Any) -> str:
    run = getattr(chat, "last_run", None)
    return f"{run.evaluated} of {run.prompt_tokens} prompt tokens" if run else "not told by this engine"


def _service(folder: Path) -> None:
    """A start on a data directory that is ingested already, as on every day but the first."""
    import httpx
    import psutil

    starts: list[tuple[float, float]] = []
    resident = ""
    for number in range(3):
        _say(f"start {number + 1} of 3")
        with _served(folder) as (process, address):
            began = psutil.Process(process.pid).create_time()
            with httpx.Client(
                trust_env=False, timeout=2
            ) as client:  # a new one each time would cost the service a core
                page = _until(client, f"{address}/") - began
                ready = _until(client, f"{address}/readyz") - began
                starts.append((page, ready))
                _get(client, f"{address}/api/status")
            service = psutil.Process(process.pid)
            own = service.memory_info().rss
            children = [child.memory_info().rss for child in service.children(recursive=True)]
            resident = (
                f"{(own + sum(children)) / 1e9:.2f} GB ({own / 1e9:.2f} service, {sum(children) / 1e9:.2f} engine)"
            )
    _head("The service, started three times on an ingested corpus, median (worst)")
    _row("process start to page", _spread([page for page, _ in starts]))
    _row("process start to ready", _spread([ready for _, ready in starts]))
    _row("memory resident when ready", resident)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", str(port)],
        env={**os.environ, "MENTOR_DATA_DIR": str(folder), "MENTOR_HOST": "127.0.0.1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _until(client: Any, address: str) -> float:
    """The moment from which it answers with 200."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if _get(client, address) == 200:
            return time.time()
        time.sleep(0.02)
    raise SystemExit(f"{address} did not answer within two minutes. Run `mentor doctor`.")


def _get(client: Any, address: str) -> int:
    import httpx

    try:
        return int(client.get(address).status_code)
    except httpx.HTTPError:
        return 0


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


def _spread(values: Sequence[float], factor: float = 1.0, unit: str = " s") -> str:
    digits = 0 if factor > 1 else 2
    return f"{statistics.median(values) * factor:.{digits}f}{unit} ({max(values) * factor:.{digits}f})"


def _head(text: str) -> None:
    sys.stdout.write(f"\n{text}\n")
    sys.stdout.flush()


def _row(name: str, figure: str) -> None:
    sys.stdout.write(f"  {name:70} {figure}\n")
    sys.stdout.flush()


def _say(text: str) -> None:
    sys.stderr.write(f"... {text}\n")


if __name__ == "__main__":
    main()
