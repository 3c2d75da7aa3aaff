"""The graph of an interview turn: read, apply, decide, ask. The record is kept before anything is said."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypedDict, cast

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from graphs.events import EVENT, Event, Sentence
from graphs.interview.asking import Outcome
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Act, Incoming, Rate
from graphs.interview.records import keep, load
from graphs.interview.state import begin
from graphs.interview.step import start, step
from graphs.ports import Records

AnswerSide = Callable[[str], Iterator[Event]]


@dataclass(frozen=True)
class InterviewDeps:
    """The parts of an interview turn, bound to one learner."""

    records: Records
    lexicon: SkillLexicon
    rate: Rate
    clock: Callable[[], datetime]
    answer_side: AnswerSide | None = None
    """Answers a question in the middle; without it the mentor says that it keeps to the interview."""


class TurnState(TypedDict, total=False):
    """Plain JSON values only."""

    text: str
    message_id: str
    answers_to: str
    act: str
    fresh: bool
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]
    side_question: str


InterviewGraph = CompiledStateGraph[TurnState, InterviewDeps, TurnState, TurnState]

_KEPT_TO = "I'll come back to your question after the interview; ask it again then."


def read_message(state: TurnState, runtime: Runtime[InterviewDeps]) -> TurnState:
    """Whether this message opens an interview or goes on with one."""
    known = load(runtime.context.records)
    return {"fresh": known is None or (state.get("fresh", False) and known.status == "confirmed")}


def apply(state: TurnState, runtime: Runtime[InterviewDeps]) -> TurnState:
    """Takes the step and keeps the record, so that a kill after this loses nothing."""
    deps = runtime.context
    incoming = Incoming(
        text=state["text"],
        at=deps.clock(),
        id=state.get("message_id", ""),
        answers_to=state.get("answers_to", ""),
        act=cast(Act, state.get("act", "")),
    )
    known = load(deps.records)
    outcome: Outcome
    if state["fresh"] or known is None:
        outcome = start(begin(known, incoming.at), incoming, deps.lexicon, deps.rate)
    else:
        outcome = step(known, incoming, deps.lexicon, deps.rate)
    if outcome.state != known:
        keep(deps.records, outcome.state, deps.lexicon)
    return {
        "before": [event.model_dump(mode="json") for event in outcome.before],
        "after": [event.model_dump(mode="json") for event in outcome.after],
        "side_question": outcome.side_question.text if outcome.side_question else "",
    }


def decide(state: TurnState, runtime: Runtime[InterviewDeps]) -> TurnState:
    """Says what was understood."""
    for event in state["before"]:
        runtime.stream_writer(event)
    return {}


def after_deciding(state: TurnState) -> Literal["answer_side_question", "ask"]:
    """A question of the learner comes before the mentor's next one."""
    return "answer_side_question" if state["side_question"] else "ask"


def answer_side_question(state: TurnState, runtime: Runtime[InterviewDeps]) -> TurnState:
    """Lets the ask slice answer, through the function that the mentor gave."""
    answer = runtime.context.answer_side
    if answer is None:
        runtime.stream_writer(Sentence(text=_KEPT_TO, quoted=False).model_dump())
        return {}
    for event in answer(state["side_question"]):
        if event.type != "done":
            runtime.stream_writer(event.model_dump())
    return {}


def ask(state: TurnState, runtime: Runtime[InterviewDeps]) -> TurnState:
    """Asks the next question, or the open one again."""
    for event in state["after"]:
        runtime.stream_writer(event)
    return {}


def build_graph() -> InterviewGraph:
    """Compiles the graph; one compiled graph serves all turns."""
    graph = StateGraph(TurnState, context_schema=InterviewDeps)
    graph.add_node("read_message", read_message)
    graph.add_node("apply", apply)
    graph.add_node("decide", decide)
    graph.add_node("answer_side_question", answer_side_question)
    graph.add_node("ask", ask)
    graph.add_edge(START, "read_message")
    graph.add_edge("read_message", "apply")
    graph.add_edge("apply", "decide")
    graph.add_conditional_edges("decide", after_deciding)
    graph.add_edge("answer_side_question", "ask")
    graph.add_edge("ask", END)
    return graph.compile()


def run_interview(
    graph: InterviewGraph,
    deps: InterviewDeps,
    text: str,
    *,
    message_id: str = "",
    answers_to: str = "",
    act: Act | Literal[""] = "",
    fresh: bool = False,
) -> Iterator[Event]:
    """The only way to run the graph. `fresh` begins a reassessment when the last interview is confirmed.

    `act` says what the message is where the caller knows; empty lets the interview read it.

    The caller adds the `Done`: it knows the stored message.
    """
    state: TurnState = {
        "text": text, "message_id": message_id, "answers_to": answers_to, "act": act, "fresh": fresh,
    }  # fmt: skip
    stream = cast(Generator[Any], graph.stream(state, context=deps, stream_mode="custom"))
    with closing(stream):
        for value in stream:
            yield EVENT.validate_python(value)
