"""The real shell against the stand-in of Slack: real HTTP, real WebSocket, real slack_bolt and slack_sdk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from app.adapters.catalogue import load_skills
from app.adapters.store.store import Store, open_store
from app.settings import REPOSITORY, Settings
from app.slack.running import RunningSlack, running
from app.slack.sandbox.hands import Hands
from app.slack.sandbox.server import Sandbox, settled
from app.slack.sandbox.state import Channel, Message, Slack, Workspace
from app.slack.sandbox.transcript import transcript
from app.web.parts import PartsProtocol
from app.web.turns import TurnRunner
from tests.web.scripted import ScriptedMind, scripted_parts

ANN, BEN = "UANN", "UBEN"


def play(scene: Callable[[], Coroutine[Any, Any, None]], seconds: float = 250) -> None:
    """Runs a scenario; nothing in it may hang for ever."""

    async def limited() -> None:
        async with asyncio.timeout(seconds):
            await scene()

    asyncio.run(limited())


def two_people(slack: Slack) -> Workspace:
    team = slack.add_workspace("T1")
    team.add_user(ANN, "Ann")
    team.add_user(BEN, "Ben")
    team.im(ANN)
    team.im(BEN)
    team.add_channel("CGEN", "general")
    return team


class Stage:
    """One Slack, one data directory; the mentor in it may be stopped and started again."""

    def __init__(self, tmp_path: Path, sandbox: Sandbox, **settings: Any):
        self.sandbox = sandbox
        self.slack = sandbox.slack
        self.hands: Hands = sandbox.hands
        self.more = settings
        self.tmp_path = tmp_path
        self.mind = ScriptedMind()
        self.mentor: RunningSlack
        self.store: Store

    def settings(self) -> Settings:
        given = {
            "data_dir": self.tmp_path / "data",
            "slack_bot_token": "xoxb-T1",
            "slack_app_token": self.slack.app_token,
            "slack_base_url": self.sandbox.api,
        }
        return Settings(**{**given, **self.more})

    @asynccontextmanager
    async def mentor_running(
        self, parts: PartsProtocol | None = None, *, stream_after: float = 0.0, connected: bool = True
    ) -> AsyncIterator[RunningSlack]:
        settings = self.settings()
        self.store = open_store(settings)
        parts = parts or scripted_parts(self.mind)
        turns = TurnRunner(self.store, parts)
        await asyncio.to_thread(lambda: self.store.recover(starting=True))
        parts.start()
        try:
            async with running(
                settings,
                self.store,
                parts,
                turns,
                lambda: load_skills(REPOSITORY / "corpus" / "skills.yaml"),
                lambda learner, name: (),
                stream_after=stream_after,
                tell_every=0.2,
            ) as self.mentor:
                if connected:
                    await self.sandbox.deliveries.connected()
                yield self.mentor
        finally:
            await asyncio.to_thread(turns.close)
            parts.close()
            self.store.close()

    def im(self, user: str = ANN, team: str = "T1") -> Channel:
        return self.slack.workspaces[team].im(user)

    def said(self, channel: str, *, by_mentor: bool = True, team: str = "T1") -> list[Message]:
        place = self.slack.workspaces[team].channel(channel)
        return [each for each in place.messages if each.bot == by_mentor]

    async def ask(self, text: str, user: str = ANN, **more: Any) -> Message:
        """Writes in the direct message and waits for the answer's end."""
        message = await self.hands.write(user, self.im(user).id, text, **more)
        await self.quiet()
        return message

    async def quiet(self) -> None:
        """Nothing waits, runs or is written any more."""
        await settled(lambda: self._still(), 100)

    def _still(self) -> bool:
        streams = any(
            each.streaming
            for team in self.slack.workspaces.values()
            for channel in team.channels.values()
            for each in channel.messages
        )
        return self.mentor.arrivals.line.size == 0 and not self.mentor.shell.tasks and not streams

    def text(self, channel: str, user: str = "", team: str = "T1") -> str:
        return transcript(self.slack.workspaces[team], channel, user=user)


@asynccontextmanager
async def opened(tmp_path: Path, **settings: Any) -> AsyncIterator[Stage]:
    """Slack alone; the mentor is started in it by `mentor_running`."""
    sandbox = Sandbox(patience=3.0, pauses=(0.0, 0.1, 0.1))
    two_people(sandbox.slack)
    async with sandbox.running():
        yield Stage(tmp_path, sandbox, **settings)
