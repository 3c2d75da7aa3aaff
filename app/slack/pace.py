"""Slack's rate limits, kept from this side: one bucket per workspace and method, and Retry-After honoured."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger(__name__)

PER_MINUTE = {
    "chat_startStream": 18.0,
    "chat_stopStream": 18.0,
    "chat_appendStream": 90.0,
    "chat_update": 45.0,
    "chat_postEphemeral": 90.0,
    "users_info": 90.0,
    "views_publish": 90.0,
    "assistant_threads_setStatus": 300.0,
    "agents_sessions_setStatus": 45.0,
}
"""A little below what Slack allows, since other programs may use the same token."""
BURST = 0.5
"""How much of a minute's calls may be made at once."""
PATIENCE = 150.0
"""Seconds that a message waits for its turn before it is given up."""


@dataclass
class _Bucket:
    rate: float
    size: float
    left: float
    at: float


@dataclass
class Pace:
    """One per process; the clock is monotonic."""

    clock: Callable[[], float] = time.monotonic
    per_minute: dict[str, float] = field(default_factory=lambda: dict(PER_MINUTE))
    _buckets: dict[tuple[str, str], _Bucket] = field(default_factory=dict)

    def take(self, team: str, method: str, *, keep: float = 0.0) -> bool:
        """Whether the method may be called now; a call is counted when it may. `keep` leaves room for others."""
        bucket = self._refilled(team, method)
        if bucket is None:
            return True
        if bucket.left < 1 + keep:
            return False
        bucket.left -= 1
        return True

    def share(self, team: str, method: str) -> float:
        """What is left of the bucket, from 0 to 1."""
        bucket = self._refilled(team, method)
        return 1.0 if bucket is None else bucket.left / bucket.size

    def empty(self, team: str, method: str, seconds: float) -> None:
        """Slack said to wait: nothing is left until then."""
        bucket = self._refilled(team, method)
        if bucket is not None:
            bucket.left = -bucket.rate * seconds + 1

    def _refilled(self, team: str, method: str) -> _Bucket | None:
        limit = self.per_minute.get(method)
        if limit is None:
            return None
        now = self.clock()
        bucket = self._buckets.get((team, method))
        if bucket is None:
            size = limit * BURST
            bucket = self._buckets[(team, method)] = _Bucket(limit / 60, size, size, now)
        bucket.left = min(bucket.size, bucket.left + (now - bucket.at) * bucket.rate)
        bucket.at = now
        return bucket


class Unsent(Exception):
    """Slack refused a call for good; `error` is its code."""

    def __init__(self, method: str, error: str):
        super().__init__(f"{method}: {error}")
        self.error = error


class Caller:
    """Calls one workspace's methods; what may be tried again is."""

    def __init__(self, client: AsyncWebClient, team: str, pace: Pace):
        self.client = client
        self.team = team
        self.pace = pace

    async def __call__(self, method: str, *, patience: float = PATIENCE, **arguments: Any) -> dict[str, Any]:
        """Waits as long as Retry-After says, at most `patience` seconds in all. Raises `Unsent`.

        A call of which it is not known whether it arrived is not made again: a message must not stand there twice.
        """
        waited = 0.0
        while True:
            try:
                response = await getattr(self.client, method)(**arguments)
                return dict(response.data) if isinstance(response.data, dict) else {}
            except SlackApiError as refused:
                error = str(refused.response.get("error", "unknown"))
                if error != "ratelimited":
                    raise self._unsent(method, error) from refused
                pause = float(refused.response.headers.get("Retry-After", 1))
                self.pace.empty(self.team, method, pause)
            except aiohttp.ClientConnectorError as away:
                pause, error = 1.0, "cannot_connect"
                if waited + pause > patience:
                    raise self._unsent(method, error) from away
            except (aiohttp.ClientError, TimeoutError) as broken:
                raise self._unsent(method, "connection_lost") from broken
            if waited + pause > patience:
                raise self._unsent(method, error)
            waited += pause
            await asyncio.sleep(pause)

    async def quietly(self, method: str, *, patience: float = 0.0, **arguments: Any) -> bool:
        """For what is merely pleasant, such as a status: whether it went well."""
        if not self.pace.take(self.team, method):
            return False
        try:
            await self(method, patience=patience, **arguments)
        except Unsent:
            return False
        return True

    def _unsent(self, method: str, error: str) -> Unsent:
        level = logging.DEBUG if error in ("feature_not_enabled", "stopped_by_user") else logging.WARNING
        log.log(level, "Slack refused %s: %s", method, error)  # never the words
        return Unsent(method, error)
