"""What the mentor is doing, in the small line below the thread; merely pleasant, so never a reason to fail."""

from __future__ import annotations

import time

from app.slack.markup import cut
from app.slack.pace import Caller
from app.slack.place import Ticket
from graphs.events import Status

REFRESH = 75.0
"""Seconds; Slack clears a status after two minutes without a message."""
EVERY = 1.5
"""Seconds between two statuses of one answer: faster nobody reads."""


STAGES = {
    "reading": "is reading…",
    "searching": "is looking in the sources…",
    "queued": "is about to write…",
    "drafting": "is writing…",
    "checking": "is checking every sentence…",
}


def wording(status: Status) -> str:
    """Slack shows the app's name before it."""
    if status.position:
        return f"waits for its turn: {status.position} before you"
    named = "The mentor "
    return status.text.removeprefix(named) if status.text.startswith(named) else STAGES[status.stage]


class Thinking:
    """The status of one answer; begins the session, so that Slack shows a stop button, and ends it."""

    def __init__(self, call: Caller, ticket: Ticket):
        self._call = call
        self._ticket = ticket
        self._shown = ""
        self._wanted = ""
        self._at = 0.0

    async def begin(self, text: str) -> None:
        """With the first words as the session's title when the thread is new."""
        if self._ticket.respond:
            return
        title = cut(" ".join(text.split()), 60) if self._ticket.ts == self._ticket.thread_ts else None
        await self._call.quietly(
            "agents_sessions_setStatus",
            channel_id=self._ticket.channel,
            thread_ts=self._ticket.thread_ts,
            status="processing",
            title=title,
            initiator_user_id=self._ticket.user,
        )
        await self.words("is thinking…")

    async def say(self, status: Status) -> None:
        """An event of the turn."""
        await self.words(wording(status))

    async def words(self, words: str) -> None:
        """Shown now, or with the next tick when the last one is fresh."""
        self._wanted = words
        await self.tick()

    async def tick(self) -> None:
        """Shows what is wanted, and again before Slack would clear it."""
        since = time.monotonic() - self._at
        if self._ticket.respond or not self._wanted:
            return
        if (self._wanted != self._shown and since >= EVERY) or since >= REFRESH:
            self._at, self._shown = time.monotonic(), self._wanted
            await set_status(self._call, self._ticket, self._wanted)

    async def end(self) -> None:
        """Clears it; a message would have done so too."""
        if self._ticket.respond:
            return
        self._wanted = ""
        await set_status(self._call, self._ticket, "")
        await self._call.quietly(
            "agents_sessions_setStatus",
            channel_id=self._ticket.channel,
            thread_ts=self._ticket.thread_ts,
            status="active",
        )


async def set_status(call: Caller, ticket: Ticket, words: str) -> bool:
    """Whether Slack shows it; workspaces without the feature do not."""
    return await call.quietly(
        "assistant_threads_setStatus", channel_id=ticket.channel, thread_ts=ticket.thread_ts, status=cut(words, 100)
    )
