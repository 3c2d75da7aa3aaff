"""The mentor's own two models behind the OpenAI-compatible addresses that other libraries speak to."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphs.ports import ChatModel, Embedder


@contextmanager
def served(chat: ChatModel, embedder: Embedder) -> Iterator[str]:
    """On a free port of this machine alone; yields the base address, ends the server afterwards."""
    import uvicorn

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(chat, embedder), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.should_exit = True
        thread.join(10)


def make_app(chat: ChatModel, embedder: Embedder) -> Any:
    """Chat completions, streamed or whole, and embeddings."""
    from fastapi import FastAPI, Request
    from fastapi.responses import StreamingResponse
    from starlette.concurrency import run_in_threadpool

    app = FastAPI()

    async def completions(request: Request) -> Any:
        asked = await request.json()
        if asked.get("stream"):
            return StreamingResponse(_events(chat, asked), media_type="text/event-stream")
        text = await run_in_threadpool(lambda: "".join(_pieces(chat, asked)))
        return _reply("chat.completion", {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"})

    async def embeddings(request: Request) -> Any:
        asked = await request.json()
        texts = [asked["input"]] if isinstance(asked["input"], str) else list(asked["input"])
        vectors = await run_in_threadpool(lambda: embedder.encode(texts).tolist())
        data = [{"object": "embedding", "index": place, "embedding": each} for place, each in enumerate(vectors)]
        return {"object": "list", "data": data, "model": "embedder", "usage": {"prompt_tokens": 0, "total_tokens": 0}}

    # Without annotations that FastAPI would resolve: `Request` is imported here and not in the module.
    app.router.add_route("/v1/chat/completions", _as_response(completions), methods=["POST"])
    app.router.add_route("/v1/embeddings", _as_response(embeddings), methods=["POST"])
    return app


def _as_response(work: Any) -> Any:
    from starlette.responses import JSONResponse, Response

    async def respond(request: Any) -> Any:
        found = await work(request)
        return found if isinstance(found, Response) else JSONResponse(found)

    return respond


def _pieces(chat: ChatModel, asked: dict[str, Any]) -> Iterator[str]:
    from graphs.ports import ChatMessage, Generation

    messages = tuple(ChatMessage(each["role"], _text(each["content"])) for each in asked["messages"])
    longest = int(asked.get("max_completion_tokens") or asked.get("max_tokens") or 160)
    yield from chat.stream(Generation(messages, max_tokens=longest, temperature=0.0, asker="peer"))


def _text(content: Any) -> str:
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def _events(chat: ChatModel, asked: dict[str, Any]) -> Iterator[str]:
    for piece in _pieces(chat, asked):
        yield f"data: {json.dumps(_reply('chat.completion.chunk', {'delta': {'role': 'assistant', 'content': piece}}))}\n\n"
    yield f"data: {json.dumps(_reply('chat.completion.chunk', {'delta': {}, 'finish_reason': 'stop'}))}\n\n"
    yield "data: [DONE]\n\n"


def _reply(sort: str, choice: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "local",
        "object": sort,
        "created": 0,
        "model": "local",
        "choices": [{"index": 0, "finish_reason": None, **choice}],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }
