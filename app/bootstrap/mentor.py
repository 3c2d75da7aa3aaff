"""The whole mentor in one process, for the terminal and the evals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.bootstrap.ask import make_ask_deps
from app.bootstrap.engine import open_engine
from app.bootstrap.knowledge import Knowledge, ingest_all, open_knowledge
from app.bootstrap.learner import make_learner_parts
from app.bootstrap.process import close_part, prepare_data_dir, prepare_process, settle_process
from app.bootstrap.terminal import forgetting, terminal_learner_of
from app.settings import Settings

if TYPE_CHECKING:
    from app.adapters.store.store import Store
    from graphs.events import Event
    from graphs.mentor.request import Exchange
    from graphs.mentor.turn import TurnDeps
    from graphs.ports import ChatModel
    from ingest.embed import Embedder


@dataclass(frozen=True)
class Mentor:
    """The whole mentor in this process."""

    settings: Settings
    deps: TurnDeps
    chat: ChatModel
    knowledge: Knowledge
    learner: str = "nobody"
    forget_learner: Callable[[], None] | None = None

    def ask(
        self,
        text: str,
        history: Sequence[Exchange] = (),
        *,
        cancelled: Callable[[], bool] | None = None,
        conversation: str = "",
        answers_to: str = "",
        sources_only: bool = False,
    ) -> Iterator[Event]:
        """One turn after the given exchanges. The conversation is not stored, what it tells of the learner is."""
        from uuid import uuid4

        from graphs.mentor.request import TurnRequest
        from graphs.mentor.turn import run_turn
        from graphs.ports import never

        turn = uuid4().hex
        request = TurnRequest(
            conversation_id=conversation or turn,
            learner_id=self.learner,
            turn_id=turn,
            text=text,
            history=tuple(history),
            cancelled=cancelled or never,
            answers_to=answers_to,
            sources_only=sources_only,
            forget_learner=self.forget_learner,
        )
        return run_turn(self.deps, request)

    def close(self) -> None:
        """Ends the engine's process and frees the vector store."""
        close_part(self.chat)
        self.knowledge.close()


def open_mentor(
    settings: Settings,
    on_progress: Callable[[int, int, str], None] | None = None,
    *,
    embedder: Embedder | None = None,
    store: Store | None = None,
) -> Mentor:
    """Opens everything and ingests what is new; waits for the engine only when it will word the answers.

    With a store it is the mentor of the terminal's learner; without one it answers from the sources alone.
    """
    from graphs.mentor.turn import make_turn_deps

    prepare_process()
    prepare_data_dir(settings)
    chat = open_engine(settings)
    try:
        knowledge = open_knowledge(settings, embedder)
        ingest_all(settings, knowledge, (), on_progress)
        deps = make_ask_deps(settings, knowledge, chat)
        knowledge.embedder.encode(["warm up"])  # else the first question would wait for the weights
        settle_process()
        if store is None:
            return Mentor(settings, make_turn_deps(deps), chat, knowledge)
        learner = terminal_learner_of(settings, store)
        parts = make_learner_parts(settings, store, knowledge.embedder)
        forget = forgetting(settings, store, learner)
        return Mentor(settings, make_turn_deps(deps, None, parts), chat, knowledge, learner, forget)
    except BaseException:
        close_part(chat)
        raise
