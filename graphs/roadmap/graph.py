"""The graph of a roadmap turn: gather, build and keep, tell."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypedDict, cast

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from graphs.career.resources import ResourceCatalogue
from graphs.career.skills import SkillMatrix
from graphs.events import EVENT, Event, Progress
from graphs.ports import Records
from graphs.roadmap.evidence import Passages
from graphs.roadmap.records import make_roadmap, read_roadmap
from graphs.roadmap.render import no_plan, told

Act = Literal["make_roadmap", "show_roadmap", "show"]

__all__ = ["Act", "RoadmapDeps", "build_graph", "run_roadmap"]


@dataclass(frozen=True)
class RoadmapDeps:
    """The parts of a roadmap turn, bound to one learner."""

    records: Records
    skills: SkillMatrix
    resources: ResourceCatalogue
    passages: Passages
    """A `graphs.ports.Retriever`, or whatever finds passages by their id."""
    clock: Callable[[], datetime]


class TurnState(TypedDict, total=False):
    """Plain JSON values only."""

    act: str


RoadmapGraph = CompiledStateGraph[TurnState, RoadmapDeps, TurnState, TurnState]


def choose(state: TurnState, runtime: Runtime[RoadmapDeps]) -> TurnState:
    """A roadmap that is shown is made first when there is none."""
    kept = read_roadmap(runtime.context.records)
    return {"act": "show" if kept is not None and state["act"] != "make_roadmap" else "make_roadmap"}


def after_choosing(state: TurnState) -> Literal["show", "make"]:
    """One or the other."""
    return "show" if state["act"] == "show" else "make"


def make(state: TurnState, runtime: Runtime[RoadmapDeps]) -> TurnState:  # noqa: ARG001
    """Keeps the roadmap before anything is said of it."""
    deps = runtime.context
    if deps.records.get("plan") is None:
        for event in no_plan():
            runtime.stream_writer(event.model_dump())
        return {}
    runtime.stream_writer(Progress(step=1, of=1, label="Drawing the roadmap").model_dump())
    made = make_roadmap(deps.records, deps.skills, deps.resources, deps.passages, deps.clock())
    for event in told(made):
        runtime.stream_writer(event.model_dump())
    return {}


def show(state: TurnState, runtime: Runtime[RoadmapDeps]) -> TurnState:  # noqa: ARG001
    """The roadmap as it stands."""
    kept = read_roadmap(runtime.context.records)
    for event in told(kept) if kept is not None else no_plan():
        runtime.stream_writer(event.model_dump())
    return {}


def build_graph() -> RoadmapGraph:
    """Compiles the graph; one compiled graph serves all turns."""
    graph = StateGraph(TurnState, context_schema=RoadmapDeps)
    graph.add_node("choose", choose)
    graph.add_node("make", make)
    graph.add_node("show", show)
    graph.add_edge(START, "choose")
    graph.add_conditional_edges("choose", after_choosing)
    graph.add_edge("make", END)
    graph.add_edge("show", END)
    return graph.compile()


def run_roadmap(graph: RoadmapGraph, deps: RoadmapDeps, act: Act, text: str) -> Iterator[Event]:  # noqa: ARG001
    """The only way to run the graph. The caller adds the `Done`: it knows the stored message."""
    stream = cast(Generator[Any], graph.stream({"act": act}, context=deps, stream_mode="custom"))
    with closing(stream):
        for value in stream:
            yield EVENT.validate_python(value)
