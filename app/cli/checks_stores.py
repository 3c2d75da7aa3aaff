"""The knowledge base, the record store and the corpus' data files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphs.errors import CatalogueError, MentorError

if TYPE_CHECKING:
    from app.cli.checks import Check
    from app.settings import Settings


def catalogues(settings: Settings) -> Iterator[Check]:
    """The two YAML files and that documents are there."""
    from app.adapters.catalogue import load_catalogue
    from app.cli.checks import Check

    try:
        found = load_catalogue(settings.corpus_dir)
    except CatalogueError as error:
        first, *more = str(error).splitlines()
        rest = f" (and {len(more)} more)" if more else ""
        yield Check("catalogues", "fail", first + rest, "Correct the line; `mentor corpus validate` shows all of them.")
        return
    yield Check("catalogues", "ok", f"{len(found.skills.skills)} skills and {len(found.resources.resources)} resources")


def database(settings: Settings) -> Iterator[Check]:
    """Read only: an SQLite file that is not there yet is not made."""
    from app.cli.checks import Check

    if settings.database_url is None:
        yield _sqlite(settings)
        return
    from sqlalchemy import text

    from app.adapters.store.engine import Database

    opened = Database(settings.records_url)
    try:
        with opened.read() as session:
            session.execute(text("SELECT 1"))
        yield Check(
            "database", "ok", f"{opened.url.get_backend_name()} at {opened.url.host or 'a local socket'} answers"
        )
    except MentorError as error:
        yield Check("database", "fail", str(error))
    finally:
        opened.close()


def _sqlite(settings: Settings) -> Check:
    import sqlite3

    from app.cli.checks import Check

    file = settings.data_dir / "records.sqlite"
    if not file.exists():
        return Check("database", "ok", f"{file} will be created at the first start")
    try:
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error as error:
        verdict = str(error)
    if verdict == "ok":
        return Check("database", "ok", f"{file}: whole, {file.stat().st_size / 1e6:.1f} MB")
    mend = f"Stop the service and put back a copy from {file.parent / 'backups'}, or move the file away to start anew."
    return Check("database", "fail", f"{file} is damaged: {verdict}", mend)


def knowledge(settings: Settings) -> Iterator[Check]:
    """Asks the running server where there is one; else opens the store if it is there."""
    from app.cli.checks import Check
    from app.cli.running import find_server

    server = find_server(settings.data_dir)
    if server is not None:
        part = server.status()["parts"]["knowledge"]
        state = "ok" if part["state"] == "ready" else "warn" if part["state"] == "loading" else "fail"
        yield Check("knowledge", state, f"in the running server: {part['detail'] or part['state']}")  # type: ignore[arg-type]
        return
    if settings.qdrant_url is None and not (settings.data_dir / "knowledge" / "serving").exists():
        mend = "It is made at the first start, or now with `mentor ingest`."
        yield Check("knowledge", "warn", "nothing has been ingested yet", mend)
        return
    from app.adapters.knowledge import knowledge_errors
    from app.bootstrap import open_knowledge
    from ingest.index import read_stamp

    opened = open_knowledge(settings)
    try:
        with knowledge_errors():
            serving = opened.store.serving()
            stamp = read_stamp(serving) if serving else None
            documents = len(list(opened.searcher.documents()))
    finally:
        opened.close()
    if stamp is None:
        yield Check("knowledge", "warn", "it is empty or its build was interrupted", "Run `mentor ingest`.")
    elif stamp.model != opened.embedder.name:
        found = f"built with {stamp.model}, the setting says {opened.embedder.name}"
        yield Check("knowledge", "warn", found, "Run `mentor ingest`: it builds a new one aside and then switches.")
    else:
        yield Check("knowledge", "ok", f"{documents} documents, built with {stamp.model}")
