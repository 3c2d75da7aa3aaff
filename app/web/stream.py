"""Blocking work streamed to a browser: a thread feeds a queue, and leaving sets the cancel flag at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Generic, TypeVar

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

T = TypeVar("T")
KEEP_ALIVE_S = 15.0


class Bridge(Generic[T]):
    """Runs `work` in a thread; `work` gets a function that tells whether to stop, and yields items."""

    def __init__(self, work: Callable[[Callable[[], bool]], Iterator[T]], name: str):
        self._work = work
        self._cancelled = threading.Event()
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[tuple[T] | None] = asyncio.Queue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Asks the work to stop; it ends by itself at its next step."""
        self._cancelled.set()

    async def items(self, keep_alive: float = KEEP_ALIVE_S) -> AsyncIterator[T | None]:
        """The items, and None whenever nothing came for `keep_alive` seconds. Leaving the loop cancels the work."""
        try:
            while True:
                try:
                    item = await asyncio.wait_for(self._queue.get(), keep_alive)
                except TimeoutError:
                    yield None
                    continue
                if item is None:
                    return
                yield item[0]
        finally:
            self.cancel()

    def _run(self) -> None:
        try:
            for item in self._work(self._cancelled.is_set):
                self._put((item,))
        finally:
            self._put(None)

    def _put(self, item: tuple[T] | None) -> None:
        try:
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)
        except RuntimeError:  # the server has gone; the work goes on to its own end, which writes the record
            self._cancelled.set()


class LiveResponse(Response):
    """A response sent as it is made, whose source is closed the moment that the browser leaves.

    Starlette's own streaming notices a departure only at the next piece when the server speaks a newer protocol
    version; a model may take seconds to that piece.
    """

    def __init__(
        self, source: AsyncIterator[str], status_code: int = 200, *, on_shutdown: Callable[[], None] | None = None
    ):
        super().__init__(status_code=status_code)
        self._source = source
        self._on_shutdown = on_shutdown
        del self.headers["content-length"]
        self.headers["Cache-Control"] = "no-store, no-transform"
        self.headers["X-Accel-Buffering"] = "no"  # nginx would hold the pieces back

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Sends and listens for the departure at the same time."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        sending = asyncio.create_task(self._send_all(send))
        leaving = asyncio.create_task(_departure(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:  # not the browser but the server ends it
            if self._on_shutdown is not None:
                self._on_shutdown()
            raise
        finally:
            for task in (sending, leaving):
                task.cancel()
            results = await asyncio.gather(sending, leaving, return_exceptions=True)
        if isinstance(results[0], Exception) and not isinstance(results[0], OSError):
            raise results[0]

    async def _send_all(self, send: Send) -> None:
        try:
            async for piece in self._source:
                await send({"type": "http.response.body", "body": piece.encode(), "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            close = getattr(self._source, "aclose", None)
            if close is not None:
                await close()


async def _departure(receive: Receive) -> None:
    message: Message = {"type": ""}
    while message["type"] != "http.disconnect":
        message = await receive()


class EventStream(LiveResponse):
    """Server-sent events."""

    media_type = "text/event-stream"


class JsonLines(LiveResponse):
    """One JSON value per line, for the program's own commands."""

    media_type = "application/x-ndjson"


def server_event(kind: str, data: str) -> str:
    """One event; `data` is JSON, which has no line breaks of its own."""
    return f"event: {kind}\ndata: {data}\n\n"


KEEP_ALIVE = ": keep-alive\n\n"
