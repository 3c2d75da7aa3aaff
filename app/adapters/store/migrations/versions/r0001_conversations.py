"""Learners, conversations, turns, messages with their events, feedback."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _learner() -> sa.Column[str]:
    return sa.Column(
        "learner_id", sa.String(40), sa.ForeignKey("learners.learner_id", ondelete="CASCADE"), nullable=False
    )


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _conversation() -> sa.Column[str]:
    return sa.Column(
        "conversation_id", sa.String(40), sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False
    )


def upgrade() -> None:
    """Spelt out, not made from the models: what a revision does must never change later."""
    op.create_table(
        "learners",
        sa.Column("learner_id", sa.String(40), primary_key=True),
        _moment("created_at"),
    )
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(40), primary_key=True),
        _learner(),
        sa.Column("title", sa.String(200), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
    )
    op.create_index("conversations_by_learner", "conversations", ["learner_id", "updated_at"])
    op.create_table(
        "turns",
        sa.Column("id", sa.String(40), primary_key=True),
        _learner(),
        _conversation(),
        sa.Column("user_message_id", sa.String(40), nullable=False),
        sa.Column("message_id", sa.String(40), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        _moment("started_at"),
        _moment("beat_at"),
        _moment("ended_at", nullable=True),
    )
    op.create_index("turns_by_conversation", "turns", ["learner_id", "conversation_id"])
    op.create_index(
        "one_running_turn",
        "turns",
        ["conversation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.String(40), primary_key=True),
        _learner(),
        _conversation(),
        sa.Column("turn_id", sa.String(40), sa.ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        _moment("created_at"),
        sa.UniqueConstraint("conversation_id", "position", name="messages_in_order"),
    )
    op.create_index("messages_by_learner", "messages", ["learner_id", "conversation_id"])
    op.create_table(
        "message_events",
        sa.Column("message_id", sa.String(40), sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        _learner(),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_message_events_learner_id", "message_events", ["learner_id"])
    op.create_table(
        "feedback",
        sa.Column("message_id", sa.String(40), sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
        _learner(),
        sa.Column("vote", sa.String(4), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        _moment("created_at"),
    )
    op.create_index("ix_feedback_learner_id", "feedback", ["learner_id"])


def downgrade() -> None:
    """Back to an empty database."""
    for table in ("feedback", "message_events", "messages", "turns", "conversations", "learners"):
        op.drop_table(table)
