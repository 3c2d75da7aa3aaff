"""Brings the tables up to date at start: one short query when there is nothing to do, a backup before anything else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.adapters.store.engine import Database
from graphs.errors import DataDirUnusable

MIGRATIONS = Path(__file__).parent / "migrations"
KEPT_BACKUPS = 3


def head_revision(migrations: Path = MIGRATIONS) -> str:
    """The newest revision, from the file names (`r0001_words.py`), so that Alembic is imported only when needed."""
    return max(file.stem.removeprefix("r").partition("_")[0] for file in (migrations / "versions").glob("r*.py"))


def migrate(database: Database, migrations: Path = MIGRATIONS) -> bool:
    """True when something had to be done; all of it happens or none. Raises `DataDirUnusable` for newer records."""
    head = head_revision(migrations)
    current = _current_revision(database)
    if current == head:
        return False
    if current is not None and current > head:
        raise DataDirUnusable(
            f"The records were written by a newer version (revision {current}, this program knows {head}). "
            "Install that version again, or start with another MENTOR_DATA_DIR."
        )
    if current is not None and database.file is not None:
        back_up(database.file, current)
    with database.connection() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(736511)"))  # several servers may start at once
        _upgrade(connection, migrations)
    return True


def backups_of(file: Path) -> list[Path]:
    """The copies made before migrations, oldest first."""
    return sorted((file.parent / "backups").glob(f"{file.stem}-*.sqlite"))


def back_up(file: Path, revision: str) -> Path:
    """A consistent copy beside the file, even while others write; only the last few are kept."""
    folder = file.parent / "backups"
    copy = folder / f"{file.stem}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{revision}.sqlite"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        copy.touch(mode=0o600)
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except (OSError, sqlite3.Error) as error:
        copy.unlink(missing_ok=True)
        raise DataDirUnusable(
            f"The records need an update, and no copy of them could be made in {folder} ({error}). "
            "Free some space or mend the folder's permissions; nothing was changed."
        ) from error
    for old in backups_of(file)[:-KEPT_BACKUPS]:
        old.unlink()
    return copy


def _current_revision(database: Database) -> str | None:
    with database.read() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, migrations: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
