"""One turn of the mentor: a message in, events out. The only way in for every shell."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from langgraph.checkpoint.base import BaseCheckpointSaver

from graphs.ask.deps import AskDeps
from graphs.ask.graph import build_graph
from graphs.errors import Cancelled, MentorError
from graphs.events import Done, Event, Failed
from graphs.mentor.conduct import Conduct
from graphs.mentor.learner_parts import LearnerParts
from graphs.mentor.request import TurnRequest
from graphs.mentor.sources import SourceParts, Sources, questions_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TurnDeps:
    """Everything a turn may use."""

    sources: SourceParts
    learner: LearnerParts | None = None
    """None: every message is answered from the sources, and nothing is known of anybody."""

    @property
    def ask(self) -> AskDeps:
        """The parts of an answer from the sources."""
        return self.sources.ask


def make_turn_deps(
    ask: AskDeps, checkpointer: BaseCheckpointSaver[str] | None = None, learner: LearnerParts | None = None
) -> TurnDeps:
    """Compiles the graph once."""
    forget: Callable[[str], None] = checkpointer.delete_thread if checkpointer is not None else _nothing
    return TurnDeps(SourceParts(ask=ask, graph=build_graph(checkpointer), forget=forget), learner)


def _nothing(thread: str) -> None:  # noqa: ARG001
    return None


def run_turn(deps: TurnDeps, request: TurnRequest) -> Iterator[Event]:
    """Runs one turn; the last event is `Done`, or `Failed` when something that has a name went wrong.

    Raises `Cancelled` when the learner stopped the turn or left.
    """
    began = time.monotonic()
    sources = Sources(deps.sources, request)
    conduct = None
    try:
        if deps.learner is None or request.sources_only:
            yield from sources.answer(request.text, questions_of(request.history))
        else:
            conduct = Conduct(deps.learner, request, sources)
            yield from conduct.events()
        yield Done(
            message_id=request.turn_id,
            suggestions=conduct.suggestions if conduct else sources.suggestions,
            elapsed_ms=int((time.monotonic() - began) * 1000),
            model_ms=sources.model_ms,
            forgotten=conduct.forgotten if conduct else False,
        )
    except Cancelled:
        raise
    except MentorError as error:
        _log.warning("turn failed: %s", error.code)
        yield Failed(code=error.code, message=str(error))
    finally:
        sources.close()
