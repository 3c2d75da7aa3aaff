from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from app.adapters.store.store import Store

BINARIES = Path("/usr/lib/postgresql/15/bin")
HOW = (
    "no PostgreSQL server: set GROUNDWORK_TEST_POSTGRES=postgresql+psycopg://user:password@host/empty_database, "
    "or install postgresql-15 and run the tests as root (a temporary cluster is then made)"
)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    given = os.environ.get("GROUNDWORK_TEST_POSTGRES")
    if given:
        yield given
        return
    if os.geteuid() != 0 or not (BINARIES / "initdb").exists() or shutil.which("runuser") is None:
        pytest.skip(HOW)
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    shutil.chown(folder, "postgres")

    def as_postgres(*command: str) -> None:
        subprocess.run(
            ["runuser", "-u", "postgres", "--", *command], check=True, capture_output=True, timeout=120, cwd="/"
        )

    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=40"
    as_postgres(str(BINARIES / "initdb"), "-D", str(folder / "db"), "-A", "trust", "-E", "UTF8", "--no-sync")
    as_postgres(
        str(BINARIES / "pg_ctl"), "-D", str(folder / "db"), "-l", str(folder / "log"), "-w", "-o", options, "start"
    )
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={quote(str(folder))}"
    finally:
        as_postgres(str(BINARIES / "pg_ctl"), "-D", str(folder / "db"), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _empty(url: str) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def urls(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Addresses of the records and of the checkpoints."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.sqlite'}", f"sqlite:///{tmp_path / 'checkpoints.sqlite'}"
    url = request.getfixturevalue("postgres_url")
    _empty(url)
    return url, url


@pytest.fixture
def store(urls: tuple[str, str], tmp_path: Path) -> Iterator[Store]:
    opened = Store(urls[0], checkpoints_url=urls[1], uploads=tmp_path / "uploads")
    yield opened
    opened.close()
