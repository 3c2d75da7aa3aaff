"""Hands events to the app over Socket Mode or signed HTTP, and again when it does not acknowledge within 3 s."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from app.slack.sandbox.state import Json, Slack

Kind = Literal["events_api", "slash_commands", "interactive"]
RETRIES = 3


@dataclass
class Delivery:
    """One thing that was handed over."""

    kind: Kind
    payload: Json
    attempts: int = 0
    began: float = 0.0
    acknowledged_after: float | None = None
    """Seconds from the first attempt; None while nobody acknowledged."""
    answer: Json = field(default_factory=dict)
    """What came back with the acknowledgement."""
    statuses: list[int] = field(default_factory=list)


class Deliveries:
    """Keeps the app's connections; everything handed over is recorded."""

    def __init__(self, slack: Slack, *, patience: float = 3.0, pauses: tuple[float, ...] = (0.0, 60.0, 300.0)):
        self._slack = slack
        self.patience = patience
        self.pauses = pauses
        """Seconds before each of the three further attempts."""
        self.connections: list[web.WebSocketResponse] = []
        self.request_url = ""
        """Set for HTTP mode; Socket Mode when empty."""
        self.made: list[Delivery] = []
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._turn = 0

    async def connected(self, seconds: float = 30.0) -> None:
        """Waits until the app has a connection."""
        async with asyncio.timeout(seconds):
            while not any(not each.closed for each in self.connections):
                await asyncio.sleep(0.02)

    async def attach(self, request: web.Request) -> web.WebSocketResponse:
        """Serves one Socket Mode connection until it closes."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        self.connections.append(socket)
        await socket.send_json({"type": "hello", "num_connections": len(self.connections), "debug_info": {}})
        try:
            async for message in socket:
                if message.type == aiohttp.WSMsgType.TEXT:
                    self._acknowledge(message.json())
        finally:
            self.connections.remove(socket)
        return socket

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tells the app to connect anew, as Slack does every few hours."""
        for socket in list(self.connections):
            await socket.send_json({"type": "disconnect", "reason": reason})

    async def cut(self) -> None:
        """Drops the connections without a word."""
        for socket in list(self.connections):
            await socket.close(code=1011)

    async def deliver(self, kind: Kind, payload: Json, *, again: bool = False) -> Delivery:
        """Hands over until acknowledged. `again`: a redelivery of something delivered before."""
        delivery = Delivery(kind, payload, attempts=1 if again else 0, began=self._slack.clock())
        self.made.append(delivery)
        for pause in (None, *self.pauses[:RETRIES]):
            if pause is not None:
                if kind != "events_api":
                    break  # only events are delivered again
                await asyncio.sleep(pause)
            answer = await self._attempt(delivery)
            if answer is not None:
                delivery.answer = answer
                delivery.acknowledged_after = self._slack.clock() - delivery.began
                break
        return delivery

    async def _attempt(self, delivery: Delivery) -> Json | None:
        delivery.attempts += 1
        if self.request_url:
            return await self._post(delivery)
        await self.connected()
        living = [each for each in self.connections if not each.closed]
        self._turn += 1
        socket = living[self._turn % len(living)]
        envelope: Json = {
            "envelope_id": str(uuid.uuid4()),
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.kind == "events_api":
            envelope |= {
                "retry_attempt": delivery.attempts - 1,
                "retry_reason": "timeout" if delivery.attempts > 1 else "",
            }
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = future
        try:
            await socket.send_json(envelope)
            return await asyncio.wait_for(future, self.patience)
        except (TimeoutError, ConnectionError):
            return None
        finally:
            self._waiting.pop(envelope["envelope_id"], None)

    def _acknowledge(self, said: Json) -> None:
        future = self._waiting.get(said.get("envelope_id", ""))
        if future is not None and not future.done():
            future.set_result(said.get("payload") or {})

    async def _post(self, delivery: Delivery) -> Json | None:
        body, content = encoded(delivery.kind, delivery.payload)
        headers = {"Content-Type": content, **signed(self._slack, body)}
        if delivery.attempts > 1:
            headers |= {"X-Slack-Retry-Num": str(delivery.attempts - 1), "X-Slack-Retry-Reason": "http_timeout"}
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self.patience)) as session,
                session.post(self.request_url, data=body, headers=headers) as response,
            ):
                delivery.statuses.append(response.status)
                text = await response.text()
                if response.status >= 300:
                    return None
                return dict(json.loads(text)) if text.startswith("{") else {"text": text} if text else {}
        except (TimeoutError, aiohttp.ClientError):
            return None


def encoded(kind: Kind, payload: Json) -> tuple[bytes, str]:
    """The body as Slack sends it over HTTP, and its content type."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    fields: dict[str, Any] = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def signed(slack: Slack, body: bytes, timestamp: str = "") -> dict[str, str]:
    """The two headers of a signed request."""
    import time

    moment = timestamp or str(int(time.time()))
    base = b"v0:" + moment.encode() + b":" + body
    mac = hmac.new(slack.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={mac}"}
