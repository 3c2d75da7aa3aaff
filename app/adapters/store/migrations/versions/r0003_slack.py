"""The Slack shell: people, arrivals, threads, link codes, installations."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _learner() -> sa.Column[str]:
    return sa.Column("learner_id", sa.String(40), nullable=False)


def upgrade() -> None:
    """Spelt out, not made from the models: what a revision does must never change later."""
    op.create_table(
        "slack_people",
        sa.Column("team_id", sa.String(20), primary_key=True),
        sa.Column("user_id", sa.String(20), primary_key=True),
        _learner(),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("time_zone", sa.String(60), nullable=False),
        _moment("linked_at", nullable=True),
        _moment("seen_at"),
    )
    op.create_table(
        "slack_arrivals",
        sa.Column("key", sa.String(160), primary_key=True),
        _learner(),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        _moment("arrived_at"),
    )
    op.create_index("slack_arrivals_by_time", "slack_arrivals", ["arrived_at"])
    op.create_table(
        "slack_threads",
        sa.Column("team_id", sa.String(20), primary_key=True),
        sa.Column("channel_id", sa.String(20), primary_key=True),
        sa.Column("thread_ts", sa.String(30), primary_key=True),
        sa.Column("learner_id", sa.String(40), primary_key=True),
        sa.Column("conversation_id", sa.String(40), nullable=False),
    )
    op.create_table(
        "link_codes",
        sa.Column("code_hash", sa.String(64), primary_key=True),
        _learner(),
        sa.Column("shell", sa.String(10), nullable=False),
        _moment("expires_at"),
    )
    op.create_table(
        "link_tries",
        sa.Column("id", sa.String(40), primary_key=True),
        _learner(),
        sa.Column("what", sa.String(10), nullable=False),
        _moment("tried_at"),
    )
    for table in ("slack_people", "slack_arrivals", "link_codes", "link_tries"):
        op.create_index(f"ix_{table}_learner_id", table, ["learner_id"])
    op.create_table(
        "slack_installations",
        sa.Column("team_id", sa.String(20), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        _moment("installed_at"),
    )
    op.create_table(
        "slack_states",
        sa.Column("state", sa.String(80), primary_key=True),
        _moment("expires_at"),
    )


def downgrade() -> None:
    """Without Slack."""
    for table in (
        "slack_states",
        "slack_installations",
        "link_tries",
        "link_codes",
        "slack_threads",
        "slack_arrivals",
        "slack_people",
    ):
        op.drop_table(table)
