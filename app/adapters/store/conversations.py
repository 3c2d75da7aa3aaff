"""Conversations and their messages."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.adapters.store.engine import Database
from app.adapters.store.records import ConversationRecord, FeedbackRecord, MessageRecord
from app.adapters.store.tables import Conversation, Feedback, Learner, Message, MessageEvent
from app.adapters.store.wording import plain_text
from graphs.errors import NotFound
from graphs.events import EVENT, Event, Failed

UNTITLED = "New conversation"
UNREADABLE = Failed(
    code="unreadable_record",
    message=(
        "A part of this answer was written by another version of the program and cannot be shown. "
        "Ask again to get it whole."
    ),
)


def new_id() -> str:
    """Unguessable, and safe in addresses and file names."""
    return secrets.token_hex(12)


def now() -> datetime:
    """The one clock of the store."""
    return datetime.now(UTC)


class Conversations:
    """Every method takes the learner's id; somebody else's conversation is `NotFound`."""

    def __init__(self, database: Database):
        self._database = database

    def create(self, learner_id: str, title: str = UNTITLED) -> ConversationRecord:
        """Makes the learner's own row too, on the first conversation."""
        moment = now()
        row = Conversation(id=new_id(), learner_id=learner_id, title=title, created_at=moment, updated_at=moment)
        with self._database.write() as session:
            if session.get(Learner, learner_id) is None:
                session.add(Learner(learner_id=learner_id, created_at=moment))
                session.flush()
            session.add(row)
        return _conversation(row, 0)

    def list(self, learner_id: str) -> tuple[ConversationRecord, ...]:
        """Newest first."""
        counted = (
            select(Conversation, func.count(Message.id))
            .outerjoin(Message, Message.conversation_id == Conversation.id)
            .where(Conversation.learner_id == learner_id)
            .group_by(Conversation.id)
            .order_by(Conversation.updated_at.desc(), Conversation.id)
        )
        with self._database.read() as session:
            return tuple(_conversation(row, count) for row, count in session.execute(counted))

    def get(self, learner_id: str, conversation_id: str) -> ConversationRecord:
        """Raises `NotFound`."""
        with self._database.read() as session:
            row = owned(session, learner_id, conversation_id)
            count = session.scalar(
                select(func.count()).where(Message.conversation_id == row.id, Message.learner_id == learner_id)
            )
            return _conversation(row, count or 0)

    def rename(self, learner_id: str, conversation_id: str, title: str) -> ConversationRecord:
        """Raises `NotFound`."""
        with self._database.write() as session:
            owned(session, learner_id, conversation_id).title = title
        return self.get(learner_id, conversation_id)

    def delete(self, learner_id: str, conversation_id: str) -> None:
        """Messages, events, turns and feedback go with it. Raises `NotFound`."""
        with self._database.write() as session:
            row = owned(session, learner_id, conversation_id)
            session.execute(
                delete(Conversation).where(Conversation.id == row.id, Conversation.learner_id == learner_id)
            )

    def messages(self, learner_id: str, conversation_id: str) -> tuple[MessageRecord, ...]:
        """Oldest first. Raises `NotFound`."""
        with self._database.read() as session:
            owned(session, learner_id, conversation_id)
            return read_messages(session, learner_id, conversation_id)


def owned(session: Session, learner_id: str, conversation_id: str) -> Conversation:
    """The one place that decides whether a conversation is this learner's."""
    row = None
    if conversation_id.isalnum():  # a NUL in an address is an error to PostgreSQL, not a miss
        row = session.scalar(
            select(Conversation).where(Conversation.id == conversation_id, Conversation.learner_id == learner_id)
        )
    if row is None:
        raise NotFound("There is no such conversation. It may have been deleted; start a new one.")
    return row


def read_messages(session: Session, learner_id: str, conversation_id: str) -> tuple[MessageRecord, ...]:
    """Three queries however long the conversation is."""
    mine = (Message.conversation_id == conversation_id, Message.learner_id == learner_id)
    rows = session.scalars(select(Message).where(*mine).order_by(Message.position)).all()
    events: dict[str, list[Event]] = {}
    stored = (
        select(MessageEvent.message_id, MessageEvent.body)
        .join(Message, Message.id == MessageEvent.message_id)
        .where(*mine, MessageEvent.learner_id == learner_id)
        .order_by(MessageEvent.message_id, MessageEvent.seq)
    )
    for message_id, body in session.execute(stored):
        events.setdefault(message_id, []).append(read_event(body))
    votes = {
        row.message_id: FeedbackRecord(vote="up" if row.vote == "up" else "down", reason=row.reason)
        for row in session.scalars(
            select(Feedback)
            .join(Message, Message.id == Feedback.message_id)
            .where(*mine, Feedback.learner_id == learner_id)
        )
    }
    return tuple(_message(row, tuple(events.get(row.id, ())), votes.get(row.id)) for row in rows)


def read_event(body: str) -> Event:
    """Validated; what another version wrote differently is said to be unreadable, never guessed at."""
    try:
        return EVENT.validate_json(body)
    except ValidationError:
        return UNREADABLE


def _conversation(row: Conversation, messages: int) -> ConversationRecord:
    return ConversationRecord(
        id=row.id, title=row.title, created_at=row.created_at, updated_at=row.updated_at, messages=messages
    )


def _message(row: Message, events: tuple[Event, ...], feedback: FeedbackRecord | None) -> MessageRecord:
    return MessageRecord(
        id=row.id,
        conversation_id=row.conversation_id,
        turn_id=row.turn_id,
        role="learner" if row.role == "learner" else "mentor",
        state=row.state,  # type: ignore[arg-type]  # written by `Turns` from the same Literal
        created_at=row.created_at,
        text=row.body if row.role == "learner" else plain_text(events),
        events=events,
        feedback=feedback,
    )
