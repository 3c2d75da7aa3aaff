"""Versioned records of a learner: profile, interview, assessment."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Spelt out, not made from the models: what a revision does must never change later."""
    op.create_table(
        "records",
        sa.Column(
            "learner_id", sa.String(40), sa.ForeignKey("learners.learner_id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Without records."""
    op.drop_table("records")
