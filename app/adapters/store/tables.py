"""The tables. Each carries `learner_id`: export and deletion go over all of them by that column alone."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """An aware UTC time; SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuses nothing, converts to UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware, in UTC, whatever the database kept."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Parent of all tables."""


class Learner(Base):
    """An anonymous learner, made when the first conversation is."""

    __tablename__ = "learners"

    learner_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Moment)


class Conversation(Base):
    """A thread of messages."""

    __tablename__ = "conversations"
    __table_args__ = (Index("conversations_by_learner", "learner_id", "updated_at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learners.learner_id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)


class Turn(Base):
    """One message of the learner and its answer; at most one per conversation is `running`."""

    __tablename__ = "turns"
    __table_args__ = (
        Index("turns_by_conversation", "learner_id", "conversation_id"),
        # The database itself refuses a second running turn, so it holds between several server processes too.
        Index(
            "one_running_turn",
            "conversation_id",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learners.learner_id", ondelete="CASCADE"))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    user_message_id: Mapped[str] = mapped_column(String(40))
    message_id: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(Moment)
    beat_at: Mapped[datetime] = mapped_column(Moment)
    """Last sign of life of the server that runs it; tells an abandoned turn from another server's."""
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class Message(Base):
    """A message. A learner's has `body`; a mentor's is made of its events."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "position", name="messages_in_order"),
        Index("messages_by_learner", "learner_id", "conversation_id"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learners.learner_id", ondelete="CASCADE"))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    turn_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    role: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)


class MessageEvent(Base):
    """One event of a mentor's message, written before it is shown."""

    __tablename__ = "message_events"

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learners.learner_id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(Text)
    """JSON of a `graphs.events.Event`, validated on read."""


class Feedback(Base):
    """A learner's vote on one answer."""

    __tablename__ = "feedback"

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learners.learner_id", ondelete="CASCADE"), index=True)
    vote: Mapped[str] = mapped_column(String(4))
    reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)


class Record(Base):
    """One version of one of a learner's records; versions are added, never changed.

    The key itself refuses the same version twice, so that two tabs that write at once cannot lose one.
    """

    __tablename__ = "records"

    learner_id: Mapped[str] = mapped_column(ForeignKey("learners.learner_id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(Text)
    """JSON; the reader validates it with its own model."""
    created_at: Mapped[datetime] = mapped_column(Moment)
