"""Makes the real parts, one file per subject; nothing else does. Heavy libraries are imported when a part is made."""

from __future__ import annotations

from app.bootstrap.ask import make_ask_deps
from app.bootstrap.checkpoints import open_checkpointer
from app.bootstrap.engine import model_setting, open_engine
from app.bootstrap.interview import make_interview_deps, open_rate
from app.bootstrap.knowledge import (
    Knowledge,
    default_roots,
    ingest_all,
    open_embedder,
    open_knowledge,
    reading_embedder,
)
from app.bootstrap.mentor import Mentor, open_mentor
from app.bootstrap.process import LEAST_FREE_BYTES, prepare_data_dir, prepare_process
from app.bootstrap.web import make_app, make_parts

__all__ = [
    "LEAST_FREE_BYTES",
    "Knowledge",
    "Mentor",
    "default_roots",
    "ingest_all",
    "make_app",
    "make_ask_deps",
    "make_interview_deps",
    "make_parts",
    "model_setting",
    "open_checkpointer",
    "open_embedder",
    "open_engine",
    "open_knowledge",
    "open_mentor",
    "open_rate",
    "prepare_data_dir",
    "prepare_process",
    "reading_embedder",
]
