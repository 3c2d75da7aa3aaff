"""The graph of an ask turn: read, find, then answer or say no. Events leave through the stream writer."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Any, Literal, TypedDict, cast

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from graphs.ask.conflicts import Disagreement
from graphs.ask.deps import AskTurn
from graphs.ask.find import find_evidence as find
from graphs.ask.guard import Topic, message_topic
from graphs.ask.reading import read_question
from graphs.ask.release import Release
from graphs.ask.replies import Kind, decline_text, offers, small_talk_reply
from graphs.ask.select import Chosen, Evidence, Role
from graphs.errors import Cancelled
from graphs.events import EVENT, Declined, Done, Event, Sentence, Status


class ChosenState(TypedDict):
    """One chosen passage, by id."""

    passage: str
    units: list[int]
    role: Role
    level: str
    heading: str


class AskState(TypedDict, total=False):
    """Plain JSON values only: this is what a checkpoint holds."""

    said: str
    earlier: list[str]
    topic: Topic
    verdict: str
    missing: list[str]
    uncovered: list[str]
    chosen: list[ChosenState]
    disagreement: Disagreement | None
    offers: list[str]
    model_ms: int


AskGraph = CompiledStateGraph[AskState, AskTurn, AskState, AskState]


def read_message(state: AskState) -> AskState:
    """Tells small talk, orders and other languages from questions."""
    return {"topic": message_topic(state["said"])}


def after_reading(state: AskState) -> Literal["reply", "decline", "find_evidence"]:
    """Only questions are searched."""
    if state["topic"] == "question":
        return "find_evidence"
    return "decline" if state["topic"] == "instructions" else "reply"


def reply(state: AskState, runtime: Runtime[AskTurn]) -> AskState:
    """Answers small talk."""
    runtime.stream_writer(Sentence(text=small_talk_reply(state["topic"]), quoted=False).model_dump())
    return {}


def find_evidence(state: AskState, runtime: Runtime[AskTurn]) -> AskState:
    """Searches, judges whether it is enough, and chooses what the answer may say."""
    deps = runtime.context.deps
    runtime.stream_writer(Status(stage="searching", text="Looking through the sources").model_dump())
    found = find(read_question(state["said"], state["earlier"], deps.lexicon), deps)
    return {
        "topic": found.topic,
        "verdict": found.verdict,
        "missing": list(found.missing),
        "uncovered": list(found.uncovered),
        "chosen": [
            ChosenState(passage=c.passage.id, units=list(c.units), role=c.role, level=c.level, heading=c.heading)
            for c in found.evidence.chosen
        ],
        "disagreement": found.evidence.disagreement,
        "offers": list(found.offers),
    }


def after_finding(state: AskState) -> Literal["answer", "reply", "decline"]:
    """Nothing is answered without enough evidence."""
    if state["topic"] != "question":
        return "reply"
    return "answer" if state["verdict"] == "enough" else "decline"


def decline(state: AskState, runtime: Runtime[AskTurn]) -> AskState:
    """An honest no, with what the sources do cover."""
    kind = cast(Kind, "instructions" if state["topic"] == "instructions" else state["verdict"])
    insists = read_question(state["said"], state["earlier"], runtime.context.deps.lexicon).insists
    text = decline_text(kind, state.get("missing", ()), insists=insists)
    near = tuple(state.get("offers", ())) if kind == "not_covered" else offers((), state["said"])
    runtime.stream_writer(Declined(kind=kind, text=text, offers=near).model_dump())
    return {}


def answer(state: AskState, runtime: Runtime[AskTurn]) -> AskState:
    """Releases verified sentences; a passage that left the knowledge base meanwhile is left out."""
    deps = runtime.context.deps
    chosen = (
        Chosen(passage, tuple(item["units"]), item["role"], item["level"], item["heading"])
        for item in state["chosen"]
        if (passage := deps.retriever.passage(item["passage"])) is not None
    )
    evidence = Evidence(tuple(chosen), state["disagreement"])
    reading = read_question(state["said"], state["earlier"], deps.lexicon)
    release = Release(runtime.context, reading, lambda event: runtime.stream_writer(event.model_dump()))
    return {"model_ms": release.answer(evidence, state["uncovered"])}


def build_graph(checkpointer: BaseCheckpointSaver[str] | None = None) -> AskGraph:
    """Compiles the graph; one compiled graph serves all turns."""
    graph = StateGraph(AskState, context_schema=AskTurn)
    graph.add_node("read_message", read_message)
    graph.add_node("reply", reply)
    graph.add_node("find_evidence", find_evidence)
    graph.add_node("decline", decline)
    graph.add_node("answer", answer)
    graph.add_edge(START, "read_message")
    graph.add_conditional_edges("read_message", after_reading)
    graph.add_conditional_edges("find_evidence", after_finding)
    graph.add_edge("reply", END)
    graph.add_edge("decline", END)
    graph.add_edge("answer", END)
    return graph.compile(checkpointer=checkpointer)


def run_ask(graph: AskGraph, turn: AskTurn, said: str, earlier: Sequence[str], *, thread: str = "") -> Iterator[Event]:
    """The only way to run the graph: LangGraph forgives a forgotten context silently, this signature does not.

    The last event is `Done`. Raises `Cancelled` when the turn was stopped, `TooManyRequests` when the engine's queue
    is full.
    """
    began = time.monotonic()
    config: Any = {"configurable": {"thread_id": thread}} if thread else {}
    state: AskState = {"said": said, "earlier": list(earlier)}
    stream = cast(Generator[Any], graph.stream(state, config, context=turn, stream_mode=["custom", "values"]))
    # Closed here and not by the collector: closing waits for the thread that still writes a checkpoint, which would
    # else come after the turn's checkpoints were pruned, and stay.
    with closing(stream):
        for mode, value in stream:
            if turn.cancelled():
                raise Cancelled("The answer was stopped.")
            if mode == "values":
                state = value
            else:
                yield EVENT.validate_python(value)
    yield Done(
        message_id=thread or "none",
        suggestions=tuple(state.get("offers", ())) if state.get("verdict") == "enough" else (),
        elapsed_ms=int((time.monotonic() - began) * 1000),
        model_ms=state.get("model_ms", 0),
    )
