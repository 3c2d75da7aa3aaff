"""The web service, put together from parts that are given."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from app.adapters.store.store import Store
from app.posting_files import MOST_BYTES
from app.settings import Settings
from app.web.context import Context
from app.web.cookies import learner_cookie
from app.web.errors import add_error_handlers
from app.web.late import AwaitLateRoutes, LateRoutes
from app.web.parts import PartsProtocol
from app.web.routes import page, status
from app.web.security import UPLOAD_PATH, BodyLimit, SameOriginOnly, SecurityHeaders
from app.web.server_file import remove_server_file, write_server_file
from app.web.stream import KEEP_ALIVE_S
from app.web.turns import TurnRunner
from graphs.errors import MentorError

if TYPE_CHECKING:
    from app.adapters.reminders import Sender

log = logging.getLogger(__name__)

BODY_LIMIT = 256_000
NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""Said outright: a variable of the shell could turn FastAPI's own on, and it records message texts."""
BEAT_S = 20.0


def create_app(parts: PartsProtocol, store: Store, settings: Settings, *, keep_alive: float = KEEP_ALIVE_S) -> FastAPI:
    """Starts loading the other routes and `parts` when the server starts, and closes `parts` and `store` when it stops."""
    context = Context(
        settings=settings,
        store=store,
        parts=parts,
        turns=TurnRunner(store, parts),
        cookie=learner_cookie(settings),
        token=secrets.token_urlsafe(32),
        keep_alive=keep_alive,
    )
    app = FastAPI(
        title="Groundwork",
        version=_version(),
        description="A career mentor for AI infrastructure that answers only from sources it can show.",
        lifespan=_lifespan,
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/openapi.json",
        telemetry=NO_TELEMETRY,
    )
    app.state.context = context
    add_error_handlers(app)
    app.include_router(page.router)
    app.include_router(status.router)
    app.state.late = late = LateRoutes(app.include_router)
    app.mount("/static", StaticFiles(directory=page.STATIC, check_dir=False), name="static")
    app.add_middleware(AwaitLateRoutes, late=late)
    app.add_middleware(BodyLimit, limit=BODY_LIMIT, larger={UPLOAD_PATH: MOST_BYTES})
    app.add_middleware(SameOriginOnly)
    app.add_middleware(SecurityHeaders)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    context: Context = app.state.context
    broken = await run_in_threadpool(lambda: context.store.recover(starting=True))
    if broken:
        log.warning("%d answers were cut off when the service stopped last; each says so", broken)
    write_server_file(context.settings.data_dir, context.settings.host, context.settings.port, context.token)
    beating = asyncio.create_task(_beat(context.turns))
    loading = asyncio.create_task(_load(app))
    try:
        yield
    finally:
        beating.cancel()
        loading.cancel()
        await run_in_threadpool(context.turns.close)
        remove_server_file(context.settings.data_dir)
        await run_in_threadpool(context.parts.close)
        context.store.close()


async def _load(app: FastAPI) -> None:
    """What is not needed for the page, beside it: first the routes that it asks at once, then the parts of the mentor."""
    context: Context = app.state.context
    try:
        await run_in_threadpool(app.state.late)
    except Exception:  # told to whoever asks for one of them; the mentor itself may still work
        log.exception("the routes could not be imported")
    context.parts.start()
    from app.adapters.reminders import Reminding  # brings the reading of progress, which the page does not need

    await Reminding(context.store, lambda: _senders(app)).run()


def _version() -> str:
    try:
        return version("groundwork")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return "0"


def _senders(app: FastAPI) -> list[Sender]:
    """Slack, while it is there; the page shows reminders by itself."""
    slack = getattr(app.state, "slack", None)
    return [] if slack is None else [slack.reminders]


async def _beat(turns: TurnRunner) -> None:
    while True:
        await asyncio.sleep(BEAT_S)
        with suppress(MentorError):  # a database that is away for a moment: the next beat tells
            await run_in_threadpool(turns.beat)
