"""The graph of a progress turn: find what the message is, take the one step, keep it, say it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, cast

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from graphs.career.progress import ReviewAnswer
from graphs.career.resources import ResourceCatalogue
from graphs.career.skills import SkillMatrix
from graphs.career.wording import say
from graphs.events import EVENT, Event
from graphs.ports import Records
from graphs.progress.asked import Act, Step, step_of
from graphs.progress.records import read_plan, read_progress
from graphs.progress.recover import Replan
from graphs.progress.render import NO_PLAN
from graphs.progress.review import Rate
from graphs.progress.steps import STEPS

__all__ = ["Act", "ProgressDeps", "build_graph", "run_progress"]

Settle = Callable[[tuple[ReviewAnswer, ...], datetime], None]
"""Takes new ratings, with the learner's words behind them, into the assessment."""


@dataclass(frozen=True)
class ProgressDeps:
    """The parts of a progress turn, bound to one learner."""

    records: Records
    skills: SkillMatrix
    resources: ResourceCatalogue
    clock: Callable[[], datetime]
    replan: Replan
    settle: Settle
    rate: Rate | None = None
    """Without it only picked descriptions change a rating."""


class TurnState(TypedDict, total=False):
    """Plain JSON values only."""

    act: str
    text: str
    step: str
    events: list[dict[str, Any]]


ProgressGraph = CompiledStateGraph[TurnState, ProgressDeps, TurnState, TurnState]


def read_message(state: TurnState, runtime: Runtime[ProgressDeps]) -> TurnState:
    """What the message is, given what was asked last."""
    if read_plan(runtime.context.records) is None:
        return {"step": "no_plan"}
    return {"step": step_of(cast(Act, state["act"]), state["text"], read_progress(runtime.context.records).waits)}


def take_step(state: TurnState, runtime: Runtime[ProgressDeps]) -> TurnState:
    """Takes the one step and keeps the record, so that a kill after this loses nothing."""
    if state["step"] == "no_plan":
        return {"events": [say(NO_PLAN).model_dump(mode="json")]}
    events = STEPS[cast(Step, state["step"])](runtime.context, state["text"])
    return {"events": [event.model_dump(mode="json") for event in events]}


def tell(state: TurnState, runtime: Runtime[ProgressDeps]) -> TurnState:
    """Says what was done, and asks what is to be asked."""
    for event in state["events"]:
        runtime.stream_writer(event)
    return {}


def build_graph() -> ProgressGraph:
    """Compiles the graph; one compiled graph serves all turns."""
    graph = StateGraph(TurnState, context_schema=ProgressDeps)
    graph.add_node("read_message", read_message)
    graph.add_node("take_step", take_step)
    graph.add_node("tell", tell)
    graph.add_edge(START, "read_message")
    graph.add_edge("read_message", "take_step")
    graph.add_edge("take_step", "tell")
    graph.add_edge("tell", END)
    return graph.compile()


def run_progress(graph: ProgressGraph, deps: ProgressDeps, act: Act | str, text: str) -> Iterator[Event]:
    """The only way to run the graph. An act that this slice does not know is read as a check-in.

    The caller adds the `Done`: it knows the stored message.
    """
    stream = cast(Generator[Any], graph.stream({"act": act, "text": text}, context=deps, stream_mode="custom"))
    with closing(stream):
        for value in stream:
            yield EVENT.validate_python(value)
