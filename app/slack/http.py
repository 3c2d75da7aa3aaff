"""Slack beside the page: the shell started with it, and in HTTP mode its three routes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler

from app.slack.running import RunningSlack, running
from app.slack.shell import DocumentFile
from app.web.context import Context
from graphs.errors import BadSettings, MentorError

log = logging.getLogger(__name__)

AGAIN_AFTER = 30.0
"""Seconds until a start that failed for a passing reason is tried again."""


def attach(
    app: FastAPI,
    documents: Callable[[str, str], tuple[DocumentFile, ...]],
    told: Callable[[str], None] = log.error,
) -> None:
    """The page answers whether or not Slack does; `told` gets the sentence when Slack cannot be started."""
    context: Context = app.state.context
    app.state.slack = None
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(served: Any) -> AsyncIterator[Any]:
        async with inner(served) as state:
            stop = asyncio.Event()
            beside = asyncio.create_task(_beside(served, context, documents, told, stop))
            try:
                yield state
            finally:
                stop.set()
                await asyncio.wait({beside}, timeout=12)
                beside.cancel()

    app.router.lifespan_context = lifespan
    if context.settings.slack_signing_secret is not None:
        for method, path in (("POST", "/slack/events"), ("GET", "/slack/install"), ("GET", "/slack/oauth_redirect")):
            app.add_api_route(path, _handle, methods=[method], include_in_schema=False)


async def _beside(
    app: FastAPI,
    context: Context,
    documents: Callable[[str, str], tuple[DocumentFile, ...]],
    told: Callable[[str], None],
    stop: asyncio.Event,
) -> None:
    said = ""
    while not stop.is_set():
        try:
            async with AsyncExitStack() as stack:
                app.state.slack = await stack.enter_async_context(
                    running(
                        context.settings, context.store, context.parts, context.turns, lambda: context.skills, documents
                    )
                )
                await stop.wait()
                app.state.slack = None
                return
        except MentorError as error:
            app.state.slack = None
            if str(error) != said:
                said = str(error)
                told(said)
            if isinstance(error, BadSettings):
                return
        try:
            await asyncio.wait_for(stop.wait(), AGAIN_AFTER)
        except TimeoutError:
            continue


async def _handle(request: Request) -> Response:
    """What is not signed by Slack is refused before Bolt sees it: a time stamp that is no number would break there."""
    slack: RunningSlack | None = request.app.state.slack
    stamp = request.headers.get("x-slack-request-timestamp", "")
    if request.method == "POST" and not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        return Response('{"error": "invalid request"}', 401, media_type="application/json")
    if slack is None:  # Slack delivers again
        return Response("The mentor is starting.", 503, headers={"Retry-After": "5"})
    answer: Response = await AsyncSlackRequestHandler(slack.app).handle(request)
    return answer
