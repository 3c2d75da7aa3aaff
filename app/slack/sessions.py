"""Sessions with the mentor: opened, stopped, and workspaces that leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from app.slack.arrivals import Arrivals
from app.slack.markup import cut
from app.slack.place import Json
from app.slack.shell import Shell
from graphs.errors import MentorError

if TYPE_CHECKING:
    from app.slack.home import Home

PROMPTS = (
    ("Find out where I stand", "Start my skills assessment"),
    ("Make my learning plan", "Make my learning plan"),
)


class Sessions:
    """Listeners of the agent surface."""

    def __init__(self, shell: Shell, arrivals: Arrivals):
        self._shell = shell
        self._arrivals = arrivals

    def opened(self, home: Home) -> Callable[..., Awaitable[None]]:
        """`app_home_opened`: suggested prompts on the messages tab, the view on the home tab."""

        async def listener(event: Json, body: Json) -> None:
            team, user = str(body["team_id"]), str(event["user"])
            if event.get("tab") == "home":
                self._shell.spawn(home.publish(team, user))
            else:
                self._shell.spawn(self._suggest(team, user, str(event["channel"])))

        return listener

    async def stopped(self, event: Json, body: Json) -> None:
        """The stop button: the turn ends at its next step, and says so."""
        where = (str(body["team_id"]), str(event["channel"]), str(event["thread_ts"]))
        live = self._arrivals.talk.live.get(where)
        if live is not None:
            with suppress(MentorError):
                self._shell.turns.stop(*live)
        call = await self._shell.workspaces.caller(where[0])
        if call is not None:  # Slack leaves it to us to take the session out of "processing"
            await call.quietly("agents_sessions_setStatus", channel_id=where[1], thread_ts=where[2], status="active")

    async def left(self, body: Json) -> None:
        """The workspace removed the app or took its token back."""
        event = body.get("event") or {}
        tokens = event.get("tokens") or {}
        if event.get("type") == "app_uninstalled" or tokens.get("bot"):
            await self._shell.workspaces.forget(str(body["team_id"]))

    async def _suggest(self, team: str, user: str, channel: str) -> None:
        await self._shell.person(team, user, channel=channel)
        call = await self._shell.workspaces.caller(team)
        if call is None:
            return
        first = [(cut(each, 40), each) for each in self._shell.parts.suggestions()[:2]]
        prompts = [{"title": title, "message": message} for title, message in (*PROMPTS, *first)][:4]
        # Without thread_ts: with one, Slack ignores the call for apps of the agent view.
        await call.quietly("assistant_threads_setSuggestedPrompts", channel_id=channel, prompts=prompts)
