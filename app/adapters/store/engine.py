"""A database opened the way this product needs it: WAL and foreign keys on SQLite, a checked pool on PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from graphs.errors import BadSettings, DataDirUnusable

PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    # With WAL, NORMAL survives a killed process without an fsync per sentence; only a power cut may lose the last one.
    "synchronous=NORMAL",
    # Deleted words are overwritten, not merely unlinked: deletion is a promise to the learner.
    "secure_delete=ON",
)


class Database:
    """Hands out sessions: `read()` sees one snapshot, `write()` holds the write lock from its first statement."""

    def __init__(self, url: str):
        try:
            self.url = make_url(url)
        except ArgumentError as error:
            raise BadSettings(
                "MENTOR_DATABASE_URL is not a database address. Use postgresql://user:password@host/name."
            ) from error
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.file = Path(self.url.database) if self.is_sqlite and self.url.database else None
        if self.file is not None:
            create_private(self.file)
        try:
            self.engine = (
                create_engine(self.url) if self.is_sqlite else create_engine(self.url, pool_pre_ping=True, pool_size=10)
            )
        except ImportError as error:
            raise BadSettings("PostgreSQL needs its driver: pip install 'groundwork[postgres]'.") from error
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._writer = self.engine.execution_options(mentor_write=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for queries only."""
        with self._named_errors(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose changes are committed when the block ends well, and dropped when it does not."""
        with self._named_errors(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A writing connection, for migrations."""
        with self._named_errors(), self._writer.begin() as connection:
            yield connection

    def fold_log(self) -> None:
        """SQLite's log keeps deleted words until it is folded into the file; called after deletions."""
        if self.is_sqlite:
            with self._named_errors(), closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Gives the connections back; the last one to close an SQLite file folds its log into it."""
        self.engine.dispose()

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except OperationalError as error:
            raise DataDirUnusable(self._what_to_do(str(error.orig))) from error
        except DBAPIError as error:
            if not isinstance(error.orig, sqlite3.DatabaseError):
                raise
            raise DataDirUnusable(self._what_to_do(str(error.orig))) from error

    def _what_to_do(self, reason: str) -> str:
        if not self.is_sqlite:
            host = self.url.host or "MENTOR_DATABASE_URL"
            return f"The database at {host} does not answer. Check that it runs and that MENTOR_DATABASE_URL is right."
        if "full" in reason:
            return f"The disk that holds {self.file} is full. Free some space and try again."
        if "locked" in reason:
            return f"Another program keeps {self.file} locked. Close it and try again."
        if "not a database" in reason or "malformed" in reason:
            return f"{self.file} is damaged. Put back a copy from the backups folder beside it, or move it away."
        return f"{self.file} cannot be used ({reason}). Check that its folder exists and may be written."


def create_private(file: Path) -> None:
    """The log files that SQLite puts beside the file take over its mode, so no other user reads the messages."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DataDirUnusable(
            f"Cannot write {file} ({reason}). Choose another folder with MENTOR_DATA_DIR, or mend its permissions."
        ) from error


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver's own transaction handling would commit around DDL
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A read that later turns into a write can fail at once on a snapshot; taking the lock first waits its turn.
    writing = connection.get_execution_options().get("mentor_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
