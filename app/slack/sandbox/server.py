"""The sandbox's HTTP server: Web API, Socket Mode, uploads, and the page for people."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from app.slack.sandbox.deliveries import Deliveries
from app.slack.sandbox.hands import Hands
from app.slack.sandbox.limits import RateLimits
from app.slack.sandbox.methods import answer, plain
from app.slack.sandbox.page import add_page
from app.slack.sandbox.state import Json, Message, Slack

UPLOAD_LIMIT = 100 * 2**20


class Sandbox:
    """A Slack that listens on this machine."""

    def __init__(self, slack: Slack | None = None, **patience: Any):
        self.slack = slack or Slack()
        self.limits = RateLimits(self.slack.clock)
        self.deliveries = Deliveries(self.slack, **patience)
        self.hands = Hands(self.slack, self.deliveries)

    @asynccontextmanager
    async def running(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Sandbox]:
        """Listens until left; `slack.base` then holds the address."""
        application = web.Application(client_max_size=UPLOAD_LIMIT)
        application.add_routes(
            [
                web.route("*", "/api/{method}", self._method),
                web.get("/link", self._link),
                web.post("/upload/{team}/{file}", self._upload),
                web.get("/files/{file}", self._file),
                web.post("/response/{team}/{channel}/{user}/{number}", self._response_url),
            ]
        )
        add_page(application, self.slack, self.hands)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        await site.start()
        sockets = site._server.sockets  # type: ignore[union-attr]  # aiohttp has no other way to tell a free port
        self.slack.base = f"http://{host}:{sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            with contextlib.suppress(ConnectionError):
                await self.deliveries.cut()
            await runner.cleanup()

    @property
    def api(self) -> str:
        """What MENTOR_SLACK_BASE_URL must be."""
        return f"{self.slack.base}/api/"

    async def _method(self, request: web.Request) -> web.Response:
        given: Json = {name: plain(value) for name, value in request.query.items()}
        if request.content_type == "application/json":
            try:
                given |= json.loads(await request.text() or "{}")
            except ValueError:
                return web.json_response({"ok": False, "error": "invalid_json"})
        elif request.can_read_body:
            given |= {name: plain(value) for name, value in (await request.post()).items()}
        token = request.headers.get("Authorization", "").removeprefix("Bearer").strip() or str(given.pop("token", ""))
        status, body, headers = answer(self.slack, self.limits, request.match_info["method"], token, given)
        return web.json_response(body, status=status, headers=headers)

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        return await self.deliveries.attach(request)

    async def _upload(self, request: web.Request) -> web.Response:
        team = self.slack.workspaces.get(request.match_info["team"])
        file = team.files.get(request.match_info["file"]) if team else None
        if file is None:
            return web.Response(status=404)
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            part = next(iter(form.values()), None)
            file.data = part.file.read() if isinstance(part, web.FileField) else str(part or "").encode()
        else:
            file.data = await request.read()
        return web.Response(text=f"OK - {len(file.data)}")

    async def _file(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer").strip()
        for team in self.slack.workspaces.values():
            file = team.files.get(request.match_info["file"])
            if file is None:
                continue
            if token != team.bot_token and "page" not in request.query:
                return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
            if token == team.bot_token and "files:read" not in team.scopes:
                return web.Response(status=403)
            kind = file.mimetype if file.mimetype.startswith("image/") else "application/octet-stream"
            return web.Response(body=file.data, content_type=kind)
        return web.Response(status=404)

    async def _response_url(self, request: web.Request) -> web.Response:
        """Five answers within thirty minutes, each ephemeral unless it says otherwise."""
        found = request.match_info
        team = self.slack.workspaces[found["team"]]
        if not self.hands.use_response_url(found["number"]):
            return web.Response(status=404, text="used_url")
        said = await request.json()
        message = Message(self.slack.next_ts(), team.bot_user, str(said.get("text", "")), bot=True)
        message.blocks = list(said.get("blocks") or [])
        if said.get("response_type") != "in_channel":
            message.only_for = found["user"]
        channel = team.channel(found["channel"])
        old = self.hands.answered_by(found["number"])
        if said.get("delete_original") or said.get("replace_original"):
            if old is not None and old in channel.messages:
                channel.messages.remove(old)
            if said.get("delete_original"):
                self.slack.changed()
                return web.Response(text="ok")
        if old is not None:
            message.thread_ts = old.thread_ts
        channel.messages.append(message)
        self.slack.changed()
        return web.Response(text="ok")


async def settled(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Waits until something came about. Raises `TimeoutError`."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)
