"""The waiting line: messages are answered in the order they came, one at a time per person, so many at once."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.slack.place import Ticket

log = logging.getLogger(__name__)

PER_PERSON = 10
ALL = 2000


@dataclass
class _Waiting:
    lane: str
    ticket: Ticket
    told: int = -1
    """The place that the person was told last."""


class Full(Exception):
    """The line, or this person's part of it, is as long as it may be."""


class Line:
    """Runs on one event loop. `work` answers a ticket and never raises; `tell` says the place, from 1."""

    def __init__(
        self,
        limit: int,
        work: Callable[[Ticket], Awaitable[None]],
        tell: Callable[[Ticket, int], Awaitable[None]],
        *,
        tell_every: float = 10.0,
    ):
        self._limit = limit
        self._work = work
        self._tell = tell
        self._tell_every = tell_every
        self._waiting: list[_Waiting] = []
        self._running: dict[str, asyncio.Task[None]] = {}
        self._telling: asyncio.Task[None] | None = None
        self._closed = False

    def put(self, lane: str, ticket: Ticket) -> None:
        """Raises `Full`."""
        if len(self._waiting) >= ALL or Counter(each.lane for each in self._waiting)[lane] >= PER_PERSON:
            raise Full
        self._waiting.append(_Waiting(lane, ticket))
        self._next()
        if self._waiting and self._telling is None:
            self._telling = asyncio.create_task(self._tell_places())

    @property
    def size(self) -> int:
        """How many wait or are being answered."""
        return len(self._waiting) + len(self._running)

    async def close(self, seconds: float = 5.0) -> None:
        """Takes nothing new; what runs may end, what waits stays in the store for the next start."""
        self._closed = True
        if self._telling is not None:
            self._telling.cancel()
        if self._running:
            _, late = await asyncio.wait(self._running.values(), timeout=seconds)
            for task in late:
                task.cancel()

    def _next(self) -> None:
        for waiting in list(self._waiting):
            if self._closed or len(self._running) >= self._limit:
                return
            if waiting.lane in self._running:
                continue
            self._waiting.remove(waiting)
            self._running[waiting.lane] = asyncio.create_task(self._run(waiting))

    async def _run(self, waiting: _Waiting) -> None:
        try:
            await self._work(waiting.ticket)
        except Exception:  # the edge of a task: unlogged, the answer would be missing without a trace
            log.exception("an answer in Slack broke")
        finally:
            self._running.pop(waiting.lane, None)
            self._next()

    async def _tell_places(self) -> None:
        """Those whose place changed are told, first soon, then every few seconds."""
        await asyncio.sleep(min(0.5, self._tell_every))
        while self._waiting:
            for place, waiting in enumerate(list(self._waiting), start=1):
                if waiting.told != place and waiting in self._waiting:
                    waiting.told = place
                    await self._tell(waiting.ticket, place)
            await asyncio.sleep(self._tell_every)
        self._telling = None
