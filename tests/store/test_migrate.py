from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from app.adapters.store.engine import Database
from app.adapters.store.migrate import MIGRATIONS, backups_of, head_revision, migrate
from app.adapters.store.slack_tables import OperatorBase
from app.adapters.store.store import Store
from app.adapters.store.tables import Base
from graphs.errors import BadSettings, DataDirUnusable

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{head}"


def upgrade():
    op.create_table("extra", sa.Column("learner_id", sa.String(40)))
    {then}
"""


def _with_next(tmp_path: Path, then: str = "pass") -> Path:
    copy = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "r9001_extra.py").write_text(NEXT.format(then=then, head=head_revision()))
    return copy


def test_the_migrations_make_what_the_models_say(store: Store) -> None:
    with store.database.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, [Base.metadata, OperatorBase.metadata]) == []


def test_nothing_to_do_the_second_time(urls: tuple[str, str]) -> None:
    database = Database(urls[0])
    assert migrate(database) is True
    assert migrate(database) is False
    database.close()


def test_a_migration_keeps_the_records_and_copies_them_first(urls: tuple[str, str], tmp_path: Path) -> None:
    store = Store(urls[0], checkpoints_url=urls[1], uploads=tmp_path)
    conversation = store.conversations.create("ann1", "kept")
    assert migrate(store.database, _with_next(tmp_path)) is True
    assert store.conversations.get("ann1", conversation.id).title == "kept"
    with store.database.connection() as connection:
        assert inspect(connection).has_table("extra")
    if store.database.file is not None:
        (copy,) = backups_of(store.database.file)
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        with sqlite3.connect(copy) as old:
            assert old.execute("SELECT title FROM conversations").fetchall() == [("kept",)]
    store.close()


def test_a_database_of_the_first_revision_keeps_its_data(urls: tuple[str, str], tmp_path: Path) -> None:
    first = tmp_path / "first"
    shutil.copytree(MIGRATIONS, first, ignore=shutil.ignore_patterns("__pycache__", "r000[2-9]*"))
    database = Database(urls[0])
    migrate(database, first)
    with database.connection() as connection:
        assert not inspect(connection).has_table("records")
        connection.execute(text("INSERT INTO learners VALUES ('ann1', '2026-01-02 03:04:05')"))
        connection.execute(
            text(
                "INSERT INTO conversations VALUES ('c1', 'ann1', 'kept', '2026-01-02 03:04:05', '2026-01-02 03:04:05')"
            )
        )
    database.close()
    store = Store(urls[0], checkpoints_url=urls[1], uploads=tmp_path)
    assert store.conversations.get("ann1", "c1").title == "kept"
    assert store.records.newest("ann1", "profile") is None
    assert store.records.put("ann1", "profile", {"hours": 5}) == 1
    assert store.database.file is None or len(backups_of(store.database.file)) == 1
    store.learners.delete("ann1")
    assert store.records.newest("ann1", "profile") is None
    store.close()


def test_a_migration_that_fails_changes_nothing(urls: tuple[str, str], tmp_path: Path) -> None:
    database = Database(urls[0])
    migrate(database)
    with pytest.raises(ZeroDivisionError):
        migrate(database, _with_next(tmp_path, "1 / 0"))
    with database.connection() as connection:
        assert not inspect(connection).has_table("extra")
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == head_revision()
    database.close()


def test_records_of_a_newer_program_are_left_alone(urls: tuple[str, str]) -> None:
    database = Database(urls[0])
    migrate(database)
    with database.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DataDirUnusable, match="newer version"):
        migrate(database)
    database.close()


def test_opening_what_is_up_to_date_needs_no_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    database = Database(url)
    migrate(database)
    database.close()
    code = (
        "import sys; from app.adapters.store.engine import Database; from app.adapters.store.migrate import migrate\n"
        f"assert migrate(Database({url!r})) is False\n"
        "print([name for name in ('alembic', 'langgraph', 'torch', 'fastapi') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"


def test_only_this_user_may_read_the_records(tmp_path: Path) -> None:
    store = Store(
        f"sqlite:///{tmp_path / 'r.sqlite'}", checkpoints_url=f"sqlite:///{tmp_path / 'c.sqlite'}", uploads=tmp_path
    )
    store.conversations.create("ann1")
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("*.sqlite*")} == {0o600}
    store.close()


def _not_a_database(folder: Path) -> str:
    (folder / "records.sqlite").write_text("this is a shopping list, not a database " * 100)
    return f"sqlite:///{folder / 'records.sqlite'}"


def _file_for_folder(folder: Path) -> str:
    (folder / "data").write_text("")
    return f"sqlite:///{folder / 'data' / 'records.sqlite'}"


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        pytest.param(_not_a_database, "is damaged. Put back a copy", id="not a database"),
        pytest.param(_file_for_folder, "MENTOR_DATA_DIR", id="no such folder"),
        pytest.param(lambda _: "postgresql+psycopg://x@127.0.0.1:9/none", "does not answer", id="no server"),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(tmp_path: Path, prepare, says: str) -> None:
    with pytest.raises(DataDirUnusable, match=says):
        migrate(Database(prepare(tmp_path)))


def test_an_address_that_is_none() -> None:
    with pytest.raises(BadSettings, match="MENTOR_DATABASE_URL"):
        Database("not an address")
