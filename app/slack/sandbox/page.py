"""The page: draws what a person sees, and hands on what they do."""

from __future__ import annotations

import asyncio
import contextlib
from importlib.resources import files

from aiohttp import web

from app.slack.sandbox.display import shown_state
from app.slack.sandbox.hands import Hands
from app.slack.sandbox.state import Json, Message, Refused, Slack, View

STATIC = {"": "text/html", "sandbox.js": "text/javascript", "sandbox.css": "text/css"}
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
LONGEST_WAIT = 20.0


def add_page(application: web.Application, slack: Slack, hands: Hands) -> None:
    """Static files, the state as one long poll, and one route for all that people do."""
    page = _Page(slack, hands)
    application.add_routes(
        [
            web.get("/", page.static),
            web.get("/static/{name}", page.static),
            web.get("/sandbox/state", page.state),
            web.post("/sandbox/do", page.do),
            web.post("/sandbox/upload", page.upload),
        ]
    )


class _Page:
    def __init__(self, slack: Slack, hands: Hands):
        self._slack = slack
        self._hands = hands
        self._running: set[asyncio.Task[object]] = set()

    async def static(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name", "")
        if name not in STATIC:
            raise web.HTTPNotFound
        text = (files("app.slack.sandbox") / "static" / (name or "index.html")).read_text(encoding="utf-8")
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        return web.Response(text=text, content_type=STATIC[name], headers=headers)

    async def state(self, request: web.Request) -> web.Response:
        """Answers as soon as something is newer than `since`."""
        since = int(request.query.get("since", -1))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT):
                while self._slack.version <= since:
                    await asyncio.sleep(0.05)
        team = self._slack.workspaces[request.query.get("team", "T1")]
        user = request.query.get("user", "")
        if user not in team.users:
            user = next(iter(team.users))
        return web.json_response(shown_state(self._slack, team, user))

    async def do(self, request: web.Request) -> web.Response:
        """Another site's page may not act here."""
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise web.HTTPForbidden
        said: Json = await request.json()
        task = asyncio.create_task(self._act(said))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            await task
        except (Refused, KeyError, LookupError) as wrong:
            raise web.HTTPBadRequest(text=str(wrong)) from wrong
        return web.json_response({"ok": True})

    async def upload(self, request: web.Request) -> web.Response:
        """A message with files."""
        form = await request.post()
        sent = [
            (part.filename, part.file.read()) for part in form.getall("file", []) if isinstance(part, web.FileField)
        ]
        await self._hands.write(
            str(form["user"]),
            str(form["channel"]),
            str(form.get("text", "")),
            thread=str(form.get("thread") or "") or None,
            files=sent,
        )
        return web.json_response({"ok": True})

    async def _act(self, said: Json) -> None:
        user, what = str(said["user"]), str(said["do"])
        channel = str(said.get("channel", ""))
        match what:
            case "write":
                text = str(said["text"]).replace("@Mentor", f"<@{self._slack.workspaces['T1'].bot_user}>")
                await self._hands.write(user, channel, text, thread=said.get("thread") or None)
            case "command":
                await self._hands.command(user, channel, str(said["text"]))
            case "open":
                await self._hands.open_home(user, str(said["tab"]))
            case "press":
                await self._hands.act(user, channel, self._message(channel, said["ts"]), said["action"])
            case "press_in_view":
                await self._hands.act_in_view(user, self._view(user, said["view"]), said["action"])
            case "submit":
                await self._hands.submit(user, self._view(user, said["view"]), said["values"])
            case "close":
                self._slack.workspaces["T1"].modals.pop(user, None)
                self._slack.changed()
            case "shortcut":
                await self._hands.shortcut(user, channel, self._message(channel, said["ts"]), "save_posting")
            case "stop":
                await self._hands.stop(user, channel, str(said["thread"]))
            case _:
                raise LookupError(what)

    def _message(self, channel: str, ts: object) -> Message:
        found = self._slack.workspaces["T1"].channel(channel).get(str(ts))
        if found is None:
            raise LookupError("message")
        return found

    def _view(self, user: str, view_id: object) -> View:
        team = self._slack.workspaces["T1"]
        open_views = [*team.modals.get(user, ()), *([team.homes[user]] if user in team.homes else [])]
        found: View = next(each for each in open_views if each.id == view_id)
        return found
