"""The web service and the parts it loads in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.bootstrap.ask import SourcesRead, make_ask_deps, read_sources
from app.bootstrap.checkpoints import open_checkpointer
from app.bootstrap.engine import open_engine
from app.bootstrap.knowledge import Knowledge, ingest_all, open_embedder, open_knowledge
from app.bootstrap.learner import make_learner_parts
from app.bootstrap.process import close_part, once, prepare_data_dir, prepare_process, settle_process
from app.settings import Settings

if TYPE_CHECKING:
    from app.adapters.store.store import Store
    from app.web.parts import Parts
    from graphs.events import Event
    from graphs.ports import ChatModel
    from ingest.embed import Embedder


def make_parts(settings: Settings, store: Store | None = None) -> Parts:
    """The parts of the web service, each loading in its own thread once started.

    Without a store every message is answered from the sources alone. The language model's process takes longest to
    come up, so all that can be made without it is made meanwhile.
    """
    from app.web.parts import Loading, Parts, QueueStatus
    from graphs.ask.replies import FIRST_QUESTIONS

    embedder = once(lambda: open_embedder(settings))
    learner_parts = once(lambda: make_learner_parts(settings, store, embedder()) if store is not None else None)
    read: list[SourcesRead] = []  # for the first mind; one that an ingest calls for reads them anew

    def load_embedder(loading: Loading) -> Embedder:
        from app.adapters.knowledge import knowledge_errors

        loading.say("Loading the embedding model")
        with knowledge_errors():
            embedder().encode(["warm up"])
        loading.say("Reading the catalogues")
        learner_parts()
        return embedder()

    def load_knowledge(loading: Loading) -> Knowledge:
        loading.say("Opening the knowledge base")
        knowledge = open_knowledge(settings, embedder())  # loads the weights only for texts that it does not know
        ingest_all(
            settings,
            knowledge,
            (),
            lambda done, of, label: loading.say(f"Reading {done} of {of} documents {label}".strip()),
        )
        loading.say("Learning the words of the documents")
        read.append(read_sources(settings, knowledge))
        return knowledge

    def load_model(loading: Loading) -> ChatModel:
        loading.say("Starting the language model")
        chat = open_engine(settings)
        wait = getattr(chat, "wait_ready", None) or getattr(chat, "check", None)
        if wait is not None:
            wait()
        loading.say("Ready", name=chat.name)
        return chat

    settled = once(settle_process)
    checkpointer = once(lambda: open_checkpointer(settings))  # one for all minds that an ingest calls for

    def mind(loaded: Mapping[str, Any]) -> Callable[..., Iterator[Event]]:
        from graphs.mentor.turn import make_turn_deps, run_turn

        sources = read.pop() if read else None
        ask = make_ask_deps(settings, loaded["knowledge"], loaded["model"], sources)
        deps = make_turn_deps(ask, checkpointer(), learner_parts())
        settled()
        return lambda request: run_turn(deps, request)

    def library(loaded: Mapping[str, Any]) -> Any:
        from app.adapters.library import KnowledgeLibrary

        return KnowledgeLibrary(settings, loaded["knowledge"], after_change=changed)

    def changed() -> None:
        read.clear()
        parts.refresh()

    def close(loaded: Mapping[str, Any]) -> None:
        for name in ("model", "knowledge"):
            if name in loaded:
                close_part(loaded[name])

    parts = Parts(
        {"model": load_model, "embedder": load_embedder, "knowledge": load_knowledge},
        mind=mind,
        library=library,
        queue=lambda loaded: QueueStatus(getattr(loaded["model"], "waiting", 0), getattr(loaded["model"], "limit", 0)),
        queue_limit=settings.llm_queue,
        suggestions=FIRST_QUESTIONS,
        on_close=close,
    )
    return parts


def make_app(settings: Settings, store: Store | None = None) -> Any:
    """The FastAPI application with real parts; opens and migrates the record store at once."""
    prepare_process()
    prepare_data_dir(settings)

    from app.adapters.store.store import open_store
    from app.web.app import create_app

    store = store or open_store(settings)
    return create_app(make_parts(settings, store), store, settings)
