"""Calendar feeds and the reminders that were sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _learner() -> sa.Column[str]:
    return sa.Column(
        "learner_id", sa.String(40), sa.ForeignKey("learners.learner_id", ondelete="CASCADE"), nullable=False
    )


def upgrade() -> None:
    """Spelt out, not made from the models: what a revision does must never change later."""
    op.create_table(
        "calendar_feeds",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        _learner(),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "reminders",
        sa.Column("key", sa.String(120), primary_key=True),
        _learner(),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
    )
    for table in ("calendar_feeds", "reminders"):
        op.create_index(f"ix_{table}_learner_id", table, ["learner_id"])


def downgrade() -> None:
    """Without feeds and reminders."""
    op.drop_table("reminders")
    op.drop_table("calendar_feeds")
