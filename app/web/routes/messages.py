"""Asking, stopping, and what the learner thought of the answer."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from app.web.cleaning import clean_message, clean_text
from app.web.context import App, Learner
from app.web.stream import KEEP_ALIVE, EventStream, server_event
from app.web.turns import LiveTurn
from app.web.views import ErrorView, EventView, FeedbackView, NewFeedback, NewMessage, TurnBegun, event_view

router = APIRouter(prefix="/api", tags=["messages"])
REASON_LIMIT = 2000
STREAM = {
    "model": EventView,
    "description": (
        "Server-sent events. First `event: turn` with `TurnBegun` as its data; then one event per step, named by "
        "its `type`, with the JSON of that type as its data; the last is `done` or `failed`. "
        "Lines that begin with a colon keep the connection open. Closing the connection stops the turn."
    ),
}


@router.post(
    "/conversations/{conversation_id}/messages",
    response_class=EventStream,
    responses={
        200: STREAM,
        404: {"model": ErrorView, "description": "No such conversation"},
        409: {"model": ErrorView, "description": "The answer before is still being written"},
        413: {"model": ErrorView, "description": "The message is too long"},
        422: {"model": ErrorView, "description": "There is nothing to read"},
        429: {"model": ErrorView, "description": "Too many at once"},
    },
)
async def ask(conversation_id: str, body: NewMessage, learner: Learner, context: App) -> EventStream:
    """Asks, and streams the answer."""
    text = clean_message(body.text, context.settings.max_message_chars)
    context.turns.reserve()
    record = await run_in_threadpool(context.turns.store_question, learner, conversation_id, text)
    turn = context.turns.launch(record, text, body.answers_to)
    return EventStream(_events(turn, context.keep_alive), on_shutdown=turn.interrupt)


async def _events(turn: LiveTurn, keep_alive: float) -> AsyncIterator[str]:
    record = turn.record
    begun = TurnBegun(turn_id=record.id, user_message_id=record.user_message_id, message_id=record.message_id)
    events = turn.events(keep_alive)
    try:
        yield server_event("turn", begun.model_dump_json())
        async for event in events:
            yield KEEP_ALIVE if event is None else server_event(event.type, event_view(event).model_dump_json())
    finally:
        turn.cancel()


@router.post("/turns/{turn_id}/stop", status_code=202)
def stop(turn_id: str, learner: Learner, context: App) -> dict[str, str]:
    """The stream then ends with `failed`, code `cancelled`; what was said so far is kept."""
    context.turns.stop(learner, turn_id)
    return {"turn_id": turn_id}


@router.put("/messages/{message_id}/feedback")
def vote(message_id: str, body: NewFeedback, learner: Learner, context: App) -> FeedbackView:
    """The later vote counts."""
    reason = clean_text(body.reason)[:REASON_LIMIT]
    return FeedbackView.of(context.store.votes.put(learner, message_id, body.vote, reason))


@router.delete("/messages/{message_id}/feedback", status_code=204)
def unvote(message_id: str, learner: Learner, context: App) -> None:
    """Takes the vote back."""
    context.store.votes.remove(learner, message_id)
