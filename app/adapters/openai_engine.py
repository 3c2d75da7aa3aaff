"""A server that speaks the OpenAI chat API (llama.cpp's server, vLLM) as a `ChatModel`; batching happens there."""

from __future__ import annotations

import asyncio
import json
import queue
import re
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Future
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from app.adapters.fair_queue import FairQueue
from app.adapters.pieces import StopAt, WithoutThinking
from graphs.errors import (
    BadSettings,
    Cancelled,
    EngineCrashed,
    MentorError,
    ModelUnavailable,
    PromptTooLong,
    TooManyRequests,
)
from graphs.ports import ChatMessage, Generation

if TYPE_CHECKING:
    import httpx

_END = object()
_PARTS = re.compile(r"[A-Za-z]+|\n+|[ \t]+|.", re.DOTALL)
_PER_MESSAGE = 8


def estimate_tokens(text: str) -> int:
    """An upper estimate for any usual tokenizer.

    Four letters to a token, two where they are capitals; each digit, mark and foreign byte its own.
    """
    total = 0
    for part in _PARTS.findall(text):
        if part[0].isascii() and part[0].isalpha():
            total += -(-len(part) // (2 if part.isupper() else 4))
        elif part[0] in " \t":
            total += len(part) > 1
        else:
            total += 1 if part[0] == "\n" else len(part.encode("utf-8", "replace"))
    return total


class OpenAIEngine:
    """`slots` requests go to the server at once, the others wait in a fair queue of `limit`."""

    def __init__(
        self,
        url: str,
        *,
        model: str | None = None,
        api_key: str | None = None,
        context: int = 2048,
        limit: int = 64,
        slots: int = 8,
        patience_s: float = 120.0,
    ) -> None:
        """`model` None asks the server which one it serves; `patience_s` bounds the silence between two pieces."""
        if not re.match(r"https?://[^/\s]+", url):
            raise BadSettings(f"MENTOR_LLM_URL is {url!r}, which is not an http:// or https:// address. Correct it.")
        base = url.rstrip("/")
        self._url = base if base.endswith("/v1") else f"{base}/v1"
        self._model = model
        self._api_key = api_key
        self._context = context
        self._queue = FairQueue(limit, slots)
        self._patience_s = patience_s
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: httpx.AsyncClient | None = None
        self._starting = threading.Lock()

    @property
    def name(self) -> str:
        """The server's name for the model; the address until it was asked."""
        return self._model or self._url

    @property
    def context_tokens(self) -> int:
        """As set by the operator: the API does not tell."""
        return self._context

    @property
    def waiting(self) -> int:
        """Requests being answered or waiting."""
        return self._queue.waiting

    @property
    def limit(self) -> int:
        """How many of them there may be."""
        return self._queue.limit

    def count_tokens(self, messages: Sequence[ChatMessage]) -> int:
        """An upper estimate; the server refuses what does not fit after all, which becomes `PromptTooLong`."""
        return _PER_MESSAGE + sum(estimate_tokens(each.content) + _PER_MESSAGE for each in messages)

    def check(self) -> str:
        """Asks the server for its model, for warm start and `mentor doctor`; raises `ModelUnavailable`."""
        self._model = self._run(self._served_model()).result(self._patience_s)
        return self._model

    def stream(self, request: Generation) -> Iterator[str]:
        """See `ChatModel.stream`."""
        tokens = self.count_tokens(request.messages)
        if tokens >= self._context:
            raise PromptTooLong(
                f"The prompt has about {tokens} tokens and the context is {self._context}. Shorten the message, "
                f"or set MENTOR_LLM_CONTEXT to what the server was started with."
            )
        ticket = self._queue.enter(request.asker)
        try:
            ticket.wait(request.cancelled, request.on_queue)
            yield from self._pieces(request, ticket.leave)
        finally:
            ticket.leave()

    def _pieces(self, request: Generation, on_end: Callable[[], None]) -> Iterator[str]:
        pieces: queue.SimpleQueue[object] = queue.SimpleQueue()
        work = self._run(self._feed(request, pieces))

        def ended(_: Future[Any]) -> None:
            on_end()
            pieces.put(_END)

        work.add_done_callback(ended)
        stop, thinking = StopAt(request.stop), WithoutThinking()
        try:
            while not stop.stopped:
                if request.cancelled():
                    raise Cancelled("You stopped this answer. Ask again when you like.")
                try:
                    piece = pieces.get(timeout=0.02)
                except queue.Empty:
                    continue
                if piece is _END:
                    _raise_failure(work)
                    text = thinking.feed(stop.finish()) + thinking.finish()
                else:
                    text = thinking.feed(stop.feed(str(piece)))
                if text:
                    yield text
                if piece is _END:
                    return
        finally:
            # Cancelling the task closes the response, which makes the server stop generating.
            work.cancel()

    async def _feed(self, request: Generation, pieces: queue.SimpleQueue[object]) -> None:
        import httpx

        try:
            if self._model is None:
                self._model = await self._served_model()
            async with aclosing(self._deltas(self._body(request))) as texts:
                async for text in texts:
                    pieces.put(text)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise self._unreachable() from error
        except httpx.ReadTimeout as error:
            raise ModelUnavailable(
                f"The model server at {self._url} sent nothing for {self._patience_s:.0f} seconds. "
                f"Check its log and load, then try again."
            ) from error
        except httpx.HTTPError as error:
            raise EngineCrashed("The model server broke off in the middle of this answer. Ask again.") from error

    def _body(self, request: Generation) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": each.role, "content": each.content} for each in request.messages],
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
            "stream": True,
        }
        if request.stop:
            body["stop"] = list(request.stop)
        if request.json_schema is not None:
            schema = {"name": "answer", "schema": request.json_schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        return body

    async def _deltas(self, body: dict[str, Any]) -> AsyncGenerator[str]:
        assert self._client is not None
        async with self._client.stream("POST", f"{self._url}/chat/completions", json=body) as response:
            if response.status_code != 200:
                raise self._refusal(response.status_code, (await response.aread()).decode("utf-8", "replace"))
            finished = False
            async for line in response.aiter_lines():
                if not line.startswith("data:"):
                    continue
                data = line[5:].strip()
                if data == "[DONE]":
                    return
                text, over = _delta(data)
                finished = finished or over
                if text:
                    yield text
        if not finished:
            raise EngineCrashed("The model server broke off in the middle of this answer. Ask again.")

    async def _served_model(self) -> str:
        import httpx

        assert self._client is not None
        try:
            response = await self._client.get(f"{self._url}/models")
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise self._unreachable() from error
        except httpx.HTTPError as error:
            raise ModelUnavailable(f"{self._url}/models does not answer. Check MENTOR_LLM_URL.") from error
        if response.status_code != 200:
            raise self._refusal(response.status_code, response.text)
        try:
            return str(response.json()["data"][0]["id"])
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise ModelUnavailable(
                f"{self._url}/models names no model. Check that MENTOR_LLM_URL is an OpenAI-compatible server."
            ) from error

    def _unreachable(self) -> ModelUnavailable:
        return ModelUnavailable(
            f"The model server at {self._url} does not answer. Check that it runs and that MENTOR_LLM_URL is right."
        )

    def _refusal(self, status: int, body: str) -> MentorError:
        lowered = body.lower()
        if status == 503 and "loading" in lowered:
            return ModelUnavailable(
                f"The model server at {self._url} is still loading its model. Try again in a minute."
            )
        if status in (429, 503):
            return TooManyRequests("The model server is busy. Please try again in a minute.")
        if status in (401, 403):
            return ModelUnavailable(f"The model server at {self._url} refused the key. Check MENTOR_LLM_API_KEY.")
        if status == 404:
            return ModelUnavailable(
                f"The model server at {self._url} does not know the address or the model {self._model!r}. "
                f"Check MENTOR_LLM_URL and MENTOR_LLM_MODEL."
            )
        if status in (400, 413, 422) and "context" in lowered:
            return PromptTooLong(
                "The prompt does not fit the server's context. Shorten the message, "
                "or set MENTOR_LLM_CONTEXT to what the server was started with."
            )
        return EngineCrashed(f"The model server answered with status {status}. Ask again, or see the server's log.")

    def _run(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        """On the one event loop of this engine: a blocking socket could not be interrupted by a cancel."""
        with self._starting:
            if self._loop is None:
                self._loop = self._start_loop()
            return asyncio.run_coroutine_threadsafe(work, self._loop)

    def _start_loop(self) -> asyncio.AbstractEventLoop:
        import httpx

        loop = asyncio.new_event_loop()
        headers = {"Authorization": f"Bearer {self._api_key}"} if self._api_key else {}
        self._client = httpx.AsyncClient(
            headers=headers, timeout=httpx.Timeout(self._patience_s, connect=5.0, pool=None), trust_env=False
        )

        def serve() -> None:
            loop.run_forever()
            loop.close()

        threading.Thread(target=serve, name="openai-engine", daemon=True).start()
        return loop

    def close(self) -> None:
        """Closes the connections; requests under way are cancelled."""
        with self._starting:
            loop, client = self._loop, self._client
            self._loop = self._client = None
        if loop is None or client is None:
            return
        asyncio.run_coroutine_threadsafe(_end_all(client), loop).result(5.0)
        loop.call_soon_threadsafe(loop.stop)


async def _end_all(client: httpx.AsyncClient) -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await client.aclose()


def _raise_failure(work: Future[Any]) -> None:
    if work.cancelled():
        raise EngineCrashed("The engine was closed in the middle of this answer. Ask again.")
    work.result()


def _delta(data: str) -> tuple[str, bool]:
    """Text of one chunk, and whether the server said that the answer is over; reasoning fields are not text."""
    try:
        chunk = json.loads(data)
    except ValueError as error:
        raise EngineCrashed("The model server sent something unreadable. Ask again.") from error
    if "error" in chunk:
        raise EngineCrashed("The model server reported an error in the middle of this answer. Ask again.")
    choices = chunk.get("choices") or [{}]
    return str((choices[0].get("delta") or {}).get("content") or ""), choices[0].get("finish_reason") is not None
