"""A stand-in for the web server: the same routes, with answers from a script, so that every state can be shown."""

from __future__ import annotations

import asyncio
import html
import itertools
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles

import app.web
from tests.browser.script import DOCUMENTS, SUGGESTIONS, events_for

STATIC = Path(app.web.__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
READY = {"knowledge": {"state": "ready", "detail": ""}, "embedder": {"state": "ready", "detail": ""}}
Record = dict[str, Any]


@dataclass
class Stage:
    """What the stand-in does next; a test changes it while the page is open."""

    parts: Record = field(
        default_factory=lambda: {**READY, "model": {"state": "ready", "detail": "", "name": "SmolLM2"}}
    )
    busy: int = 0
    """How many further questions are refused with 429."""
    pace: float = 0.0
    """Seconds between events."""
    asked: list[str] = field(default_factory=list)
    votes: dict[str, Record] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)
    conversations: dict[str, Record] = field(default_factory=dict)
    closed_early: int = 0

    @property
    def ready(self) -> bool:
        return all(part["state"] == "ready" for part in self.parts.values())


def rendered(text: str) -> str:
    """Inline Markdown of the script as the server would give it."""
    safe = html.escape(text, quote=False)
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", safe))


def refusal(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status)


def create_stand_in(stage: Stage) -> FastAPI:
    api = FastAPI()
    numbers = itertools.count(1)

    @api.middleware("http")
    async def policy(request: Request, call_next: Any) -> Response:
        response: Response = await call_next(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Cache-Control"] = "no-store"
        return response

    api.mount("/static", StaticFiles(directory=STATIC))

    @api.get("/")
    async def page() -> FileResponse:
        return FileResponse(STATIC / "index.html")

    @api.get("/api/me")
    async def me() -> Record:
        return {"learner": "l1", "ready": stage.ready}

    @api.delete("/api/me")
    async def forget() -> Response:
        stage.conversations.clear()
        return Response(status_code=204)

    @api.get("/api/status")
    async def status() -> Record:
        return {"ready": stage.ready, "parts": stage.parts, "queue": {"waiting": 0, "limit": 10}}

    @api.get("/api/suggestions")
    async def suggestions() -> Record:
        return {"suggestions": SUGGESTIONS}

    @api.get("/api/conversations")
    async def listed() -> Record:
        rows = [{**c, "messages": len(c["messages"])} for c in reversed(stage.conversations.values())]
        return {"conversations": rows}

    @api.post("/api/conversations", status_code=201)
    async def create() -> Record:
        made: Record = {"id": f"c{next(numbers)}", "title": "", "updated_at": "2026-11-21T10:00:00Z", "messages": []}
        stage.conversations[made["id"]] = made
        return made

    @api.get("/api/conversations/{conversation}", response_model=None)
    async def one(conversation: str) -> Record | Response:
        found = stage.conversations.get(conversation)
        return found if found else refusal(404, "not_found", "There is no such conversation.")

    @api.patch("/api/conversations/{conversation}")
    async def rename(conversation: str, request: Request) -> Record:
        stage.conversations[conversation]["title"] = (await request.json())["title"]
        return stage.conversations[conversation]

    @api.delete("/api/conversations/{conversation}", status_code=204)
    async def delete(conversation: str) -> None:
        del stage.conversations[conversation]

    @api.post("/api/conversations/{conversation}/messages", response_model=None)
    async def ask(conversation: str, request: Request) -> Response:
        text = (await request.json())["text"]
        if stage.busy:
            stage.busy -= 1
            return refusal(429, "busy", "Ten people are being answered; there is no place in the line right now.")
        found = stage.conversations.get(conversation)
        if not found:
            return refusal(404, "not_found", "There is no such conversation.")
        stage.asked.append(text)
        found["title"] = found["title"] or text[:60]
        learner = {
            "id": f"m{next(numbers)}",
            "role": "learner",
            "state": "complete",
            "text": text,
            "html": "",
            "events": [],
        }
        mentor: Record = {
            "id": f"m{next(numbers)}",
            "role": "mentor",
            "state": "running",
            "text": "",
            "html": "",
            "events": [],
        }
        found["messages"] += [{**learner, "feedback": None}, {**mentor, "feedback": None}]
        stored = found["messages"][-1]
        return StreamingResponse(stream(text, learner["id"], stored), media_type="text/event-stream")

    async def stream(text: str, learner: str, stored: Record) -> AsyncIterator[str]:
        turn = f"t{stored['id']}"
        yield frame("turn", {"turn_id": turn, "user_message_id": learner})
        yield ": keep-alive\r\n\r\n"
        try:
            for event in events_for(text):
                if event["type"] == "cut":
                    stored["state"] = "interrupted"
                    return
                await asyncio.sleep(stage.pace)
                if turn in stage.stopped:
                    stored["state"] = "stopped"
                    yield frame("failed", {"type": "failed", "code": "cancelled", "message": "Stopped."})
                    return
                event = {**event, "html": rendered(event["text"])} if "text" in event else dict(event)
                if event["type"] == "done":
                    event["message_id"] = stored["id"]
                stored["events"].append(event)
                yield frame(event["type"], event)
            stored["state"] = "failed" if event["type"] == "failed" else "complete"
        finally:
            if stored["state"] == "running":
                stored["state"] = "interrupted"
                stage.closed_early += 1

    @api.post("/api/turns/{turn}/stop", status_code=202)
    async def stop(turn: str) -> Record:
        stage.stopped.append(turn)
        return {}

    @api.put("/api/messages/{message}/feedback")
    async def vote(message: str, request: Request) -> Record:
        stage.votes[message] = await request.json()
        for conversation in stage.conversations.values():
            for stored in conversation["messages"]:
                if stored["id"] == message:
                    stored["feedback"] = stage.votes[message]
        return stage.votes[message]

    @api.delete("/api/messages/{message}/feedback", status_code=204)
    async def unvote(message: str) -> None:
        stage.votes.pop(message, None)

    @api.get("/api/documents/{document:path}", response_model=None)
    async def document(document: str, passage: str = "", quote: str = "") -> Record | Response:
        found = DOCUMENTS.get(document)
        if not found:
            return refusal(404, "not_found", "There is no such document.")
        body = "".join(
            f'<section id="passage" class="cited">{marked(part, quote)}</section>' if key == passage else part
            for key, part in found["sections"]
        )
        return {"id": document, **{key: found[key] for key in ("title", "source", "date")}, "html": body}

    return api


def marked(part: str, quote: str) -> str:
    return (
        part.replace(html.escape(quote, quote=False), f"<mark>{html.escape(quote, quote=False)}</mark>")
        if quote
        else part
    )


def frame(kind: str, data: Record) -> str:
    return f"event: {kind}\r\ndata: {json.dumps(data)}\r\n\r\n"
