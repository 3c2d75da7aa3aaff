"""The graph of a plan turn: read what is asked, ask for one missing thing at most, make, tell."""

from __future__ import annotations

import re
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
from graphs.errors import BadValue
from graphs.events import EVENT, Event, Progress, Sentence
from graphs.plan.days import NoSuchDay
from graphs.plan.reading import Asked, read_asked
from graphs.plan.records import PlanTalk, keep_talk, plan_now, read_basis, read_plan, read_talk, today_of, waits
from graphs.plan.render import ASK_ASSESSMENT, ASK_HOURS, changed, nothing_yet, told
from graphs.plan.request import LEAST_HOURS, PlanParts
from graphs.plan.workbook import load_workbook
from graphs.ports import Records

Act = Literal["make_plan", "replan", "show_plan", "show", "answer"]
"""`answer`: what the learner says to a question that this slice asked."""

_ANEW = re.compile(r"\b(?:from scratch|start over|anew|a new plan|new plan|throw .{0,20}away)\b", re.IGNORECASE)
_ASSESS = re.compile(r"\b(?:assess|interview|find out|first|rate)\w*\b", re.IGNORECASE)
_ANYWAY = re.compile(r"\b(?:anyway|anyhow|without|plan|just|go ahead|from what)\b", re.IGNORECASE)
_BARE_HOURS = re.compile(r"^\W*(?:about |around |maybe |ca\.? |some )?(\d+(?:[.,]\d+)?)\W*$", re.IGNORECASE)
_TO_INTERVIEW = (
    "Write “assess my skills” and we begin. After it, ask for the plan again: it will be made from your answers."
)

__all__ = ["Act", "PlanDeps", "build_graph", "make_plan_deps", "run_plan", "waits"]


@dataclass(frozen=True)
class PlanDeps:
    """The parts of a plan turn, bound to one learner."""

    records: Records
    parts: PlanParts
    clock: Callable[[], datetime]


def make_plan_deps(
    records: Records, skills: SkillMatrix, resources: ResourceCatalogue, clock: Callable[[], datetime]
) -> PlanDeps:
    """With the slice's own workbook."""
    return PlanDeps(records=records, parts=PlanParts(skills, resources, load_workbook()), clock=clock)


class TurnState(TypedDict, total=False):
    """Plain JSON values only."""

    act: str
    text: str
    asked: dict[str, Any]
    ask: str
    problem: str
    interview: bool


PlanGraph = CompiledStateGraph[TurnState, PlanDeps, TurnState, TurnState]


def read_message(state: TurnState, runtime: Runtime[PlanDeps]) -> TurnState:
    """What the words ask of a plan, over what an earlier message already asked when this one answers a question."""
    deps = runtime.context
    talk = read_talk(deps.records)
    try:
        asked = read_asked(state["text"], deps.clock().date(), deps.parts.skills)
    except NoSuchDay as error:
        return {"problem": f"There is no {error}. Name another day, such as 1 March."}
    bare = _BARE_HOURS.match(state["text"])
    if talk.waits_for == "hours" and asked.hours is None and bare:
        asked = asked.model_copy(update={"hours": float(bare[1].replace(",", "."))})
    if talk.waits_for:
        before = {name: value for name, value in talk.asked.model_dump().items() if value not in (None, ())}
        now = {name: value for name, value in asked.model_dump().items() if value not in (None, ())}
        asked = Asked.model_validate(before | now)
    to_interview = (
        talk.waits_for == "assessment"
        and _ASSESS.search(state["text"]) is not None
        and _ANYWAY.search(state["text"]) is None
    )
    return {"asked": asked.model_dump(mode="json"), "interview": to_interview}


def decide(state: TurnState, runtime: Runtime[PlanDeps]) -> TurnState:
    """Whether something essential is missing that was not asked for already."""
    deps = runtime.context
    if state.get("problem") or state["act"] in ("show", "show_plan"):
        return {"ask": ""}
    talk, asked = read_talk(deps.records), Asked.model_validate(state["asked"])
    basis = read_basis(deps.records, asked, deps.clock())
    missing: Literal["", "hours", "assessment"] = ""
    if not talk.waits_for and basis.before is None:
        missing = "" if basis.assessed else "assessment"
        missing = missing or ("" if basis.hours_known else "hours")
    keep_talk(
        deps.records,
        PlanTalk(waits_for=missing, asked=asked, act=state["act"]) if missing else PlanTalk(),
    )
    return {"ask": missing}


