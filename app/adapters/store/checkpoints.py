"""The traces that LangGraph's checkpointer leaves; a turn's thread id is its turn id."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import inspect, text

from app.adapters.store.engine import Database

TABLES = ("checkpoints", "writes", "checkpoint_writes", "checkpoint_blobs")
"""Those of the SQLite and of the PostgreSQL checkpointer; each has `thread_id`."""


class Checkpoints:
    """Deletes threads from every table that is there; the checkpointers' own deletion covers one thread at a time."""

    def __init__(self, database: Database):
        self._database = database

    def forget(self, thread_ids: Sequence[str]) -> None:
        """Rows of these threads, and of threads named `<id>:...`."""
        if not thread_ids:
            return
        with self._database.connection() as connection:
            present = set(inspect(connection).get_table_names())
            for table in TABLES:
                if table in present:
                    statement = text(f"DELETE FROM {table} WHERE thread_id = :id OR thread_id LIKE :prefix")
                    connection.execute(statement, [{"id": each, "prefix": f"{each}:%"} for each in thread_ids])
        self._database.fold_log()
