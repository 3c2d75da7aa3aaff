"""What every answer carries and every request must satisfy, whatever its route."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
UPLOAD_PATH = "/api/postings/file"
"""Takes larger bodies than the other routes."""
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class SecurityHeaders:
    """Sets the headers on every answer, errors and streams too."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI, not Starlette's wrapper: that one would hide a browser's departure from the streams."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(("/api", "/control")):
                    headers.setdefault("Cache-Control", "no-store")
                elif scope["path"].startswith("/static"):
                    headers.setdefault("Cache-Control", "no-cache")  # kept, but asked for anew after an upgrade
            await send(message)

        await self._app(scope, receive, send_with_headers)


class SameOriginOnly:
    """Refuses requests that change something and that another site's page sent.

    The cookie is SameSite=Lax already; this covers old browsers and sibling hosts. Programs send neither header
    and carry no cookie of a browser, so they pass.
    """

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 403 with a sentence."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and _foreign(Headers(scope=scope)):
            message = "This request came from another site's page and was refused. Use the mentor's own page."
            await refuse(send, 403, "other_origin", message)
            return
        await self._app(scope, receive, send)


class BodyLimit:
    """Refuses bodies over the limit without reading them whole, with or without a declared length."""

    def __init__(self, app: ASGIApp, limit: int, larger: Mapping[str, int] | None = None):
        self._app = app
        self._limit = limit
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 413 with a sentence."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        limit = self._larger.get(scope["path"], self._limit)
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > limit:
            await self._refuse(send, limit)
            return
        held: list[Message] = []
        size = 0
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            held.append(message)
            size += len(message.get("body", b""))
            more = message.get("more_body", False)
            if size > limit:
                await self._refuse(send, limit)
                return

        async def replay() -> Message:
            return held.pop(0) if held else await receive()

        await self._app(scope, replay, send)

    async def _refuse(self, send: Send, limit: int) -> None:
        message = (
            f"That is too long: at most {limit // 1000} kB can be sent at once. "
            "Send the part that your question is about."
        )
        await refuse(send, 413, "message_too_long", message)


async def refuse(send: Send, status: int, code: str, message: str) -> None:
    """An error in the API's shape, sent from below the framework."""
    body = json.dumps({"error": {"code": code, "message": message}}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return True
    return headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
