"""Starts and stops the shell: Socket Mode, HTTP mode, or both."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from starlette.concurrency import run_in_threadpool

from app.adapters.store.store import Store
from app.settings import Settings
from app.slack.app import build
from app.slack.arrivals import Arrivals
from app.slack.install import oauth_settings
from app.slack.pace import Pace
from app.slack.reminders import Sender
from app.slack.shell import DocumentFile, Shell
from app.slack.workspaces import Workspaces, web_client
from app.web.parts import PartsProtocol
from app.web.turns import TurnRunner
from graphs.career.skills import SkillMatrix
from graphs.errors import BadSettings

log = logging.getLogger(__name__)

PRUNE_EVERY = 3600.0
MISSING = (
    "Slack needs tokens. Make an app from deploy/slack-manifest.json, then set MENTOR_SLACK_BOT_TOKEN (xoxb-...) and "
    "MENTOR_SLACK_APP_TOKEN (xapp-..., for Socket Mode) or MENTOR_SLACK_SIGNING_SECRET (for HTTP). "
    "To try it without a workspace: `mentor slack --sandbox`."
)


class RunningSlack:
    """The shell at work."""

    def __init__(self, shell: Shell, arrivals: Arrivals, app: AsyncApp):
        self.shell = shell
        self.arrivals = arrivals
        self.app = app
        self.reminders = Sender(shell)


def wanted(settings: Settings) -> bool:
    """Whether the settings ask for Slack at all."""
    return settings.slack_bot_token is not None or settings.slack_client_id is not None


@asynccontextmanager
async def running(
    settings: Settings,
    store: Store,
    parts: PartsProtocol,
    turns: TurnRunner,
    skills: Callable[[], SkillMatrix],
    documents: Callable[[str, str], tuple[DocumentFile, ...]],
    *,
    stream_after: float | None = None,
    tell_every: float | None = None,
) -> AsyncIterator[RunningSlack]:
    """Answers from the moment it is entered. Raises `BadSettings` or `OperatorError` when Slack refuses the tokens."""
    if not wanted(settings) or (settings.slack_app_token is None and settings.slack_signing_secret is None):
        raise BadSettings(MISSING)
    # One pool for all calls; 100 connections are aiohttp's own limit, and a person's call must not wait for bulk.
    async with aiohttp.ClientSession(trust_env=False) as session:
        pace = Pace()
        workspaces = Workspaces(settings, store.slack_installations, session, pace)
        await workspaces.start()
        shell = Shell(
            settings=settings,
            store=store,
            parts=parts,
            turns=turns,
            skills=skills,
            documents=documents,
            session=session,
            workspaces=workspaces,
            pace=pace,
        )
        if stream_after is not None:
            shell.stream_after = stream_after
        if tell_every is not None:
            shell.tell_every = tell_every
        arrivals = Arrivals(shell)
        app = build(shell, arrivals, oauth_settings(settings, store, workspaces))
        socket = await _connect(settings, app, session)
        pruning = asyncio.create_task(_prune(store))
        try:
            await arrivals.resume()
            yield RunningSlack(shell, arrivals, app)
        finally:
            pruning.cancel()
            if socket is not None:
                await socket.client.close()  # type: ignore[no-untyped-call]
            await arrivals.line.close()
            await _drain(shell)


async def _connect(settings: Settings, app: AsyncApp, session: aiohttp.ClientSession) -> AsyncSocketModeHandler | None:
    if settings.slack_app_token is None:
        return None
    token = settings.slack_app_token.get_secret_value()
    client = web_client(settings, None, session)
    handler = AsyncSocketModeHandler(app, token, web_client=client)
    handler.client.proxy = client.proxy
    opened = asyncio.create_task(handler.client.connect())  # type: ignore[no-untyped-call]
    done, _ = await asyncio.wait({opened}, timeout=30)
    if not done:  # the SDK tries again for ever; a refused token would look like a slow network
        opened.cancel()
        await handler.client.close()  # type: ignore[no-untyped-call]
        raise BadSettings(
            "Slack does not open a Socket Mode connection. Check that MENTOR_SLACK_APP_TOKEN is an app-level token "
            "(xapp-...) with connections:write, that Socket Mode is on for the app, and that the network allows it."
        )
    opened.result()
    return handler


async def _prune(store: Store) -> None:
    while True:
        with suppress(Exception):  # a store that is away for a moment: the next hour does it
            await run_in_threadpool(store.slack.prune)
        await asyncio.sleep(PRUNE_EVERY)


async def _drain(shell: Shell) -> None:
    if shell.tasks:
        _, late = await asyncio.wait(list(shell.tasks), timeout=5)
        for task in late:
            task.cancel()
