"""One turn of the mentor: a message in, events out. The only way in for every shell."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph.state import CompiledStateGraph

from graphs.ask.deps import AskDeps, AskTurn
from graphs.ask.graph import AskState, build_graph, run_ask
from graphs.ask.text import clean
from graphs.errors import Cancelled, MentorError
from graphs.events import Event, Failed
from graphs.mentor.request import TurnRequest

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TurnDeps:
    """Everything a turn may use."""

    ask: AskDeps
    graph: CompiledStateGraph[AskState, AskTurn, AskState, AskState]
    forget: Callable[[str], None]
    """Prunes the checkpoints of a turn that ended."""


def make_turn_deps(ask: AskDeps, checkpointer: BaseCheckpointSaver[str] | None = None) -> TurnDeps:
    """Compiles the graph once."""
    forget: Callable[[str], None] = checkpointer.delete_thread if checkpointer is not None else _nothing
    return TurnDeps(ask=ask, graph=build_graph(checkpointer), forget=forget)


def _nothing(thread: str) -> None:  # noqa: ARG001
    return None


def run_turn(deps: TurnDeps, request: TurnRequest) -> Iterator[Event]:
    """Runs one turn; the last event is `Done`, or `Failed` when something that has a name went wrong.

    Raises `Cancelled` when the learner stopped the turn or left.
    """
    turn = AskTurn(deps=deps.ask, asker=request.learner_id, cancelled=request.cancelled)
    earlier = [exchange.question for exchange in request.history]
    try:
        yield from run_ask(deps.graph, turn, clean(request.text), earlier, thread=request.turn_id)
    except Cancelled:
        raise
    except MentorError as error:
        _log.warning("turn failed: %s", error.code)
        yield Failed(code=error.code, message=str(error))
    finally:
        deps.forget(request.turn_id)
