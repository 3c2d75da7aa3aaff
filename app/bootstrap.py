"""Makes the real parts; nothing else does. Heavy libraries are imported when a part is made, not before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.settings import Settings
from graphs.errors import BadSettings, DataDirUnusable, OperatorError
from graphs.ports import ChatModel, Records

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

    from app.adapters.store.store import Store
    from app.web.parts import Parts
    from graphs.ask.deps import AskDeps
    from graphs.events import Event
    from graphs.interview.graph import AnswerSide, InterviewDeps
    from graphs.interview.lexicon import SkillLexicon
    from graphs.interview.models import Rate
    from graphs.mentor.request import Exchange
    from graphs.mentor.turn import TurnDeps
    from ingest.embed import Embedder
    from ingest.files import Root
    from ingest.index import Report
    from ingest.search import Searcher
    from ingest.store import Store as VectorStore

LEAST_FREE_BYTES = 200 * 1024 * 1024


def prepare_process() -> None:
    """Turns every library's tracing, telemetry and downloads off; call before anything heavy is imported."""
    for name, value in {
        "LANGSMITH_TRACING": "false",
        "LANGCHAIN_TRACING_V2": "false",
        "LANGGRAPH_STRICT_MSGPACK": "true",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "DO_NOT_TRACK": "1",
    }.items():
        os.environ[name] = value


def prepare_data_dir(settings: Settings) -> None:
    """Creates the data directory. Raises `DataDirUnusable` when it cannot be written or its disk is nearly full."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        settings.documents_path.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / f".write-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
        free = shutil.disk_usage(settings.data_dir).free
    except OSError as error:
        raise DataDirUnusable(
            f"The data directory {settings.data_dir} cannot be used ({error.strerror}). "
            "Make it writable, or point MENTOR_DATA_DIR to another folder."
        ) from error
    if free < LEAST_FREE_BYTES:
        raise DataDirUnusable(
            f"Only {free // 2**20} MB are free where {settings.data_dir} lies. Free some space, or set MENTOR_DATA_DIR."
        )


@dataclass(frozen=True)
class Knowledge:
    """The vector store with its reader; closing it frees the embedded store for other processes."""

    store: VectorStore
    embedder: Embedder
    searcher: Searcher

    def close(self) -> None:
        """Frees the lock."""
        self.store.close()


def open_embedder(settings: Settings) -> Embedder:
    """Nothing is loaded before the first text."""
    if settings.embed_model == "hashed":
        from ingest.testing import HashedEmbedder

        return HashedEmbedder()
    from ingest.embed import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(settings.embed_model, settings.embed_threads)


def open_knowledge(settings: Settings, embedder: Embedder | None = None) -> Knowledge:
    """Opens the store. Raises `KnowledgeLocked` when another process has the embedded one."""
    from app.adapters.knowledge import knowledge_errors
    from ingest.search import Searcher

    prepare_data_dir(settings)
    with knowledge_errors():
        store: VectorStore
        if settings.qdrant_url:
            from ingest.server_store import ServerStore, connect

            key = settings.qdrant_api_key.get_secret_value() if settings.qdrant_api_key else None
            store = ServerStore(connect(settings.qdrant_url, key))
        else:
            from ingest.edge_store import EdgeStore

            store = EdgeStore(settings.data_dir / "knowledge")
    embedder = embedder or open_embedder(settings)
    return Knowledge(store, embedder, Searcher(store, embedder, settings.data_dir / "knowledge"))


def default_roots(settings: Settings) -> list[Root]:
    """The shipped corpus and the operator's own folder."""
    from ingest.files import Root

    return [
        Root(settings.corpus_dir, "corpus"),
        Root(settings.documents_path, "documents", prefix="documents/", optional=True),
    ]