def after_deciding(state: TurnState) -> Literal["ask", "show", "make", "refuse", "send_to_interview"]:
    """One thing per turn."""
    if state.get("problem"):
        return "refuse"
    if state["act"] in ("show", "show_plan"):
        return "show"
    if state.get("interview"):
        return "send_to_interview"
    return "ask" if state["ask"] else "make"


def ask(state: TurnState, runtime: Runtime[PlanDeps]) -> TurnState:
    """The one thing that is missing."""
    runtime.stream_writer((ASK_HOURS if state["ask"] == "hours" else ASK_ASSESSMENT).model_dump())
    return {}


def refuse(state: TurnState, runtime: Runtime[PlanDeps]) -> TurnState:
    """Says what to write instead."""
    runtime.stream_writer(Sentence(text=state["problem"], quoted=False).model_dump())
    return {}


def send_to_interview(state: TurnState, runtime: Runtime[PlanDeps]) -> TurnState:  # noqa: ARG001
    """The learner chose the assessment first."""
    runtime.stream_writer(Sentence(text=_TO_INTERVIEW, quoted=False).model_dump())
    return {}


def show(state: TurnState, runtime: Runtime[PlanDeps]) -> TurnState:  # noqa: ARG001
    """The plan as it stands."""
    deps = runtime.context
    plan = read_plan(deps.records)
    for event in nothing_yet() if plan is None else told(plan, deps.parts.skills, today_of(plan, deps.clock())):
        runtime.stream_writer(event.model_dump())
    return {}


def make(state: TurnState, runtime: Runtime[PlanDeps]) -> TurnState:
    """Makes and keeps the plan before anything is said of it."""
    deps, asked = runtime.context, Asked.model_validate(state["asked"])
    runtime.stream_writer(Progress(step=1, of=2, label="Putting gaps, resources and weeks together").model_dump())
    try:
        if asked.hours is not None and asked.hours < LEAST_HOURS:
            raise BadValue(
                f"With {asked.hours:g} hours a week nothing can be planned. Say how many you have in an ordinary week, "
                "at least half an hour."
            )
        plan = plan_now(deps.records, deps.parts, asked, deps.clock(), anew=_ANEW.search(state["text"]) is not None)
    except BadValue as error:
        words = str(error).partition(": ")[2] or str(error)
        runtime.stream_writer(Sentence(text=words[:1].upper() + words[1:], quoted=False).model_dump())
        return {}
    runtime.stream_writer(Progress(step=2, of=2, label="Writing the document").model_dump())
    for event in (*changed(plan), *told(plan, deps.parts.skills, today_of(plan, deps.clock()))):
        runtime.stream_writer(event.model_dump())
    return {}


def build_graph() -> PlanGraph:
    """Compiles the graph; one compiled graph serves all turns."""
    graph = StateGraph(TurnState, context_schema=PlanDeps)
    graph.add_node("read_message", read_message)
    graph.add_node("decide", decide)
    graph.add_node("ask", ask)
    graph.add_node("refuse", refuse)
    graph.add_node("send_to_interview", send_to_interview)
    graph.add_node("show", show)
    graph.add_node("make", make)
    graph.add_edge(START, "read_message")
    graph.add_edge("read_message", "decide")
    graph.add_conditional_edges("decide", after_deciding)
    for last in ("ask", "refuse", "send_to_interview", "show", "make"):
        graph.add_edge(last, END)
    return graph.compile()


def run_plan(graph: PlanGraph, deps: PlanDeps, act: Act, text: str) -> Iterator[Event]:
    """The only way to run the graph. The caller adds the `Done`: it knows the stored message."""
    stream = cast(Generator[Any], graph.stream({"act": act, "text": text}, context=deps, stream_mode="custom"))
    with closing(stream):
        for value in stream:
            yield EVENT.validate_python(value)
