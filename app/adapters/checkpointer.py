"""LangGraph's checkpointers for the turn in flight, with strict deserialisation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphs.errors import BadSettings

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver


def sqlite_checkpointer(path: Path) -> BaseCheckpointSaver[str]:
    """One file with a write-ahead log; the state is plain JSON values, so no type is allowed back in."""
    import sqlite3

    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
    from langgraph.checkpoint.sqlite import SqliteSaver

    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    saver = SqliteSaver(connection, serde=JsonPlusSerializer(allowed_msgpack_modules=[]))
    saver.setup()
    return saver


def postgres_checkpointer(url: str) -> BaseCheckpointSaver[str]:
    """A pool of connections to the records' database. Raises `BadSettings` when the driver is not installed."""
    try:
        from langgraph.checkpoint.postgres import PostgresSaver
        from psycopg.rows import dict_row
        from psycopg_pool import ConnectionPool
    except ImportError as error:
        raise BadSettings(
            "MENTOR_DATABASE_URL needs the PostgreSQL extra: pip install 'groundwork[postgres]'."
        ) from error
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    pool = ConnectionPool(
        plain, kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}, open=True
    )
    saver = PostgresSaver(pool, serde=JsonPlusSerializer(allowed_msgpack_modules=[]))  # type: ignore[arg-type]
    saver.setup()
    return saver
