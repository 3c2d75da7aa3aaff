"""The process and its data directory, made ready before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import shutil
import threading
from collections.abc import Callable
from typing import TypeVar

from app.settings import Settings
from graphs.errors import DataDirUnusable

Made = TypeVar("Made")
LEAST_FREE_BYTES = 200 * 1024 * 1024


def prepare_process() -> None:
    """Turns tracing, telemetry and downloads of every library off and calms the collector; before anything heavy."""
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
    # Next to nothing that loading makes is garbage, and looking for it again and again takes a tenth of a start.
    gc.set_threshold(50_000, 20, 100)


def settle_process() -> None:
    """What is loaded by now stays: the collector leaves it alone, else a turn pauses for the quarter of a second it takes.

    Once in a process: what is replaced later (a mind after an ingest) would stay for good, too.
    """
    gc.freeze()


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


def once(make: Callable[[], Made]) -> Callable[[], Made]:
    """Made at the first call, whichever thread comes first; the others wait for it. An error is not kept."""
    guard = threading.Lock()
    made: list[Made] = []

    def get() -> Made:
        with guard:
            if not made:
                made.append(make())
            return made[0]

    return get


def close_part(part: object) -> None:
    """Closes what can be closed."""
    close = getattr(part, "close", None)
    if close is not None:
        close()
