"""A learner's data as a whole: taken out, or deleted, over every table there is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select

from app.adapters.store.checkpoints import Checkpoints
from app.adapters.store.conversations import now
from app.adapters.store.engine import Database
from app.adapters.store.migrate import backups_of
from app.adapters.store.tables import Base, Conversation, Learner, Turn

Row = dict[str, str | int | float | bool | None]


class Learners:
    """Works on the tables' metadata, so a table added later is covered without a change here."""

    def __init__(self, database: Database, checkpoints: Callable[[], Checkpoints], uploads: Path):
        self._database = database
        self._checkpoints = checkpoints
        self._uploads = uploads

    def ensure(self, learner_id: str) -> None:
        """Makes the learner's row when there is none, so that what follows can refuse to bring a deleted one back."""
        with self._database.write() as session:
            if session.get(Learner, learner_id) is None:
                session.add(Learner(learner_id=learner_id, created_at=now()))

    def export(self, learner_id: str) -> dict[str, list[Row]]:
        """Every row of every table, as plain JSON values, by table name."""
        tables: dict[str, list[Row]] = {}
        with self._database.read() as session:
            for table in Base.metadata.sorted_tables:
                rows = session.execute(select(table).where(table.c.learner_id == learner_id)).mappings()
                tables[table.name] = [{name: _plain(value) for name, value in row.items()} for row in rows]
        return tables

    def delete(self, learner_id: str) -> None:
        """Records, checkpoints, uploads, and the learner's rows in the backup copies; nothing can bring them back."""
        with self._database.read() as session:
            turns = session.scalars(select(Turn.id).where(Turn.learner_id == learner_id)).all()
            threads = session.scalars(select(Conversation.id).where(Conversation.learner_id == learner_id)).all()
        self._checkpoints().forget([*turns, *threads])
        with self._database.write() as session:
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(delete(table).where(table.c.learner_id == learner_id))
        self._database.fold_log()
        if self._database.file is not None:
            for copy in backups_of(self._database.file):
                _delete_in_copy(copy, learner_id)
        if learner_id.isalnum():
            shutil.rmtree(self._uploads / learner_id, ignore_errors=True)


def _delete_in_copy(copy: Path, learner_id: str) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("PRAGMA secure_delete=ON")
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = {row[1] for row in connection.execute("SELECT * FROM pragma_table_info(?)", (table,))}
            if "learner_id" in columns:
                connection.execute(f'DELETE FROM "{table}" WHERE learner_id = ?', (learner_id,))


def _plain(value: object) -> str | int | float | bool | None:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