def ingest_all(
    settings: Settings,
    knowledge: Knowledge,
    paths: Sequence[Path] = (),
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Report:
    """Brings the knowledge base in line with the corpus and the operator's documents; `paths` are copied there first."""
    from app.adapters.knowledge import knowledge_errors
    from ingest.index import ingest

    if paths:
        from app.adapters.documents import take_in

        take_in(paths, settings.documents_path)
    with knowledge_errors():
        return ingest(knowledge.store, knowledge.embedder, default_roots(settings), on_progress)


def open_engine(settings: Settings) -> ChatModel:
    """Returns at once; a llama.cpp model is loaded and warmed in its child process."""
    from graphs.ask.prompts import SYSTEM

    if settings.llm_engine == "scripted":
        from graphs.testing import ScriptedChatModel

        return ScriptedChatModel()
    if settings.llm_url or settings.llm_engine == "openai":
        from app.adapters.openai_engine import OpenAIEngine

        if not settings.llm_url:
            raise BadSettings(
                "MENTOR_LLM_ENGINE is openai, but MENTOR_LLM_URL is not set. Set it to the server's address."
            )
        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
        named = settings.llm_model if "llm_model" in settings.model_fields_set else None
        return OpenAIEngine(
            settings.llm_url, model=named, api_key=key, context=settings.llm_context, limit=max(settings.llm_queue, 64)
        )
    from app.adapters.llama.engine import start_llama

    return start_llama(
        model_setting(settings),
        context=settings.llm_context,
        threads=settings.llm_threads,
        gpu_layers=settings.llm_gpu_layers,
        queue=settings.llm_queue,
        system_prompt=SYSTEM,
        data_dir=settings.data_dir,
    )


def model_setting(settings: Settings) -> str:
    """MENTOR_LLM_MODEL when given, else what `mentor model use` chose, else the bundled model."""
    from app.models.choice import chosen

    if "llm_model" in settings.model_fields_set:
        return settings.llm_model
    return chosen(settings.data_dir) or settings.llm_model


def open_checkpointer(settings: Settings) -> BaseCheckpointSaver[str]:
    """For the turn in flight only; the same choice of database as the records."""
    if settings.database_url is not None:
        from app.adapters.checkpointer import postgres_checkpointer

        return postgres_checkpointer(settings.database_url.get_secret_value())
    from app.adapters.checkpointer import sqlite_checkpointer

    return sqlite_checkpointer(settings.data_dir / "checkpoints.sqlite")


def make_ask_deps(settings: Settings, knowledge: Knowledge, chat: ChatModel) -> AskDeps:
    """Everything an answer needs; loads the embedding model."""
    from app.adapters.catalogue import load_skills
    from app.adapters.knowledge import KnowledgeRetriever, knowledge_errors, passage_of
    from app.adapters.remembering import RememberingEmbedder
    from app.adapters.word_lists import english_words, load_not_covered, place_names
    from graphs.ask.deps import AskDeps
    from graphs.ask.guard import embed_examples
    from graphs.ask.judgement import load_calibration
    from graphs.ask.lexicon import build_lexicon
    from graphs.ask.wording import wording_for

    skills = load_skills(settings.corpus_dir / "skills.yaml")
    with knowledge_errors():
        searcher = knowledge.searcher
        chunks = [chunk for found in searcher.documents() for chunk in searcher.neighbours(found.id)]
        searcher.warm_up()
    remembering = RememberingEmbedder(knowledge.embedder, settings.data_dir / "knowledge" / "examples.npz")
    lexicon = build_lexicon(
        [passage_of(chunk) for chunk in chunks],
        english=english_words(),
        places=place_names(),
        aliases={term: skill.id for term, skill in skills.by_term.items()},
        skill_names={skill.id: skill.name for skill in skills.skills},
        questions=[question for chunk in chunks for question in chunk.ask.questions],
    )
    examples = embed_examples(remembering, load_not_covered(settings.corpus_dir))
    remembering.save()
    return AskDeps(
        retriever=KnowledgeRetriever(searcher),
        embedder=knowledge.embedder,
        chat=chat,
        lexicon=lexicon,
        examples=examples,
        calibration=load_calibration(),
        wording=wording_for(chat.name) if settings.wording == "auto" else settings.wording,
    )


def open_rate(embedder: Embedder, lexicon: SkillLexicon) -> Rate:
    """How answers of the interview are rated. Raises `OperatorError` when the weights do not fit the program."""
    from graphs.interview.model import load_model
    from graphs.interview.rate import rate_answer

    try:
        model = load_model()
    except (OSError, ValueError, KeyError) as error:
        raise OperatorError(
            "The interview's rating model is missing or of another version. Make it anew: "
            "`python -m evals.train_ratings --write`."
        ) from error
    return lambda skill, question, answer: rate_answer(skill, question, answer, model, embedder, lexicon)


def make_interview_deps(
    settings: Settings, records: Records, embedder: Embedder, answer_side: AnswerSide | None = None
) -> InterviewDeps:
    """The parts of an interview turn for the learner that the records are bound to."""
    from datetime import UTC, datetime

    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from graphs.interview.graph import InterviewDeps
    from graphs.interview.lexicon import SkillLexicon

    lexicon = SkillLexicon(load_skills(settings.corpus_dir / SKILLS_FILE))
    return InterviewDeps(
        records=records,
        lexicon=lexicon,
        rate=open_rate(embedder, lexicon),
        clock=lambda: datetime.now(UTC),
        answer_side=answer_side,
    )


@dataclass(frozen=True)
class Mentor:
    """The whole mentor in this process, for the terminal and the evals."""

    settings: Settings
    deps: TurnDeps
    chat: ChatModel
    knowledge: Knowledge
    learner: str = "terminal"

    def ask(
        self, text: str, history: Sequence[Exchange] = (), *, cancelled: Callable[[], bool] | None = None
    ) -> Iterator[Event]:
        """One turn after the given exchanges; nothing is stored."""
        from uuid import uuid4

        from graphs.mentor.request import TurnRequest
        from graphs.mentor.turn import run_turn
        from graphs.ports import never

        request = TurnRequest("terminal", self.learner, uuid4().hex, text, tuple(history), cancelled or never)
        return run_turn(self.deps, request)

    def close(self) -> None:
        """Ends the engine's process and frees the vector store."""
        _close(self.chat)
        self.knowledge.close()


def open_mentor(
    settings: Settings,
    on_progress: Callable[[int, int, str], None] | None = None,
    *,
    embedder: Embedder | None = None,
    learner: str = "terminal",
) -> Mentor:
    """Opens everything and ingests what is new; waits for the engine only when it will word the answers."""
    from graphs.mentor.turn import make_turn_deps

    prepare_process()
    prepare_data_dir(settings)
    chat = open_engine(settings)
    try:
        knowledge = open_knowledge(settings, embedder)
        ingest_all(settings, knowledge, (), on_progress)
        deps = make_ask_deps(settings, knowledge, chat)
        knowledge.embedder.encode(["warm up"])  # else the first question would wait for the weights
    except BaseException:
        _close(chat)
        raise
    return Mentor(settings, make_turn_deps(deps), chat, knowledge, learner)


def make_parts(settings: Settings) -> Parts:
    """The parts of the web service, each loading in its own thread once started."""
    from app.web.parts import Loading, Parts, QueueStatus
    from graphs.ask.replies import FIRST_QUESTIONS

    def load_embedder(loading: Loading) -> Embedder:
        from app.adapters.knowledge import knowledge_errors

        loading.say("Loading the embedding model")
        with knowledge_errors():
            embedder = open_embedder(settings)
            embedder.encode(["warm up"])
        return embedder

    def load_knowledge(loading: Loading) -> Knowledge:
        loading.say("Opening the knowledge base")
        knowledge = open_knowledge(settings, loading.part("embedder"))
        ingest_all(
            settings,
            knowledge,
            (),
            lambda done, of, label: loading.say(f"Reading {done} of {of} documents {label}".strip()),
        )
        return knowledge

    def load_model(loading: Loading) -> ChatModel:
        loading.say("Starting the language model")
        chat = open_engine(settings)
        wait = getattr(chat, "wait_ready", None) or getattr(chat, "check", None)
        if wait is not None:
            wait()
        loading.say("Ready", name=chat.name)
        return chat

    checkpointer = cache(lambda: open_checkpointer(settings))  # one for all minds that an ingest calls for

    def mind(loaded: Mapping[str, Any]) -> Callable[..., Iterator[Event]]:
        from graphs.mentor.turn import make_turn_deps, run_turn

        deps = make_turn_deps(make_ask_deps(settings, loaded["knowledge"], loaded["model"]), checkpointer())
        return lambda request: run_turn(deps, request)

    def library(loaded: Mapping[str, Any]) -> Any:
        from app.adapters.library import KnowledgeLibrary

        return KnowledgeLibrary(settings, loaded["knowledge"], after_change=lambda: parts.refresh())

    def close(loaded: Mapping[str, Any]) -> None:
        for name in ("model", "knowledge"):
            if name in loaded:
                _close(loaded[name])

    parts = Parts(
        {"embedder": load_embedder, "knowledge": load_knowledge, "model": load_model},
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
    from app.adapters.store.store import open_store
    from app.web.app import create_app

    prepare_process()
    prepare_data_dir(settings)
    return create_app(make_parts(settings), store or open_store(settings), settings)


def _close(part: object) -> None:
    close = getattr(part, "close", None)
    if close is not None:
        close()
