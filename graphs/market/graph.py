"""The graph of a market turn: read the message, change the record, tell. The record is kept before anything is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from graphs.career.skills import SkillMatrix
from graphs.errors import PersonError
from graphs.events import EVENT, Event, Sentence, Status
from graphs.market.from_records import market_of
from graphs.market.keep import add_posting, remove_posting
from graphs.market.market import Market
from graphs.market.render import PASTE, say_added, say_pause, say_removed, say_report
from graphs.market.request import MOST_AT_ONCE, read_request
from graphs.market.vocabulary import PostingWords
from graphs.ports import Records

_LINK = (
    "I work without the internet and cannot open links. Open the posting, copy its text, and paste it here; "
    "a saved page or a PDF can be uploaded on the postings page."
)


@dataclass(frozen=True)
class MarketDeps:
    """The parts of a market turn, bound to one learner."""

    records: Records
    skills: SkillMatrix
    words: PostingWords
    clock: Callable[[], datetime]


class TurnState(TypedDict, total=False):
    """Plain JSON values only."""

    act: str
    text: str
    wish: str
    texts: list[str]
    posting_id: str
    said: list[dict[str, Any]]


MarketGraph = CompiledStateGraph[TurnState, MarketDeps, TurnState, TurnState]


def read_message(state: TurnState, runtime: Runtime[MarketDeps]) -> TurnState:
    """What is wanted, and the postings in the message."""
    wanted = read_request(state["act"], state["text"])
    if wanted.wish == "add":
        runtime.stream_writer(Status(stage="reading", text="Reading the posting").model_dump())
    return {"wish": wanted.wish, "texts": list(wanted.texts), "posting_id": wanted.posting_id}


def after_reading(state: TurnState) -> Literal["add", "remove", "tell"]:
    """Only adding and removing change the record."""
    if state["wish"] == "add":
        return "add"
    return "remove" if state["wish"] == "remove" else "tell"


def add(state: TurnState, runtime: Runtime[MarketDeps]) -> TurnState:
    """Keeps each posting of the message; what cannot be kept is told and changes nothing."""
    deps = runtime.context
    said: list[Event] = []
    texts = state["texts"]
    for text in texts[:MOST_AT_ONCE]:
        try:
            added = add_posting(deps.records, text, deps.words, deps.clock())
        except PersonError as error:
            said.append(Sentence(text=str(error), style="lead", quoted=False))
            continue
        said += say_added(added, current_market(deps), deps.skills, unsure=added.unsure)
    if len(texts) > MOST_AT_ONCE:
        more = f"I read {MOST_AT_ONCE} postings at once; send the other {len(texts) - MOST_AT_ONCE} in another message."
        said.append(Sentence(text=more, style="note", quoted=False))
    return {"said": [event.model_dump(mode="json") for event in said]}


def remove(state: TurnState, runtime: Runtime[MarketDeps]) -> TurnState:
    """Takes one posting out."""
    deps = runtime.context
    try:
        remove_posting(deps.records, state["posting_id"])
    except PersonError as error:
        said: list[Event] = [Sentence(text=str(error), style="lead", quoted=False)]
    else:
        said = list(say_removed(state["posting_id"], current_market(deps)))
    return {"said": [event.model_dump(mode="json") for event in said]}


def tell(state: TurnState, runtime: Runtime[MarketDeps]) -> TurnState:
    """Says what was done, or answers what needs no change."""
    deps = runtime.context
    if "said" in state:
        for value in state["said"]:
            runtime.stream_writer(value)
        return {}
    match state["wish"]:
        case "report":
            events = say_report(current_market(deps))
        case "pause":
            events = say_pause(current_market(deps))
        case "link":
            events = iter((Sentence(text=_LINK, style="lead", quoted=False),))
        case _:
            events = iter((Sentence(text=PASTE, style="lead", quoted=False),))
    for event in events:
        runtime.stream_writer(event.model_dump())
    return {}


def current_market(deps: MarketDeps) -> Market:
    """The market as the records have it now, with the learner's own standing."""
    return market_of(deps.records, deps.skills, deps.clock())


def build_graph() -> MarketGraph:
    """Compiles the graph; one compiled graph serves all turns."""
    graph = StateGraph(TurnState, context_schema=MarketDeps)
    graph.add_node("read_message", read_message)
    graph.add_node("add", add)
    graph.add_node("remove", remove)
    graph.add_node("tell", tell)
    graph.add_edge(START, "read_message")
    graph.add_conditional_edges("read_message", after_reading)
    graph.add_edge("add", "tell")
    graph.add_edge("remove", "tell")
    graph.add_edge("tell", END)
    return graph.compile()


def run_market(graph: MarketGraph, deps: MarketDeps, act: str, text: str) -> Iterator[Event]:
    """The only way to run the graph; the caller adds the `Done`.

    `act` is `add_posting`, `market_report`, `pause` or `skip`. Texts that cannot be kept are told, not raised.
    """
    state: TurnState = {"act": act, "text": text}
    values = graph.stream(state, context=deps, stream_mode="custom")
    with closing(values):  # type: ignore[type-var]  # a generator that is typed as an iterator
        for value in values:
            yield EVENT.validate_python(value)
