"""What the listeners of the Slack shell are given."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
from starlette.concurrency import run_in_threadpool

from app.adapters.store.conversations import now
from app.adapters.store.slack import Person, public_learner
from app.adapters.store.store import Store
from app.settings import Settings
from app.slack.pace import Caller, Pace, Unsent
from app.slack.reply import STREAM_AFTER
from app.slack.workspaces import Workspaces
from app.web.parts import PartsProtocol
from app.web.turns import TurnRunner
from graphs.career.skills import SkillMatrix

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DocumentFile:
    """A document of the learner, ready to be uploaded."""

    filename: str
    title: str
    content: bytes
    spoken: str = ""
    """What a picture shows, for those who listen."""


@dataclass
class Shell:
    """One per process; everything here is shared with the page beside it."""

    settings: Settings
    store: Store
    parts: PartsProtocol
    turns: TurnRunner
    skills: Callable[[], SkillMatrix]
    documents: Callable[[str, str], tuple[DocumentFile, ...]]
    """Learner and name of a document to its files: the Markdown, and a picture where there is one."""
    session: aiohttp.ClientSession
    workspaces: Workspaces
    pace: Pace = field(default_factory=Pace)
    clock: Callable[[], datetime] = now
    stream_after: float = STREAM_AFTER
    tell_every: float = 10.0
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    async def person(self, team: str, user: str, *, channel: str = "") -> Person:
        """The person, with the time zone that Slack knows, made on first sight."""
        found = await run_in_threadpool(self.store.slack.find, team, user)
        if found is not None and found.time_zone and (not channel or found.channel == channel):
            return found
        zone = found.time_zone if found else ""
        if not zone:
            zone = await self._time_zone(team, user)
        return await run_in_threadpool(lambda: self.store.slack.person(team, user, channel=channel, time_zone=zone))

    async def learner(self, team: str, user: str, *, public: bool = False) -> str:
        """Whose records are read and written; in a channel somebody without any."""
        if public:
            return public_learner(team, user)
        return (await self.person(team, user)).learner_id

    async def direct_message(self, call: Caller, user: str, person_team: str = "") -> str:
        """The channel of the person's direct message with the mentor. Raises `Unsent`."""
        team = person_team or call.team
        known = await run_in_threadpool(self.store.slack.find, team, user)
        if known is not None and known.channel:
            return known.channel
        opened = await call("conversations_open", users=user)
        channel = str(opened["channel"]["id"])
        await run_in_threadpool(lambda: self.store.slack.person(team, user, channel=channel))
        return channel

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Runs beside the listener, which has acknowledged already; held, so that it is not collected."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (broken := task.exception()) is not None:
            log.error("a task of the Slack shell broke", exc_info=broken)

    async def _time_zone(self, team: str, user: str) -> str:
        call = await self.workspaces.caller(team)
        if call is None or not self.pace.take(team, "users_info"):
            return ""  # asked again with the next message
        try:
            found = await call("users_info", patience=0, user=user)
        except Unsent:  # the scope may be missing: UTC then, and no second try of this message
            return ""
        return str((found.get("user") or {}).get("tz") or "")[:60]
