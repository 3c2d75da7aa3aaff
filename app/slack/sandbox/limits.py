"""Slack's rate limits: so many calls of a method per minute and workspace."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from math import ceil

from app.slack.sandbox.state import Refused

TIER_2, TIER_3, TIER_4, SPECIAL = 20, 50, 100, 600
PER_MINUTE = {
    "chat.startStream": TIER_2,
    "chat.stopStream": TIER_2,
    "chat.appendStream": TIER_4,
    "chat.update": TIER_3,
    "chat.delete": TIER_3,
    "chat.postEphemeral": TIER_4,
    "views.open": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
    "views.publish": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "users.info": TIER_4,
    "assistant.threads.setSuggestedPrompts": TIER_4,
    "assistant.threads.setTitle": TIER_4,
    "assistant.threads.setStatus": SPECIAL,
    "agents.sessions.setStatus": TIER_3,
    "agents.sessions.rename": TIER_3,
    "files.getUploadURLExternal": TIER_4,
    "files.completeUploadExternal": TIER_4,
    "apps.connections.open": TIER_3,
    "auth.test": SPECIAL,
}
POST_BURST = 5
"""Messages that one channel takes at once, before one per second holds."""


class RateLimits:
    """Counts calls in a sliding minute."""

    def __init__(self, clock: Callable[[], float]):
        self._clock = clock
        self._called: defaultdict[tuple[str, ...], deque[float]] = defaultdict(deque)
        self.on = True

    def check(self, team: str, method: str, channel: str = "") -> None:
        """Raises `ratelimited` with the seconds to wait."""
        if not self.on:
            return
        if method == "chat.postMessage":
            self._take((team, method, channel), POST_BURST, float(POST_BURST))
        elif method in PER_MINUTE:
            self._take((team, method), PER_MINUTE[method], 60.0)

    def _take(self, key: tuple[str, ...], limit: int, seconds: float) -> None:
        now, called = self._clock(), self._called[key]
        while called and called[0] <= now - seconds:
            called.popleft()
        if len(called) >= limit:
            raise Refused("ratelimited", retry_after=max(1, ceil(called[0] + seconds - now)))
        called.append(now)
