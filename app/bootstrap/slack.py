"""The Slack shell with its real parts: beside the page, or alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from app.bootstrap.process import prepare_data_dir, prepare_process
from app.bootstrap.web import make_parts
from app.settings import Settings
from graphs.errors import BadSettings

if TYPE_CHECKING:
    from app.adapters.store.store import Store
    from app.slack.running import RunningSlack
    from app.slack.shell import DocumentFile


def attach_slack(app: Any, settings: Settings, told: Callable[[str], None]) -> bool:
    """Whether the settings ask for Slack; it is then started and stopped with the page."""
    if settings.slack_bot_token is None and settings.slack_client_id is None:
        return False
    http = _import("app.slack.http")
    http.attach(app, make_documents(settings, app.state.context.store), told)
    return True


@asynccontextmanager
async def open_slack(settings: Settings, **more: Any) -> AsyncIterator[RunningSlack]:
    """The shell alone, with records, knowledge base and model of its own."""
    import asyncio

    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from app.adapters.reminders import Reminding
    from app.adapters.store.store import open_store
    from app.web.turns import TurnRunner

    shell = _import("app.slack.running")
    prepare_process()
    prepare_data_dir(settings)
    store = open_store(settings)
    parts = make_parts(settings, store)
    turns = TurnRunner(store, parts)
    await asyncio.to_thread(lambda: store.recover(starting=True))
    beating = asyncio.create_task(_beat(turns))
    try:
        async with shell.running(
            settings,
            store,
            parts,
            turns,
            lambda: load_skills(settings.corpus_dir / SKILLS_FILE),
            make_documents(settings, store),
            **more,
        ) as started:
            parts.start()  # after Slack is connected: loading the weights would starve the handshake
            reminding = asyncio.create_task(Reminding(store, lambda: [started.reminders]).run())
            try:
                yield started
            finally:
                reminding.cancel()
    finally:
        beating.cancel()
        await asyncio.to_thread(turns.close)
        await asyncio.to_thread(parts.close)
        store.close()


def make_documents(settings: Settings, store: Store) -> Callable[[str, str], tuple[DocumentFile, ...]]:
    """Learner and name to the document as files to upload."""

    def documents(learner: str, name: str) -> tuple[DocumentFile, ...]:
        from datetime import UTC, datetime

        from app.adapters.catalogue import load_catalogue
        from app.documents.rating_chart import chart_png, chart_words
        from app.documents.registry import Source, kind_of
        from app.learner_assessment import require_standing
        from app.slack.shell import DocumentFile

        kind = kind_of(name)
        source = Source(store.records, learner, load_catalogue(settings.corpus_dir), datetime.now(UTC))
        written = kind.write(source)
        if written is None:
            return ()
        files = [DocumentFile(kind.file.rpartition("/")[2], kind.title, written.encode())]
        if name == "assessment":
            standing = require_standing(store.records, learner, source.catalogue.skills)
            files.insert(0, DocumentFile("skills.png", "Your skills", chart_png(standing), chart_words(standing)))
        return tuple(files)

    return documents


def _import(module: str) -> Any:
    """Raises `BadSettings` when the libraries for Slack are not installed."""
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        if error.name is None or error.name.split(".")[0] not in ("slack_bolt", "slack_sdk", "aiohttp"):
            raise
        raise BadSettings("Slack needs two more libraries: pip install 'groundwork[slack]'.") from error


async def _beat(turns: Any) -> None:
    import asyncio
    from contextlib import suppress

    from app.web.app import BEAT_S
    from graphs.errors import MentorError

    while True:
        await asyncio.sleep(BEAT_S)
        with suppress(MentorError):
            await asyncio.to_thread(turns.beat)
