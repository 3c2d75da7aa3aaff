"""For the program's own commands beside a running server; not for browsers."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterator

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, JsonValue

from app.bootstrap.terminal import forgetting, terminal_learner_of
from app.web.cleaning import clean_message
from app.web.context import App, get_context
from app.web.cookies import NotSignedIn
from app.web.parts import PartsProtocol
from app.web.stream import Bridge, JsonLines
from app.web.turns import await_parts
from graphs.errors import Cancelled, MentorError
from graphs.events import Citation, Failed
from graphs.mentor.request import Exchange, TurnRequest

log = logging.getLogger(__name__)

Line = dict[str, JsonValue]
Work = Callable[[Callable[[], bool]], Iterator[Line]]


def require_token(request: Request) -> None:
    """Raises `NotSignedIn` unless the bearer token of `server.json` is given."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
    if not secrets.compare_digest(given, get_context(request).token.encode()):
        raise NotSignedIn("The control routes need the token in server.json of the data directory.")


router = APIRouter(prefix="/control", tags=["control"], dependencies=[Depends(require_token)])


class Body(BaseModel):
    """Strict: these are spoken by one program to itself."""

    model_config = ConfigDict(extra="forbid")


class Earlier(Body):
    """One earlier exchange of a conversation that the caller keeps."""

    question: str
    answer: str = ""
    citations: tuple[Citation, ...] = ()


class Ask(Body):
    """A turn of the terminal's learner. The conversation is not stored: the terminal keeps its own."""

    text: str
    history: tuple[Earlier, ...] = ()
    conversation: str = ""
    """Where it goes on; empty for a question that stands alone."""
    answers_to: str = ""
    sources_only: bool = False


class Ingest(Body):
    """Paths as this machine names them; none means the corpus and the operator's documents."""

    paths: tuple[str, ...] = ()


@router.post("/ask", response_class=JsonLines)
async def ask(body: Ask, context: App) -> JsonLines:
    """Events of `graphs/events.py`, one per line; closing the connection stops the turn."""
    text = clean_message(body.text, context.settings.max_message_chars)
    history = tuple(Exchange(each.question, each.answer, each.citations) for each in body.history)
    turn_id = secrets.token_hex(12)

    def work(cancelled: Callable[[], bool]) -> Iterator[Line]:
        yield from _getting_ready(context.parts, cancelled)
        learner = terminal_learner_of(context.settings, context.store)
        request = TurnRequest(
            conversation_id=body.conversation or turn_id,
            learner_id=learner,
            turn_id=turn_id,
            text=text,
            history=history,
            cancelled=cancelled,
            answers_to=body.answers_to,
            sources_only=body.sources_only,
            forget_learner=forgetting(context.settings, context.store, learner),
        )
        for event in context.parts.run_turn(request):
            if cancelled():
                raise Cancelled("Stopped before the end.")
            yield event.model_dump(mode="json")

    return JsonLines(_lines(work, context.keep_alive))


@router.post("/ingest", response_class=JsonLines)
async def ingest(body: Ingest, context: App) -> JsonLines:
    """One report per line; the server goes on answering meanwhile."""

    def work(cancelled: Callable[[], bool]) -> Iterator[Line]:
        yield from _getting_ready(context.parts, cancelled)
        yield from context.parts.library().ingest(body.paths)

    return JsonLines(_lines(work, context.keep_alive))


def _getting_ready(parts: PartsProtocol, cancelled: Callable[[], bool]) -> Iterator[Line]:
    for status in await_parts(parts, cancelled):
        yield status.model_dump(mode="json")


async def _lines(work: Work, keep_alive: float) -> AsyncIterator[str]:
    """Empty lines keep the connection open; an error is a last line of type `failed`."""
    bridge: Bridge[Line] = Bridge(lambda cancelled: _named_errors(work, cancelled), "control")
    try:
        async for line in bridge.items(keep_alive):
            yield "\n" if line is None else json.dumps(line, ensure_ascii=False) + "\n"
    finally:
        bridge.cancel()


def _named_errors(work: Work, cancelled: Callable[[], bool]) -> Iterator[Line]:
    try:
        yield from work(cancelled)
    except MentorError as error:
        yield Failed(code=error.code, message=str(error)).model_dump(mode="json")
    except Exception:  # the edge of a thread: the caller must be told
        log.exception("a control request broke")
        yield Failed(code="internal", message="The server could not do it. See its log.").model_dump(mode="json")
