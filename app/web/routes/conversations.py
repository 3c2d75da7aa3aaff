"""Conversations."""

from __future__ import annotations

from fastapi import APIRouter

from app.web.cleaning import clean_text
from app.web.context import App, Learner
from app.web.views import ConversationList, ConversationView, ConversationWhole, MessageView, NewTitle
from graphs.errors import EmptyMessage

router = APIRouter(prefix="/api/conversations", tags=["conversations"])
TITLE_LIMIT = 120


@router.get("")
def conversations(learner: Learner, context: App) -> ConversationList:
    """Newest first."""
    records = context.store.conversations.list(learner)
    return ConversationList(conversations=tuple(ConversationView.of(record) for record in records))


@router.post("", status_code=201)
def new_conversation(learner: Learner, context: App) -> ConversationView:
    """Its title is made from the first message."""
    return ConversationView.of(context.store.conversations.create(learner))


@router.get("/{conversation_id}")
def conversation(conversation_id: str, learner: Learner, context: App) -> ConversationWhole:
    """With all messages."""
    record = context.store.conversations.get(learner, conversation_id)
    messages = context.store.conversations.messages(learner, conversation_id)
    return ConversationWhole(
        id=record.id,
        title=record.title,
        updated_at=record.updated_at,
        messages=tuple(MessageView.of(message) for message in messages),
    )


@router.patch("/{conversation_id}")
def rename(conversation_id: str, body: NewTitle, learner: Learner, context: App) -> ConversationView:
    """Gives it another name."""
    title = clean_text(body.title, keep_lines=False)[:TITLE_LIMIT].strip()
    if not title:
        raise EmptyMessage("A conversation needs a name. Write one, or leave the old one.")
    return ConversationView.of(context.store.conversations.rename(learner, conversation_id, title))


@router.delete("/{conversation_id}", status_code=204)
def delete(conversation_id: str, learner: Learner, context: App) -> None:
    """An answer that is being written in it is stopped first."""
    context.store.conversations.get(learner, conversation_id)
    context.turns.stop_all(learner, conversation_id)
    context.store.conversations.delete(learner, conversation_id)
